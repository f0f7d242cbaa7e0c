"""Title, place and dates of a report, from its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from babel.dates import get_month_names

from ingest.models import Clause, Doubt, Part

# Month names come from the Unicode CLDR: Arabic has three sets, by region.
MONTH_LOCALES = ["fr", "en", "ar", "ar_SY", "ar_DZ", "ar_MA"]
LONGEST_TITLE = 300


@cache
def months() -> dict[str, int]:
    """Return the months of the three languages by lower-case name."""
    return {
        name.lower(): month
        for locale in MONTH_LOCALES
        for context in ("format", "stand-alone")
        for month, name in get_month_names("wide", context, locale).items()
    }


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a date: 24 septembre 2019, 1er juin 2020, June 28, 2019, ISO 8601."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{names})\s+(?P<year>\d{{4}})\b"
        rf"|\b(?P<month_2>{names})\s+(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_2>\d{{4}})\b"
        r"|\b(?P<year_3>\d{4})-(?P<month_3>\d{2})-(?P<day_3>\d{2})\b",
        re.IGNORECASE,
    )


def find_dates(text: str) -> Iterator[tuple[int, date]]:
    """Yield the dates of a text with the offset where each is written."""
    for match in date_pattern().finditer(text):
        year, month, day = (
            next(
                value
                for name, value in match.groupdict().items()
                if name.startswith(part) and value
            )
            for part in ("year", "month", "day")
        )
        try:
            yield (
                match.start(),
                date(int(year), months().get(month.lower()) or int(month), int(day)),
            )
        except ValueError:  # 31 February: no date
            continue


def find_title(front: Sequence[str], source_name: str) -> str:
    """Return the first paragraph of the title block; without one, the name of the file."""
    return front[0][:LONGEST_TITLE].strip() if front else source_name


def find_place(front: Sequence[str]) -> str:
    """Return what stands before the date on its line: "NEW YORK, SIÈGE DES NATIONS UNIES"."""
    for line in front[1:]:
        for offset, _date in find_dates(line):
            return line[:offset].strip(" ,،;-–—(\u00a0")
    return ""


def find_date(front: Sequence[str], clauses: Sequence[Clause]) -> tuple[str | None, list[Doubt]]:
    """Return the report's date in ISO 8601, and a doubt if its first lines disagree.

    The title block goes before the opening paragraph. Both dates are told when they differ by
    less than a month: farther apart they date different things.
    """
    in_front = [found for line in front for _, found in find_dates(line)]
    opening = next((c for c in clauses if c.part is Part.PREAMBLE), None)
    in_opening = [found for _, found in find_dates(opening.text)] if opening else []
    if not in_front:
        return (in_opening[0].isoformat() if in_opening else None), []
    first = in_front[0]
    for other in [*in_front[1:], *in_opening[:1]]:
        if 0 < abs((other - first).days) < 31:
            values = {"first": first.isoformat(), "second": other.isoformat()}
            message = f"Two dates: {first.isoformat()} in the title, {other.isoformat()} below it."
            return first.isoformat(), [Doubt("date-disagreement", message, None, values)]
    return first.isoformat(), []
