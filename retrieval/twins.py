"""One clause in several reports: the same words again, or the same number of a translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.models import Clause, Place
from ingest.store import Store
from ingest.vectors import Vector, VectorStore
from retrieval.models import Found

# So many clauses are looked at for twins, at least; farther ones stay unknown.
LOOKED_AT = 48
# Two reports are one in two languages if they number alike, and the clauses of one number are
# nearer to each other than to their neighbours: by so much on average, and nearly all of them.
ALIKE = 0.9
FEWEST_ALIKE = 8
MOST_COMPARED = 12
NEARER_BY = 0.02
NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Group:
    """A found clause, and where the same clause is in other reports, the newest first."""

    found: Found
    twins: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What tells twins: the languages of reports, the newest first, and some of their clauses.

    `translations` says whether two reports are one text in two languages.
    """

    languages: Mapping[str, str]
    translations: Callable[[str, str], bool]
    clauses: Mapping[Place, Clause]

    def same(self, one: Found, group: Sequence[Found]) -> bool:
        """Say whether a clause is one that the group holds, in a report that it does not hold."""
        first = group[0]
        report, other = one.place.report_id, first.place.report_id
        if any(f.place.report_id == report for f in group):
            return False
        if one.marks.words == first.marks.words:
            texts = [self.clauses[f.place].text.split() for f in (one, first)]
            if texts[0] == texts[1]:
                return True
        if one.marks.key != first.marks.key or self.languages[report] == self.languages[other]:
            return False
        keys = [self.clauses[f.place].key for f in (one, first)]
        return keys[0] == keys[1] and self.translations(report, other)

    def led(self, group: Sequence[Found], spoken: str) -> Group:
        """Return a group led by the clause in the reader's language, then the newest."""
        order = {report_id: rank for rank, report_id in enumerate(self.languages)}
        first, *others = sorted(
            (f.place for f in group),
            key=lambda place: (self.languages[place.report_id] != spoken, order[place.report_id]),
        )
        return Group(group[0]._replace(place=first), tuple(others))


def grouped(
    found: Sequence[Found],
    languages: Mapping[str, str],
    spoken: str,
    translations: Callable[[str, str], bool],
    read: Callable[[Sequence[Place]], Sequence[Clause]],
) -> list[Group]:
    """Return found clauses, best first, each with its twins in other reports.

    Of twins the one in the reader's language, `spoken`, comes first, then the newest; it has the
    best score of them. `languages` are those of the reports, the newest first. `translations` says
    whether two reports are one text in two languages. `read` returns the clauses at some places:
    only those that may be twins are read.
    """
    places = may_be_twins(found, languages)
    if not places:
        return [*map(Group, found)]
    clauses = dict(zip(places, read(places) if places else (), strict=True))
    known = Known(languages, translations, clauses)
    groups: list[list[Found]] = []
    alike: dict[tuple[str, int], list[list[Found]]] = {}
    for one in found:
        marks = (("words", one.marks.words), ("key", one.marks.key))
        near = [group for mark in marks for group in alike.get(mark, ())]
        group = next((g for g in near if known.same(one, g)), None)
        if group is None:
            group = []
            groups.append(group)
            for mark in marks:
                alike.setdefault(mark, []).append(group)
        group.append(one)
    return [known.led(g, spoken) if len(g) > 1 else Group(g[0]) for g in groups]


def may_be_twins(found: Sequence[Found], languages: Mapping[str, str]) -> list[Place]:
    """Return where clauses are whose marks others have too: of words, or of a number elsewhere."""
    words = Counter(one.marks.words for one in found)
    spoken: dict[int, set[str]] = {}
    for one in found:
        spoken.setdefault(one.marks.key, set()).add(languages[one.place.report_id])
    return [
        one.place for one in found if words[one.marks.words] > 1 or len(spoken[one.marks.key]) > 1
    ]


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
