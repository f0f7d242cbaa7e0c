"""Where the numbers of a part of a report stand: whether one that goes on follows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.candidates import Candidate
from ingest.labels import PLAIN, Label, Style

# So many bare numbers in a row may be those of sections.
FEWEST_SECTIONS = 3


class Places:
    """Where numbers stand in a part of a report."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """`candidates` are all those of the part."""
        self._last: dict[tuple[Style, int], int] = {}
        self._plain: dict[tuple[Style, int], list[int]] = {}
        self._articles: list[int] = []
        self._stops = self._sections = 0  # as many stand in all, or in a row from 1
        for candidate in candidates:
            for label in candidate.labels:
                self._last[label.style, label.value] = candidate.offset
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
        return not self._articles and self._sections >= max(FEWEST_SECTIONS, self._stops + 1)

    def last(self, style: Style, value: int) -> int:
        """Return the last offset of a number; -1 if it stands nowhere."""
        return self._last.get((style, value), -1)

    def in_article(self, label: Label, candidate: Candidate) -> bool:
        """Say whether the number after this one follows before the next article."""
        places = self._plain.get((label.style, label.value + 1), [])
        at = bisect_right(places, candidate.offset)
        ahead = bisect_right(self._articles, candidate.offset)
        end = self._articles[ahead] if ahead < len(self._articles) else None
        return at < len(places) and (end is None or places[at] < end)
