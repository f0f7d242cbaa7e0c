"""Paragraphs to the tree of clauses.

Total: any text gives a tree. No word is lost: what no clause holds is a printed number, a
heading, or the space between. What the reading was not sure of is told as doubts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cleaning import ENDS_SENTENCE
from ingest.layout import Laid
from ingest.models import Clause, Doubt, Kind, Part, Report
from ingest.numbering import CLOSING_START, Style, read_labels
from ingest.outline import Outline, end_of_front, find_outline, is_annex_heading
from ingest.sequence import Candidate, Numbered, OpenSequences

# Past so many characters a line begins with no number.
LONGEST_LABEL = 80


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


def parse_clauses(laid: Laid, report: Report) -> tuple[list[Clause], list[Doubt]]:
    """Cut a report into its clauses, in reading order, and tell the doubts.

    `report.text` is `laid.text`. A report without numbers is cut into its paragraphs, counted.
    """
    body_at, numbered = find_numbers(laid)
    doubts = list(doubts_about(numbered, report))
    if not numbered:
        doubts.append(Doubt("no-numbers", "No numbered clauses: paragraphs are counted instead."))
    outline = find_outline(laid, {number.offset for number in numbered}, body_at)
    # One cut at a place: where the signatures begin, no other clause does (`cut_body` gives them
    # last).
    by_offset = {
        cut.offset: cut
        for cut in [
            *cut_head(laid, body_at, outline, counted=not numbered),
            *cut_body(laid, numbered, outline),
        ]
    }
    cuts = [by_offset[offset] for offset in sorted(by_offset)]
    if not cuts:  # nothing but headings
        outline, cuts = Outline(), [Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")]
    return [*finish(cuts, laid, outline, report)], doubts


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
    places = zip(laid.spans, laid.line_starts, laid.prose, laid.levels, strict=True)
    for (start, end), lines, counts, level in places:
        if parts[0][1] and is_annex_heading(laid.text[start:end]):
            parts.append((f"annex-{len(parts)}", []))
        for line in lines if counts else ():
            if candidate := candidate_at(laid.text, line, end, line == start, bool(level)):
                parts[-1][1].append(candidate)
    return parts


def candidate_at(text: str, offset: int, end: int, firm: bool, marked: bool) -> Candidate | None:
    """Return the numbers that may begin a clause at a line's start, None if there are none.

    Inside a paragraph, a number can begin a clause only after the end of a sentence, but for an
    article's that is set off.
    """
    labels = read_labels(text[offset : min(end, offset + LONGEST_LABEL)])
    if not firm and not ENDS_SENTENCE.search(text[max(0, offset - 20) : offset].rstrip()):
        labels = [label for label in labels if label.style is Style.ARTICLE and label.alone]
    return Candidate(offset, tuple(labels), firm, marked) if labels else None


def cut_head(laid: Laid, body_at: int, outline: Outline, counted: bool) -> Iterator[Cut]:
    """Cut what stands before the first number: the title block, then recitals, counted.

    In a report without numbers, the paragraphs are its clauses: 1, 2, 3.
    """
    front_end = end_of_front(laid, body_at)
    if front_end:
        yield Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")
    count = 0
    for start, _end in laid.spans:
        if not front_end <= start < body_at or start in outline.texts:
            continue
        count += 1
        if counted:
            key, eid = str(count), f"para_{count}"
            yield Cut(start, start, Part.BODY, Kind.PARAGRAPH, key, eid)
        else:
            key, eid = f"PP{count}", f"preamble__para_{count}"
            yield Cut(start, start, Part.PREAMBLE, Kind.RECITAL, key, eid)


def cut_body(laid: Laid, numbered: Sequence[Numbered], outline: Outline) -> Iterator[Cut]:
    """Cut at every number, and once more where the signatures begin after the last clause."""
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
            heading=outline.path_at(number.offset),
        )
    if numbered:
        numbers = {number.offset for number in numbered}
        yield from cut_unnumbered(laid, numbers, outline)
        yield from cut_wrap_ups(laid, numbered, outline)
        in_body = [n.offset for n in numbered if not n.key.startswith("annex-")]
        yield from cut_closing(laid, (in_body or sorted(numbers))[-1], numbers)


def cut_unnumbered(laid: Laid, numbers: set[int], outline: Outline) -> Iterator[Cut]:
    """Cut the words without number that stand right under a heading of the body or an annex.

    Under an annex's own heading they are the annex: `annex-1`; elsewhere they are counted: `H1`.
    """
    annexes = count = 0
    first = min(numbers)
    for (start, end), (following, _) in pairwise(laid.spans):
        if start not in outline.texts or start < first:
            continue
        annex = is_annex_heading(laid.text[start:end])
        annexes += annex
        if following in numbers or following in outline.texts:
            continue
        count += not annex
        part = Part.ANNEX if annexes else Part.BODY
        kind = Kind.PARAGRAPH if annex else Kind.HEADING
        key, eid = (
            (f"annex-{annexes}", f"annex_{annexes}")
            if annex
            else (f"H{count}", f"hcontainer_{count}")
        )
        heading = outline.path_at(following)
        yield Cut(following, following, part, kind, key, eid, heading=heading)


def cut_wrap_ups(laid: Laid, numbered: Sequence[Numbered], outline: Outline) -> Iterator[Cut]:
    """Cut the words that close a clause after its list of subclauses.

    "a) …; b) …. The provisions above apply to …": the last item ended the list with a full stop,
    or the words go on with the sentence that the list broke. They belong to the clause, not to
    its last item.
    """
    starts = [start for start, _ in laid.spans]
    ends = [number.offset for number in numbered[1:]] + [len(laid.text)]
    items: dict[str, list[str]] = {}  # last characters of the items so far, by the list's clause
    for number, stop in zip(numbered, ends, strict=True):
        above = number.key.rpartition(".")[0]
        words_at = number.offset + number.label.end
        words_at += len(laid.text[words_at:stop]) - len(laid.text[words_at:stop].lstrip())
        begin = bisect_right(starts, words_at)  # the paragraph after the item's first
        following = starts[begin] if begin < len(starts) else stop
        text = laid.text[words_at : min(following, stop)].strip()
        before = items.setdefault(above, [])
        if above and number.depth > 1 and following < stop and following not in outline.texts:
            goes_on = laid.text[following].islower()
            closed = text.endswith(".") and before and all(c in ";," for c in before)
            if goes_on or closed:
                yield Cut(
                    following, following,
                    Part.ANNEX if above.startswith("annex-") else Part.BODY,
                    Kind.WRAP_UP, f"{above}.end", f"{number.eid.rpartition('__')[0]}__wrapup",
                    depth=number.depth, heading=outline.path_at(following),
                )  # fmt: skip
        before.append(text[-1:] or " ")


def cut_closing(laid: Laid, last: int, numbers: set[int]) -> Iterator[Cut]:
    """Cut where "Fait à New York", "Done at" or "حرر في" begins a paragraph after `last`."""
    for start, end in laid.spans:
        if start > last and start not in numbers and CLOSING_START.match(laid.text[start:end]):
            yield Cut(start, start, Part.CLOSING, Kind.SIGNATURE, key="closing", eid="conclusions")
            return


def finish(cuts: Sequence[Cut], laid: Laid, outline: Outline, report: Report) -> Iterator[Clause]:
    """Turn cuts into clauses: each ends where the next one, or a heading, begins."""
    stops = sorted({*(cut.offset for cut in cuts), *outline.starts, len(laid.text)})
    next_stop = dict(pairwise(stops))
    texts: dict[str, str] = {}  # own words by key, for the chapeau of what comes below
    for cut in cuts:
        start, end = span_of(cut, next_stop[cut.offset], laid.text)
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


def span_of(cut: Cut, stop: int, text: str) -> tuple[int, int]:
    """Return where a clause's words begin and end, the space around them left out."""
    words = text[cut.start : stop]
    start = cut.start + len(words) - len(words.lstrip()) if words.strip() else cut.start
    return start, start + len(text[start:stop].rstrip())


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
