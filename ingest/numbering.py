"""Every pattern for printed numbers, and what a number becomes: a key and an eId.

The key is a dotted path without language: `44 b) i)`, `44(b)(i)` and `٤٤ (ب) (١)` name clauses
of one scheme. Each segment is the printed number without its punctuation, lower case, in Western
digits; Arabic letters take the Latin letter of the same place in their (abjad) order. Preambular
paragraphs, which print no number, are counted: `PP1`, `PP2`.

The eId follows the Akoma Ntoso naming convention: `art_6__point_e`, `para_44__subpara_b`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.models import Kind


class Style(StrEnum):
    """How a number is printed; numbers of one style form one sequence."""

    ARTICLE = "article"
    SIGN = "§ 1"
    DOTTED = "1.1"
    STOP = "1."
    BRACKET = "1)"
    BRACKETS = "(1)"
    DASH = "1 -"
    DEGREE = "1°"
    CAPITAL_STOP = "A."
    CAPITAL_ROMAN_STOP = "I."
    LETTER_STOP = "a."
    LETTER_BRACKET = "a)"
    LETTER_BRACKETS = "(a)"
    ROMAN_STOP = "i."
    ROMAN_BRACKET = "i)"
    ROMAN_BRACKETS = "(i)"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number at the start of a line.

    `value` orders the labels of one style, 0 for a number without order such as L112-3; `suffix`
    is a `bis` or `ter`; `end` is where the clause's own words begin. `code` is the segment of a
    number that is no plain one. `alone` says that a stop, or the line's end, sets the number off.
    """

    style: Style
    num: str
    value: int
    end: int
    suffix: str = ""
    code: str = ""
    alone: bool = False

    @property
    def insertion(self) -> int:
        """The place of `bis`, `ter`, `quater` after the number itself, which is 0."""
        return SUFFIXES.index(self.suffix) + 1 if self.suffix else 0

    @property
    def segment(self) -> str:
        """The label's segment of a key."""
        if self.code:
            return f"{self.code}{self.suffix}"
        if self.style in LETTERS:
            return letters(self.value)
        if self.style in ROMANS:
            return roman(self.value)
        return f"{self.value}{self.suffix}"


LETTERS = {
    Style.CAPITAL_STOP,
    Style.LETTER_STOP,
    Style.LETTER_BRACKET,
    Style.LETTER_BRACKETS,
}
ROMANS = {
    Style.CAPITAL_ROMAN_STOP,
    Style.ROMAN_STOP,
    Style.ROMAN_BRACKET,
    Style.ROMAN_BRACKETS,
}

# First to twentieth, as treaties print them ("Article premier", "المادة الأولى") and as people
# ask for them ("la troisième clause"). Masculine and feminine; a table, since each is a word.
ORDINALS: dict[str, int] = {
    word: value
    for value, words in enumerate(
        [
            "premier première 1er 1ère first الأولى الأول",
            "deuxième second seconde second الثانية الثاني",
            "troisième third الثالثة الثالث",
            "quatrième fourth الرابعة الرابع",
            "cinquième fifth الخامسة الخامس",
            "sixième sixth السادسة السادس",
            "septième seventh السابعة السابع",
            "huitième eighth الثامنة الثامن",
            "neuvième ninth التاسعة التاسع",
            "dixième tenth العاشرة العاشر",
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
        ],
        start=1,
    )
    for word in words.split()
}
ORDINAL = "|".join(sorted(map(re.escape, ORDINALS), key=len, reverse=True))
SUFFIXES = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"]
ARABIC_BIS = "مكرر"
SUFFIX = rf"(?:\s?(?P<suffix>{'|'.join([*SUFFIXES, ARABIC_BIS])}))?"
ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"  # هـ is printed with a stroke after it

# Printed numbers, one pattern each. The sequence decides which of them count: "2019. " begins a
# line of prose, and "(i)" is a roman numeral under "(a)" but a letter after "(h)".
# An article's number ends in a stop or dash, or with the line but for a footnote's mark: that sets
# it off; or words follow right away.
ARTICLE_NUM = re.compile(  # Article 12.  Article premier  Art. 3 bis -  Article L112-3  المادة ٢:
    r"(?:article|art\.|المادة|مادة)\s*\(?(?P<num>"
    r"(?P<code>[LRDA]\.?\s?\*?\s?\d{1,4}(?:-\d{1,3})*|\d{1,4}(?:[.-]\d{1,3})+|(?-i:[IVXLC]{1,7}))"
    rf"|\d{{1,4}}|{ORDINAL})\b\)?{SUFFIX}"
    r"(?:(?P<alone>\s*(?:[.:]\s*[-–—]*|[-–—]+)(?=\s|$)|\s*(?:\(\d{1,2}\)\s*)?$)|\s+(?=[^\W\d_]))\s*",
    re.IGNORECASE,
)
SIGN_NUM = re.compile(r"§\s?(?P<num>\d{1,4})\.?\s+")  # § 4 The parties
DOTTED_NUM = re.compile(  # 1.1 Object  2.3.1. Objet, but not 12.5 per cent
    r"(?P<num>\d{1,3}(?:\.\d{1,3}){1,4})(?:\.\s+|\s+(?=[^\W\d_])(?![a-zà-ÿ]))"
)
STOP_NUM = re.compile(r"(?P<num>\d{1,4})\.(?:\s+|$)")  # 12. Requests the ...
BRACKET_NUM = re.compile(r"(?P<num>\d{1,3})\)\s+")  # 12) to request
BRACKETS_NUM = re.compile(r"\((?P<num>\d{1,3})\)\s+")  # (12) to request
DEGREE_NUM = re.compile(r"(?P<num>\d{1,3})\s?°\s+")  # 1° Administration :
CAPITAL_STOP_NUM = re.compile(r"(?P<num>[A-Z])\.\s+")  # A. General
CAPITAL_ROMAN_STOP_NUM = re.compile(r"(?P<num>[IVXL]+)\.\s+")  # IV. Final provisions
DASH_NUM = re.compile(r"(?P<num>\d{1,3})\s?[-–—]\s+")  # ٢- يقرر
LETTER_STOP_NUM = re.compile(rf"(?P<num>[a-z{ABJAD}])ـ?\.\s+")  # a. to submit
LETTER_BRACKET_NUM = re.compile(rf"(?P<num>[a-z{ABJAD}])ـ?\)\s+")  # a) présenter
LETTER_BRACKETS_NUM = re.compile(rf"\((?P<num>[a-z{ABJAD}])ـ?\)\s+")  # (a) To submit ...  (أ) أن
ROMAN_STOP_NUM = re.compile(r"(?P<num>[ivxl]+)\.\s+")  # iv. to report
ROMAN_BRACKET_NUM = re.compile(r"(?P<num>[ivxl]+)\)\s+")  # iv) rendre compte
ROMAN_BRACKETS_NUM = re.compile(r"\((?P<num>[ivxl]+)\)\s+")  # (iv) To report ...

DOTTED_DIGITS = re.compile(r"\d+(?:\.\d+)+")

PATTERNS: dict[Style, re.Pattern[str]] = {
    Style.ARTICLE: ARTICLE_NUM,
    Style.SIGN: SIGN_NUM,
    Style.DOTTED: DOTTED_NUM,
    Style.STOP: STOP_NUM,
    Style.BRACKET: BRACKET_NUM,
    Style.BRACKETS: BRACKETS_NUM,
    Style.DASH: DASH_NUM,
    Style.DEGREE: DEGREE_NUM,
    Style.CAPITAL_STOP: CAPITAL_STOP_NUM,
    Style.CAPITAL_ROMAN_STOP: CAPITAL_ROMAN_STOP_NUM,
    Style.LETTER_STOP: LETTER_STOP_NUM,
    Style.LETTER_BRACKET: LETTER_BRACKET_NUM,
    Style.LETTER_BRACKETS: LETTER_BRACKETS_NUM,
    Style.ROMAN_STOP: ROMAN_STOP_NUM,
    Style.ROMAN_BRACKET: ROMAN_BRACKET_NUM,
    Style.ROMAN_BRACKETS: ROMAN_BRACKETS_NUM,
}

# Parts of a report that print a word, not a number.
ANNEX_HEADING = re.compile(r"(?:annexe?|appendi(?:x|ce)|ملحق|مرفق|المرفق|الملحق)\b", re.IGNORECASE)
PREAMBLE_HEADING = re.compile(r"(?:préambule|preamble|الديباجة|ديباجة)\s*$", re.IGNORECASE)
CLOSING_START = re.compile(  # Fait à New York, le ...  Done at ...  IN WITNESS WHEREOF  حرر في
    r"(?:fait (?:à|en|au)\b|done (?:at|in)\b|en foi de quoi\b|in witness whereof\b"
    r"|(?:حُ?رر|حررت) (?:في|بـ))",
    re.IGNORECASE,
)


def read_labels(line: str) -> list[Label]:
    """Return every reading of the number that a line begins with, none if it begins with words.

    "(i) to report" reads as roman 1 and as letter 9: the caller knows what came before.
    """
    matches = ((style, pattern.match(line)) for style, pattern in PATTERNS.items())
    labels = (make_label(style, match) for style, match in matches if match)
    return [label for label in labels if label.value or label.code]


def make_label(style: Style, match: re.Match[str]) -> Label:
    """Return what a pattern matched as a label."""
    groups = match.groupdict()
    code = make_code(match["num"]) if style is Style.DOTTED or groups.get("code") else ""
    ordered = style is not Style.ARTICLE or not code
    return Label(
        style=style,
        num=match[0].strip(),
        value=number_value(match["num"], style) if ordered else roman_value(code),
        end=match.end(),
        suffix=(groups.get("suffix") or "").lower().replace(ARABIC_BIS, "bis"),
        code=code,
        alone=groups.get("alone") is not None,
    )


def make_code(num: str) -> str:
    """Return the key segment of a number that is no plain one: `L. 112-3` -> `L112-3`."""
    if DOTTED_DIGITS.fullmatch(num):
        return ".".join(str(int(part)) for part in num.split("."))
    code = re.sub(r"[\s.]", "", num)
    return code.lower() if code.isalpha() else code.upper()


def read_label(line: str) -> Label | None:
    """Return the first reading of a line's number, or None."""
    return next(iter(read_labels(line)), None)


def is_number_alone(text: str) -> bool:
    """Say whether a text is a printed number and nothing else: "(a)", "1."."""
    label = read_label(f"{text} X")
    return label is not None and label.end == len(text) + 1


def number_value(num: str, style: Style) -> int:
    """Return the place of a printed number in its sequence, from 1; 0 if it has none."""
    num = num.lower()
    if style is Style.DOTTED:
        return int(num.split(".")[-1])
    if style in ROMANS:
        return roman_value(num)
    if style in LETTERS:
        return ABJAD.index(num) + 1 if num in ABJAD else ord(num) - ord("a") + 1
    # Ignoring case, the patterns also let "ſecond" and "fıfth" through: no ordinals.
    return ORDINALS.get(num) or (int(num) if num.isdecimal() else 0)


def roman(value: int) -> str:
    """Return a number from 1 to 89 in lower-case roman numerals."""
    tens, units = divmod(value, 10)
    return ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"][tens] + [
        "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix",
    ][units]  # fmt: skip


ROMAN_VALUES = {roman(value): value for value in range(1, 90)}


def roman_value(num: str) -> int:
    """Return the value of a lower-case roman numeral; 0 for letters that form none."""
    return ROMAN_VALUES.get(num, 0)


def letters(value: int) -> str:
    """Return the letter of a place, from 1: `a` to `z`, then `aa`, `bb`."""
    turn, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


# The word of a clause's own part of an eId, as the Akoma Ntoso naming convention shortens it.
EID_WORDS = {Kind.ARTICLE: "art", Kind.PARAGRAPH: "para", Kind.SUBPARAGRAPH: "subpara"}


def make_eid(parent: str, kind: Kind, segment: str) -> str:
    """Return the Akoma Ntoso identifier of a clause under its parent's ("" at the top).

    `art_6__point_e`, `para_44__subpara_b`: the letters of an article are its points.
    """
    word = "point" if parent.startswith("art_") and kind is Kind.SUBPARAGRAPH else EID_WORDS[kind]
    own = f"{word}_{segment}"
    return f"{parent}__{own}" if parent else own
