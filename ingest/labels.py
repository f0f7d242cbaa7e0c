"""What a printed number is: its style, its place in a sequence, its segment of a key.

The key is a dotted path without language: `44 b) i)`, `44(b)(i)` and `٤٤ (ب) (١)` name clauses
of one scheme. Each segment is the printed number without its punctuation, lower case, in Western
digits; Arabic letters take the Latin letter of the same place in their (abjad) order, ordinals
their number. Preambular paragraphs are counted: `PP1`, `PP2`; where they print numbers, those
count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.numerals import (
    letter_value,
    letters,
    ordinal_value,
    roman,
    roman_value,
)


class Style(StrEnum):
    """How a number is printed, with an example; numbers of one style form one sequence."""

    ARTICLE = "Article 1"
    SECTION = "Section 1"
    SIGN = "§ 1"
    OPERATIVE = "OP1"
    PREAMBULAR = "PP1"
    DOTTED = "1.1"
    STOP = "1."
    BRACKET = "1)"
    BRACKETS = "(1)"
    DASH = "1 -"
    DEGREE = "1°"
    SLASH = "1/"
    QUOTES = "'1'"
    ADVERB = "أولا:"
    CAPITAL_STOP = "A."
    CAPITAL_BRACKET = "A)"
    CAPITAL_BRACKETS = "(A)"
    CAPITAL_DASH = "A -"
    CAPITAL_ROMAN_STOP = "I."
    CAPITAL_ROMAN_BRACKET = "I)"
    CAPITAL_ROMAN_DASH = "I -"
    LETTER_STOP = "a."
    LETTER_BRACKET = "a)"
    LETTER_BRACKETS = "(a)"
    LETTER_DASH = "a -"
    LETTER_SLASH = "أ/"
    DOUBLE_BRACKET = "aa)"
    DOUBLE_BRACKETS = "(aa)"
    ROMAN_STOP = "i."
    ROMAN_BRACKET = "i)"
    ROMAN_BRACKETS = "(i)"
    ROMAN_DASH = "i -"
    NUMERO = "No. 1"
    POINT = "Point 1"
    ACT = "Decision 1"
    PLAIN = "1"
    PLAIN_LETTER = "a"
    PLAIN_ROMAN = "i"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number at the start of a line.

    `value` orders the labels of one style, 0 for a number without order such as L112-3; `suffix`
    is a `bis` or `ter`; `end` is where the clause's own words begin. `code` is the segment of a
    number that is no plain one. `alone` says that a stop, or the line's end, sets the number off;
    `titled`, that words with a capital follow.
    `word` is the place in `ARTICLE_WORDS` of the word before the number.
    """

    style: Style
    num: str
    value: int
    end: int
    suffix: str = ""
    code: str = ""
    alone: bool = False
    titled: bool = False
    word: int = 0

    @property
    def slip(self) -> bool:
        """Whether the number is printed as no clause's should be: only a successor may be one."""
        return self.style is Style.STOP and self.num.endswith(",")

    @property
    def insertion(self) -> int:
        """The place of `bis`, `ter`, or of "A" in "5A", after the number itself, which is 0."""
        if len(self.suffix) == 1:
            return letter_value(self.suffix)
        return SUFFIXES.index(self.suffix) + 1 if self.suffix else 0

    @property
    def is_point_put_in(self) -> bool:
        """Whether it is a letter or roman numeral between two: "(ba)" after (b), "b bis)"."""
        return bool(self.suffix) and self.style in LETTERS | ROMANS

    @property
    def segment(self) -> str:
        """The label's segment of a key."""
        if self.code:
            return f"{self.code}{self.suffix}"
        if self.style in LETTERS:
            return f"{letters(self.value)}{self.suffix}"
        if self.style in DOUBLES:
            return letters(self.value + 26)
        if self.style in ROMANS:
            return f"{roman(self.value)}{self.suffix}"
        return f"{self.value}{self.suffix}"


CAPITAL_ROMANS = frozenset(s for s in Style if s.name.startswith("CAPITAL_ROMAN_"))
CAPITALS = frozenset(s for s in Style if s.name.startswith("CAPITAL_")) - CAPITAL_ROMANS
ROMANS = CAPITAL_ROMANS | {s for s in Style if s.name.startswith("ROMAN_")} | {Style.PLAIN_ROMAN}
# The letters that doubled ones come after: aa) after z).
DOUBLED = {
    Style.DOUBLE_BRACKET: Style.LETTER_BRACKET,
    Style.DOUBLE_BRACKETS: Style.LETTER_BRACKETS,
}
DOUBLES = frozenset(DOUBLED)
LETTERS = CAPITALS | {s for s in Style if s.name.startswith("LETTER_")} | {Style.PLAIN_LETTER}

# A word stands before these: it says that they are numbers of clauses.
WORDED = frozenset({Style.ARTICLE, Style.SECTION})
PLAIN = frozenset({Style.PLAIN, Style.PLAIN_LETTER, Style.PLAIN_ROMAN})
# Figures, as paragraphs are counted by.
COUNTED = frozenset({Style.STOP, Style.BRACKET, Style.BRACKETS, Style.DASH, Style.SIGN})

SUFFIXES = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"]
ARABIC_BIS = "مكرر"
NESTED = re.compile("[-/]")  # 8-1 and 8/1 are 8.1, where no word for an article is before
DOTTED_DIGITS = re.compile(r"\d+(?:\.\d+)+")


def make_label(style: Style, match: re.Match[str], word: int = 0) -> Label:
    """Return what a pattern matched as a label."""
    groups = match.groupdict()
    number = NESTED.sub(".", match["num"]) if style is Style.DOTTED else match["num"]
    code = make_code(number) if style is Style.DOTTED or groups.get("code") else ""
    ordered = style not in WORDED or not code
    return Label(
        style=style,
        num=match[0].strip(),
        value=number_value(number, style) if ordered else roman_value(code),
        end=match.end(),
        suffix=(groups.get("suffix") or "").strip().lower().replace(ARABIC_BIS, "bis"),
        code=code,
        alone=is_set_off(style, match),
        titled=match.string[match.end() :][:1].isupper(),
        word=word,
    )


def is_set_off(style: Style, match: re.Match[str]) -> bool:
    """Say whether a number is set off from what follows; `12.5 per cent` is not."""
    if style is Style.DOTTED:
        return not match.string[match.end() :][:1].islower() or match["num"].count(".") > 1
    return match.groupdict().get("alone") is not None


def make_code(num: str) -> str:
    """Return the key segment of a number that is no plain one: `L. 112-3` -> `L112-3`."""
    if DOTTED_DIGITS.fullmatch(num):
        return ".".join(str(int(part)) for part in num.split("."))
    code = re.sub(r"[\s.]", "", num)
    return code.lower() if code.isalpha() or code[:-1].isdecimal() else code.upper()


def number_value(num: str, style: Style) -> int:
    """Return the place of a printed number in its sequence, from 1; 0 if it has none."""
    num = num.lower()
    if style is Style.DOTTED:
        return int(num.split(".")[-1])
    if style in ROMANS:
        return roman_value(num)
    if style in DOUBLES:
        return letter_value(num[0])
    if style in LETTERS:
        return letter_value(num)
    # Ignoring case, the patterns also let "ſecond" and "fıfth" through: no ordinals.
    return int(num) if num.isdecimal() else ordinal_value(num)
