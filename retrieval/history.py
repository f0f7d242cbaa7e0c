"""Conversations that are kept: what one visitor asked, reopened with the answers as they were.

An answer is kept as JSON, without the words of its clauses: a report that is removed leaves none
behind. When it is opened again the words come from the library, and their hash is checked: what
the library no longer holds word for word is left out, and counted.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.choices import Choices
from ingest.conversations import (
    Asked,
    Conversation,
    ConversationStore,
    Outcome,
    Verdict,
    asked_before,
    judged,
    outcomes,
)
from ingest.errors import ReportNotFound
from ingest.models import Clause, Report
from ingest.store import Store
from retrieval.models import Answer, Hit


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer without the words of its clauses, and for each hit the hash of its words.

    `alone` says that it was asked as typed, without the questions before it.
    """

    answer: Answer
    hashes: tuple[str, ...]
    alone: bool = False


KEPT = TypeAdapter(Kept)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A question of an earlier visit with its answer.

    `gone` counts the clauses of the answer that the library no longer holds as they were;
    `answer` is without them, and None if it cannot be read any more. Clauses of a version that
    was replaced since are there, and say so. `alone` is as in `Kept`.
    """

    position: int
    question: str
    answer: Answer | None
    gone: int
    verdict: Verdict
    alone: bool = False


class History:
    """What one visitor asked, and chose, in a library. Usable from several threads."""

    def __init__(self, store: Store, visitor: str) -> None:
        """`visitor` is the token of a browser."""
        self._store = store
        self._kept = ConversationStore(store, visitor)
        self.choices = Choices(store, visitor)

    def conversations(self) -> list[Conversation]:
        """Return the visitor's conversations, the last one used first."""
        return self._kept.conversations()

    def keep(
        self, conversation: str | None, answer: Answer, alone: bool = False
    ) -> tuple[str, int]:
        """Append an answer to a conversation, or to a new one; return its id and the position.

        Raises `ConversationNotFound`, as when it was deleted in another window.
        """
        conversation = conversation or self._kept.begin(answer.question)
        kept = KEPT.dump_json(replace(without_words(answer), alone=alone)).decode()
        sure = (answer.answered, answer.confidence)
        return conversation, self._kept.keep(conversation, answer.question, kept, sure)

    def open(self, conversation: str) -> list[Remembered]:
        """Return what was asked in a conversation, in order. Raises `ConversationNotFound`."""
        held = Holdings(self._store)
        return [remember(asked, held) for asked in self._kept.asked(conversation)]

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation another title. Raises `ConversationNotFound`."""
        self._kept.rename(conversation, title)

    def delete(self, conversation: str) -> None:
        """Delete a conversation and all that was asked in it. Raises `ConversationNotFound`."""
        self._kept.delete(conversation)

    def judge(self, conversation: str, position: int, verdict: Verdict) -> None:
        """Keep a verdict on an answer. Raises `ConversationNotFound`."""
        self._kept.judge(conversation, position, verdict)


class Conversations:
    """What people asked on the page of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, visitor: str) -> History:
        """Return what one visitor asked, by the token of their browser."""
        return History(self._store, visitor)

    def outcomes(self) -> list[Outcome]:
        """Return what became of every question that is kept, the oldest first."""
        return outcomes(self._store)

    def judged(self, verdict: Verdict = "up") -> list[dict[str, Any]]:
        """Return what visitors judged, as an evaluation file holds it: `q`, `lang`, `doc`, `gold`.

        A thumb up says that the first clause answers, or that nothing does: `gold` is empty then.
        A thumb down gives the clause as `wrong`, and no `gold`: which one is right has to be
        looked up. `history` holds the questions before it.
        """
        found = []
        for asked in judged(self._store):
            if asked.verdict != verdict:
                continue
            try:
                answer = KEPT.validate_json(asked.answer).answer
            except ValidationError:
                continue
            found.append(evaluation_question(answer, verdict, asked_before(self._store, asked)))
        return found


Held = tuple[Report, dict[str, Clause]]


class Holdings:
    """Clauses of the library by report, version and eId, each version read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._versions: dict[str, list[int | None]] = {}
        self._read: dict[tuple[str, int | None], Held] = {}

    def restored(self, hit: Hit, words_hash: str) -> Hit | None:
        """Return a hit with its words, or None if no version of its report has them there.

        The current version counts first, then the latest that has them.
        """
        found = (
            self._restored_from(hit, words_hash, version)
            for version in self._versions_of(hit.report_id)
        )
        return next((one for one in found if one), None)

    def _versions_of(self, report_id: str) -> list[int | None]:
        if report_id not in self._versions:
            self._versions[report_id] = []
            with suppress(ReportNotFound):
                self._versions[report_id] = [
                    None if one.current else one.number for one in self._store.versions(report_id)
                ]
        return self._versions[report_id]

    def _restored_from(self, hit: Hit, words_hash: str, version: int | None) -> Hit | None:
        try:
            report, clauses = self._held(hit.report_id, version)
        except ReportNotFound:  # removed just now
            return None
        clause = clauses.get(hit.clause.eid)
        quoted = report.text[hit.quotation.start : hit.quotation.end]
        if clause is None or clause.start != hit.clause.start:
            return None
        if report.text[clause.start : clause.end] != clause.text:
            return None
        if hash_of(clause.text, quoted) != words_hash:
            return None
        quotation = replace(hit.quotation, text=quoted)
        return replace(hit, clause=clause, quotation=quotation, version=version)

    def _held(self, report_id: str, version: int | None) -> Held:
        if (report_id, version) not in self._read:
            with self._store.snapshot():
                report = self._store.report(report_id, version)
                clauses = self._store.clauses(report_id, version)
            self._read[report_id, version] = report, {clause.eid: clause for clause in clauses}
        return self._read[report_id, version]


def without_words(answer: Answer) -> Kept:
    """Return an answer as it is kept."""
    bare = tuple(
        replace(
            hit,
            clause=replace(hit.clause, text="", heading="", chapeau=None),
            quotation=replace(hit.quotation, text=""),
        )
        for hit in answer.hits
    )
    hashes = tuple(hash_of(hit.clause.text, hit.quotation.text) for hit in answer.hits)
    return Kept(replace(answer, hits=bare), hashes)


def hash_of(clause: str, quoted: str) -> str:
    """Return the hash of a clause's words and of those quoted from it."""
    return hashlib.sha256(f"{clause}\0{quoted}".encode()).hexdigest()


def remember(asked: Asked, held: Holdings) -> Remembered:
    """Return a kept question with what the library still holds of its answer."""
    try:
        kept = KEPT.validate_json(asked.answer)
    except ValidationError:  # of a version that kept answers in another form
        return Remembered(asked.position, asked.question, None, 0, asked.verdict)
    restored = map(held.restored, kept.answer.hits, kept.hashes)
    hits = tuple(hit for hit in restored if hit)
    return Remembered(
        asked.position,
        asked.question,
        replace(kept.answer, hits=hits),
        len(kept.answer.hits) - len(hits),
        asked.verdict,
        kept.alone,
    )


def claims(answer: Answer) -> bool:
    """Say whether a thumb up means that the first clause answers: not where none was said to."""
    return answer.answered or not answer.calibrated


def evaluation_question(answer: Answer, verdict: Verdict, before: list[str]) -> dict[str, Any]:
    """Return one question as the lines of an evaluation file hold it."""
    row: dict[str, Any] = {"q": answer.question, "lang": answer.language}
    if before:
        row["history"] = before
    if answer.hits:
        row["doc"] = answer.hits[0].report_id
    found = [answer.hits[0].clause.key] if answer.hits and claims(answer) else []
    if not found:
        row["kind"] = "none"
    return row | ({"gold": found} if verdict == "up" else {"wrong": found})
