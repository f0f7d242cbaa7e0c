"""How two printed numbers of one style stand to each other."""

from __future__ import annotations

import re

from ingest.labels import Label, Style


def siblings(a: Label, b: Label) -> bool:
    """Say whether two labels of one style belong under the same number: 2.1 and 2.2, not 3.2."""
    return a.style is not Style.DOTTED or digits(a)[:-1] == digits(b)[:-1]


def digits(label: Label) -> list[int]:
    """Return the numbers of a dotted label: `2.3.1` -> [2, 3, 1]."""
    return [int(part) for part in label.code.split(".")]


def numbered_parts(segment: str) -> list[tuple[str, int]]:
    """Return the parts of an article's number as they are ordered: `4a` -> [("", 4), ("a", 0)]."""
    parts = re.findall(r"\d+|[a-z]+", segment.lower())
    return [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
