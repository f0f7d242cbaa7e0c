"""Versions of a report, the history of a library, and the encoder that it is searched with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Event = Literal["added", "replaced", "removed"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: `number` counts from 1, `replaced` is None for the current one.

    Only the current version is searched; each of them can be cited.
    """

    report_id: str
    number: int
    title: str
    source_name: str
    added: str  # UTC, ISO 8601
    replaced: str | None  # UTC, ISO 8601

    @property
    def current(self) -> bool:
        """Whether this is the version that is searched."""
        return self.replaced is None


@dataclass(frozen=True, slots=True)
class Change:
    """One event in the history of a library: `version` is the one it made, or took away."""

    at: str  # UTC, ISO 8601
    event: Event
    report_id: str
    version: int
    title: str
    source_name: str


@dataclass(frozen=True, slots=True)
class KeptEncoder:
    """The encoder whose vectors a library is searched by: its model by folder or name."""

    model: str
    fingerprint: str
