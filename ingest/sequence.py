"""Which printed numbers are clause numbers: the sequence decides.

A line of prose may begin with "2019. " or "12 - ". A number counts when it goes on with a
sequence that is open (12 after 11, b after a), or opens one below (1, a, i). Everything else
stays text, and every gap is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Kind
from ingest.numbering import LETTERS, ROMANS, Label, Style, make_eid

# A number this much higher than the last is taken for a clause after a gap, if it begins a
# paragraph; one that is higher still for something else (a year, an amount).
WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a clause may begin: every reading of the number printed there.

    `firm` places begin a paragraph; the others only begin a line.
    """

    offset: int
    labels: tuple[Label, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clause number that counts, with what the sequence made of it."""

    offset: int  # of the printed number
    label: Label
    key: str
    eid: str
    kind: Kind
    depth: int
    after_gap: str = ""  # the segment before, where numbers are missing in between
    repeated: bool = False  # a numbering that began again


@dataclass(frozen=True, slots=True)
class Level:
    """An open sequence: its style, the last clause in it."""

    style: Style
    last: Numbered


class OpenSequences:
    """The open sequences of one part of a report, outermost first."""

    def __init__(self, candidates: Sequence[Candidate], prefix: str = "") -> None:
        """`candidates` are all those of the part; `prefix` is "annex-1" in the first annex."""
        self._prefix = prefix
        self._levels: list[Level] = []
        self._last_place = {
            (label.style, label.value): candidate.offset
            for candidate in candidates
            for label in candidate.labels
        }

    def accept(self, candidate: Candidate) -> Numbered | None:
        """Return what a candidate is in the sequence, or None if it is prose."""
        return self._successor(candidate) or self._after_gap(candidate) or self._opening(candidate)

    def _successor(self, candidate: Candidate) -> Numbered | None:
        """12 after 11, `3 bis` after 3; the innermost sequence that it continues."""
        for depth, level in reversed(list(enumerate(self._levels))):
            last = level.last.label
            for label in candidate.labels:
                follows = label.value == last.value + 1 and not label.suffix
                inserted = label.value == last.value and label.insertion > last.insertion
                if label.style is level.style and (follows or inserted):
                    return self._enter(depth, label, candidate)
        return None

    def _after_gap(self, candidate: Candidate) -> Numbered | None:
        """13 after 11, at the start of a paragraph."""
        if not candidate.firm:
            return None
        for depth, level in reversed(list(enumerate(self._levels))):
            last = level.last.label
            for label in candidate.labels:
                if label.style is level.style and 1 < label.value - last.value <= WIDEST_GAP:
                    return self._enter(depth, label, candidate, after_gap=last.segment)
        return None

    def _opening(self, candidate: Candidate) -> Numbered | None:
        """1, a or i: the first of a sequence under the innermost clause, or one begun again."""
        open_styles = [level.style for level in self._levels]
        for label in sorted(candidate.labels, key=lambda label: label.value):
            goes_on = self._goes_on(label, candidate)
            if label.style in open_styles:
                if label.value == 1 and candidate.firm and goes_on:
                    depth = open_styles.index(label.style)
                    return self._enter(depth, label, candidate, repeated=True)
            elif label.style is Style.ARTICLE:
                if candidate.firm and (label.value == 1 or goes_on):
                    return self._enter(0, label, candidate)
            elif self._may_open(label, candidate, goes_on):
                return self._enter(len(self._levels), label, candidate)
        return None

    def _may_open(self, label: Label, candidate: Candidate, goes_on: bool) -> bool:
        """A lone `1.` is a clause at the top; below, and for 5 without 1 to 4, others follow."""
        at_top = not self._levels
        if label.value > 1:
            return at_top and candidate.firm and goes_on
        return goes_on or (at_top and candidate.firm and label.style is Style.STOP)

    def _goes_on(self, label: Label, candidate: Candidate) -> bool:
        """Say whether the number after this one stands at a later candidate, in the same style."""
        return self._last_place.get((label.style, label.value + 1), -1) > candidate.offset

    def _enter(
        self,
        depth: int,
        label: Label,
        candidate: Candidate,
        after_gap: str = "",
        repeated: bool = False,
    ) -> Numbered:
        """Close the sequences below `depth` and make the label the last of that one."""
        parent = self._levels[depth - 1].last if depth else None
        above = parent.key if parent else self._prefix
        kind = kind_of(label, depth)
        numbered = Numbered(
            offset=candidate.offset,
            label=label,
            key=f"{above}.{label.segment}" if above else label.segment,
            eid=make_eid(parent.eid if parent else eid_prefix(self._prefix), kind, label.segment),
            kind=kind,
            depth=depth + 1 + bool(self._prefix),
            after_gap=after_gap,
            repeated=repeated,
        )
        self._levels[depth:] = [Level(label.style, numbered)]
        return numbered


def eid_prefix(prefix: str) -> str:
    """Return the eId of a part from its key: `annex-1` -> `annex_1`."""
    return prefix.replace("-", "_")


def kind_of(label: Label, depth: int) -> Kind:
    """Return what a clause is: articles and paragraphs, and below them subparagraphs."""
    if label.style is Style.ARTICLE:
        return Kind.ARTICLE
    if label.style in LETTERS | ROMANS or depth > 1:
        return Kind.SUBPARAGRAPH
    return Kind.PARAGRAPH
