"""The headings of a report, and the path of headings above each clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.clause_titles import Title
from ingest.layout import PARAGRAPH_BREAK, Laid
from ingest.lead_ins import leads_on
from ingest.marginal_headings import (
    headings_with_colon,
    headings_with_stop,
    only_words,
    stand_over_clauses,
)
from ingest.models import HEADING_SEPARATOR
from ingest.new_texts import NewText, find_first_title
from ingest.numbering import read_labels
from ingest.numbers import Numbers
from ingest.part_words import (
    CLOSING_START,
    DIVISION,
    DIVISIONS,
    LONGEST_HEADING,
    PREAMBLE_HEADING,
    is_annex_heading,
    is_motto,
    looks_like_heading,
    names_no_more,
)
from ingest.sentence_ends import ENDS_SENTENCE
from ingest.titles import ACT, goes_on_with_title, is_long_title, is_title_with_stop

# More unmarked short paragraphs than this in a row are a list, not headings.
MOST_UNMARKED_HEADINGS = 4

# A marked heading may be long and end in a stop; one that goes on for lines is a paragraph.
LONGEST_MARKED_HEADING = 400
# So many headings that are marked, or name a division, show that the report marks its headings.
ENOUGH_MARKED = 3
LONGEST_AMONG_MARKED = 50
# A heading of a preamble farther on belongs to no title block.
LONGEST_FRONT = 3_000
# Marked levels, and headings that say nothing of their rank, come below the divisions.
DIVIDER = len(DIVISIONS) + 1  # "I. Introduction", and "A. Background" one below
UNRANKED = DIVIDER + 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where it begins, its words, and its rank: lower stands above higher."""

    start: int
    text: str
    rank: float
    marked: bool = False  # by the file, or by a word for a division
    by_file: bool = False
    bold: bool = False
    division: bool = True  # False for the heading of preamble, which no clause stands under


class Outline:
    """All headings of a report, and the path of headings above each place."""

    def __init__(
        self, headings: Sequence[Heading] = (), first_title: Sequence[str] = (), until: int = 0
    ) -> None:
        """`headings` are in reading order.

        `first_title` is that of the first of several texts, which ends at `until`.
        """
        self._first_title = HEADING_SEPARATOR.join(first_title)
        self._until = until
        self.starts = [heading.start for heading in headings]
        self.texts = {heading.start: heading.text for heading in headings}
        self._paths = heading_paths(headings)

    def path_at(self, offset: int) -> str:
        """Return the headings above an offset, outermost first."""
        above = bisect_left(self.starts, offset)
        path = self._paths[above - 1] if above else ""
        return HEADING_SEPARATOR.join(filter(None, [self.title_at(offset), path]))

    def title_at(self, offset: int) -> str:
        """Return the title of the first of several texts inside it, where no heading says it."""
        return self._first_title if offset < self._until else ""


def find_outline(
    laid: Laid, numbers: Numbers, titles: Mapping[int, Title], texts: Sequence[NewText]
) -> Outline:
    """Return the headings of a report, the titles of its clauses apart.

    In a file that marks its headings, those are all, but for notes over most clauses. In another,
    a heading names a division ("Titre IV"), or is a short paragraph, no sentence, right before a
    clause or another heading: a very short one where there are divisions. A run of short ones
    after a colon is a list.
    """
    front_end = end_of_front(laid, numbers)
    leads_to = {number.offset for number in numbers.all}
    taken = leads_to | {title.start for title in titles.values()}
    stopped = {*headings_with_stop(laid, numbers)}
    colons = {*headings_with_colon(laid, numbers)}
    alone = {*only_words(laid, numbers)}
    of_texts = {
        start: place / 100  # the lines of a title, one under the other, above all else
        for text in texts
        for place, start in enumerate(text.titles)
    }
    headings = [
        heading
        for start, text, level, prose in paragraphs(laid, sorted(leads_to))
        if start >= front_end and start not in taken
        and (heading := read_title(start, text, of_texts)
             or read_divider(start, text, level, numbers.dividers)
             or read_division(start, text, level, numbers.first_at, prose)
             or read_plain(start, text, prose and start not in alone, start in stopped,
                           start in colons))
    ]  # fmt: skip
    first_title = find_first_title(laid, texts, front_end)
    until = texts[0].titles[0] if texts else 0
    marks = sum(heading.by_file for heading in headings) >= ENOUGH_MARKED
    if marks and not stand_over_clauses({h.start for h in headings if not h.marked}, laid, numbers):
        named = {DIVIDER, DIVIDER + 1, DIVIDER + 2}
        headings = [h for h in headings if h.by_file or h.rank < 1 or h.rank in named]
        return Outline(headings, first_title, until)
    several = sum(heading.marked for heading in headings) >= ENOUGH_MARKED
    longest = LONGEST_AMONG_MARKED if several else LONGEST_HEADING
    headings = [replace(h, bold=h.start in laid.bold) for h in with_titles_of_divisions(headings)]
    likely = [h for h in headings if h.marked or h.bold or len(h.text) <= longest]
    return Outline([*leading(likely, laid, leads_to)], first_title, until)


def paragraphs(laid: Laid, numbers: Sequence[int]) -> Iterator[tuple[int, str, int, bool]]:
    """Yield each paragraph's start, its words before any clause number in it, level and prose."""
    places = zip(laid.spans, laid.levels, laid.prose, strict=True)
    for (start, end), level, prose in places:
        inside = bisect_right(numbers, start)
        until = min(end, numbers[inside]) if inside < len(numbers) else end
        yield start, laid.text[start:until].rstrip(), level, prose


def with_titles_of_divisions(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Yield headings; a single one right below "CHAPITRE II" alone is its title.

    So much is sure of one that another division follows, and of one too long for a clause's.
    """
    for index, heading in enumerate(headings):
        before = headings[index - 1] if index else None
        following = headings[index + 1] if index + 1 < len(headings) else None
        joined = bool(following and right_below(heading, following))
        divided = joined and following is not None and following.marked
        single = divided or (not joined and len(heading.text) > LONGEST_AMONG_MARKED)
        below = before and names_no_more(before.text) and right_below(before, heading)
        if before and below and single and not heading.marked:
            yield replace(heading, marked=True, rank=before.rank + 0.5)
        else:
            yield heading


def right_below(above: Heading, heading: Heading) -> bool:
    """Say whether nothing stands between two headings."""
    return heading.start <= above.start + len(above.text) + len(PARAGRAPH_BREAK)


def read_title(start: int, text: str, of_texts: Mapping[int, float]) -> Heading | None:
    """Return a paragraph as a line of the title of another text in the same file."""
    return Heading(start, text, of_texts[start], marked=True) if start in of_texts else None


def read_divider(start: int, text: str, level: int, dividers: Mapping[int, int]) -> Heading | None:
    """Return a paragraph as a numbered heading, if it is one: "II. Observations"."""
    if start not in dividers:
        return None
    return Heading(start, text, DIVIDER + dividers[start], marked=True, by_file=bool(level))


def read_division(start: int, text: str, level: int, first_at: int, prose: bool) -> Heading | None:
    """Return a paragraph as a heading that the file or a word marks: "Titre IV", "Annexe"."""
    if start < first_at and PREAMBLE_HEADING.match(text):
        return Heading(start, text, UNRANKED, marked=True, by_file=bool(level), division=False)
    if not prose or CLOSING_START.match(text):
        return None
    if start > first_at and is_annex_heading(text):
        return Heading(start, text, 0, marked=True)
    if len(text) > LONGEST_MARKED_HEADING or leads_on(text):
        return None
    division = DIVISION.match(text)
    if division and not is_sentence_about(text, division.end()):
        rank = division.lastindex or UNRANKED
        return Heading(start, text, rank, marked=True, by_file=bool(level))
    return Heading(start, text, UNRANKED + level, marked=True, by_file=True) if level else None


def is_sentence_about(text: str, end: int) -> bool:
    """Say whether a paragraph goes on after a division's number with a sentence that ends.

    "Section 12 of the Act applies to all members."
    """
    words = text[end:]
    goes_on = words[:1].isspace() and words.lstrip()[:1].isalpha()
    capital = words.lstrip()[:1].isupper()
    return goes_on and not capital and bool(ENDS_SENTENCE.search(text)) and text[-1] != ":"


def read_plain(start: int, text: str, prose: bool, stopped: bool, colon: bool) -> Heading | None:
    """Return a paragraph as a heading that nothing marks, if it looks like one."""
    if not prose or CLOSING_START.match(text):
        return None
    if stopped:
        return Heading(start, text, UNRANKED + 10, marked=True)
    plain = (colon or looks_like_heading(text)) and not read_labels(text)
    plain = plain and not text[:1].islower()  # "gives the following", "hole made to reach water"
    return Heading(start, text, UNRANKED + 10) if plain else None


def leading(headings: Sequence[Heading], laid: Laid, numbers: set[int]) -> Iterator[Heading]:
    """Yield the headings that are marked, and the unmarked ones that lead to a clause.

    Who signed, after "Done at", is none; at most the title of the text that comes next.
    """
    by_start = {heading.start: heading for heading in headings}
    run: list[Heading] = []
    before = ""
    signed = False
    for start, end in laid.spans:
        if heading := by_start.get(start):
            run = [heading] if signed else [*run, heading]
            signed = signed and not heading.marked
            continue
        signed = bool(CLOSING_START.match(laid.text[start:end])) or (
            signed and start not in numbers
        )
        unmarked = [heading for heading in run if not (heading.marked or heading.bold)]
        led = before.endswith(":") and not (run and run[0].marked)
        listed = led or len(unmarked) > MOST_UNMARKED_HEADINGS
        leads = start in numbers
        yield from (
            h for h in run if h.marked or (leads and (h.bold or h.text.isupper() or not listed))
        )
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


def start_of_preamble(laid: Laid, numbers: Numbers) -> int:
    """Return where the preamble's heading stands in the first lines of a report; -1 if nowhere.

    What stands before it is no preamble: "Adopted and opened for signature by resolution 44/25".
    """
    for start, end in laid.spans:
        if start >= min(numbers.first_at, LONGEST_FRONT):
            break
        if PREAMBLE_HEADING.match(laid.text[start:end]):
            return start
    return -1


def end_of_front(laid: Laid, numbers: Numbers) -> int:
    """Return where the title block ends: before the first sentence, preamble heading or number.

    A heading that the file marks as lower than its title, or a word or number for a division,
    ends it too.
    """
    preamble = start_of_preamble(laid, numbers)
    titled_before = False  # a line above names an act: it is the title
    for (start, end), level in zip(laid.spans, laid.levels, strict=True):
        paragraph = laid.text[start:end]
        begins = start >= numbers.first_at or start in numbers.dividers
        if begins or start == preamble:
            return start
        titled = is_long_title(paragraph) or (start and goes_on_with_title(paragraph))
        titled = titled or (not titled_before and is_title_with_stop(paragraph))
        titled_before = titled_before or bool(ACT.match(paragraph))
        marked = level and not leads_on(paragraph)
        titled = titled or is_motto(paragraph)
        if not looks_like_heading(paragraph) and not marked and not titled:
            return max(start, preamble)
        if start and (level > laid.levels[0] > 0 or DIVISION.match(paragraph)):
            return start
    return len(laid.text)
