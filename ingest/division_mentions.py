"""Divisions of reports by number: "chapitre VII", "Title II", "الباب الثالث", "annexe 1", "page 3".

The headings of reports and the questions of people are read by the same patterns, so that chapter
7, chapitre VII and the seventh chapter are one, whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from ingest.mention_patterns import AND, BESIDE, INSIDE_OF, TO
from ingest.models import HEADING_SEPARATOR
from ingest.numerals import CARDINAL, ORDINAL, ORDINALS, ordinal_value, roman_value
from ingest.references import text_named_after

ANNEX, PAGE = "annex", "page"
# One kind, by the words that the three languages have for it; Arabic ones with what is written
# onto them.
AL = r"(?:[وفبك]?ال|لل)?"
KINDS = {
    "part": rf"parties?|parts?|{AL}(?:جزء|أجزاء)",
    "book": rf"livres?|books?|{AL}كتاب",
    "title": rf"titres?|titles?|{AL}(?:باب|أبواب)",
    "subtitle": r"(?:sous|sub)[- ]?tit(?:res?|les?)",
    "chapter": rf"chapitres?|chapters?|chap\.?|{AL}(?:فصل|فصول)",
    "section": rf"sections?|{AL}(?:قسم|أقسام|فرع|فروع)",
    "subsection": rf"(?:sous|sub)[- ]?sections?|{AL}مبحث",
    ANNEX: rf"annexe?s?|appendi(?:x|ces?)|schedules?|{AL}(?:ملحق|مرفق)",
}
WORD = "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS.items())
# "PREMIERE PARTIE": capitals are often printed without accents.
PLACE = ORDINAL.replace("é", "[eé]").replace("è", "[eè]")
# A letter is a number only as a capital: "la partie a été modifiée". "I" may be who asks.
WHO_ASKS = r"I\s(?:am|can|could|have|may|must|need|should|want|would)\b"
NUMBER = (
    rf"(?:n[°o]s?\.?\s?|no\.?\s|رقم\s)?\(?(?!{WHO_ASKS})(?P<number>\d{{1,3}}|[ivxlc]+(?:er|re)?"
    rf"|(?-i:[A-Z])|{PLACE}|{CARDINAL}|pr[ée]liminaire|preliminary|تمهيدي)\)?(?![\w'’]|-\w)"
)
NAMED = re.compile(rf"(?<![\w-])(?:{WORD})\s*[:.]?\s+{NUMBER}", re.IGNORECASE)
# "la première partie", "the seventh chapter"
COUNTED = re.compile(rf"(?<![\w-])(?P<number>{PLACE})\s+(?:{WORD})(?!\w)", re.IGNORECASE)
# "page 3", "p. 2-3", "pages 4 à 6", "الصفحة ٣": never a heading's.
PAGES = re.compile(
    rf"(?<![\w-])(?<!\d\s)(?:pages?\s?|pp?\.\s?|{AL}صفح(?:[ةه]|ات|تين)\s|ص\.?\s)(?:n[°o]\s?)?(?P<number>\d{{1,4}})"
    r"(?:\s?(?:(?P<to>[-–]|à|au|to|إلى)|et|and|&|,|و)\s?(?P<last>\d{1,4}))?(?![\w'’]|[.,]\d)",
    re.IGNORECASE,
)
COUNTED_PAGE = re.compile(
    rf"(?<![\w-])(?:(?P<number>{PLACE})\s+page|{AL}صفح[ةه]\s(?P<place>{PLACE}))(?!\w)",
    re.IGNORECASE,
)
MOST_PAGES = 50
NEXT = re.compile(rf"(?:(?P<to>{TO})|{AND}){NUMBER}", re.IGNORECASE)
LARGEST = 99
# These have numbers of their own in most reports: of one that has none, none is claimed to be
# missing. "Section 5" is an article in some, and "the second part" a way to speak.
SURE = {"book", "title", "chapter", ANNEX, PAGE}


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its kind, and its number as digits, or as the letter or word it has."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class DivisionMention:
    """A division named in a text, from `start` to `end`, and those that it is named to stand in.

    `other_text` is what it is said to be a division of, "" if nothing is said. `counted` ones
    ("the second part") may be no name.
    """

    division: Division
    start: int
    end: int
    inside: frozenset[Division] = frozenset()
    other_text: str = ""
    counted: bool = False

    @property
    def path(self) -> frozenset[Division]:
        """All the divisions that its clauses stand in."""
        return self.inside | {self.division}

    @property
    def names_page(self) -> bool:
        """Say whether it is a page, or stands on one that is named."""
        return any(division.kind == PAGE for division in self.path)

    @property
    def is_sure(self) -> bool:
        """Say whether it names a division and nothing else."""
        return self.division.kind in SURE and not self.counted


# Those of a question are asked for several times on its way to an answer.
@lru_cache(maxsize=64)
def find_divisions(text: str) -> tuple[DivisionMention, ...]:
    """Return the divisions that a text names, in order: "section 2 du chapitre III" is one.

    The last texts are remembered.
    """
    found: list[DivisionMention] = []
    for mention in sorted(all_mentions(text), key=lambda mention: mention.start):
        if found and found[-1].start < mention.start < found[-1].end:
            continue
        before = found[-1] if found else None
        between = text[before.end : mention.start] if before else ""
        if before and before.division.kind != mention.division.kind:
            if INSIDE_OF.fullmatch(between):
                found[-1] = together(before, mention, before.division)
                continue
            if BESIDE.fullmatch(between):
                found[-1] = together(before, mention, mention.division)
                continue
        found.append(mention)
    return tuple(
        DivisionMention(
            m.division, m.start, m.end, m.inside, text_named_after(text, m.end), m.counted
        )
        for m in found
    )


def together(
    first: DivisionMention, second: DivisionMention, innermost: Division
) -> DivisionMention:
    """Return two mentions side by side as one, of the innermost division."""
    inside = (first.path | second.path) - {innermost}
    counted = first.counted and second.counted
    return DivisionMention(innermost, first.start, second.end, inside, "", counted)


def all_mentions(text: str) -> Iterator[DivisionMention]:
    """Yield every division that a text names, with those listed after it: "titres II et III"."""
    for match in NAMED.finditer(text):
        kind = kind_of(match)
        number, end = number_of(match["number"]), match.end()
        if not number:
            continue
        yield DivisionMention(Division(kind, number), match.start(), end)
        while (more := NEXT.match(text, end)) and (after := number_of(more["number"])):
            first = int(number) + 1 if more["to"] and both(number, after) else None
            between = [*map(str, range(first, int(after)))] if first else []
            for each in (*between, after):
                yield DivisionMention(Division(kind, each), more.start(), more.end())
            number, end = after, more.end()
    yield from pages_named(text)
    for match in COUNTED.finditer(text):
        if number := number_of(match["number"]):
            division = Division(kind_of(match), number)
            yield DivisionMention(division, match.start(), match.end(), counted=True)


def pages_named(text: str) -> Iterator[DivisionMention]:
    """Yield the pages that a text names, each at the span of all: they are named together."""
    for match in PAGES.finditer(text):
        first, last = int(match["number"]), int(match["last"] or match["number"])
        between = range(first, last + 1) if match["to"] else dict.fromkeys((first, last))
        for number in [*between][:MOST_PAGES]:
            yield DivisionMention(Division(PAGE, str(number)), match.start(), match.end())
    for match in COUNTED_PAGE.finditer(text):
        if place := place_of((match["number"] or match["place"]).lower()):
            yield DivisionMention(Division(PAGE, str(place)), match.start(), match.end())


def both(number: str, after: str) -> bool:
    """Say whether two numbers are the ends of a range."""
    return number.isdecimal() and after.isdecimal()


def kind_of(match: re.Match[str]) -> str:
    """Return the kind of a division from the word for it."""
    return next(kind for kind in KINDS if match[kind])


def number_of(printed: str) -> str:
    """Return the number of a division in digits, or the letter or word it has; "" for none."""
    plain = printed.lower()
    if plain.isdecimal():
        return str(int(plain))
    value = roman_value(re.sub(r"(?:er|re)$", "", plain)) or place_of(plain)
    if 0 < value <= LARGEST:
        return str(value)
    return anyascii(plain) if printed.isupper() or len(plain) > len("lxxxviii") else ""


PLACES = {anyascii(word): ordinal_value(word) for word in ORDINALS if word.isascii() or "è" in word}


def place_of(word: str) -> int:
    """Return the place that an ordinal names, without its accents too; 0 for none."""
    return ordinal_value(word) or PLACES.get(word, 0)


@lru_cache(maxsize=4096)
def divisions_above(path: str) -> frozenset[Division]:
    """Return the divisions that a heading path names: "Titre I. But > Chapitre 2"."""
    found = set()
    for heading in path.split(HEADING_SEPARATOR):
        start = heading.lstrip(" ([")
        match = NAMED.match(start) or COUNTED.match(start)
        if match and (number := number_of(match["number"])):
            found.add(Division(kind_of(match), number))
    return frozenset(found)
