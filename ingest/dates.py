"""Dates in any text: in three languages, in figures, of both calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from babel.dates import get_month_names

from ingest import hijri

# Month names come from the Unicode CLDR: Arabic has three sets, by region.
MONTH_LOCALES = ["fr", "en", "ar", "ar_SY", "ar_DZ", "ar_MA"]
# "10-11 July", "du 10 au 11 juillet", "10 et 11 juillet": the first day of several.
FIRST_DAY = (
    r"(?:(?<![\w/.])(?P<{0}>\d{{1,2}})(?:er|st|nd|rd|th)?\s?"
    r"(?:[-\u2010-\u2015]|au|et|to|and|إلى|و)\s?)?"
)
DAY = r"(?<![\w/.])(?P<{0}>\d{{1,2}})(?:er|st|nd|rd|th)?"
# As the United Nations write them, and without the hamza.
OTHER_ARABIC_MONTHS = {
    "يونيه": 6, "يوليه": 7, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10, "اذار": 3, "ايار": 5,
    "اب": 8, "ايلول": 9, "تشرين الاول": 10, "كانون الاول": 12,
}  # fmt: skip
Calendar = Literal["gregorian", "hijri"]


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as a text writes it: the words `text[start:end]`, and the day they mean.

    `first` is the first day of several ("10-11 July 2017"), else the same as `day`, the last:
    what a meeting says is adopted at its end. A Hijri date means the day it is converted to.
    """

    start: int
    end: int
    day: date
    first: date
    calendar: Calendar = "gregorian"

    def agrees(self, other: WrittenDate, within: int = 0) -> bool:
        """Say whether both may mean the same event: their days meet, or lie `within` some days."""
        apart = max((other.first - self.day).days, (self.first - other.day).days)
        return apart <= within


@cache
def months() -> dict[str, int]:
    """Return the months of the three languages by lower-case name."""
    return OTHER_ARABIC_MONTHS | {
        name.lower(): month
        for locale in MONTH_LOCALES
        for context in ("format", "stand-alone")
        for month, name in get_month_names("wide", context, locale).items()
    }


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a date, each with groups day, month, year, and some first."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    day, first = DAY.format("day"), FIRST_DAY.format("first")
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            # 24 septembre 2019, 1er juin 2020, 3rd of May 2021, 10-11 July 2017, ٢٤ سبتمبر ٢٠١٩
            # 31 أيار/مايو 2019م
            rf"{first}{day}(?:\s+of)?\s+(?P<month>{names})(?:\s?/\s?(?:{names}))?,?\s+"
            r"(?P<year>\d{4})(?:م\b|\b)",
            # June 28, 2019; July 10-11, 2017
            rf"\b(?P<month>{names})\s+{first}{day},?\s+(?P<year>\d{{4}})\b",
            # 2019-09-24
            r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
            # 24.9.2019, 24-09-2019
            r"(?<![\w./-])(?P<day>\d{1,2})(?P<sign>[.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})"
            r"(?![\w/-]|\.\d)",
            # 24/09/2019, ٢٤ / ٩ / ٢٠١٩
            r"(?<![\w./-])(?<!/\s)(?P<day>\d{1,2})\s?(?P<sign>/)\s?(?P<month>\d{1,2})\s?/\s?"
            r"(?P<year>\d{4})(?![\w/-]|\.\d|\s/)",
            # ٢٠١٩/٩/٢٤, 2019 / 09 / 24
            r"(?<![\w./-])(?<!/\s)(?P<year>(?:19|20|١٩|٢٠)\d\d)\s?/\s?(?P<month>\d{1,2})\s?/\s?"
            r"(?P<day>\d{1,2})(?![\w/-]|\.\d|\s/)",
            # 24 محرم 1441 هـ, 25 Muharram 1441H, 16-17 chawwal 1438
            rf"{first}{day}(?:\s+of|\s+من)?\s+(?P<moon>{hijri.NAME}),?\s+(?P<year>{hijri.YEAR})"
            rf"{hijri.SIGN}",
        )
    )


def find_dates(text: str, language: str = "") -> Iterator[WrittenDate]:
    """Yield the dates of a text, in the order they are written.

    In figures the day comes first. In an English text "4/5/2019" may be read either way: it is
    left out, unless one of the two can be no month.
    """
    matches = [match for pattern in patterns() for match in pattern.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end and (found := read_date(match, language)):
            yield found
            end = match.end()


def read_date(match: re.Match[str], language: str) -> WrittenDate | None:
    """Return what a match means; None for 31 February, and where day and month are not sure."""
    groups = match.groupdict()
    year, day = int(groups["year"]), int(groups["day"])
    first = int(groups.get("first") or day)
    try:
        if moon := groups.get("moon"):
            if not (month := hijri.month_number(moon)):
                return None
            last = hijri.to_gregorian(year, month, day)
            begin = hijri.to_gregorian(year, month, first)
            return WrittenDate(*match.span(), last, min(begin, last), "hijri")
        month = months().get(groups["month"].lower()) or int(groups["month"])
        if groups.get("sign") == "/" and language == "en" and day != month:
            if max(day, month) <= 12:
                return None
            day, month = max(day, month), min(day, month)
            first = day
        last = date(year, month, day)
        begin = date(year, month, first)
    except ValueError:
        return None
    return WrittenDate(*match.span(), last, min(begin, last))
