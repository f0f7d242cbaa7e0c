"""Paragraphs to the tree of clauses.

Total: any text gives a tree. No word is lost: what no clause holds is a printed number, a
heading, or the space between. What the reading was not sure of is told as doubts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cleaning import ENDS_SENTENCE
from ingest.models import Clause, Doubt, Kind, Paragraph, Part, Report
from ingest.numbering import (
    ANNEX_HEADING,
    CLOSING_START,
    PREAMBLE_HEADING,
    read_labels,
)
from ingest.sequence import Candidate, Numbered, OpenSequences

PARAGRAPH_BREAK = "\n\n"
LONGEST_HEADING = 150
HEADING_SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class Laid:
    """Paragraphs laid out as one text: where each begins and ends, and where each page begins."""

    text: str
    spans: tuple[tuple[int, int], ...]
    line_starts: tuple[tuple[int, ...], ...]  # offsets in `text`, for each paragraph
    page_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A clause before its end is known: where it begins, and where its own words do."""

    offset: int
    start: int
    part: Part
    kind: Kind
    key: str
    eid: str
    num: str = ""
    depth: int = 1
    heading: str = ""


def lay_out(paragraphs: Sequence[Paragraph]) -> Laid:
    """Join paragraphs to the text of the report, a blank line between them."""
    at, spans, line_starts, pages = 0, [], [], dict[int, int]()
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph.text)))
        line_starts.append(tuple(at + offset for offset in paragraph.line_starts))
        for offset, page in paragraph.pages:
            pages.setdefault(page, at + offset)
        at = spans[-1][1] + len(PARAGRAPH_BREAK)
    text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in paragraphs)
    return Laid(text, tuple(spans), tuple(line_starts), every_page(pages, len(text)))


def every_page(pages: dict[int, int], length: int) -> tuple[int, ...]:
    """Return where each page begins; an empty page begins where the next one does."""
    starts: list[int] = []
    following = length
    for page in range(max(pages, default=0), 0, -1):
        following = pages.get(page, following)
        starts.append(following)
    return (0, *reversed(starts[:-1])) if starts else ()


def parse_clauses(laid: Laid, report: Report) -> tuple[list[Clause], list[Doubt]]:
    """Cut a report into its clauses, in reading order, and tell the doubts.

    `report.text` is `laid.text`. A report without numbers is cut into its paragraphs, counted.
    """
    body_at, numbered = find_numbers(laid)
    doubts = list(doubts_about(numbered, report))
    if not numbered:
        doubts.append(Doubt("no-numbers", "No numbered clauses: paragraphs are counted instead."))
    headings = find_headings(laid, numbered, body_at)
    cuts = sorted(
        [
            *cut_head(laid, body_at, headings, counted=not numbered),
            *cut_body(laid, numbered, headings),
        ],
        key=lambda cut: cut.offset,
    )
    if not cuts:  # nothing but headings
        headings, cuts = {}, [Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")]
    return [*finish(cuts, laid, headings, report)], doubts


def find_numbers(laid: Laid) -> tuple[int, list[Numbered]]:
    """Return where the body begins and the clause numbers that count, annexes' included."""
    parts = split_annexes(laid)
    numbered: list[Numbered] = []
    for prefix, candidates in parts:
        sequences = OpenSequences(candidates, prefix)
        numbered += filter(None, map(sequences.accept, candidates))
    body_at = numbered[0].offset if numbered else len(laid.text)
    return body_at, numbered


def split_annexes(laid: Laid) -> list[tuple[str, list[Candidate]]]:
    """Return the candidates of the body, then those of each annex with its prefix."""
    parts: list[tuple[str, list[Candidate]]] = [("", [])]
    for (start, end), lines in zip(laid.spans, laid.line_starts, strict=True):
        if parts[0][1] and is_annex_heading(laid.text[start:end]):
            parts.append((f"annex-{len(parts)}", []))
        for line in lines:
            if candidate := candidate_at(laid.text, line, end, firm=line == start):
                parts[-1][1].append(candidate)
    return parts


def candidate_at(text: str, offset: int, end: int, firm: bool) -> Candidate | None:
    """Return the numbers that may begin a clause at a line's start, None if there are none.

    Inside a paragraph, a number can begin a clause only after the end of a sentence.
    """
    if not firm and not ENDS_SENTENCE.search(text[max(0, offset - 20) : offset].rstrip()):
        return None
    labels = read_labels(text[offset : min(end, offset + 80)])
    return Candidate(offset, tuple(labels), firm) if labels else None


def is_annex_heading(paragraph: str) -> bool:
    """Say whether a paragraph is the heading of an annex: "Annexe II", "ملحق"."""
    return bool(ANNEX_HEADING.match(paragraph)) and looks_like_heading(paragraph)


def is_part_heading(paragraph: str, before_body: bool) -> bool:
    """Say whether a paragraph heads the preamble or an annex, where each can stand."""
    if before_body:
        return bool(PREAMBLE_HEADING.match(paragraph))
    return is_annex_heading(paragraph)


def begins_with_words(paragraph: str) -> bool:
    """Say whether a paragraph begins with no number, and with no words of a signature."""
    return not read_labels(paragraph) and not CLOSING_START.match(paragraph)


def looks_like_heading(paragraph: str) -> bool:
    """Say whether a paragraph is short and no sentence, nor a part of one that goes on."""
    ends = ENDS_SENTENCE.search(paragraph) or paragraph.endswith((",", "،"))
    return len(paragraph) <= LONGEST_HEADING and not ends


def find_headings(laid: Laid, numbered: Sequence[Numbered], body_at: int) -> dict[int, str]:
    """Return the headings of the report by the offset where each begins.

    A heading is a short paragraph without a full stop that stands right before a clause or
    another heading, begins no clause itself, and is no part of the title block.
    """
    numbers = {number.offset for number in numbered}
    front_end = end_of_front(laid, body_at)
    headings: dict[int, str] = {}
    before_clause = False
    for start, end in reversed(laid.spans):
        paragraph = laid.text[start:end]
        if start in numbers:
            before_clause = True
        elif start < front_end:
            break
        elif is_part_heading(paragraph, before_body=start < body_at) or (
            before_clause and looks_like_heading(paragraph) and begins_with_words(paragraph)
        ):
            headings[start] = paragraph
        else:
            before_clause = False
    return headings


def end_of_front(laid: Laid, body_at: int) -> int:
    """Return where the title block ends: before the first sentence, preamble heading or number."""
    for start, end in laid.spans:
        paragraph = laid.text[start:end]
        if start >= body_at or PREAMBLE_HEADING.match(paragraph):
            return start
        if not looks_like_heading(paragraph):
            return start
    return len(laid.text)


def cut_head(laid: Laid, body_at: int, headings: dict[int, str], counted: bool) -> Iterator[Cut]:
    """Cut what stands before the first number: the title block, then recitals, counted.

    In a report without numbers, the paragraphs are its clauses: 1, 2, 3.
    """
    front_end = end_of_front(laid, body_at)
    if front_end:
        yield Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")
    count = 0
    for start, _end in laid.spans:
        if not front_end <= start < body_at or start in headings:
            continue
        count += 1
        if counted:
            key, eid = str(count), f"para_{count}"
            yield Cut(start, start, Part.BODY, Kind.PARAGRAPH, key, eid)
        else:
            key, eid = f"PP{count}", f"preamble__para_{count}"
            yield Cut(start, start, Part.PREAMBLE, Kind.RECITAL, key, eid)


def cut_body(laid: Laid, numbered: Sequence[Numbered], headings: dict[int, str]) -> Iterator[Cut]:
    """Cut at every number, and once more where the signatures begin after the last clause."""
    starts, paths = heading_paths(headings)
    for number in numbered:
        part = Part.ANNEX if number.key.startswith("annex-") else Part.BODY
        yield Cut(
            offset=number.offset,
            start=number.offset + number.label.end,
            part=part,
            kind=number.kind,
            key=number.key,
            eid=number.eid,
            num=number.label.num,
            depth=number.depth,
            heading=paths[above - 1] if (above := bisect_left(starts, number.offset)) else "",
        )
    if numbered:
        numbers = {number.offset for number in numbered}
        yield from cut_annexes(laid, numbers, headings)
        in_body = [n.offset for n in numbered if not n.key.startswith("annex-")]
        yield from cut_closing(laid, (in_body or sorted(numbers))[-1], numbers)


def cut_annexes(laid: Laid, numbers: set[int], headings: dict[int, str]) -> Iterator[Cut]:
    """Cut the words that stand between the heading of an annex and its first number."""
    annexes = 0
    for (start, end), (following, _) in pairwise(laid.spans):
        if start in headings and is_annex_heading(laid.text[start:end]):
            annexes += 1
            if following not in numbers and following not in headings:
                key, eid = f"annex-{annexes}", f"annex_{annexes}"
                yield Cut(
                    following, following, Part.ANNEX, Kind.PARAGRAPH, key, eid,
                    heading=headings[start],
                )  # fmt: skip


def cut_closing(laid: Laid, last: int, numbers: set[int]) -> Iterator[Cut]:
    """Cut where "Fait à New York", "Done at" or "حرر في" begins a paragraph after `last`."""
    for start, end in laid.spans:
        if start > last and start not in numbers and CLOSING_START.match(laid.text[start:end]):
            yield Cut(start, start, Part.CLOSING, Kind.SIGNATURE, key="closing", eid="conclusions")
            return


def heading_paths(headings: dict[int, str]) -> tuple[list[int], list[str]]:
    """Return where each run of headings begins, and its headings joined, outermost first."""
    starts: list[int] = []
    paths: list[str] = []
    next_at = -1
    for start, heading in sorted(headings.items()):
        if start == next_at:
            paths[-1] += HEADING_SEPARATOR + heading
        else:
            starts.append(start)
            paths.append(heading)
        next_at = start + len(heading) + len(PARAGRAPH_BREAK)
    return starts, paths


def finish(
    cuts: Sequence[Cut], laid: Laid, headings: dict[int, str], report: Report
) -> Iterator[Clause]:
    """Turn cuts into clauses: each ends where the next one, or a heading, begins."""
    stops = sorted({*(cut.offset for cut in cuts), *headings, len(laid.text)})
    next_stop = dict(pairwise(stops))
    texts: dict[str, str] = {}  # own words by key, for the chapeau of what comes below
    for cut in cuts:
        stop = next_stop[cut.offset]
        start = cut.start + leading_space(laid.text[cut.start : stop])
        end = start + len(laid.text[start:stop].rstrip())
        text = laid.text[start:end]
        texts[cut.key] = text
        yield Clause(
            key=cut.key,
            eid=cut.eid,
            num=cut.num,
            part=cut.part,
            kind=cut.kind,
            depth=cut.depth,
            text=text,
            start=start,
            end=end,
            page=report.page_of(start),
            heading=cut.heading,
            chapeau=texts.get(cut.key.rpartition(".")[0]),
        )


def leading_space(text: str) -> int:
    """Return how many characters of space a text begins with; 0 if it is nothing else."""
    return len(text) - len(text.lstrip()) if text.strip() else 0


def doubts_about(numbered: Sequence[Numbered], report: Report) -> Iterator[Doubt]:
    """Tell the gaps and repeats of the numbering."""
    for number in numbered:
        page = report.page_of(number.offset)
        if number.after_gap:
            values = {"before": number.after_gap, "after": number.label.segment}
            message = f"After {number.after_gap} comes {number.label.segment}."
            yield Doubt("numbering-gap", message, page, values)
        if number.repeated:
            message = f"The numbering begins again: {number.key} stands here once more."
            yield Doubt("numbering-repeat", message, page, {"key": number.key})
