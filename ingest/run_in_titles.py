"""Titles on the line of their clause: "1. Citizenship. There is a common citizenship".

No single clause can tell such a title from a short sentence; where nearly all clauses of a
numbering begin so, it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.layout import PARAGRAPH_BREAK, Laid
from ingest.numbered import Numbered

BEFORE_WORDS = "«“\"‘' "
MOST_WORDS = 11
# The title, what parts it from the words ("." or ".—" or " – "), then a capital or the end.
RUN_IN = re.compile(
    r"(?P<title>[^\W\d_][^.:;!?؟؛\n]{1,90}?)(?:\s*\.\s*[-–—]*|\s[-–—]|—)(?:\s+|(?<=[-–—])|$)"
    r"(?=$|[«“\"‘']?\s?[^\W\d_])"
)


def run_in_titles(
    laid: Laid, numbered: Sequence[Numbered]
) -> Iterator[tuple[int, tuple[int, int, str]]]:
    """Yield what may be titles of top clauses: the number's offset, start, end, and words.

    The clause has more words after it, or subclauses; below a line in capitals, other paragraphs.
    """
    ends = dict(laid.spans)
    for number, following in pairwise([*numbered, None]):
        if number is None or number.depth - number.key.startswith("annex-") != 1:
            continue
        end = ends.get(number.offset, -1)
        below = following is not None and following.key.startswith(f"{number.key}.")
        end = min(end, following.offset) if following else end
        words = laid.text[number.words_at : max(end, number.words_at)].rstrip()
        match = RUN_IN.match(words)
        if not match or len(match["title"].split()) > MOST_WORDS:
            continue
        more = words[match.end() :].lstrip(BEFORE_WORDS)
        alone = not more and match["title"].isupper() and goes_on_below(end, following, laid)
        if (more and not more[:1].islower()) or (not more and below) or alone:
            until = number.words_at + match.end()
            yield number.offset, (number.words_at, until, match["title"].strip())


def goes_on_below(end: int, following: Numbered | None, laid: Laid) -> bool:
    """Say whether another paragraph stands after the one that ends there, before what follows."""
    below = end + len(PARAGRAPH_BREAK)
    return below < (following.offset if following else len(laid.text))
