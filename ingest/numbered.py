"""Clause numbers that count, and the sequences that are open at one."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.candidates import Candidate
from ingest.labels import Label, Style
from ingest.models import Kind


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clause number that counts, with what the sequence made of it."""

    offset: int  # of the printed number
    label: Label
    key: str
    eid: str
    kind: Kind
    depth: int
    marked: bool = False
    after_gap: str = ""  # the segment before, where numbers are missing in between
    repeated: bool = False  # a numbering that began again

    @property
    def words_at(self) -> int:
        """Where the words begin after the printed number."""
        return self.offset + self.label.end


@dataclass(frozen=True, slots=True)
class Level:
    """An open sequence: its style, the last clause in it."""

    style: Style
    last: Numbered
    listed: int  # as of its candidates

    def may_hold(self, candidate: Candidate) -> bool:
        """Say whether a candidate may go on here: not if the file has it in a list within it."""
        return not self.listed or not candidate.listed or self.listed == candidate.listed
