"""Clauses that a question names by their number or their place are looked up, not searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ingest.models import Clause, Part, Place
from ingest.references import PREAMBLE, ClauseMention, find_clause_mentions
from ingest.store import Store
from retrieval.documents import document_of, is_any_report, is_kind_alone
from retrieval.relative import from_the_end, numbers_alone, step_from, step_of
from retrieval.report_names import names_of
from retrieval.scope import Inside

# However many a range names, and however many reports have a number.
MOST_NAMED = 50
MOST_REPORTS = 50
LETTER_BEHIND = re.compile(r"(\d+)([a-z](?:\..+)?)")

Pair = tuple[Place, Clause]


@dataclass(frozen=True, slots=True)
class Located:
    """What a question's clause numbers point to: clauses found, keys that no report has.

    `named` are the places of the clauses themselves, without their subclauses. `around` are the
    clauses that would hold those that are missing: article 5 for "5 (9)". `left_out` is how many
    clauses of a division are more than are shown.
    """

    found: tuple[Pair, ...] = ()
    missing: tuple[str, ...] = ()
    around: tuple[Pair, ...] = ()
    named: tuple[Place, ...] = ()
    left_out: int = 0


def locate(
    question: str,
    store: Store,
    inside: Inside,
    limit: int,
    before: Sequence[Place] = (),
    annex: str = "",
) -> Located:
    """Return the clauses inside that a question names by number or place, in each report.

    Each comes with its subclauses; the newest report's come first. `limit` counts those named,
    but what one report has of several that are named is never cut. A clause that has no words
    of its own is left out, not its subclauses. A clause of a text that is named with it
    ("paragraphe 3 de la résolution 2480") is looked for in the reports of that name alone; if
    there is none it is not looked for by number. `before` are the clauses spoken of before, for
    "et la suivante ?". `annex` is the key of the annex that the numbers are of.
    """
    mentions = [of_annex(mention, annex) for mention in find_clause_mentions(question)]
    texts = {m.other_text: document_of(m.other_text, store) for m in mentions if m.other_text}
    mentions = [m for m in mentions if not m.other_text or texts[m.other_text] or is_here(m)]
    named: dict[str, list[Pair]] = {}
    for mention in mentions or numbers_alone(question):
        lookup = Lookup(store, inside.only(texts.get(mention.other_text, ())), limit)
        step = step_from(question, mention)
        for key, pairs in lookup.mention(mention):
            if step:
                named |= lookup.neighbours([place for place, _ in heads(key, pairs)], step)
            elif pairs or not mention.bare:
                named.setdefault(key, []).extend(pairs)
    lookup = Lookup(store, inside, limit)
    if not mentions:
        if last := from_the_end(question):
            named = lookup.last(last)
        elif step := step_of(question):
            named = lookup.neighbours(before, step)
    missing = tuple(key for key, pairs in named.items() if not pairs)
    found = in_order(named, store, max(limit, min(len(named), MOST_NAMED)))
    around = () if found else in_order(lookup.around(missing), store, limit)
    places = (place for key, pairs in named.items() for place, _ in heads(key, pairs))
    return Located(found, missing, around, tuple(places))


def of_annex(mention: ClauseMention, annex: str) -> ClauseMention:
    """Return the mention of a clause as one of the annex with that key; as it is for ""."""
    if not annex:
        return mention
    through = mention.through and f"{annex}.{mention.through}"
    return replace(mention, key=f"{annex}.{mention.key}", through=through)


def whole(pairs: Sequence[Pair], store: Store, limit: int) -> Located:
    """Return the clauses of a division as those that a question names, in their order."""
    named: dict[str, list[Pair]] = {}
    head: Pair | None = None
    for place, clause in pairs:
        if (
            head is None
            or head[0].report_id != place.report_id
            or not clause.key.startswith(f"{head[1].key}.")
        ):
            head = place, clause
        named.setdefault(head[1].key, []).append((place, clause))
    found = in_order(named, store, max(limit, min(len(named), MOST_NAMED)))
    shown = {place for place, _ in found}
    left_out = sum(bool(clause.text) and place not in shown for place, clause in pairs)
    return Located(found, named=tuple(shown), left_out=left_out)


def is_here(mention: ClauseMention) -> bool:
    """Say whether a clause of a text that no report is called so may be theirs all the same.

    "The report on the peace" may be any of them; and L112-3 "du code" tells itself.
    """
    text = mention.other_text
    of_code = mention.key[:1].isalpha() and not mention.key.startswith(PREAMBLE)
    return is_any_report(text) or (of_code and is_kind_alone(text))


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
        else:
            yield mention.key, pairs

    def preamble(self) -> Iterator[tuple[str, list[Pair]]]:
        """Yield the keys of the preambles with their clauses; none where there is none."""
        for number in range(1, MOST_NAMED + 1):
            key = f"{PREAMBLE}{number}"
            if not (pairs := self.key(key)):
                return
            yield key, pairs

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
        """Return the clause after each place (`step` 1) or before it (-1), by key."""
        found: dict[str, list[Pair]] = {}
        for place in places:
            clauses = self._store.clauses(place.report_id)
            here = clauses[place.position]
            row = [n for n, clause in enumerate(clauses) if beside(clause, here)]
            at = row.index(place.position) + step
            if 0 <= at < len(row):
                position = row[at]
                found.setdefault(clauses[position].key, []).extend(
                    with_subclauses(place.report_id, clauses, position)
                )
            elif here.key.isdecimal():
                found.setdefault(str(int(here.key) + step), [])
        return found

    def last(self, back: int) -> dict[str, list[Pair]]:
        """Return the last clause of each report's body (-1), or the last but one (-2)."""
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
            if len(row) >= -back:
                pairs = with_subclauses(report_id, clauses, row[back])
                found.setdefault(clauses[row[back]].key, []).extend(pairs)
                count += 1
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


def in_order(named: dict[str, list[Pair]], store: Store, limit: int) -> tuple[Pair, ...]:
    """Return clauses report by report, the newest first, each once; `limit` counts those named."""
    if not named:
        return ()
    of_report: dict[str, list[tuple[str, Pair]]] = {}
    for key, pairs in named.items():
        for pair in pairs:
            of_report.setdefault(pair[0].report_id, []).append((key, pair))
    kept: dict[Place, Clause] = {}
    count = 0
    for report_id in store.newest_first(of_report):
        for key, (place, clause) in of_report[report_id]:
            if place in kept:
                continue
            count += clause.key.casefold() == key.casefold()
            if clause.text and count <= limit:
                kept[place] = clause
    return tuple(kept.items())
