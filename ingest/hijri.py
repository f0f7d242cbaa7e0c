"""Months of the Hijri calendar as three languages write them, and its days as Gregorian ones."""

from __future__ import annotations

import re
from datetime import date

from anyascii import anyascii
from hijridate import Hijri

# One to four words: "Muharram", "Rabi' al-Awwal", "جمادى الأولى".
WORD = r"(?:[^\W\d_]|[\u064b-\u0652])+"
NAME = rf"{WORD}(?:[\s'\u2018\u2019\u02bf`-]+{WORD}){{0,3}}?"
# A year of that calendar in our times; a sign may say so as well: 1441H, 1441 AH, ١٤٤١هـ.
YEAR = r"(?:13|14|١٣|١٤)\d{2}"
SIGN = r"(?:\s?(?:A\.?H\b\.?|H\b\.?|هـ|ه\b|هجرية?|de l['\u2019]hégire\b))?(?!\d)"

# What a folded name matches: Latin letters plain, no space or sign between, no Arabic article.
MONTHS = tuple(
    re.compile(names)
    for names in (
        r"m(?:u|o|ou)harr?[ae]m|محرم",
        r"[cs]afar|صفر",
        r"rabi[a-z]*?(?:aww?al|aou[ae]l)|rabii|ربيعاول",  # Rabi' al-Awwal, rabi el aouel, Rabi I
        r"rabi[a-z]*?(?:th?ani|akh[ai]r)|rabiii|ربيع(?:ثاني?|اخر)",
        r"d?j[ou]+mada[a-z]*?(?:o?ula|aww?ala?|aou[ae]la?)h?|d?j[ou]+madai|جمادياولي?",
        r"d?j[ou]+mada[a-z]*?(?:th?ani|akhir)[a-z]*|d?j[ou]+madaii|جمادي(?:ثانيه?|اخره?)",
        r"ra[dj]+[ae]b|رجب",
        r"[cs]ha+ba+ne?|شعبان",
        r"rama?[dz]h?a+ne?|رمضان",
        r"[cs]ha(?:w|ou)+a+l|شوال",
        r"(?:dh?|z)[ou]*[ae]?l?[kq][aei]+da?h?|ذ[وي]قعده?",  # Dhu al-Qa'dah, Zulqa'da
        r"(?:dh?|z)[ou]*[ae]?l?hi[dj]+[ae]h?|ذ[وي]حجه?",  # Dhul-Hijja, dhou el hidja
    )
)
FOLDED = str.maketrans("أإآىة", "ااايه")
ARTICLE_OR_SIGN = re.compile(r"\bال|[^\w]|[\u064b-\u065f]")


def month_number(name: str) -> int | None:
    """Return the month of that name, from 1; None if no month is called so."""
    folded = ARTICLE_OR_SIGN.sub("", name.translate(FOLDED))
    if folded.isascii() or not re.search("[\u0620-\u064a]", folded):
        folded = anyascii(folded).lower()
    found = (number for number, names in enumerate(MONTHS, start=1) if names.fullmatch(folded))
    return next(found, None)


def to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day by the calendar of Umm al-Qura.

    Where months begin when the moon is sighted, it may be the day before or after.
    Raises `ValueError` for a day that is none, or in a year that the calendar does not know.
    """
    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except OverflowError as error:
        raise ValueError(str(error)) from error
