"""The figures of one question file, or of several together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.evaluation.resampling import Difference, Estimate, difference, mean
from retrieval.evaluation.scores import MEASURES, Scored
from retrieval.evaluation.trust import Trust, trust


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of some questions: means over those that their report answers."""

    name: str
    answerable: int
    measures: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a question file, or of all of them."""

    name: str
    questions: int
    all: Group
    by_language: tuple[Group, ...]
    by_kind: tuple[Group, ...]
    trust: Trust
    seconds_p50: float
    seconds_p95: float
    of_a_file: bool = True


def summarise(name: str, rows: Sequence[Scored], of_a_file: bool = True) -> Summary:
    """Return the figures of some questions, at least one."""
    p50, p95 = np.percentile([row.seconds for row in rows], [50, 95])
    return Summary(
        name,
        len(rows),
        group(name, rows),
        groups(rows, "language"),
        groups(rows, "kind"),
        trust(rows),
        float(p50),
        float(p95),
        of_a_file,
    )


def summaries(rows: Sequence[Scored]) -> list[Summary]:
    """Return the figures of each file, and of all together if there are several."""
    files = dict.fromkeys(row.file for row in rows)
    each = [summarise(file, [row for row in rows if row.file == file]) for file in files]
    return each if len(each) < 2 else [*each, summarise("all", rows, of_a_file=False)]


def group(name: str, rows: Sequence[Scored]) -> Group:
    """Return the measures of some questions; none if nothing answers any of them."""
    answerable = [row for row in rows if row.answerable]
    measures = {
        measure: mean([row.measures[measure] for row in answerable])
        for measure in MEASURES
        if answerable
    }
    return Group(name, len(answerable), measures)


def groups(rows: Sequence[Scored], by: str) -> tuple[Group, ...]:
    """Return the answerable questions in groups, in the order of their first."""
    names = dict.fromkeys(getattr(row, by) for row in rows if row.answerable)
    return tuple(
        group(name, [row for row in rows if getattr(row, by) == name]) for name in names if name
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs on the same questions: how many those are, and what differs."""

    questions: int
    measures: dict[str, Difference]


def compare(before: Sequence[Scored], after: Sequence[Scored]) -> Comparison:
    """Return how two runs differ on the questions that both have."""
    earlier = {row.identity: row for row in before}
    pairs = [(earlier[row.identity], row) for row in after if row.identity in earlier]
    both = [(a, b) for a, b in pairs if a.answerable and b.answerable]
    measures = {
        name: difference([a.measures[name] for a, _ in both], [b.measures[name] for _, b in both])
        for name in MEASURES
        if both
    }
    if pairs:
        # How far a confidence is from what it should have been, squared: lower is better.
        runs = [[brier(row) for row in run] for run in zip(*pairs, strict=True)]
        measures["Brier"] = difference(*runs)
    return Comparison(len(pairs), measures)


def brier(row: Scored) -> float:
    """Return the square of how far a confidence is from what came of it."""
    return (row.confidence - row.first_right) ** 2
