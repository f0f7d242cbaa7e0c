"""Where the numbers of a part of a report stand: whether one that goes on follows."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from ingest.candidates import Candidate
from ingest.labels import DOUBLED, PLAIN, Label, Style

PAIRED = DOUBLED.keys() | DOUBLED.values()
# So many bare numbers in a row may be those of sections.
FEWEST_SECTIONS = 3


class Places:
    """Where numbers stand in a part of a report."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """`candidates` are all those of the part."""
        self._last: dict[tuple[Style, int], int] = {}
        self._plain: dict[tuple[Style, int], list[int]] = {}
        self._pairs: dict[tuple[Style, int], list[int]] = {}  # of "bb)", and of the letters
        self._codes: dict[str, int] = {}  # the last of each number such as 5.2
        self._articles: list[int] = []
        self._stops = self._sections = 0  # as many stand in all, or in a row from 1
        self._fewest = FEWEST_SECTIONS
        for candidate in candidates:
            for label in candidate.labels:
                if not label.is_point_put_in:
                    self._last[label.style, label.value] = candidate.offset
                    if label.style in PAIRED:
                        places = self._pairs.setdefault((label.style, label.value), [])
                        places.append(candidate.offset)
                if label.style is Style.DOTTED:
                    self._codes[label.code] = candidate.offset
                if label.style in PLAIN:
                    places = self._plain.setdefault((label.style, label.value), [])
                    places.append(candidate.offset)
                elif label.style is Style.ARTICLE and label.alone:
                    self._articles.append(candidate.offset)
                follows = label.style is Style.PLAIN and label.value == self._sections + 1
                self._sections += candidate.firm and follows
                self._stops += candidate.firm and label.style is Style.STOP

    @property
    def are_bare(self) -> bool:
        """Whether the top clauses print bare numbers: "1 This Act", "6 (1) No person shall".

        So statutes are printed that have no articles.
        """
        return not self._articles and self._sections >= max(self._fewest, self._stops + 1)

    def follow_bare(self) -> None:
        """Take it from an act whose sections print bare numbers that its schedules do too."""
        self._fewest = 1

    def last(self, style: Style, value: int) -> int:
        """Return the last offset of a number; -1 if it stands nowhere."""
        return self._last.get((style, value), -1)

    def next_decimal(self, label: Label) -> int:
        """Return the last offset of 5.2 for 5.1; -1 if it stands nowhere."""
        above = label.code.rpartition(".")[0]
        return self._codes.get(f"{above}.{label.value + 1}", -1)

    def begins_doubles(self, label: Label, candidate: Candidate) -> bool:
        """Say whether "aa)" after "a)" begins a list below it: "bb)" stands before "b)"."""
        if label.suffix != label.segment[:1]:
            return False
        doubled = next((d for d, single in DOUBLED.items() if single is label.style), None)
        second = doubled and self._next(doubled, label.value + 1, candidate.offset)
        return bool(second and second < self._next(label.style, label.value + 1, candidate.offset))

    def _next(self, style: Style, value: int, after: int) -> float:
        """Return the next offset of a doubled letter, or of a letter; infinity without any."""
        places = self._pairs.get((style, value), [])
        at = bisect_right(places, after)
        return places[at] if at < len(places) else math.inf

    def in_article(self, label: Label, candidate: Candidate) -> bool:
        """Say whether the number after this one follows before the next article."""
        places = self._plain.get((label.style, label.value + 1), [])
        at = bisect_right(places, candidate.offset)
        ahead = bisect_right(self._articles, candidate.offset)
        end = self._articles[ahead] if ahead < len(self._articles) else None
        return at < len(places) and (end is None or places[at] < end)
