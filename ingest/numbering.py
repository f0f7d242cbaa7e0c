"""Every pattern for printed numbers, and what a number becomes: a key and an eId.

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
    ABJAD,
    ADVERB,
    CARDINAL,
    ORDINAL,
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
    def segment(self) -> str:
        """The label's segment of a key."""
        if self.code:
            return f"{self.code}{self.suffix}"
        if self.style in LETTERS:
            return letters(self.value)
        if self.style in DOUBLES:
            return letters(self.value + 26)
        if self.style in ROMANS:
            return roman(self.value)
        return f"{self.value}{self.suffix}"


CAPITAL_ROMANS = frozenset(s for s in Style if s.name.startswith("CAPITAL_ROMAN_"))
CAPITALS = frozenset(s for s in Style if s.name.startswith("CAPITAL_")) - CAPITAL_ROMANS
ROMANS = CAPITAL_ROMANS | {s for s in Style if s.name.startswith("ROMAN_")} | {Style.PLAIN_ROMAN}
DOUBLES = frozenset({Style.DOUBLE_BRACKET, Style.DOUBLE_BRACKETS})
LETTERS = CAPITALS | {s for s in Style if s.name.startswith("LETTER_")} | {Style.PLAIN_LETTER}

PLAIN = frozenset({Style.PLAIN, Style.PLAIN_LETTER, Style.PLAIN_ROMAN})
# Figures, as paragraphs are counted by.
COUNTED = frozenset({Style.STOP, Style.BRACKET, Style.BRACKETS, Style.DASH, Style.SIGN})

SUFFIXES = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"]
ARABIC_BIS = "مكرر"
SUFFIX = rf"(?:\s?(?P<suffix>{'|'.join(SUFFIXES)}|{ARABIC_BIS})(?:اً?)?)?"

# Words before the number of an article, from the most telling: in a report that has articles, a
# "Section 3" is none; in one without, it is. "الفصل" is an article in Tunis and Rabat and a chapter
# elsewhere.
ARTICLE_WORDS = (
    r"article|art\.|المادة|مادة",
    r"section|sec\.",
    r"rule|règle|القاعدة|قاعدة",
    r"clause|البند|بند|الفقرة|فقرة",
    r"principle|principe|المبدأ",
    r"regulation|recommendation|recommandation|التوصية",
    r"الفصل|فصل",
)
WORD_PATTERNS = [re.compile(words, re.IGNORECASE) for words in ARTICLE_WORDS]
# What an amending act did to an article: "Article 3 (nouveau)", "Article 9 (repealed)".
STATUS = (
    r"(?:\s?[(\[]?(?:nouve(?:au|lle)|supprimée?|abrogée?|modifiée?|remplacée?|ajoutée?|insérée?"
    r"|new|repealed|deleted|omitted|amended|inserted|substituted"
    r"|جديدة?|ملغاة|ملغى|معدلة?|محذوفة?|مضافة?)[)\]]?)?"
)
# An article's number ends in a stop or dash, or with the line but for a footnote's mark: that sets
# it off; or words follow right away.
# Brackets may stand around it all: "( المادة الأولى )".
ARTICLE_NUM = re.compile(  # Article 12.  Article premier  Art. 3 bis -  Article L112-3  المادة ٢:
    rf"(?P<open>[(\[]\s*)?(?P<word>{'|'.join(ARTICLE_WORDS)})\s*(?:(?:رقم|n°|no\.)\s*)?\(?(?P<num>"
    r"(?P<code>[LRDA]\.?\s?\*?\s?\d{1,4}(?:-\d{1,3})*|\d{1,4}(?:[.-]\d{1,3})+|\d{1,3}[a-z]|(?-i:[IVXLC]{1,7}))"
    rf"|\d{{1,4}}|{ORDINAL}|{CARDINAL})\b\)?{SUFFIX}(?(open)\s*[)\]])"
    rf"(?:(?P<alone>{STATUS}\s*(?:[.:]\s*[-–—]*|[-–—]+)(?=\s|$)|{STATUS}\s*(?:\(\d{{1,2}}\)\s*)?$)|\s+(?=[^\W\d_]))\s*",
    re.IGNORECASE,
)

# Printed numbers, one pattern each. The sequence decides which of them count: "2019. " begins a
# line of prose, and "(i)" is a roman numeral under "(a)" but a letter after "(h)".
LETTER = rf"(?P<num>[a-z{ABJAD}])ـ?"
DOUBLE = r"(?P<num>(?P<twice>[a-z])(?P=twice))"
ROMAN = r"(?P<num>[ivxlc]+)"
CAPITAL = r"(?P<num>[A-Z])"
CAPITAL_ROMAN = r"(?P<num>[IVXLC]+)"
STOPPED = r"\.\s?[-–—―]*(?:\s+|$|(?<=[-–—―])(?=\())"  # "I. - " too, and "1.—(1)"
DASHED = r"\s?[-–—―]\s+"
PATTERNS: dict[Style, re.Pattern[str]] = {
    style: re.compile(pattern)
    for style, pattern in {
        Style.SIGN: r"§\s?(?P<num>\d{1,4})\.?\s+",  # § 4 The parties
        Style.OPERATIVE: r"OP\s?(?P<num>\d{1,3})\s?[.):]?\s+",  # OP12. Requests
        Style.PREAMBULAR: r"PP\s?(?P<num>\d{1,3})\s?[.):]?\s+",  # PP3 Recalling
        # 1.1 Object  2.3.1. Objet  8-1 Object; whether "12.5 per cent" is one, the sequence knows
        Style.DOTTED: r"(?P<num>\d{1,3}(?:(?:\.\d{1,3}){1,4}|(?:-\d{1,3}){1,4}|(?:/\d{1,2}){1,4}))"
        r"(?:\s?(?:[.)]|[-–—:]\s)[-–—]?\s*(?=\D)|\s+(?=[“\"‘'«]?\s?[^\W\d_]|\([a-z]{1,4}\)\s))",
        # 12. Requests the ...  5A. Any person  and "12, Requests", as a scan may be read
        Style.STOP: r"(?P<num>\d{1,4})(?P<suffix>[A-Z])?"
        rf"(?:\s?{STOPPED}|,\s+(?=[^\W\d_])(?![a-zà-ÿ]))",
        Style.BRACKET: r"(?P<num>\d{1,3})\)\s+",  # 12) to request
        Style.BRACKETS: r"\((?P<num>\d{1,3})\)\s+",  # (12) to request
        Style.DASH: rf"(?P<num>\d{{1,3}}){DASHED}",  # ٢- يقرر
        Style.DEGREE: r"(?P<num>\d{1,3})\s?°\)?(?:\s?[-–.])?\s+",  # 1° Administration :
        Style.SLASH: r"(?P<num>\d{1,3})\s?/\s*[-–]?\s+",  # 1/ Les parties
        Style.QUOTES: r"['‘’](?P<num>\d{1,2})['‘’]\s+",  # '١' الإنذار المبكر
        Style.ADVERB: rf"(?P<num>{ADVERB})\s?[:.،)/\-–—]\s*",  # أولاً: تشكل لجنة
        Style.CAPITAL_STOP: rf"{CAPITAL}{STOPPED}",  # A. General
        Style.CAPITAL_BRACKET: rf"{CAPITAL}\)\s+",  # A) Généralités
        Style.CAPITAL_BRACKETS: rf"\({CAPITAL}\)\s+",  # (A) General
        Style.CAPITAL_DASH: rf"{CAPITAL}{DASHED}",  # A - Généralités
        Style.CAPITAL_ROMAN_STOP: rf"{CAPITAL_ROMAN}{STOPPED}",  # IV. Final provisions
        Style.CAPITAL_ROMAN_BRACKET: rf"{CAPITAL_ROMAN}\)\s+",  # IV) Dispositions finales
        Style.CAPITAL_ROMAN_DASH: rf"{CAPITAL_ROMAN}{DASHED}",  # IV - Dispositions finales
        Style.LETTER_STOP: rf"{LETTER}\.\s+",  # a. to submit
        Style.LETTER_BRACKET: rf"{LETTER}\)\s+",  # a) présenter
        Style.LETTER_BRACKETS: rf"\({LETTER}\)\s+",  # (a) To submit ...  (أ) أن
        Style.LETTER_DASH: rf"{LETTER}{DASHED}",  # أ- تبادل الخبرات
        Style.LETTER_SLASH: rf"{LETTER}\s?/\s+",  # أ/ تبادل الخبرات
        Style.DOUBLE_BRACKET: rf"{DOUBLE}\)\s+",  # aa) présenter
        Style.DOUBLE_BRACKETS: rf"\({DOUBLE}\)\s+",  # (aa) To submit
        Style.ROMAN_STOP: rf"{ROMAN}\.\s+",  # iv. to report
        Style.ROMAN_BRACKET: rf"{ROMAN}\)\s+",  # iv) rendre compte
        Style.ROMAN_BRACKETS: rf"\({ROMAN}\)\s+",  # (iv) To report ...
        Style.ROMAN_DASH: rf"{ROMAN}{DASHED}",  # iv - rendre compte
    }.items()
}
# Numbers with nothing after them, as the Council of Europe prints: only the words around can tell.
PLAIN_PATTERNS: dict[Style, re.Pattern[str]] = {
    Style.PLAIN: re.compile(r"(?P<num>\d{1,2})\s+(?=[^\W\d_])"),  # 1 Each Party shall
    Style.PLAIN_LETTER: re.compile(r"(?P<num>[a-z])\s+(?=\S)"),  # a to give effect
    Style.PLAIN_ROMAN: re.compile(rf"{ROMAN}\s+(?=\S)"),  # ii the second
}
NESTED = re.compile("[-/]")  # 8-1 and 8/1 are 8.1, where no word for an article is before
DOTTED_DIGITS = re.compile(r"\d+(?:\.\d+)+")
# What a line begins with that may print a number: saves trying each pattern on prose.
MAY_BE_NUMBER = re.compile(
    rf"[\d§('‘’]|[A-Za-z{ABJAD}]ـ?\s?[.)/\-–—―]|[A-Za-z]{{2,8}}[.)\s\-–—―]|[OP]P\s?\d"
    rf"|{ADVERB}"
)


def read_labels(line: str) -> list[Label]:
    """Return every reading of the number that a line begins with, none if it begins with words.

    "(i) to report" reads as roman 1 and as letter 9: the caller knows what came before.
    """
    labels = [read_article(line)]
    if MAY_BE_NUMBER.match(line):
        matches = ((style, pattern.match(line)) for style, pattern in PATTERNS.items())
        labels += [make_label(style, match) for style, match in matches if match]
    return [label for label in labels if label and (label.value or label.code)]


def read_plain_labels(line: str) -> list[Label]:
    """Return the readings of a number without any mark: "1 Each Party", "a to give effect"."""
    matches = ((style, pattern.match(line)) for style, pattern in PLAIN_PATTERNS.items())
    labels = (make_label(style, match) for style, match in matches if match)
    return [label for label in labels if label.value]


def read_article(line: str) -> Label | None:
    """Return the number of an article, or of a section or rule, that a line begins with."""
    if not (match := ARTICLE_NUM.match(line)):
        return None
    word = next(n for n, words in enumerate(WORD_PATTERNS) if words.fullmatch(match["word"]))
    return make_label(Style.SECTION if word else Style.ARTICLE, match, word)


def make_label(style: Style, match: re.Match[str], word: int = 0) -> Label:
    """Return what a pattern matched as a label."""
    groups = match.groupdict()
    number = NESTED.sub(".", match["num"]) if style is Style.DOTTED else match["num"]
    code = make_code(number) if style is Style.DOTTED or groups.get("code") else ""
    ordered = style not in {Style.ARTICLE, Style.SECTION} or not code
    return Label(
        style=style,
        num=match[0].strip(),
        value=number_value(number, style) if ordered else roman_value(code),
        end=match.end(),
        suffix=(groups.get("suffix") or "").lower().replace(ARABIC_BIS, "bis"),
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
    if style in DOUBLES:
        return letter_value(num[0])
    if style in LETTERS:
        return letter_value(num)
    # Ignoring case, the patterns also let "ſecond" and "fıfth" through: no ordinals.
    return int(num) if num.isdecimal() else ordinal_value(num)
