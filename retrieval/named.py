"""What a question names: clauses by number or place, divisions, reports; and what else it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.models import Place
from ingest.store import Store
from retrieval.conversation import Understood, goes_on, spoken_in, understand
from retrieval.divisions import divisions_in
from retrieval.documents import documents_before, documents_spoken_of, without_names
from retrieval.locating import Located, locate, whole
from retrieval.long_questions import naming
from retrieval.relative import step_of
from retrieval.scope import Inside
from retrieval.unknown_texts import UnknownText, unknown_texts

# Gives the clause that answers a question best, of those inside; none if there is none.
Answering = Callable[[Understood, Inside], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: clauses that are `located`, and the reports to look for more in.

    These and its divisions are what is left of `within`. `sought` is what is looked for there: the
    question without the names of the reports that are looked in. `unknown` are the texts it asks
    of that no report is called.
    """

    located: Located
    within: Inside
    sought: Understood
    unknown: tuple[UnknownText, ...] = ()


class Namer:
    """Looks up what questions name in a library, each name once."""

    def __init__(self, store: Store, answering: Answering) -> None:
        self._store = store
        self._answering = answering

    def named(self, turn: Understood, within: Inside, limit: int, history: Sequence[str]) -> Named:
        """Return what a question inside a scope names, after earlier ones of its conversation."""
        reports = documents_spoken_of(naming(turn.question), naming(turn.context), self._store)
        unknown = unknown_texts(naming(turn.question), naming(turn.context), self._store)
        located, within = self._located(turn, within, reports, limit, history)
        if located.found and any(text.owns for text in unknown) and not located.of_texts:
            located = Located()  # the number is of another text
        within = within.only(reports)
        return Named(located, within, self._sought(turn, within), unknown)

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
        divided = divisions_in(naming(turn.question), self._store, within.only(reports))
        located = self._by_number(turn, within, limit, history)
        if divided is None:
            return located, within
        if not divided.pairs or divided.are_clauses(located.found):
            none = not located.found and not located.missing
            return Located(missing=divided.missing) if none else located, within
        spoken = spoken_in(turn)
        within = replace(within.at(divided.places), annex=divided.annex)
        located = locate(divided.rest, self._store, within, limit, spoken=spoken)
        if not (located.found or located.missing or divided.asks_more):
            located = whole(divided.pairs, self._store, limit, spoken)
        return replace(located, missing=(*located.missing, *divided.missing)), within

    def _by_number(
        self, turn: Understood, within: Inside, limit: int, history: Sequence[str]
    ) -> Located:
        """Return the clauses that a question names, by their place after earlier ones too."""
        asked = naming(turn.question)
        before = self._spoken_of(history, within) if step_of(asked) else ()
        if goes_on(turn.question):  # "et l'article 6 ?": of the same report
            within = within.only(documents_before(asked, history, self._store))
        return locate(asked, self._store, within, limit, before, spoken=spoken_in(turn))

    def _spoken_of(self, history: Sequence[str], within: Inside) -> Sequence[Place]:
        """Return the clauses that the last question named, or the one that answers it best."""
        if not history:
            return ()
        *earlier, last = history
        named = self.named(understand(last, earlier), within, 1, earlier)
        if named.located.named or named.located.missing:
            return named.located.named
        return self._answering(named.sought, named.within)

    def _sought(self, turn: Understood, within: Inside) -> Understood:
        """Return what is looked for in the reports that a question names: what else it says."""
        asked = naming(turn.question)
        if not asked:
            return turn
        if rest := without_names(asked, self._store, within.reports):
            return replace(turn, question=rest)
        # "Et dans la Charte ?": the same is asked of another report.
        earlier = without_names(naming(turn.context), self._store)
        return Understood(earlier) if earlier else turn
