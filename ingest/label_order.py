"""How two printed numbers of one style stand to each other."""

from __future__ import annotations

import re

from ingest.labels import Label, Style

# "(bc)" may come after (b), where (ba) and (bb) were repealed; "(be)" is a word in brackets.
MOST_LEFT_OUT = 3


def siblings(a: Label, b: Label) -> bool:
    """Say whether two labels of one style belong under the same number: 2.1 and 2.2, not 3.2."""
    return a.style is not Style.DOTTED or digits(a)[:-1] == digits(b)[:-1]


def comes_after(label: Label, last: Label) -> bool:
    """Say whether a label of one style is the next: 12 after 11, `3 bis` after 3, `ba` after b."""
    if not label.value:
        return False
    if not label.suffix:
        return label.value == last.value + 1
    step = label.insertion - last.insertion
    most = MOST_LEFT_OUT if label.is_point_put_in else step
    return label.value == last.value and 0 < step <= most


def digits(label: Label) -> list[int]:
    """Return the numbers of a dotted label: `2.3.1` -> [2, 3, 1]."""
    return [int(part) for part in label.code.split(".")]


def numbered_parts(segment: str) -> list[tuple[str, int]]:
    """Return the parts of an article's number as they are ordered: `4a` -> [("", 4), ("a", 0)]."""
    parts = re.findall(r"\d+|[a-z]+", segment.lower())
    return [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
