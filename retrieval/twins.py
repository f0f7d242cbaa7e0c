"""One clause in several reports: the same words again, or the same number of a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.models import Clause, Place
from ingest.store import Store
from ingest.vectors import Vector, VectorStore
from retrieval.models import Found

# So many clauses are looked at for twins, at least; farther ones stay unknown.
LOOKED_AT = 48
# Clauses that begin with the same words are compared whole.
FIRST_WORDS = 6
# Two reports are one in two languages if they number alike, and the clauses of one number are
# nearer to each other than to their neighbours: by so much on average, and nearly all of them.
ALIKE = 0.9
FEWEST_ALIKE = 8
MOST_COMPARED = 12
NEARER_BY = 0.02
NEARLY_ALL = 0.8

Pair = tuple[Found, Clause]


@dataclass(frozen=True, slots=True)
class Group:
    """A found clause, and the same clause in other reports, the newest first."""

    found: Found
    clause: Clause
    twins: tuple[Pair, ...] = ()


def grouped(
    pairs: Sequence[Pair],
    languages: Mapping[str, str],
    spoken: str,
    translations: Callable[[str, str], bool],
) -> list[Group]:
    """Return found clauses, best first, each with its twins in other reports.

    Of twins the one in the reader's language comes first, then the newest; it has the best score
    of them. `languages` are those of the reports, the newest first. `translations` says whether
    two reports are one text in two languages.
    """
    groups: list[list[Pair]] = []
    # Only a clause that begins the same or has the same number can be a twin.
    alike: dict[str | tuple[str, ...], list[list[Pair]]] = {}
    for pair in pairs:
        beginning = tuple(pair[1].text.split(None, FIRST_WORDS)[:FIRST_WORDS])
        marks = (beginning, pair[1].key.casefold())
        near = [group for mark in marks for group in alike.get(mark, ())]
        group = next((g for g in near if same(pair, g, languages, translations)), None)
        if group is None:
            group = []
            groups.append(group)
            for mark in marks:
                alike.setdefault(mark, []).append(group)
        group.append(pair)
    return [lead(group, languages, spoken) for group in groups]


def same(
    pair: Pair,
    group: Sequence[Pair],
    languages: Mapping[str, str],
    translations: Callable[[str, str], bool],
) -> bool:
    """Say whether a clause is one that the group holds, in a report that it does not hold yet."""
    found, clause = pair
    first, other = group[0]
    one, two = found.place.report_id, first.place.report_id
    if any(f.place.report_id == one for f, _ in group):
        return False
    if clause.text.split() == other.text.split():
        return True
    across = languages[one] != languages[two] and clause.key == other.key
    return across and translations(one, two)


def lead(group: Sequence[Pair], languages: Mapping[str, str], spoken: str) -> Group:
    """Return a group led by the clause in the reader's language, then the newest."""
    if len(group) == 1:
        return Group(*group[0])
    order = {report_id: rank for rank, report_id in enumerate(languages)}
    first, *others = sorted(
        group,
        key=lambda pair: (
            languages[pair[0].place.report_id] != spoken,
            order[pair[0].place.report_id],
        ),
    )
    best = group[0][0]
    found = replace(best, place=first[0].place)
    return Group(found, first[1], tuple(others))


class Translations:
    """Tells reports that are one text in two languages, from their numbers and vectors."""

    def __init__(self, store: Store, vectors: VectorStore) -> None:
        self._store = store
        self._vectors = vectors
        self._known: dict[tuple[int, str, str], bool] = {}

    def __call__(self, one: str, two: str) -> bool:
        """Say whether two reports are one text in two languages; doubt is no."""
        key = (self._store.revision, min(one, two), max(one, two))
        if key not in self._known:
            self._known[key] = self._compare(one, two)
        return self._known[key]

    def _compare(self, one: str, two: str) -> bool:
        reports = [self._store.report(one), self._store.report(two)]
        symbols = {report.symbol for report in reports}
        if len(symbols) == 1 and "" not in symbols and reports[0].date == reports[1].date:
            return True
        places = [tops(self._store.clauses(report.id)) for report in reports]
        keys = [key for key in places[0] if key in places[1]]
        if len(keys) < max(FEWEST_ALIKE, ALIKE * max(map(len, places))):
            return False
        step = max(1, len(keys) // MOST_COMPARED)
        vectors = [
            [self._vector(Place(report.id, place[key])) for key in keys[::step][:MOST_COMPARED]]
            for report, place in zip(reports, places, strict=True)
        ]
        nearer = [*margins(*vectors)]
        above = sum(margin > 0 for margin in nearer)
        return float(np.mean(nearer)) >= NEARER_BY and above >= NEARLY_ALL * len(nearer)

    def _vector(self, place: Place) -> Vector:
        """Return the mean meaning of a clause's sentences."""
        sentences = [vector for _, _, vector in self._vectors.sentences([place])[place]]
        return np.mean(sentences, axis=0) if sentences else np.zeros(1, dtype=np.float32)


def tops(clauses: Sequence[Clause]) -> dict[str, int]:
    """Return the position of each clause with words that stands at the top, by its key."""
    return {c.key: n for n, c in enumerate(clauses) if c.depth == 1 and c.text and c.num}


def margins(ones: Sequence[Vector], others: Sequence[Vector]) -> Iterator[float]:
    """Yield how much nearer each is to the one of its number than to that of the next."""
    for n, one in enumerate(ones):
        right, wrong = others[n], others[(n + 1) % len(others)]
        if one.shape == right.shape == wrong.shape:
            yield cosine(one, right) - cosine(one, wrong)
        else:
            yield 0.0


def cosine(one: Vector, two: Vector) -> float:
    """Return the cosine of two vectors."""
    return float(one @ two / (np.linalg.norm(one) * np.linalg.norm(two) or 1))
