"""Divisions that a question names: the clauses in chapter VII, title II, annex 1, or on page 3."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ingest.division_mentions import (
    ANNEX,
    PAGE,
    Division,
    DivisionMention,
    divisions_above,
    find_divisions,
)
from ingest.mention_patterns import INSIDE_OF
from ingest.models import Clause, Place, Report
from ingest.store import Store
from retrieval.documents import document_of, documents_of_clauses
from retrieval.genres import GENRE
from retrieval.locators import pages_of
from retrieval.lookup import Pair
from retrieval.question_words import content_words
from retrieval.report_names import names_of
from retrieval.scope import Inside
from retrieval.titles_in import is_kind_alone

# The newest reports are looked at where a question names none.
MOST_REPORTS = 200
ANNEX_KEY = re.compile(r"(annex-(\d+))(?:\.|$)")


@dataclass(frozen=True, slots=True)
class Divided:
    """What the divisions that a question names come to.

    `pairs` are their clauses, in the order of the reports; `missing` are those that no report
    has, as they are typed. `rest` is the question without their names, and `asks_more` says
    whether it asks about anything else, or leaves a doubt whose they are. `words` are what it calls
    the divisions, and `annex` is the key of the only annex named, "" otherwise.
    """

    pairs: tuple[Pair, ...]
    missing: tuple[str, ...]
    rest: str
    asks_more: bool
    words: frozenset[str] = frozenset()
    annex: str = ""

    def are_clauses(self, located: Iterable[Pair]) -> bool:
        """Say whether reports print the word on clauses: "Section 5", "الفصل الأول"."""
        firsts = {clause.num.casefold().split(" ")[0] for _, clause in located}
        return not firsts.isdisjoint(self.words)

    @property
    def places(self) -> frozenset[Place]:
        """Where the clauses of the divisions are."""
        return frozenset(place for place, _ in self.pairs)


def divisions_in(question: str, store: Store, inside: Inside) -> Divided | None:
    """Return what the divisions that a question names hold; None if it names none for sure."""
    mentions = find_divisions(question)
    if not mentions:
        return None
    if inside.reports is None:  # "chapitre VII charte", with nothing that ties them
        inside = inside.only(documents_of_clauses(question, store))
    found: dict[Place, Clause] = {}
    missing, used = [], []
    for mention in mentions:
        pairs = clauses_in(mention, store, inside)
        found |= pairs
        if pairs:
            used.append(mention)
        elif mention.is_sure and is_theirs(mention, store):
            missing.append(question[mention.start : mention.end].strip())
    missing = [*dict.fromkeys(missing)]
    if not found and not missing:
        return None
    annexes = {key[1] for c in found.values() if (key := ANNEX_KEY.match(c.key))}
    inside_annex = len(annexes) == 1 and all(m.division.kind == ANNEX for m in used)
    rest = without(question, used)
    reports = dict.fromkeys(place.report_id for place in found)
    return Divided(
        tuple(found.items()),
        tuple(missing),
        rest,
        bool(topic_of(rest, reports, store)) or any(is_doubtful(m, reports, store) for m in used),
        frozenset(question[m.start : m.end].casefold().split(" ")[0] for m in used),
        annexes.pop() if inside_annex else "",
    )


def is_theirs(mention: DivisionMention, store: Store) -> bool:
    """Say whether a division is one of a report that there is: not of a treaty that is not."""
    other = mention.other_text
    return not other or is_kind_alone(other) or bool(document_of(other, store))


def is_doubtful(mention: DivisionMention, found: Collection[str], store: Store) -> bool:
    """Say whether a division is of "the Charter", where no title says which that is of several."""
    other = mention.other_text
    return bool(other) and len(found) > 1 and not document_of(other, store)


def clauses_in(mention: DivisionMention, store: Store, inside: Inside) -> dict[Place, Clause]:
    """Return the clauses of a division in the reports inside, or in those it is said to be of."""
    named = document_of(mention.other_text, store)
    if not named and not is_theirs(mention, store):
        return {}
    inside = inside.only(named)
    reports: Iterable[str] = names_of(store).ids
    if inside.reports is not None:
        reports = store.newest_first(inside.reports)
    found = {}
    for report_id in islice(reports, MOST_REPORTS):
        clauses = store.clauses(report_id)
        pages = PagesOf(report_id, store) if mention.names_page else None
        for position, clause in enumerate(clauses):
            place = Place(report_id, position)
            standing = divisions_of(clause) | (pages.of(clause) if pages else frozenset())
            if mention.path <= standing and inside.keeps(place, clause):
                found[place] = clause
    return found


class PagesOf:
    """The pages that the clauses of a report touch; its text is read where it has pages."""

    def __init__(self, report_id: str, store: Store) -> None:
        self._report_id = report_id
        self._store = store

    @cached_property
    def _report(self) -> Report:
        return self._store.report(self._report_id)

    def of(self, clause: Clause) -> frozenset[Division]:
        """Return the pages of a clause as divisions; none for a format without pages."""
        if clause.page is None or not clause.text:
            return frozenset()
        first, last = pages_of(self._report, clause) or (1, 0)
        return frozenset(Division(PAGE, str(page)) for page in range(first, last + 1))


def divisions_of(clause: Clause) -> frozenset[Division]:
    """Return the divisions that a clause stands in; annexes without a number are counted."""
    above = divisions_above(clause.heading)
    annex = ANNEX_KEY.match(clause.key)
    if annex and not any(division.kind == ANNEX for division in above):
        return above | {Division(ANNEX, annex[2])}
    return above


def without(question: str, mentions: Sequence[DivisionMention]) -> str:
    """Return a question without the names of divisions, and what ties them to words before.

    Of "article 3 de l'annexe I de la Charte" it is "article 3 de la Charte".
    """
    for start, end in sorted({(m.start, m.end) for m in mentions}, reverse=True):
        before = INSIDE_OF.sub("", question[:start]).rstrip(" ,")
        question = f"{before} {question[end:].lstrip(' ,')}"
    return question


def topic_of(rest: str, reports: Iterable[str], store: Store) -> list[str]:
    """Return the words that a question has beside the names of divisions and reports."""
    words = content_words(GENRE.sub(" ", rest))
    names, own = names_of(store), set(reports)
    return [word for word in words if own.isdisjoint(names.with_words([word]))]
