"""What the words of a line say of it: that it begins a paragraph, or goes on with one."""

from __future__ import annotations

import re

from ingest.article_numbers import read_article
from ingest.labels import WORDED, Style
from ingest.lead_ins import is_formula
from ingest.numbering import read_label, read_plain_labels
from ingest.part_words import (
    CLOSING_START,
    begins_division,
    begins_quotation,
    begins_recital,
    names_body,
)
from ingest.rare_numbers import read_rare_labels
from ingest.sentence_ends import ENDS_ITEM, ENDS_SENTENCE
from ingest.titles import MUST_GO_ON, is_place_and_date

HYPHEN = "\u2010"
LONGEST_END = 100  # letters of a line's end that are looked at
DASHED_ITEM = re.compile(r"[-–—•▪]\s+\S")  # "– affirme sa volonté"
# "ses articles L. / 331-1 à L. 331-29", "under art. / 12": the number is what the stop shortens.
ABBREVIATED = re.compile(r"(?:\barticles?\s[LRDA]|\b(?:[Aa]rts?|[Aa]l|[Pp]aras?|[Nn]os?|pp?))\.$")
DEEP_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.?\s+[A-ZÀ-Þ«“]")
ENDS_OF_ITEMS = (",", ";", ":", ".", "،", "؛")
LONGEST_ITEM_END = 8  # characters: "; and/or"


def begins_in_words(before: str, line: str, following: str = "") -> bool:
    """Say whether the words of a line, and of those around it, say that it begins a paragraph."""
    if begins_recital(before, line) or begins_quotation(before, line):
        return True
    if begins_article(before, line) or begins_item(before, line) or follows_number(before, line):
        return True
    begins = begins_clause(line) or names_body(line, following)
    ends = ENDS_SENTENCE.search(before) and not ABBREVIATED.search(before[-LONGEST_END:])
    return bool(ends) and begins


def begins_item(before: str, line: str) -> bool:
    """Say whether a line begins an item of a list: "(c) the", after "…; and", or "– affirme"."""
    if ENDS_ITEM.search(before[-LONGEST_ITEM_END:]) and read_label(line):
        return True
    if DASHED_ITEM.match(line) and before.endswith(ENDS_OF_ITEMS):
        return True
    if is_first_below(before, line):
        return True
    # "3.2.1. Tout délai" below the title of 3.2: nothing else is so numbered.
    deep = DEEP_NUMBER.match(line)
    return bool(deep) and not MUST_GO_ON.match(before[-LONGEST_END:])


def follows_number(before: str, line: str) -> bool:
    """Say whether a line follows an article's number that stands alone on the line before it."""
    label = read_article(before)
    return label is not None and label.end == len(before) and not line[:1].islower()


def is_first_below(before: str, line: str) -> bool:
    """Say whether a line is the first clause below the one that the line before begins.

    "3. Financial report", "3.1 The Secretary presented …".
    """
    label = read_label(line)
    if label is None or label.style is not Style.DOTTED or not label.code.endswith(".1"):
        return False
    above = read_label(before)
    return above is not None and label.code == f"{above.segment}.1"


def begins_article(before: str, line: str) -> bool:
    """Say whether a line is an article's number, or begins with one and a dash or colon.

    "Article premier" alone, "Art. 2 - Le", whatever stands before, but for a line that must go
    on: "visé à l' / article 5".
    """
    label = read_article(line)
    if not label or not label.alone or line[:1].islower() or label.num.endswith("."):
        return False
    return not (MUST_GO_ON.match(before[-LONGEST_END:]) or before.endswith(("-", HYPHEN)))


def begins_clause(line: str) -> bool:
    """Say whether a line, after the end of a sentence, begins with a number or a closing formula.

    A bare number counts too: "2 Each Party shall", "b to protect others". "Article 57 applies"
    only mentions one.
    """
    label = read_label(line)
    worded = label is not None and label.style in WORDED
    if label and worded and not label.alone and line[label.end :][:1].islower():
        return False
    if label is not None or CLOSING_START.match(line) or begins_division(line):
        return True
    if is_formula(line) or is_place_and_date(line):
        return True
    if any(label.num[-1] in ":.)–—-" for label in read_rare_labels(line)):  # Décision n° 2 : Le
        return True
    return any(
        label.style is not Style.PLAIN or line[label.end].isupper()
        for label in read_plain_labels(line)
    )
