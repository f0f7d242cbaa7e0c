"""Every pattern for printed numbers at the starts of lines."""

from __future__ import annotations

import re

from ingest.article_numbers import read_article
from ingest.labels import ARABIC_BIS, SUFFIXES, Label, Style, make_label
from ingest.numerals import ABJAD, ADVERB

# Printed numbers, one pattern each. The sequence decides which of them count: "2019. " begins a
# line of prose, and "(i)" is a roman numeral under "(a)" but a letter after "(h)".
BIS = "|".join(SUFFIXES)
# What one put in later has: "b bis)", "I bis. -", "(أ مكرر)"; after figures a letter too: "(1a)".
LATER = rf"(?P<suffix>\s?(?:{BIS}|{ARABIC_BIS}))?"
LATER_FIGURE = rf"(?P<suffix>\s?(?:{BIS}|{ARABIC_BIS})|[A-Za-z])?"
LETTER = rf"(?P<num>[a-z{ABJAD}])ـ?{LATER}"
DOUBLE = r"(?P<num>(?P<twice>[a-z])(?P=twice))"
ROMAN = rf"(?P<num>[ivxlc]+){LATER}"
CAPITAL = rf"(?P<num>[A-Z]){LATER}"
CAPITAL_ROMAN = rf"(?P<num>[IVXLC]+){LATER}"
# Arabic words, and capitals after figures, may follow without a space: "أ-مزاولة", "1.Les".
ARABIC = r"(?=[\u0621-\u064a])"
CAPITAL_NEXT = r"(?=[A-ZÀ-Þ])"
STOPPED = rf"\.\s?[-–—―]*(?:\s+|$|(?<=[-–—―])(?=\()|{ARABIC})"  # "I. - " too, and "1.—(1)"
# A stroke that lengthens words serves as a dash: "أ ـ", "1ـ"; but "هـ" is a letter, or a calendar.
DASHED = rf"(?:\s?[-–—―]|\sـ|(?<=\d)ـ)(?:\s+|{ARABIC})"
CLOSED = r"\)(?:\s+|$|(?=[^\W\d_]))"  # "(1)" alone on its line, and "a)Les"
PATTERNS: dict[Style, re.Pattern[str]] = {
    style: re.compile(pattern)
    for style, pattern in {
        # § 4 The parties  § 1er. Le Roi
        Style.SIGN: rf"§\s?(?P<num>\d{{1,4}})(?:er|re|e)?(?P<suffix>{BIS})?\.?\s+",
        Style.OPERATIVE: r"OP\s?(?P<num>\d{1,3})\s?[.):]?\s+",  # OP12. Requests
        Style.PREAMBULAR: r"PP\s?(?P<num>\d{1,3})\s?[.):]?\s+",  # PP3 Recalling
        # 1.1 Object  2.3.1. Objet  8-1 Object; whether "12.5 per cent" is one, the sequence knows
        Style.DOTTED: r"(?P<num>\d{1,3}(?:(?:\.\d{1,3}){1,4}|(?:-\d{1,3}){1,4}|(?:/\d{1,2}){1,4}))"
        r"(?:\s?(?:[.)]|[-–—:]\s)[-–—]?\s*(?=\D)|\s+(?=[“\"‘'«]?\s?[^\W\d_]|\((?:[a-z]{1,4}|1)\)\s))",
        # 12. Requests the ...  5A. Any person  1a. Member States  4 bis. Les parties
        # and "12, Requests", as a scan may be read
        Style.STOP: rf"(?P<num>\d{{1,4}})(?:\s(?={BIS}))?(?P<suffix>[A-Za-z]|{BIS})?"
        rf"(?:\s?{STOPPED}|\.{CAPITAL_NEXT}|,\s+(?=[^\W\d_])(?![a-zà-ÿ]))",
        Style.BRACKET: rf"(?P<num>\d{{1,3}}){LATER_FIGURE}{CLOSED}",  # 12) to request
        Style.BRACKETS: rf"\((?P<num>\d{{1,3}}){LATER_FIGURE}{CLOSED}",  # (12) to request
        Style.DASH: rf"(?P<num>\d{{1,3}})(?:{DASHED}|-{CAPITAL_NEXT})",  # ٢- يقرر
        Style.DEGREE: rf"(?P<num>\d{{1,3}})\s?°{LATER}\)?(?:\s?[-–.])?\s+",  # 1° Administration :
        Style.SLASH: r"(?P<num>\d{1,3})\s?/\s*[-–]?\s+",  # 1/ Les parties
        Style.QUOTES: r"['‘’](?P<num>\d{1,2})['‘’]\s+",  # '١' الإنذار المبكر
        Style.ADVERB: rf"(?P<num>{ADVERB})\s?[:.،)/\-–—ـ]+\s*",  # أولاً: تشكل لجنة
        Style.CAPITAL_STOP: rf"{CAPITAL}{STOPPED}",  # A. General
        Style.CAPITAL_BRACKET: rf"{CAPITAL}\)\s+",  # A) Généralités
        Style.CAPITAL_BRACKETS: rf"\({CAPITAL}\)\s+",  # (A) General
        Style.CAPITAL_DASH: rf"{CAPITAL}{DASHED}",  # A - Généralités
        Style.CAPITAL_ROMAN_STOP: rf"{CAPITAL_ROMAN}{STOPPED}",  # IV. Final provisions
        Style.CAPITAL_ROMAN_BRACKET: rf"{CAPITAL_ROMAN}\)\s+",  # IV) Dispositions finales
        Style.CAPITAL_ROMAN_DASH: rf"{CAPITAL_ROMAN}{DASHED}",  # IV - Dispositions finales
        Style.LETTER_STOP: rf"{LETTER}\.\s+",  # a. to submit
        Style.LETTER_BRACKET: rf"{LETTER}{CLOSED}",  # a) présenter
        Style.LETTER_BRACKETS: rf"\({LETTER}{CLOSED}",  # (a) To submit ...  (أ) أن
        Style.LETTER_DASH: rf"{LETTER}{DASHED}",  # أ- تبادل الخبرات
        Style.LETTER_SLASH: rf"{LETTER}\s?/\s+",  # أ/ تبادل الخبرات
        Style.DOUBLE_BRACKET: rf"{DOUBLE}{CLOSED}",  # aa) présenter
        Style.DOUBLE_BRACKETS: rf"\({DOUBLE}{CLOSED}",  # (aa) To submit
        Style.ROMAN_STOP: rf"{ROMAN}\.\s+",  # iv. to report
        Style.ROMAN_BRACKET: rf"{ROMAN}{CLOSED}",  # iv) rendre compte
        Style.ROMAN_BRACKETS: rf"\({ROMAN}{CLOSED}",  # (iv) To report ...
        Style.ROMAN_DASH: rf"{ROMAN}{DASHED}",  # iv - rendre compte
    }.items()
}
# A letter after the letter: a point put in between two, as consolidated acts of the European Union
# print it.
PUT_IN = r"(?P<suffix>[a-h])"
INSERTED_PATTERNS: dict[Style, re.Pattern[str]] = {
    style: re.compile(pattern)
    for style, pattern in {
        Style.LETTER_BRACKET: rf"(?P<num>[a-z]){PUT_IN}{CLOSED}",  # ba) les exigences
        Style.LETTER_BRACKETS: rf"\((?P<num>[a-z]){PUT_IN}{CLOSED}",  # (ba) requirements
        Style.ROMAN_BRACKET: rf"(?P<num>[ivx]+){PUT_IN}{CLOSED}",  # ia) la partie
        Style.ROMAN_BRACKETS: rf"\((?P<num>[ivx]+){PUT_IN}{CLOSED}",  # (ia) the Party
    }.items()
}
# Numbers with nothing after them, as the Council of Europe prints: only the words around can tell.
PLAIN_PATTERNS: dict[Style, re.Pattern[str]] = {
    # 1 Each Party shall  6 (1) No person shall  6 [Repealed]
    Style.PLAIN: re.compile(rf"(?P<num>\d{{1,3}})(?P<suffix>{BIS})?\s+(?=[^\W\d_]|\[|\(1\)\s)"),
    Style.PLAIN_LETTER: re.compile(r"(?P<num>[a-z])\s+(?=\S)"),  # a to give effect
    Style.PLAIN_ROMAN: re.compile(rf"{ROMAN}\s+(?=\S)"),  # ii the second
}
# What a line begins with that may print a number: saves trying each pattern on prose.
MAY_BE_NUMBER = re.compile(
    rf"[\d§('‘’]|[A-Za-z{ABJAD}]ـ?\s?[.)/\-–—―ـ]|[A-Za-z{ABJAD}]\s(?:{BIS}|{ARABIC_BIS})|[A-Za-z]{{2,8}}[.)\s\-–—―]|[OP]P\s?\d"
    rf"|{ADVERB}"
)


def read_labels(line: str) -> list[Label]:
    """Return every reading of the number that a line begins with, none if it begins with words.

    "(i) to report" reads as roman 1 and as letter 9: the caller knows what came before.
    """
    labels = [read_article(line)]
    if MAY_BE_NUMBER.match(line):
        patterns = (*PATTERNS.items(), *INSERTED_PATTERNS.items())
        matches = ((style, pattern.match(line)) for style, pattern in patterns)
        labels += [make_label(style, match) for style, match in matches if match]
    return [label for label in labels if label and (label.value or label.code)]


def read_plain_labels(line: str) -> list[Label]:
    """Return the readings of a number without any mark: "1 Each Party", "a to give effect"."""
    matches = ((style, pattern.match(line)) for style, pattern in PLAIN_PATTERNS.items())
    labels = (make_label(style, match) for style, match in matches if match)
    return [label for label in labels if label.value]


def read_label(line: str) -> Label | None:
    """Return the first reading of a line's number, or None."""
    return next(iter(read_labels(line)), None)


def is_number_alone(text: str) -> bool:
    """Say whether a text is a printed number and nothing else: "(a)", "1."."""
    label = read_label(f"{text} X")
    return label is not None and label.end == len(text) + 1
