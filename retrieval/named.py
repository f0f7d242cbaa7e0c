"""What a question names: clauses by number or place, divisions, reports; and what else it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.division_mentions import find_divisions
from ingest.models import Place
from ingest.references import find_clause_mentions
from ingest.store import Store
from retrieval.asked_for import counts_clauses
from retrieval.conversation import (
    Leaning,
    Understood,
    goes_on,
    leaning_of,
    spoken_in,
    understand,
)
from retrieval.divisions import divisions_in
from retrieval.documents import (
    documents_before,
    documents_spoken_of,
    speaks_of_text,
    with_kind,
    without_names,
)
from retrieval.locating import Located, led_by, locate, whole
from retrieval.long_questions import naming
from retrieval.phrases import PlacesWith, anywhere
from retrieval.question_words import has_topic
from retrieval.relative import is_end_alone, places_at_ends, step_of
from retrieval.scope import Inside
from retrieval.unknown_texts import UnknownText, unknown_texts

# Clauses of one number that are put in order by what is asked of them.
MOST_ORDERED = 200
# Gives the clauses that answer a question best, of those inside, the best first.
Answering = Callable[[Understood, Inside], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: clauses that are `located`, and the reports to look for more in.

    These and its divisions are what is left of `within`. `sought` is what is looked for there: the
    question without the names of the reports that are looked in. `unknown` are the texts it asks
    of that no report is called. `counts` says that it only asks how many clauses there are.
    """

    located: Located
    within: Inside
    sought: Understood
    unknown: tuple[UnknownText, ...] = ()
    counts: bool = False


def orders_by_topic(asked: str, rest: str, located: Located) -> bool:
    """Say whether a question tells which of several reports' clauses it means by its topic.

    "Que dit l'article 19 sur l'expression ?", where many reports have an article 19. `rest` is the
    question without the names of reports.
    """
    by_place = step_of(asked) or places_at_ends(asked) or find_divisions(asked)
    if located.of_texts or by_place:
        return False
    for mention in reversed([*find_clause_mentions(rest)]):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return has_topic(rest)


class Namer:
    """Looks up what questions name in a library, each name once."""

    def __init__(
        self, store: Store, answering: Answering, places_with: PlacesWith = anywhere
    ) -> None:
        """`places_with` tells where a phrase may be."""
        self._store = store
        self._answering = answering
        self._places_with = places_with

    def named(self, turn: Understood, within: Inside, limit: int, history: Sequence[str]) -> Named:
        """Return what a question inside a scope names, after earlier ones of its conversation."""
        turn = replace(turn, question=with_kind(turn.question, naming(turn.context)))
        reports = self._reports(turn, history)
        unknown = unknown_texts(
            naming(turn.question), naming(turn.context), self._store, self._places_with
        )
        located, within = self._located(turn, within, reports, limit, history)
        if located.found and any(t.owns and (t.alone or not located.of_texts) for t in unknown):
            located = Located()  # the number is of another text
        within = within.only(reports)
        asked = naming(turn.question)
        rest = without_names(asked, self._store, within.reports)
        sought = self._sought(turn, rest)
        if located.found and orders_by_topic(asked, rest, located):
            several = self._by_number(turn, within, MOST_ORDERED, history)
            if nearest := self._nearest_reports(sought, within, several):
                located = led_by(several, nearest, limit)
        return Named(located, within, sought, unknown, counts_clauses(asked, rest))

    def _located(
        self,
        turn: Understood,
        within: Inside,
        reports: Sequence[str],
        limit: int,
        history: Sequence[str],
    ) -> tuple[Located, Inside]:
        """Return the clauses that a question names, and where to look for more.

        All of a division are, if nothing else is asked: "que dit le chapitre VII ?"; else it is
        looked for inside of it.
        """
        divided = divisions_in(
            naming(turn.question),
            self._store,
            within.only(reports or self._of_before(turn, history)),
        )
        located = self._by_number(turn, within, limit, history)
        if divided is None:
            return located, within
        if not divided.pairs:  # a number alone, "page 9 mali", is the division's
            numbered = any(True for _ in find_clause_mentions(naming(turn.question)))
            none = not numbered or not (located.found or located.missing)
            return Located(missing=divided.missing) if none else located, within
        if divided.are_clauses(located.found):
            return located, within
        spoken = spoken_in(turn)
        within = replace(within.at(divided.places), annex=divided.annex)
        located = locate(divided.rest, self._store, within, limit, spoken=spoken)
        if not (located.found or located.missing or divided.asks_more):
            located = whole(divided.pairs, self._store, limit, spoken)
        return replace(located, missing=(*located.missing, *divided.missing)), within

    def _nearest_reports(
        self, sought: Understood, within: Inside, located: Located
    ) -> Sequence[str]:
        """Return the reports of what is located, the best first; none where all is of one."""
        if len({place.report_id for place, _ in located.found}) < 2:
            return []
        inside = within.at(frozenset(place for place, _ in located.found))
        return [*dict.fromkeys(place.report_id for place in self._answering(sought, inside))]

    def _by_number(
        self, turn: Understood, within: Inside, limit: int, history: Sequence[str]
    ) -> Located:
        """Return the clauses that a question names, by their place after earlier ones too."""
        asked = naming(turn.question)
        before = self._spoken_of(history, within) if step_of(asked) else ()
        within = within.only(self._of_before(turn, history))
        return locate(asked, self._store, within, limit, before, spoken=spoken_in(turn))

    def _reports(self, turn: Understood, history: Sequence[str]) -> Sequence[str]:
        """Return the reports that a question asks of, or else those that it leans on."""
        asked, context = naming(turn.question), naming(turn.context)
        reports = documents_spoken_of(asked, context, self._store)
        if reports or not context or speaks_of_text(asked):
            return reports
        for earlier in reversed(history):
            if named := documents_before(asked, [earlier], self._store):
                return named
            if speaks_of_text(earlier) or leaning_of(earlier) is Leaning.FRESH:
                break
        return ()

    def _of_before(self, turn: Understood, history: Sequence[str]) -> Sequence[str]:
        """Return the reports spoken of before, where a question goes on: "et l'article 6 ?"."""
        if not goes_on(turn.question) and not is_end_alone(turn.question):
            return ()
        return documents_before(naming(turn.question), history, self._store)

    def _spoken_of(self, history: Sequence[str], within: Inside) -> Sequence[Place]:
        """Return the clauses that the last question named, or the one that answers it best."""
        if not history:
            return ()
        *earlier, last = history
        named = self.named(understand(last, earlier), within, 1, earlier)
        if named.located.named or named.located.missing:
            return named.located.named
        return self._answering(named.sought, named.within)[:1]

    def _sought(self, turn: Understood, rest: str) -> Understood:
        """Return what is looked for in the reports that a question names: the rest of it."""
        if not naming(turn.question):
            return turn
        if rest:
            return replace(turn, question=rest)
        # "Et dans la Charte ?": the same is asked of another report.
        earlier = without_names(naming(turn.context), self._store)
        return Understood(earlier) if earlier else turn
