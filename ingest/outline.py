"""The headings of a report, and the path of headings above each clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cleaning import ENDS_SENTENCE
from ingest.layout import Laid
from ingest.models import HEADING_SEPARATOR
from ingest.numbering import ANNEX_HEADING, CLOSING_START, PREAMBLE_HEADING, read_labels
from ingest.titles import is_long_title

LONGEST_HEADING = 150
# More unmarked short paragraphs than this in a row are a list, not headings.
MOST_UNMARKED_HEADINGS = 4

# Words that head a division, from the widest to the narrowest; the rank is the place in the list.
# A number follows them ("Titre IV", "CHAPITRE PRÉLIMINAIRE", "الباب الأول") or stands before.
ORDINAL_WORD = (
    r"premi[eè]re?|deuxi[eè]me|second[e]?|troisi[eè]me|quatri[eè]me|cinqui[eè]me|sixi[eè]me"
)
DIVISION_NUMBER = (
    rf"\s+(?:[IVXLC]+(?:er)?|\d{{1,3}}|[A-Z]|{ORDINAL_WORD}|pr[eé]liminaire|unique|one|two)\b"
)
ARABIC_ORDINAL = r"\s+ال\w+"
DIVISIONS = [
    rf"(?:{ORDINAL_WORD})\s+partie\b|(?:partie|part){DIVISION_NUMBER}|الجزء{ARABIC_ORDINAL}",
    rf"(?:livre|book){DIVISION_NUMBER}|الكتاب{ARABIC_ORDINAL}",
    rf"(?:titre|title){DIVISION_NUMBER}|الباب{ARABIC_ORDINAL}",
    rf"sous[- ]?titre{DIVISION_NUMBER}",
    rf"(?:chapitre|chapter){DIVISION_NUMBER}|الفصل{ARABIC_ORDINAL}",
    rf"section{DIVISION_NUMBER}|القسم{ARABIC_ORDINAL}|الفرع{ARABIC_ORDINAL}",
    rf"(?:sous-section|subsection){DIVISION_NUMBER}|المبحث{ARABIC_ORDINAL}",
    rf"paragraphe\s+\d+\s*[:.–—-]|المطلب{ARABIC_ORDINAL}",
]
DIVISION = re.compile("|".join(f"({words})" for words in DIVISIONS), re.IGNORECASE)
# A marked heading may be long and end in a stop; one that goes on for lines is a paragraph.
LONGEST_MARKED_HEADING = 400
# So many headings that are marked, or name a division, show that the report marks its headings.
ENOUGH_MARKED = 3
LONGEST_AMONG_MARKED = 50
# Marked levels, and headings that say nothing of their rank, come below the divisions.
UNRANKED = len(DIVISIONS) + 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where it begins, its words, and its rank: lower stands above higher."""

    start: int
    text: str
    rank: int
    marked: bool = False  # by the file, or by a word for a division
    by_file: bool = False
    division: bool = True  # False for the heading of preamble, which no clause stands under


class Outline:
    """All headings of a report, and the path of headings above each place."""

    def __init__(self, headings: Sequence[Heading] = ()) -> None:
        """`headings` are in reading order."""
        self.starts = [heading.start for heading in headings]
        self.texts = {heading.start: heading.text for heading in headings}
        self._paths = heading_paths(headings)

    def path_at(self, offset: int) -> str:
        """Return the headings above an offset, outermost first."""
        above = bisect_left(self.starts, offset)
        return self._paths[above - 1] if above else ""


def find_outline(laid: Laid, numbers: set[int], body_at: int) -> Outline:
    """Return the headings of a report whose clause numbers stand at `numbers`.

    In a file that marks its headings, those are all. In another, a heading names a division
    ("Titre IV"), or is a short paragraph, no sentence, right before a clause or another heading:
    a very short one where there are divisions. A run of short ones after a colon is a list.
    """
    front_end = end_of_front(laid, body_at)
    headings = [
        heading
        for index, (start, _) in enumerate(laid.spans)
        if start >= front_end and start not in numbers
        and (heading := read_heading(laid, index, body_at))
    ]  # fmt: skip
    if sum(heading.by_file for heading in headings) >= ENOUGH_MARKED:
        return Outline([heading for heading in headings if heading.by_file or heading.rank == 0])
    several = sum(heading.marked for heading in headings) >= ENOUGH_MARKED
    longest = LONGEST_AMONG_MARKED if several else LONGEST_HEADING
    likely = [heading for heading in headings if heading.marked or len(heading.text) <= longest]
    return Outline([*leading(likely, laid, numbers)])


def read_heading(laid: Laid, index: int, body_at: int) -> Heading | None:
    """Return a paragraph as a heading, if it looks like one."""
    start, end = laid.spans[index]
    text, level = laid.text[start:end], laid.levels[index]
    if start < body_at and PREAMBLE_HEADING.match(text):
        return Heading(start, text, UNRANKED, marked=True, by_file=bool(level), division=False)
    if not laid.prose[index] or CLOSING_START.match(text):
        return None
    if start > body_at and is_annex_heading(text):
        return Heading(start, text, 0, marked=True)
    if len(text) <= LONGEST_MARKED_HEADING:
        if division := DIVISION.match(text):
            rank = division.lastindex or UNRANKED
            return Heading(start, text, rank, marked=True, by_file=bool(level))
        if level:
            return Heading(start, text, UNRANKED + level, marked=True, by_file=True)
    plain = looks_like_heading(text) and not read_labels(text)
    return Heading(start, text, UNRANKED + 10) if plain else None


def leading(headings: Sequence[Heading], laid: Laid, numbers: set[int]) -> Iterator[Heading]:
    """Yield the headings that are marked, and the unmarked ones that lead to a clause."""
    by_start = {heading.start: heading for heading in headings}
    run: list[Heading] = []
    before = ""
    for start, end in laid.spans:
        if heading := by_start.get(start):
            run.append(heading)
            continue
        unmarked = [heading for heading in run if not heading.marked]
        listed = before.endswith(":") or len(unmarked) > MOST_UNMARKED_HEADINGS
        leads = start in numbers and not listed
        yield from (heading for heading in run if heading.marked or leads)
        run, before = [], laid.text[start:end].rstrip()
    yield from (heading for heading in run if heading.marked)


def heading_paths(headings: Sequence[Heading]) -> list[str]:
    """Return the path of each heading: those above it that are of a lower rank, and itself."""
    paths: list[str] = []
    stack: list[Heading] = []
    end_of_last = -1
    for heading in headings:
        unranked = heading.rank > UNRANKED and not heading.marked
        # Two unmarked headings in a row stand one under the other.
        together = unranked and heading.start == end_of_last
        while stack and stack[-1].rank >= heading.rank and not together:
            stack.pop()
        if heading.division:
            stack.append(heading)
        paths.append(HEADING_SEPARATOR.join(h.text for h in stack))
        end_of_last = heading.start + len(heading.text) + 2
    return paths


def looks_like_heading(paragraph: str) -> bool:
    """Say whether a paragraph is short and no sentence, nor a part of one that goes on."""
    ends = ENDS_SENTENCE.search(paragraph) or paragraph.endswith((",", "،"))
    return len(paragraph) <= LONGEST_HEADING and not ends


def is_annex_heading(paragraph: str) -> bool:
    """Say whether a paragraph is the heading of an annex: "Annexe II", "ملحق"."""
    return bool(ANNEX_HEADING.match(paragraph)) and looks_like_heading(paragraph)


def end_of_front(laid: Laid, body_at: int) -> int:
    """Return where the title block ends: before the first sentence, preamble heading or number.

    A heading that the file marks as lower than its title, or a word for a division, ends it too.
    """
    for (start, end), level in zip(laid.spans, laid.levels, strict=True):
        paragraph = laid.text[start:end]
        if start >= body_at or PREAMBLE_HEADING.match(paragraph):
            return start
        if not looks_like_heading(paragraph) and not level and not is_long_title(paragraph):
            return start
        if start and (level > laid.levels[0] > 0 or DIVISION.match(paragraph)):
            return start
    return len(laid.text)
