"""The errors for a report or a clause that is not there: they name what is near it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from ingest.errors import ClauseNotFound, ReportNotFound

MOST_NAMED = 3
LEAST_ALIKE = 0.3  # as difflib counts, 1 for the same


def unknown_report(report_id: str, ids: Sequence[str]) -> ReportNotFound:
    """Return the error for an id that none of the reports has."""
    near = near_to(report_id, ids) or ids[:MOST_NAMED]
    known = f"Near it: {', '.join(near)}. " if near else "The library is empty. "
    return ReportNotFound(
        f"No report {report_id} in the library. {known}`clausier list` shows all.",
        code="report-unknown",
        report=report_id,
        near=", ".join(near),
    )


def unknown_version(report_id: str, version: int, known: Sequence[int]) -> ReportNotFound:
    """Return the error for a version that the library does not hold; `known` are those it does."""
    return ReportNotFound(
        f"No version {version} of {report_id} in the library. It holds "
        f"{', '.join(map(str, known))}; `clausier history {report_id}` tells what became of it.",
        code="version-unknown",
        report=report_id,
        version=version,
        known=", ".join(map(str, known)),
    )


def unknown_clause(report_id: str, key: str, keys: Sequence[str]) -> ClauseNotFound:
    """Return the error for a key that no clause of a report has; `keys` are those it has."""
    near = near_to(key, keys)
    near_words = f"Near it: {', '.join(near)}. " if near else ""
    return ClauseNotFound(
        f"No clause {key} in {report_id}. {near_words}It has {len(keys)} clauses, from "
        f"{keys[0]} to {keys[-1]}; `clausier show {report_id}` lists them.",
        code="clause-unknown",
        key=key,
        near=", ".join(near),
    )


def near_to(wanted: str, known: Sequence[str]) -> Sequence[str]:
    """Return the names most like one that is not known."""
    return get_close_matches(wanted, known, n=MOST_NAMED, cutoff=LEAST_ALIKE)
