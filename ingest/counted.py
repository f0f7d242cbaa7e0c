"""Paragraphs that print no number, counted where only the lists below them are numbered.

"The Authority decided as follows:", (a), (b), "The Authority remains seized.": 1, 1.a, 1.b, 2.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.eids import make_eid
from ingest.labels import CAPITAL_ROMANS, CAPITALS, DOUBLES, LETTERS, ROMANS, Label, Style
from ingest.layout import Laid
from ingest.models import Kind
from ingest.numbered import Numbered
from ingest.part_words import CLOSING_START, PREAMBLE_HEADING, looks_like_heading

SMALL = (LETTERS | ROMANS | DOUBLES) - CAPITALS - CAPITAL_ROMANS
LED = (":", "—", "–")
FAR_BACK = 10  # characters: a colon before a list, and the space between


def with_counted(laid: Laid, numbered: Sequence[Numbered]) -> list[Numbered]:
    """Return the numbers with those of counted paragraphs above, if only lists print any.

    Each list follows a colon, and some paragraph stands after a list: where none does, the
    letters are the clauses of the report.
    """
    own = {number.offset: number for number in numbered}
    between = [*outside(laid, own)]
    first = min(own, default=0)
    if not are_lists(laid, numbered) or not any(start > first for start in between):
        return list(numbered)
    found: list[Numbered] = []
    above = counted(between[0], 1)
    count = 0
    for start in sorted({*own, *between}):
        if start in own:
            found.append(below(above, own[start]))
        else:
            count += 1
            above = counted(start, count)
            found.append(above)
    return found


def are_lists(laid: Laid, numbered: Sequence[Numbered]) -> bool:
    """Say whether all top numbers are small letters, and each list of them follows a colon."""
    tops = [number for number in numbered if number.depth == 1]
    if not tops or any(number.label.style not in SMALL for number in tops):
        return False
    begins = [number.offset for number in tops if number.label.value == 1]
    before = (laid.text[max(0, at - FAR_BACK) : at].rstrip() for at in begins)
    return bool(begins) and all(text.endswith(LED) for text in before)


def outside(laid: Laid, own: dict[int, Numbered]) -> Iterator[int]:
    """Yield where the paragraphs begin that belong to no item of a list, nor to the title block."""
    order = sorted(own)
    inside = False  # a list goes on below
    for start, end in laid.spans:
        if start in own:
            at = bisect_right(order, start)
            following = own[order[at]] if at < len(order) else None
            deeper = following is not None and following.depth > own[start].depth
            inside = following is not None and (deeper or following.label.value > 1)
            continue
        text = laid.text[start:end]
        if start and CLOSING_START.match(text):
            return
        if not inside and not looks_like_heading(text) and not PREAMBLE_HEADING.match(text):
            yield start


def counted(start: int, count: int) -> Numbered:
    """Return the number of a paragraph that prints none."""
    label = Label(Style.STOP, "", count, 0)
    return Numbered(start, label, str(count), make_eid("", Kind.PARAGRAPH, str(count)),
                    Kind.PARAGRAPH, 1)  # fmt: skip


def below(above: Numbered, number: Numbered) -> Numbered:
    """Return an item as a subclause of the paragraph above its list."""
    eid = f"{above.eid}__{number.eid}"
    key = f"{above.key}.{number.key}"
    return replace(number, key=key, eid=eid, depth=number.depth + 1, repeated=False)
