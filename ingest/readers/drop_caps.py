"""The large first letter of a paragraph, which a PDF page draws beside its first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.models import Block, Box, is_level

LARGER = 1.8  # times the letters of the text
NEAR = 1.5  # letter sizes between the letter and its lines, at most
LONGEST = 2  # "L'", "«T"
WORD = re.compile(r"[^\W\d_]+")
ONE_LETTER_WORDS = set("AÀYIO")


def with_drop_caps(lines: Sequence[Block]) -> list[Block]:
    """Return the lines of a page, each drop cap put before the first line that stands beside it.

    The lines beside it begin where it does, as those below do.
    """
    if len(lines) < 2:
        return list(lines)
    usual = Counter(line.size for line in lines).most_common(1)[0][0]
    caps = [line for line in lines if is_large_letter(line, usual)]
    kept = [line for line in lines if not is_large_letter(line, usual)]
    words = {word.casefold() for line in kept for word in WORD.findall(line.text)}
    for cap in caps:
        tops = {n: top for n, line in enumerate(kept) if (top := top_beside(line, cap)) is not None}
        beside = sorted(tops, key=lambda n: tops[n])
        if not beside or not kept[beside[0]].text[:1].isalpha():
            kept.append(cap)
            continue
        first = kept[beside[0]]
        kept[beside[0]] = joined(cap, first, words)
        for n in beside[1:]:
            kept[n] = begun_with(cap, kept[n])
    return kept


def is_large_letter(line: Block, usual: float) -> bool:
    """Say whether a line is a letter much larger than the text."""
    short = len(line.text) <= LONGEST and line.text[:1].isupper()
    return short and line.size >= LARGER * usual > 0 and is_level(line.box)


def top_beside(line: Block, cap: Block) -> float | None:
    """Return the top of a line that begins right of a drop cap, at its height; else None."""
    if not is_level(line.box) or line.box is None or cap.box is None:
        return None
    middle = (line.box.top + line.box.bottom) / 2
    gap = line.box.left - cap.box.right
    beside = cap.box.top <= middle <= cap.box.bottom and -line.size / 2 < gap < NEAR * line.size
    return line.box.top if beside else None


def joined(cap: Block, line: Block, words: set[str]) -> Block:
    """Return the first line with its drop cap; "A" may be a word of its own."""
    match = WORD.match(line.text)
    rest = match[0].casefold() if match else ""
    whole = cap.text.casefold() + rest
    alone = cap.text in ONE_LETTER_WORDS and whole not in words and len(rest) > 2 and rest in words
    edges = cap.edges
    if alone:
        edges = edges + edges[-2:]
    text = f"{cap.text}{' ' if alone else ''}{line.text}"
    return replace(begun_with(cap, line), text=text, edges=edges + line.edges)


def begun_with(cap: Block, line: Block) -> Block:
    """Return a line as if it began where the drop cap does."""
    if line.box is None or cap.box is None:
        return line
    return replace(line, box=Box(cap.box.left, line.box.top, line.box.right, line.box.bottom))
