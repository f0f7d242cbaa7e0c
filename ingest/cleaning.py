"""Lines to paragraphs: wraps and words broken at line ends are undone, nothing else."""

from __future__ import annotations

import re
import statistics
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.beginnings import begins_in_words
from ingest.contents import has_leaders
from ingest.models import NO_EDGES, Block, Line, Paragraph, is_level
from ingest.numbering import read_label

SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"  # of typesetting; a keyboard gives the other one
# So many words broken at line ends that stand whole elsewhere show that a report's lines do so.
FEWEST_BROKEN = 2
# Typographic ligatures are how letters were drawn, not how the word is spelt (U+FB00..U+FB06).
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
LIGATURE = re.compile("[\ufb00-\ufb06]")
BROKEN_WORD = re.compile(r"(?P<head>\w+)[-\u2010]$")  # socio-
NAME_BROKEN = re.compile(r"(?:[^\W\d_]{2}|\d)[-\u2010]$")
LONGEST_BROKEN = 100  # letters of a line's end looked at: a word of a million would take an hour
WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
# A line this long was not wrapped by hand or by a page: its end is the end of its paragraph.
LONGEST_WRAPPED_LINE = 160
# Under this share of the usual width a line ends its paragraph.
FULL_LINE = 0.6


@dataclass(frozen=True, slots=True)
class Words:
    """The whole words of a report, and whether its lines break words that have no hyphen."""

    known: frozenset[str]
    breaks: bool = False
    typed: bool = False  # the hyphen of typesetting stands inside lines too, between whole words

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Words:
        """Return the words of a report; the parts of those broken at line ends are none."""
        known: set[str] = set()
        broken: list[tuple[str, str]] = []
        tail = 0  # where the line's own words begin
        for block, following in zip(blocks, [*(b.text for b in blocks[1:]), ""], strict=True):
            parts = broken_word(block.text, following)
            end = len(block.text) - len(parts[0]) - 1 if parts else None
            known.update(word.casefold() for word in WORD.findall(block.text[tail:end]))
            tail = len(parts[1]) if parts else 0
            broken += [(parts[0].casefold(), parts[1].casefold())] if parts else []
        one = sum(head + rest in known for head, rest in broken)
        two = sum(f"{head}-{rest}" in known for head, rest in broken)
        typed = any(HYPHEN in word for word in known)
        return cls(frozenset(known), one >= FEWEST_BROKEN and one > two, typed)

    def are_one(self, head: str, tail: str, hyphen: str) -> bool:
        """Say whether a hyphen between two parts only breaks the word at its line's end."""
        head, tail = head.casefold(), tail.casefold()
        if head + tail in self.known:
            return True
        if not self.known.isdisjoint({f"{head}-{tail}", f"{head}{HYPHEN}{tail}"}):
            return False
        if hyphen == HYPHEN and not self.typed:
            return True
        return self.breaks and not {head, tail} <= self.known


def join_lines(blocks: Sequence[Block]) -> list[Paragraph]:
    """Join lines to paragraphs; a gap, a printed number or a short line begins a new one."""
    width = usual_width(blocks)
    words = Words.of(blocks)
    paragraphs: list[list[Block]] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        after = following.text if following else ""
        if paragraphs and not starts_paragraph(block, paragraphs[-1][-1], width, after):
            paragraphs[-1].append(block)
        else:
            paragraphs.append([block])
    return [join_paragraph(lines, words) for lines in paragraphs]


def usual_width(blocks: Sequence[Block]) -> float:
    """Return the length of a full line; 0 if the lines are whole paragraphs, not wrapped."""
    lengths = [len(b.text) for b in blocks if not b.whole and not has_leaders(b.text)]
    if len(lengths) < 3 or max(lengths) > LONGEST_WRAPPED_LINE:
        return 0
    return statistics.quantiles(lengths, n=10)[-1]


def starts_paragraph(block: Block, previous: Block, width: float, following: str = "") -> bool:
    """Say whether a line begins a paragraph rather than going on with the line before it.

    `following` is the line after it.
    """
    if block.gap or block.whole or previous.whole:
        return True
    # Where the lines have places, `mark_gaps` knows what their lengths say.
    placed = is_level(block.box) and is_level(previous.box)
    if not placed and not width:
        return True
    if not placed and len(previous.text) < FULL_LINE * width:
        return not goes_on(previous.text, block.text)
    return begins_in_words(previous.text, block.text, following)


def goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence before it: a long word found no room there."""
    return before[-1:].isalnum() and line[:1].islower() and not read_label(line)


def join_paragraph(lines: Sequence[Block], words: Words) -> Paragraph:
    """Join the lines of one paragraph with single spaces, mending words broken at line ends."""
    pieces: list[str] = []
    length = 0
    starts: list[int] = []
    pages: list[tuple[int, int]] = []
    places: list[Line] = []
    for line in lines:
        if pieces:
            joined = join_words(pieces[-1], line.text, words)
            length += len(joined) - len(pieces[-1])
            pieces[-1] = joined
            places = ended(places, length)
        if line.page is not None and (not pages or pages[-1][1] != line.page):
            pages.append((length, line.page))
        if not starts or starts[-1] < length:
            starts.append(length)
        pieces.append(without_ligatures(line.text))
        places += place_of(line, length, length + len(pieces[-1]))
        length += len(pieces[-1])
    first = lines[0]
    return Paragraph(
        "".join(pieces),
        tuple(starts),
        tuple(pages),
        first.table,
        first.level,
        tuple(places),
        bold=all(line.bold for line in lines),
        listed=first.listed,
    )


def place_of(block: Block, start: int, end: int) -> Iterator[Line]:
    """Yield where a line that is a span of its paragraph stands on its page, as that is seen."""
    if block.page is None or (box := block.box_as_seen) is None:
        return
    edges, sideways = edges_without_ligatures(block), False
    if turn := block.turn:
        spans = zip(edges[::2], edges[1::2], strict=True)
        edges = array("f", [edge for span in spans for edge in turn.span_as_seen(*span)])
        sideways = turn.is_sideways
    yield Line(start, end, block.page, box, edges, sideways)


def ended(places: list[Line], length: int) -> list[Line]:
    """Return the lines so that the last ends with a text of that length: a hyphen may have gone."""
    if not places or places[-1].end <= length:
        return places
    last = places[-1]
    if last.start == length:
        return places[:-1]
    edges = last.edges[: 2 * (length - last.start)]
    return [*places[:-1], replace(last, end=length, edges=edges)]


def join_words(text: str, following: str, words: Words) -> str:
    """Return a line's `text` as it must end for `following` to be put right after it.

    A hyphen at the line's end stays (`socio-` + `économiques`) unless the report's other words
    show that it only breaks one; a soft hyphen goes.
    """
    if text.endswith(SOFT_HYPHEN):
        return text[:-1]
    if NAME_BROKEN.search(text[-3:]) and (following[:1].isupper() or following[:1].isdecimal()):
        return text  # Secretary- / General, 2015- / 2019: no space was printed there
    if not (broken := broken_word(text, following)):
        return text + " "
    return text[:-1] if words.are_one(*broken, hyphen=text[-1]) else text


def broken_word(text: str, following: str) -> tuple[str, str] | None:
    """Return the two parts of a word that a hyphen parts at a line's end; None without one."""
    head, tail = BROKEN_WORD.search(text[-LONGEST_BROKEN:]), WORD.match(following)
    if not head or not tail or not tail[0][0].islower():
        return None
    return head["head"], tail[0]


def without_ligatures(text: str) -> str:
    """Spell out typographic ligatures."""
    return LIGATURE.sub(lambda match: LIGATURES[match[0]], text)


def edges_without_ligatures(line: Block) -> array[float]:
    """Return the edges of a line's characters once its ligatures are spelt out, in equal parts."""
    if len(line.edges) != 2 * len(line.text):
        return NO_EDGES
    if not LIGATURE.search(line.text):
        return line.edges
    edges = array("f")
    for n, character in enumerate(line.text):
        left, right = line.edges[2 * n : 2 * n + 2]
        parts = len(LIGATURES.get(character, character))
        width = (right - left) / parts
        for part in range(parts):
            edges.extend((left + part * width, left + (part + 1) * width))
    return edges
