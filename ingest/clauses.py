"""Paragraphs to the tree of clauses.

Total: any text gives a tree. No word is lost: what no clause holds is a printed number, a
heading, or the space between. What the reading was not sure of is told as doubts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.clause_titles import LETTERED, find_titles
from ingest.cuts import Cut, cut_body, cut_head
from ingest.labels import CAPITAL_ROMANS, CAPITALS
from ingest.layout import PARAGRAPH_BREAK, Laid
from ingest.models import Clause, Doubt, Kind, Part, Report
from ingest.new_texts import find_new_texts
from ingest.numbered import Numbered
from ingest.numbers import Missed, find_numbers
from ingest.outline import Outline, find_outline
from ingest.part_words import LONGEST_HEADING, looks_like_heading

SMALL_LETTERS = LETTERED - CAPITALS - CAPITAL_ROMANS
NUMBER_OR_WORD = re.compile(r"\w+")  # one in "1." and "(a)", two in "2.1." and "Article 2"


def parse_clauses(laid: Laid, report: Report) -> tuple[list[Clause], list[Doubt]]:
    """Cut a report into its clauses, in reading order, and tell the doubts.

    `report.text` is `laid.text`. A report without numbers is cut into its paragraphs, counted.
    """
    numbers = find_numbers(laid)
    doubts = [
        *doubt_beginning(numbers.body, report),
        *doubts_about(numbers.all, report),
        *doubts_of_missed(numbers.missed, report),
    ]
    if numbers.counted or not numbers.all:
        doubts.append(Doubt("no-numbers", "No numbered clauses: paragraphs are counted instead."))
    titles = find_titles(laid, numbers.all)
    texts = find_new_texts(laid, numbers.body)
    outline = find_outline(laid, numbers, titles, texts)
    # One cut at a place: where the signatures begin, no other clause does (`cut_body` gives them
    # last).
    by_offset = {
        cut.offset: cut
        for cut in [
            *cut_head(laid, numbers, outline),
            *cut_body(laid, numbers.all, outline, titles, texts),
        ]
    }
    cuts = [by_offset[offset] for offset in sorted(by_offset)]
    if not cuts:  # nothing but headings
        outline, cuts = Outline(), [Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")]
    return [*finish(cuts, laid, outline, report)], doubts


def finish(cuts: Sequence[Cut], laid: Laid, outline: Outline, report: Report) -> Iterator[Clause]:
    """Turn cuts into clauses: each ends where the next one, or a heading, begins."""
    stops = sorted({*(cut.offset for cut in cuts), *outline.starts, len(laid.text)})
    next_stop = dict(pairwise(stops))
    texts: dict[str, str] = {}  # own words by key, for the chapeau of what comes below
    times = Counter[str]()  # that an eId was given: a second article 1 is `art_1_2`
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        times[cut.eid] += 1
        start, end = span_of(cut, next_stop[cut.offset], laid.text)
        below = following is not None and following.key.startswith(f"{cut.key}.")
        if start == end and following and below and following.offset == next_stop[cut.offset]:
            start = end = empty_at(start, following, laid.text)
        text = laid.text[start:end]
        texts[cut.key] = text
        yield Clause(
            key=cut.key,
            eid=f"{cut.eid}_{times[cut.eid]}" if times[cut.eid] > 1 else cut.eid,
            num=cut.num,
            part=cut.part,
            kind=cut.kind,
            depth=cut.depth,
            text=text,
            start=start,
            end=end,
            page=report.page_of(start),
            heading=cut.heading,
            chapeau=texts.get(cut.key.rpartition(".")[0]) or None,
        )


def span_of(cut: Cut, stop: int, text: str) -> tuple[int, int]:
    """Return where a clause's words begin and end, the space around them left out."""
    words = text[cut.start : stop]
    start = cut.start + len(words) - len(words.lstrip()) if words.strip() else cut.start
    return start, start + len(text[start:stop].rstrip())


def empty_at(start: int, following: Cut, text: str) -> int:
    """Return where a clause without words of its own stands: where those below it begin.

    But before a number that is words itself, as in "2.1. Composition" or "1. Scope" on its line:
    such a heading belongs to the clause that it divides.
    """
    words = text[following.start : following.start + LONGEST_HEADING + 1].lstrip()
    heading = looks_like_heading(words.partition(PARAGRAPH_BREAK)[0])
    printed = text[following.offset : following.start].strip()  # with a title, if it has one
    plain = len(NUMBER_OR_WORD.findall(printed)) == 1
    return following.start if plain and not heading else start


def doubt_beginning(numbered: Sequence[Numbered], report: Report) -> Iterator[Doubt]:
    """Tell that the numbering begins with another number than 1: clauses may be missing."""
    first = next(iter(numbered), None)
    if first and first.depth == 1 and first.label.value > 1 and first.key.isdecimal():
        message = f"The numbering begins with {first.key}."
        page = report.page_of(first.offset)
        yield Doubt("numbering-begins", message, page, {"first": first.key})


def doubts_about(numbered: Sequence[Numbered], report: Report) -> Iterator[Doubt]:
    """Tell the gaps and repeats of the numbering, and letters that stand under no clause."""
    figures = any(number.label.style not in LETTERED for number in numbered)
    for number in numbered:
        page = report.page_of(number.offset)
        if figures and number.depth == 1 and number.label.style in SMALL_LETTERS:
            printed = number.label.num
            yield Doubt(
                "orphan-subclause", f"{printed} stands under no clause.", page, {"num": printed}
            )
        if number.after_gap:
            values = {"before": number.after_gap, "after": number.label.segment}
            message = f"After {number.after_gap} comes {number.label.segment}."
            yield Doubt("numbering-gap", message, page, values)
        if number.repeated:
            message = f"The numbering begins again: {number.key} stands here once more."
            yield Doubt("numbering-repeat", message, page, {"key": number.key})


def doubts_of_missed(missed: Sequence[Missed], report: Report) -> Iterator[Doubt]:
    """Tell the numbers that stand so far after the last one that they are read as words."""
    for number in missed:
        message = (
            f"A paragraph after {number.before} begins with {number.after}: it is read as words "
            f"of the clause before it. Compare it with the report: it may be clause "
            f"{number.after}."
        )
        values = {"before": number.before, "after": number.after}
        yield Doubt("number-missed", message, report.page_of(number.offset), values)
