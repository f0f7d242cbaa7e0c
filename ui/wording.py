"""The words of the interface, from `ui/words/`, one file for each language.

This is the one place that writes a number, a date or a clause's number for the page: the digits of
an interface are all of one form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from ingest.errors import ClausierError
from ingest.language import LANGUAGES, Language
from ingest.models import Doubt
from retrieval.citing import numbers

FOLDER = Path(__file__).parent / "words"
# Where the reader's country is not known. Diplomatic English writes the day first.
COUNTRYLESS = {"fr": "fr", "en": "en_GB", "ar": "ar"}
ARABIC_DIGITS = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")
LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٪", "0123456789%")
LATIN_LETTER = re.compile("[A-Za-z]")
# Doubts of one place, whose words do not say where it is.
OF_ONE_PLACE = {
    "numbering-begins",
    "numbering-gap",
    "numbering-repeat",
    "number-missed",
    "orphan-subclause",
    "slanted-text",
}
CLAUSES = ("before", "after", "key")  # in a doubt: numbers of clauses, as keys


class Words(Formatter):
    """The words of one language. `words("page", page=3)` -> "page 3".

    What fills a phrase is somebody else's words, and stays as it is, except for numbers, which
    are written as in the reader's country, and for what the phrase calls a `{name:date}` (an ISO
    date), `{name:digits}` (numbers as text) or `{name:clause}` (the number of a clause).
    """

    def __init__(self, language: Language, country: Locale) -> None:
        """Read the words of that language; dates and numbers are as in that country."""
        self.language = language
        self.locale = country
        self.direction = direction_in(language)
        self._words: dict[str, Any] = tomllib.loads(
            (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
        )

    def __call__(self, name: str, **values: object) -> str:
        """Return a phrase, its {names} filled in."""
        return self._filled(self._words[name], values)

    def _filled(self, phrase: str, values: Mapping[str, Any]) -> str:
        """Return a phrase filled in; its own digits are those of the reader's country, too."""
        own = phrase if self._is_arabic else phrase.translate(LATIN_DIGITS)
        return self.vformat(own, (), values)

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value in a phrase."""
        if isinstance(value, int):
            return self.number(value)
        if format_spec == "date":
            return self.date(str(value))
        if format_spec == "clause":
            return self.clause(str(value))
        return self.digits(str(value)) if format_spec == "digits" else str(value)

    def list(self, name: str) -> list[str]:
        """Return a list of phrases."""
        return [str(phrase) for phrase in self._words[name]]

    def number(self, number: int) -> str:
        """Return a number as it is written in the reader's country: "1 234", "١٬٢٣٤"."""
        return self.digits(
            str(format_decimal(number, locale=self.locale, numbering_system="default"))
        )

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in whole percents: "93 %"."""
        return self.digits(str(format_percent(share, format=None, locale=self.locale)))

    def date(self, iso: str | None) -> str:
        """Return an ISO date as it is written in the reader's country; "" for none."""
        if not iso:
            return ""
        return self.digits(format_date(date.fromisoformat(iso), "long", self.locale))

    def digits(self, text: str) -> str:
        """Return a text of this interface with the digits of the reader's country."""
        return text.translate(ARABIC_DIGITS) if self._is_arabic else text

    def clause(self, number: str) -> str:
        """Return the number of a clause: "44 (b)" and "L112-3" keep the digits of their letters."""
        return number if LATIN_LETTER.search(number) else self.digits(number)

    @property
    def _is_arabic(self) -> bool:
        """Say whether the reader's country writes Arabic digits."""
        return bool(self.locale.default_numbering_system == "arab")

    def error(self, error: ClausierError) -> str:
        """Return an error in this language; in English if it has no words for it yet."""
        phrase = self._words["errors"].get(error.code)
        return self._filled(phrase, error.values) if phrase else str(error)

    def doubt(self, doubt: Doubt, printed_in: str = "") -> str:
        """Return what a reading was not sure of, in this language.

        `printed_in` is the language of the report: it decides on the letters of its clauses.
        """
        phrase = self._words["doubts"].get(doubt.code)
        if not phrase:
            return doubt.message
        named = {
            name: numbers(str(value), self.language, printed_in) if name in CLAUSES else value
            for name, value in doubt.values.items()
        }
        told = self._filled(phrase, named)
        if doubt.page is None or doubt.code not in OF_ONE_PLACE:
            return told
        return f"{told.removesuffix('.')} ({self('page_label', page=doubt.page)})."


def direction_in(language: str) -> str:
    """Return the direction in which a language is written."""
    return "rtl" if language == "ar" else "ltr"


def words_in(language: Language, locale: str | None = None) -> Words:
    """Return the words of a language, for a reader whose browser has that locale."""
    return _words(language, country_of(language, locale))


@cache
def _words(language: Language, country: Locale) -> Words:
    return Words(language, country)


def country_of(language: Language, locale: str | None) -> Locale:
    """Return a browser's locale such as "ar-EG" if it is of that language; else a plain one."""
    try:
        found = Locale.parse(locale or "", sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        found = None
    if found is None or found.language != language or not found.territory:
        return Locale.parse(COUNTRYLESS[language])
    return found


def language_from(locale: str | None) -> Language:
    """Return the interface language for a browser's locale such as "ar-SA"; else English."""
    spoken = (locale or "").lower().split("-")[0]
    return next((language for language in LANGUAGES if language == spoken), "en")
