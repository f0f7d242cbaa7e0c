"""Clauses of a library looked up by key or by place, of the newest reports that have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ingest.models import Clause, Part, Place
from ingest.numerals import roman, roman_value
from ingest.references import PREAMBLE, ClauseMention
from ingest.store import Store
from retrieval.paragraphs import Span, paragraph_span
from retrieval.report_names import names_of
from retrieval.scope import Inside

# However many a range names, and however many reports have a number.
MOST_NAMED = 50
MOST_REPORTS = 50
STARRED = re.compile(r"([A-Z])(\*?)(\d.*)")
LETTER_BEHIND = re.compile(r"(\d+)([a-z](?:\..+)?)")

Pair = tuple[Place, Clause]


class Lookup:
    """Finds clauses of a library inside a scope, of the newest reports that have them.

    Of a number that thousands of reports have, those of `MOST_REPORTS` are looked at, or of
    `limit` if that is more.
    """

    def __init__(self, store: Store, inside: Inside, limit: int) -> None:
        self._store = store
        self._inside = inside
        self._most = max(limit, MOST_REPORTS)

    def key(self, key: str) -> list[Pair]:
        """Return the clauses of a key, each followed by its subclauses."""
        kept: list[Pair] = []
        reports: set[str] = set()
        having = self._store.reports_with_key(key)
        inside = filter(having.__contains__, self._reports())
        while some := [*islice(inside, self._most)]:
            found = self._store.clauses_with_key(key, some)
            kept += [pair for pair in found if self._inside.keeps(*pair)]
            reports.update(place.report_id for place, _ in kept)
            if len(reports) >= self._most:
                break
        return kept

    def _reports(self) -> Iterable[str]:
        """Return the ids of the reports inside, the newest first."""
        if self._inside.reports is not None:
            return self._store.newest_first(self._inside.reports)
        return names_of(self._store).ids

    def mention(self, mention: ClauseMention) -> Iterator[tuple[str, list[Pair]]]:
        """Yield each key that a mention names with its clauses; of a range, all inside it."""
        pairs = self.key(mention.key)
        ends = mention.key.split("-")
        if mention.key == PREAMBLE:
            yield from self.preamble()
        elif mention.through:
            yield from self.range(mention.key, mention.through)
        elif not pairs and len(ends) == 2 and all(map(str.isdecimal, ends)):
            yield from self.range(*ends)  # "articles 5-7" where no article is called 5-7
        elif not pairs and (number := LETTER_BEHIND.fullmatch(mention.key)):
            key = f"{number[1]}.{number[2]}"  # "6b" where no clause is called 6b
            yield key, self.key(key)
        elif not pairs and (other := otherwise_written(mention.key)):
            yield (other, found) if (found := self.key(other)) else (mention.key, [])
        else:
            yield mention.key, pairs

    def preamble(self) -> Iterator[tuple[str, list[Pair]]]:
        """Yield the keys of the preambles with their clauses; none where there is none."""
        for number in range(1, MOST_NAMED + 1):
            key = f"{PREAMBLE}{number}"
            if not (pairs := self.key(key)):
                return
            yield key, pairs

    def paragraphs(self, key: str, number: int) -> list[tuple[Pair, Span]]:
        """Return the clauses of a key with the span of a paragraph without a number.

        None for one that has subclauses, or whose paragraphs are not sure.
        """
        pairs = self.key(key)
        having = (
            place.report_id for place, clause in pairs if clause.key.count(".") > key.count(".")
        )
        above = {*having}
        return [
            ((place, clause), span)
            for place, clause in heads(key, pairs)
            if place.report_id not in above and (span := paragraph_span(clause, number))
        ]

    def last_of_preambles(self) -> dict[str, list[Pair]]:
        """Return the last clause of each report's preamble, by key."""
        last = {pair[0].report_id: (key, pair) for key, pairs in self.preamble() for pair in pairs}
        found: dict[str, list[Pair]] = {}
        for key, pair in last.values():
            found.setdefault(key, []).append(pair)
        return found

    def range(self, first: str, last: str) -> Iterator[tuple[str, list[Pair]]]:
        """Yield the keys from one to another: those of numbers, and what reports have between."""
        between = {key: self.key(key) for key in numbers_between(first, last)}
        for key in self._keys_between(first, last):
            between.setdefault(key, self.key(key))
        yield from between.items()

    def _keys_between(self, first: str, last: str) -> Iterator[str]:
        """Yield the keys that stand between two, at their depth, in the reports that have both."""
        ends = {place.report_id: place.position for place, _ in heads(last, self.key(last))}
        for place, start in heads(first, self.key(first)):
            end = ends.get(place.report_id, -1)
            clauses = self._store.clauses(place.report_id)[place.position : end + 1]
            yield from [c.key for c in clauses if beside(c, start)][:MOST_NAMED]

    def neighbours(self, places: Iterable[Place], step: int) -> dict[str, list[Pair]]:
        """Return the clauses after some places (`step` 1) or before them (-1), by key.

        None of them is at one of the places: after a whole chapter comes what follows its last.
        """
        found: dict[str, list[Pair]] = {}
        every = [*places]
        for place in every:
            clauses = self._store.clauses(place.report_id)
            here = clauses[place.position]
            row = [n for n, clause in enumerate(clauses) if beside(clause, here)]
            at = row.index(place.position) + step
            if 0 <= at < len(row):
                position = row[at]
                if Place(place.report_id, position) in every:
                    continue
                found.setdefault(clauses[position].key, []).extend(
                    with_subclauses(place.report_id, clauses, position)
                )
            elif here.key.isdecimal():
                found.setdefault(str(int(here.key) + step), [])
        return found

    def standing(self, at: Sequence[int]) -> dict[str, list[Pair]]:
        """Return the clauses of each report's body at some places: 0 the first, -1 the last."""
        found: dict[str, list[Pair]] = {}
        count = 0
        for report_id in self._reports():
            clauses = self._store.clauses(report_id)
            anywhere = self._inside.places is not None
            row = [
                n
                for n, c in enumerate(clauses)
                if (c.part is Part.BODY or anywhere)
                and c.depth == 1
                and self._inside.keeps(Place(report_id, n), c)
            ]
            there = [row[n] for n in at if -len(row) <= n < len(row)]
            for position in there:
                pairs = with_subclauses(report_id, clauses, position)
                found.setdefault(clauses[position].key, []).extend(pairs)
            count += bool(there)
            if count == self._most:
                break
        return found

    def around(self, keys: Iterable[str]) -> dict[str, list[Pair]]:
        """Return the nearest clauses there are above keys that are missing: 16 for 16.9."""
        found: dict[str, list[Pair]] = {}
        for key in keys:
            while not found.get(key) and "." in key:
                key = key.rpartition(".")[0]  # noqa: PLW2901
                found[key] = self.key(key)
        return found


def numbers_between(first: str, last: str) -> list[str]:
    """Return the keys from 3 to 5, or from 6.a to 6.c; none where the keys do not say."""
    above, _, low = first.rpartition(".")
    same, _, high = last.rpartition(".")
    if above != same or not (low.isdecimal() and high.isdecimal()):
        return []
    keys = [str(n) for n in range(int(low), int(high) + 1)][:MOST_NAMED]
    return [f"{above}.{key}".lstrip(".") for key in keys]


def otherwise_written(key: str) -> str:
    """Return a number in the other numerals: "xii" for "12", "12" for "xii"; "" for another key.

    Below a letter too: where Arabic prints (ب) (١), other languages have (b) (i). The star of a
    code's number is left out at will: "R311-12" for "R*311-12".
    """
    if starred := STARRED.fullmatch(key):
        letter, star, number = starred.groups()
        return f"{letter}{'' if star else '*'}{number}"
    above, dot, last = key.rpartition(".")
    if dot and not above.rpartition(".")[2].isalpha():
        return ""
    other = roman(int(last)) if last.isdecimal() else str(roman_value(last) or "")
    return other and f"{above}{dot}{other}"


def heads(key: str, pairs: Iterable[Pair]) -> list[Pair]:
    """Return the clauses of a key without their subclauses."""
    return [(place, clause) for place, clause in pairs if clause.key.casefold() == key.casefold()]


def beside(clause: Clause, other: Clause) -> bool:
    """Say whether two clauses of a report stand side by side: same part, depth and clause above."""
    return (clause.part, clause.depth, above(clause.key)) == (
        other.part,
        other.depth,
        above(other.key),
    )


def above(key: str) -> str:
    """Return the key of the clause above: `6` for `6.e`."""
    return key.rpartition(".")[0]


def with_subclauses(report_id: str, clauses: Sequence[Clause], position: int) -> list[Pair]:
    """Return the clause at a position of a report, and those below it."""
    end = position + 1
    while end < len(clauses) and clauses[end].key.startswith(f"{clauses[position].key}."):
        end += 1
    return [(Place(report_id, n), clauses[n]) for n in range(position, end)]
