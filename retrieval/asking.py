"""From a question to the clauses that answer it: understood, located or searched, then quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.language import Language, language_of
from ingest.models import Clause, Place
from ingest.store import Store
from ingest.vectors import EmbeddedQuery, VectorStore
from retrieval.acronyms import acronyms_in, with_names
from retrieval.answers import checked, joined, last_read, make_hits, quoting_only
from retrieval.citing import cite
from retrieval.confidence import confidence_of, evidence_of, is_answered, is_calibrated
from retrieval.conversation import Understood, spoken_in, understand
from retrieval.encoder import Encoder
from retrieval.late_interaction import MOST_COMPARED, compared
from retrieval.library_index import LibraryIndex
from retrieval.long_questions import encode_question, naming
from retrieval.models import Evidence, Found, Hit, Twin
from retrieval.named import Namer
from retrieval.own_encoder import OwnEncoder
from retrieval.packaged_model import PACKAGED
from retrieval.phrases import is_phrase, narrowed, phrases_of
from retrieval.question_words import has_topic
from retrieval.quoting import Asked
from retrieval.relative import step_of
from retrieval.report_names import languages_of, names_of
from retrieval.reranker import Reranker, reranked
from retrieval.scope import Inside, Scope, inside
from retrieval.search import in_library_order, nearest, sharing_words
from retrieval.search_index import SearchIndex
from retrieval.stopping import next_step
from retrieval.taking_up import taken_up
from retrieval.twins import LOOKED_AT, Group, Translations, grouped
from retrieval.unknown_texts import untold

# What an acronym stands for is read from the reports of the nearest clauses by words, so many.
REPORTS_READ = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer is made of, beside the question."""

    language: Language
    answered: bool
    confidence: float
    hits: tuple[Hit, ...]
    missing: tuple[str, ...] = ()
    understood: str = ""
    absent: tuple[str, ...] = ()
    calibrated: bool = True
    left_out: int = 0
    texts: tuple[str, ...] = ()


class Asker:
    """Answers questions from the store and its index."""

    def __init__(
        self, store: Store, own: OwnEncoder, index: LibraryIndex, reranker: Reranker | None
    ) -> None:
        self._store = store
        self._own = own
        self._index = index
        self._reranker = reranker
        self._namer = Namer(store, self._answering, self._places_with)
        self._told: tuple[str, Translations] | None = None

    def reply(
        self, question: str, scope: Scope, limit: int, citing: str | None, history: Sequence[str]
    ) -> Reply:
        """Return the clauses that answer a question, or the nearest; raise `ReportNotFound`.

        Citations are in the language `citing`, else in that of the question.
        """
        spoken = spoken_in(understand(question, history))
        taken = taken_up(question, history, self._store)
        question, history = taken.question, taken.history
        turn = understand(question, history)
        within = inside(scope, self._store).only(taken.reports)
        named = self._namer.named(turn, within, limit, history)
        located = named.located
        shown = [(place, clause, 1.0) for place, clause in located.found or located.around]
        hits = make_hits(shown, None, self._store, None, citing or spoken)
        meant = [located.spans.get(place) for place, _, _ in shown]
        hits = quoting_only(hits, meant, self._store)
        if located.found:
            leans = turn.whole if step_of(question) and turn.context else taken.whole
            left_out = located.left_out
            texts = tuple(text.printed for text in named.unknown if text.owns)
            return Reply(
                spoken, True, 1.0, hits, located.missing, leans, left_out=left_out, texts=texts
            )
        next_step()
        absent, within = self._narrowed(question, named.within)
        nearby = self.nearest(named.sought, within, limit, citing or spoken)
        evidence = nearby[0].evidence if nearby else None
        confidence = confidence_of(evidence) if evidence else 0.0
        answered = is_answered(confidence, evidence)
        fitted = self._own.get().model == PACKAGED  # also where it knows no word of the question
        calibrated = evidence is None or fitted or is_calibrated(evidence)
        texts = untold(named.unknown, nearby)
        in_vain = located.missing or texts or named.counts
        if in_vain or not has_topic(turn.whole):  # no greeting, number, row of dots
            answered, confidence, calibrated = False, 0.0, True
        elif nearby and is_phrase(question):  # answered by having it
            answered, confidence, calibrated = True, 1.0, True
        return Reply(
            spoken,
            answered,
            confidence,
            joined(hits, nearby, limit),
            located.missing,
            turn.whole if turn.context else taken.whole,
            tuple(absent),
            calibrated,
            texts=texts,
        )

    def search(self, query: str, scope: Scope, limit: int) -> tuple[Hit, ...]:
        """Return the clauses nearest to a query, best first; raise `ReportNotFound`."""
        _, within = self._narrowed(query, inside(scope, self._store))
        return self.nearest(Understood(query), within, limit, language_of(query))

    def _narrowed(self, question: str, within: Inside) -> tuple[list[str], Inside]:
        """Return what `narrowed` does of what a question puts in quotation marks."""
        return narrowed(phrases_of(question), self._store, within, self._places_with)

    def _places_with(self, words: Sequence[str]) -> Sequence[Place] | None:
        """Return clauses among which are all that have some words; None if they may be any.

        The index tells, if one is open that holds all reports: none is made for this.
        """
        index = self._index.at_hand()
        if index is None or index.rows.reports < len(names_of(self._store)):
            return None
        return index.places_with(words)

    def nearest(self, turn: Understood, within: Inside, limit: int, citing: str) -> tuple[Hit, ...]:
        """Return the clauses inside nearest to a question, best first."""
        encoder = self._own.get()
        with self._index.steady(encoder) as index:
            vectors = self._index.vectors(encoder)
            turn = self._written_out(turn, index, within)
            query = embedded(turn, encoder)
            nearby = self._compared(turn, query, index, within, max(LOOKED_AT, 2 * limit))
            next_step()
            languages = self._languages(nearby)
            every = self._groups(nearby, languages, citing, vectors)
            groups = every[:limit]
            clauses = self._store.clauses_at(group.found.place for group in groups)
            evidence = evidence_in(turn, every, clauses, languages)
            found = [
                (group.found.place, clause, group.found.ordered_by)
                for group, clause in zip(groups, clauses, strict=True)
            ]
            asked = Asked.of(turn.words, query.vector)
            hits = make_hits(found, asked, self._store, vectors, citing)
            return tuple(
                replace(
                    hit,
                    cosine=group.found.cosine,
                    likeness=group.found.likeness,
                    bm25=group.found.bm25,
                    twins=self._twins(group, citing),
                    evidence=evidence if hit.rank == 1 else None,
                )
                for hit, group in zip(hits, groups, strict=True)
            )

    def _written_out(self, turn: Understood, index: SearchIndex, within: Inside) -> Understood:
        """Return a question with what its acronyms stand for in the reports that have them.

        Where none has, it is read from those that share its other words.
        """
        acronyms = acronyms_in(naming(turn.question))
        if not acronyms:
            return turn
        next_step()
        rows = within.rows(index)
        shared = sharing_words(index, " ".join(acronyms), LOOKED_AT, rows)
        if not len(shared.rows):
            shared = sharing_words(index, turn.words, LOOKED_AT, rows)
        found = in_library_order(shared, index)
        reports = list(dict.fromkeys(place.report_id for place in index.rows.places(found.rows)))
        read = last_read(self._store)
        texts = [read(report_id).text for report_id in reports[:REPORTS_READ]]
        return replace(turn, question=with_names(turn.question, texts))

    def _compared(
        self,
        turn: Understood,
        query: EmbeddedQuery,
        index: SearchIndex,
        within: Inside,
        wide: int,
    ) -> list[Found]:
        """Return the clauses nearest to a question, the best of them compared word by word.

        The best of those are reordered by the reranker, if there is one.
        """
        next_step()
        rows = within.rows(index)
        nearby = nearest(index, turn.words, query.vector, max(wide, MOST_COMPARED), rows)
        codes = index.tokens.around([found.row for found in nearby[:MOST_COMPARED]])
        nearby = compared(nearby, query, codes)
        if self._reranker is None:
            return nearby
        next_step()
        return reranked(nearby, turn.whole, self._store, self._reranker)

    def _languages(self, nearby: Sequence[Found]) -> dict[str, str]:
        """Return the languages of the reports of found clauses, the newest first.

        Raises IndexError if a report is gone meanwhile.
        """
        reports = list(dict.fromkeys(found.place.report_id for found in nearby))
        languages = languages_of(self._store, reports)
        if len(languages) < len(reports):
            raise IndexError("A report that was found is no longer there.")
        return languages

    def _groups(
        self,
        nearby: Sequence[Found],
        languages: Mapping[str, str],
        reader: str,
        vectors: VectorStore,
    ) -> Sequence[Group]:
        """Return found clauses, each once for all the reports that have it."""
        told = self._translations(vectors)
        return grouped(nearby, languages, reader, told, self._store.clauses_at)

    def _translations(self, vectors: VectorStore) -> Translations:
        """Return what tells translations apart by these vectors; it is kept."""
        if self._told is None or self._told[0] != vectors.encoder:
            self._told = vectors.encoder, Translations(self._store, vectors)
        return self._told[1]

    def _twins(self, group: Group, citing: str) -> tuple[Twin, ...]:
        clauses = self._store.clauses_at(group.twins) if group.twins else []
        return tuple(
            Twin(report.id, clause.key, cite(report, checked(clause, report), citing), clause.eid)
            for place, clause in zip(group.twins, clauses, strict=True)
            for report in [self._store.report(place.report_id)]
        )

    def _answering(self, turn: Understood, within: Inside) -> Sequence[Place]:
        """Return the clauses inside that answer a question best, the best first."""
        encoder = self._own.get()
        query = embedded(turn, encoder)
        with self._index.steady(encoder) as index:
            vectors = self._index.vectors(encoder)
            nearby = self._compared(turn, query, index, within, MOST_COMPARED)
            groups = self._groups(nearby, self._languages(nearby), spoken_in(turn), vectors)
            return [group.found.place for group in groups]


def embedded(turn: Understood, encoder: Encoder) -> EmbeddedQuery:
    """Return the vectors of what is searched for."""
    next_step()
    return turn.embedded(lambda text: encode_question(encoder, text, language_of(text)))


def evidence_in(
    turn: Understood,
    groups: Sequence[Group],
    clauses: Sequence[Clause],
    languages: Mapping[str, str],
) -> Evidence | None:
    """Return the signs that the first of some groups answers; None if there is none.

    `clauses` are those of the first groups, `languages` those of their reports.
    """
    if not clauses:
        return None
    language = clauses[0].language or languages[groups[0].found.place.report_id]
    crossing = language != spoken_in(turn)
    return evidence_of(turn.whole, [group.found for group in groups], clauses[0], crossing)
