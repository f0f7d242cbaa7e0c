"""Printed numbers that go on from the foot of one column to the head of the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.labels import CAPITAL_ROMANS, COUNTED, WORDED, Style
from ingest.models import Block
from ingest.numbering import read_label

FEWEST_COUNTED = 3
YEARS = 1000  # and more: "2022." at the head of a line
# "أولاً" may stand at the foot of one column, and "ثانياً" at the head of the next.
THROUGH = COUNTED | CAPITAL_ROMANS | {Style.ADVERB}


def go_on_through(columns: Sequence[Sequence[Block]]) -> bool:
    """Say whether numbers of one style go on from each column that has any to the next."""
    counted = [numbers_of(lines) for lines in columns]
    return any(
        run_on([number for numbers in counted for number in numbers[style]])
        for style in {style for numbers in counted for style in numbers}
        if sum(style in numbers for numbers in counted) > 1
    )


def numbers_of(lines: Sequence[Block]) -> dict[Style, list[tuple[int, ...]]]:
    """Return the numbers of articles and paragraphs that lines begin with, by their style."""
    numbers: defaultdict[Style, list[tuple[int, ...]]] = defaultdict(list)
    for line in lines:
        label = read_label(line.text)
        if not label or label.value >= YEARS:
            continue
        if label.style is Style.DOTTED:
            numbers[label.style].append(tuple(map(int, label.code.split("."))))
        elif label.alone if label.style in WORDED else label.style in THROUGH:
            numbers[label.style].append((label.value,))
    return numbers


def run_on(numbers: Sequence[tuple[int, ...]]) -> bool:
    """Say whether numbers, three or more, each follow the one before."""
    return len(numbers) >= FEWEST_COUNTED and all(follows(a, b) for a, b in pairwise(numbers))


def follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Say whether a number is the next: 4 after 3; 2.1 after 1.2, and 1.2.1 too."""
    same = next((n for n, (a, b) in enumerate(zip(before, number, strict=False)) if a != b), None)
    if same is None:
        return len(number) > len(before) and set(number[len(before) :]) == {1}
    return number[same] == before[same] + 1 and set(number[same + 1 :]) <= {1}
