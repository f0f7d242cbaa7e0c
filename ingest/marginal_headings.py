"""Headings that the whole report tells: marginal notes, and topics of a communiqué."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ingest.layout import Laid
from ingest.lead_ins import leads_on
from ingest.numbers import Numbers
from ingest.sentence_ends import ENDS_SENTENCE

LONGEST_WITH_STOP = 100
FEWEST_WITH_STOP = 5
LONGEST_WITH_COLON = 50
NEARLY_ALL = 0.8
MOST = 0.6
# Supremacy of this Constitution.
ONE_SENTENCE = re.compile(r"[A-ZÀ-Þ\u0621-\u064a][^.;:!?]{2,}\.")


def stand_over_clauses(unmarked: Collection[int], laid: Laid, numbers: Numbers) -> bool:
    """Say whether most clauses have a heading right above them that the file does not mark.

    A file may mark its chapters, and have the notes over its sections in bold only.
    """
    tops = {number.offset for number in numbers.body if number.depth == 1}
    over = sum(start in unmarked and at in tops for (start, _), (at, _) in pairwise(laid.spans))
    return over >= max(FEWEST_WITH_STOP, MOST * len(tops))


def headings_with_stop(laid: Laid, numbers: Numbers) -> Iterator[int]:
    """Yield the short paragraphs with a full stop that stand before nearly all clauses.

    "Sovereignty of the people." before 1, "Supremacy of this Constitution." before 2: marginal
    notes of Commonwealth acts.
    """
    tops = {number.offset for number in numbers.body if number.depth == 1}
    taken = {number.offset for number in numbers.all}
    found = [
        start
        for (start, end), (following, _) in pairwise(laid.spans)
        if following in tops
        and start not in taken
        and end - start <= LONGEST_WITH_STOP
        and ONE_SENTENCE.fullmatch(laid.text[start:end])
    ]
    if len(found) >= max(FEWEST_WITH_STOP, NEARLY_ALL * len(tops)):
        yield from found


def headings_with_colon(laid: Laid, numbers: Numbers) -> Iterator[int]:
    """Yield the short paragraphs with a colon between a full stop and the next of the clauses.

    "On Guinea-Bissau:" between paragraphs 6 and 7 of a communiqué.
    """
    on = {n.offset for n in numbers.body if n.depth == 1 and n.label.value > 1 and not n.repeated}
    taken = {number.offset for number in numbers.all}
    for (before, stop), (start, end), (following, _) in triples(laid.spans):
        text = laid.text[start:end]
        colon = (
            text.endswith(":")
            and not leads_on(text)
            and not ENDS_SENTENCE.search(text[:-1].rstrip())
        )
        short = colon and end - start <= LONGEST_WITH_COLON and start not in taken
        if short and following in on and laid.text[before:stop].endswith("."):
            yield start


def triples(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each three spans that follow one another."""
    yield from zip(spans, spans[1:], spans[2:], strict=False)


def only_words(laid: Laid, numbers: Numbers) -> Iterator[int]:
    """Yield the paragraphs between a number alone on its line and the next clause of its rank.

    They are all the words that the clause has, whatever they look like.
    """
    ends = dict(laid.spans)
    for number, following in pairwise(numbers.all):
        if number.words_at >= ends.get(number.offset, -1) >= 0 and following.depth <= number.depth:
            at = bisect_right(laid.spans, (number.offset, len(laid.text)))
            start, _ = laid.spans[at]
            if at + 1 < len(laid.spans) and laid.spans[at + 1][0] == following.offset:
                yield start
