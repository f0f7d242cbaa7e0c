"""Numerals as reports print them: roman, letters of two alphabets, and ordinals in words."""

from __future__ import annotations

import re

ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"  # هـ is printed with a stroke after it
ARABIC_MARK = "[\u064b-\u0652]"  # vowel signs, and the tanwin of "أولاً"

# First to twentieth, as treaties print them ("Article premier") and as people ask for them ("la
# troisième clause"). Masculine and feminine; a table, since each is a word.
LATIN_ORDINALS = [
    "premier première 1er 1ère first",
    "deuxième second seconde second",
    "troisième third",
    "quatrième fourth",
    "cinquième fifth",
    "sixième sixth",
    "septième seventh",
    "huitième eighth",
    "neuvième ninth",
    "dixième tenth",
    "onzième eleventh",
    "douzième twelfth",
    "treizième thirteenth",
    "quatorzième fourteenth",
    "quinzième fifteenth",
    "seizième sixteenth",
    "dix-septième seventeenth",
    "dix-huitième eighteenth",
    "dix-neuvième nineteenth",
    "vingtième twentieth",
]
# "ARTICLE DEUX", "Article Three": of articles alone, since "two articles" names none.
LATIN_CARDINALS = [
    "un one unique", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
    "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve", "treize thirteen",
    "quatorze fourteen", "quinze fifteen", "seize sixteen", "dix-sept seventeen",
    "dix-huit eighteen", "dix-neuf nineteen", "vingt twenty",
]  # fmt: skip
# Arabic ones are built: a unit, then "عشرة" up to nineteen or "و" and a ten.
ARABIC_UNITS = ["أولى أول", "ثانية ثاني", "ثالثة ثالث", "رابعة رابع", "خامسة خامس", "سادسة سادس",
                "سابعة سابع", "ثامنة ثامن", "تاسعة تاسع"]  # fmt: skip
ARABIC_TENS = ["عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين",
               "سبعون سبعين", "ثمانون ثمانين", "تسعون تسعين"]  # fmt: skip
ARABIC_COUNTS = ["ثلاث ثلاثة", "أربع أربعة", "خمس خمسة", "ست ستة", "سبع سبعة", "ثماني ثمانية",
                 "تسع تسعة", "عشر عشرة"]  # fmt: skip
ARABIC_HUNDRED = "مائة مئة"
# "المادة الثامنة والعشرون بعد المئة": the hundred that a unit comes after.
ARABIC_HUNDREDS = {"المائة": 100, "المئة": 100, "المائتين": 200, "المئتين": 200,
                   "الثلاثمائة": 300, "الثلاثمئة": 300}  # fmt: skip
AFTER = "بعد"
ARABIC_ONLY = "وحيدة"  # the only article
# "أولا: ", "ثانيا: ": firstly, secondly.
ARABIC_ADVERBS = ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا",
                  "عاشرا"]  # fmt: skip


def arabic_ordinals() -> dict[str, int]:
    """Return the Arabic ordinals with article, feminine and masculine, from 1 to 100."""
    found: dict[str, int] = {}
    for value, forms in enumerate([*ARABIC_UNITS, "عاشرة عاشر"], start=1):
        found |= {f"ال{form}": value for form in forms.split()}
    for unit, forms in enumerate(["حادية حادي", *ARABIC_UNITS[1:]], start=1):
        for form in forms.split():
            found |= {f"ال{form} {teen}": 10 + unit for teen in ("عشرة", "عشر")}
            for ten, tens in enumerate(ARABIC_TENS, start=2):
                found |= {f"ال{form} وال{word}": 10 * ten + unit for word in tens.split()}
    for ten, tens in enumerate(ARABIC_TENS, start=2):
        found |= {f"ال{word}": 10 * ten for word in tens.split()}
    found |= {f"ال{ARABIC_ONLY}": 1}
    return found | {f"ال{word}": 100 for word in ARABIC_HUNDRED.split()}


def arabic_adverbs() -> dict[str, int]:
    """Return "أولا" to "تاسع عشر" (firstly to nineteenthly) with their values."""
    teens = ["حادي", *(forms.split()[1] for forms in ARABIC_UNITS[1:])]
    found = {word: value for value, word in enumerate(ARABIC_ADVERBS, start=1)}
    return found | {f"{unit} عشر": 10 + value for value, unit in enumerate(teens, start=1)}


ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
               "quatre-vingt": 80, "quatre-vingts": 80}  # fmt: skip
FRENCH_TIES = ("-", " et ", "-et-", " ")


def spoken_tens() -> dict[str, int]:
    """Return the numbers from 20 to 99 in words: "trente", "quatre-vingt-dix", "thirty-one"."""
    english = {word: 10 * ten for ten, word in enumerate(ENGLISH_TENS, start=2)}
    found = english | FRENCH_TENS
    for value, words in enumerate(LATIN_CARDINALS[:19], start=1):
        first, *others = words.split()
        for ten, worth in FRENCH_TENS.items():
            if value < 10 or worth in (60, 80):  # soixante-dix, quatre-vingt-onze
                found |= {f"{ten}{tie}{first}": worth + value for tie in FRENCH_TIES}
        unit = (others or [first])[0]
        if value < 10:
            for ten, worth in english.items():
                found |= {f"{ten}{tie}{unit}": worth + value for tie in "- "}
    return found


# How letters are typed in haste, and printed by some: "الماده الثالثه", "الاولي".
TYPED = {"أ": "[أإا]", "ة": "[ةه]", "ى": "[ىي]", "ئ": "[ئي]"}
PLAIN = str.maketrans({"أ": "ا", "إ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي"})


def without_marks(word: str) -> str:
    """Return an Arabic word without vowel signs, in plain letters: "أولاً" -> "اولا"."""
    return re.sub(ARABIC_MARK, "", word).translate(PLAIN)


def any_spelling(words: dict[str, int]) -> str:
    """Return a pattern of these words that allows vowel signs and letters typed in haste."""
    return "|".join(
        "".join(rf"{TYPED.get(c, re.escape(c))}{ARABIC_MARK}?" if "\u0621" <= c <= "\u064a" else
                r"\s" if c == " " else re.escape(c) for c in word)
        for word in sorted(words, key=len, reverse=True)
    )  # fmt: skip


# "مادة أولى", "مادة ثانية عشرة": a Kuwaiti act names its articles without "the".
INDEFINITES = {
    word.replace("ال", "", 1): value
    for word, value in arabic_ordinals().items()
    if word.partition(" ")[0][-1] in "ىة" and value < 20
}
ORDINALS: dict[str, int] = {
    word: value for value, words in enumerate(LATIN_ORDINALS, start=1) for word in words.split()
} | arabic_ordinals()
CARDINALS = {
    word: value for value, words in enumerate(LATIN_CARDINALS, start=1) for word in words.split()
}
ADVERBS = arabic_adverbs()
SPOKEN = CARDINALS | spoken_tens()
# "three", "trois", and "خمس" as in "أول خمس مواد": how many are meant.
COUNTS = CARDINALS | {
    word: value for value, words in enumerate(ARABIC_COUNTS, start=3) for word in words.split()
}
ORDINAL = rf"(?:{any_spelling(ORDINALS)})(?:\s{AFTER}\s(?:{any_spelling(ARABIC_HUNDREDS)}))?"
CARDINAL = any_spelling(CARDINALS)
INDEFINITE = rf"(?:{any_spelling(INDEFINITES)})"
ADVERB = any_spelling(ADVERBS)
COUNT = any_spelling(COUNTS)
SPOKEN_NUMBER = any_spelling(SPOKEN)
VALUES = {
    without_marks(word): value
    for word, value in (ORDINALS | CARDINALS | ADVERBS | INDEFINITES).items()
}


HUNDREDS = {without_marks(word): value for word, value in ARABIC_HUNDREDS.items()}


def ordinal_value(word: str) -> int:
    """Return the place that an ordinal names: "premier" -> 1, "الحادية عشرة" -> 11; else 0."""
    words, _, hundred = " ".join(without_marks(word.lower()).split()).partition(f" {AFTER} ")
    return VALUES.get(words, 0) + HUNDREDS.get(hundred, 0)


def spoken_value(words: str) -> int:
    """Return the number that words say: "trente et un" -> 31; 0 for what says none."""
    return SPOKEN.get(" ".join(words.lower().split()), 0)


ROMAN_DIGITS = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
                (4, "iv"), (1, "i")]  # fmt: skip


def roman(value: int) -> str:
    """Return a number from 1 to 399 in lower-case roman numerals."""
    written = ""
    for worth, digits in ROMAN_DIGITS:
        count, value = divmod(value, worth)
        written += digits * count
    return written


ROMAN_VALUES = {roman(value): value for value in range(1, 400)}


def roman_value(num: str) -> int:
    """Return the value of a lower-case roman numeral; 0 for letters that form none."""
    return ROMAN_VALUES.get(num, 0)


def letters(value: int) -> str:
    """Return the letter of a place, from 1: `a` to `z`, then `aa`, `bb`."""
    turn, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def letter_value(num: str) -> int:
    """Return the place of a letter, or of a letter printed twice: `a` 1, `aa` 27, `ب` 2."""
    if num[0] in ABJAD:
        return ABJAD.index(num[0]) + 1
    return ord(num[0]) - ord("a") + 1 + 26 * (len(num) - 1)
