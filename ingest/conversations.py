"""The part of the store that holds conversations: what each visitor asked, and what was found.

A visitor is a browser, known by a random token; only its hash is kept. Writing here leaves the
library's revision as it is: no index depends on it. No reader waits for the disk to have it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ingest.errors import ConversationNotFound
from ingest.store import Store

LONGEST_TITLE = 120

Verdict = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line of a visitor's list of conversations."""

    id: str
    title: str  # the first question, until the visitor names it
    changed: str  # UTC, ISO 8601
    turns: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer as JSON, as it was given.

    `position` counts from 0 in the conversation. `verdict` is the visitor's thumb, "" for none.
    """

    conversation: str
    position: int
    question: str
    answer: str
    answered: bool
    confidence: float
    at: str  # UTC, ISO 8601
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question, without its words: when, answered or not, how surely."""

    at: str  # UTC, ISO 8601
    answered: bool
    confidence: float


def known_as(visitor: str) -> str:
    """Return what the library knows a visitor by: the hash of a token, not the token."""
    return hashlib.sha256(visitor.encode()).hexdigest()


ASKED_COLUMNS = "conversation_id, position, question, answer, answered, confidence, at, verdict"


class ConversationStore:
    """The conversations of one visitor in a library. Another visitor's are not found."""

    def __init__(self, store: Store, visitor: str) -> None:
        """`visitor` is the token of a browser."""
        self._store = store
        self._visitor = known_as(visitor)

    # Writing: one method for each event.

    def begin(self, title: str) -> str:
        """Make an empty conversation; return its id."""
        identifier = secrets.token_hex(8)
        with self._store.noting(durable=False) as db:
            db.execute(
                "INSERT INTO conversation (id, visitor, title, changed) VALUES (?, ?, ?, ?)",
                (identifier, self._visitor, shortened(title), now()),
            )
        return identifier

    def keep(self, conversation: str, question: str, answer: str, sure: tuple[bool, float]) -> int:
        """Append a question and its answer; return its position.

        `sure` says whether it is answered, and with which confidence.
        Raises `ConversationNotFound`.
        """
        with self._store.noting(durable=False) as db:
            self._own(conversation)
            ((position,),) = db.execute(
                "SELECT coalesce(max(position) + 1, 0) FROM turn WHERE conversation_id = ?",
                (conversation,),
            )
            at = now()
            db.execute(
                f"INSERT INTO turn ({ASKED_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, '')",
                (conversation, position, question, answer, *sure, at),
            )
            db.execute("UPDATE conversation SET changed = ? WHERE id = ?", (at, conversation))
        return int(position)

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing.

        Raises `ConversationNotFound`.
        """
        with self._store.noting(durable=False) as db:
            self._own(conversation)
            if title.strip():
                values = (shortened(title), conversation)
                db.execute("UPDATE conversation SET title = ? WHERE id = ?", values)

    def delete(self, conversation: str) -> None:
        """Delete a conversation with all that was asked in it. Raises `ConversationNotFound`."""
        with self._store.noting() as db:
            self._own(conversation)
            db.execute("DELETE FROM conversation WHERE id = ?", (conversation,))  # turns cascade

    def judge(self, conversation: str, position: int, verdict: Verdict) -> None:
        """Keep the visitor's verdict on an answer. Raises `ConversationNotFound`."""
        with self._store.noting(durable=False) as db:
            self._own(conversation)
            db.execute(
                "UPDATE turn SET verdict = ? WHERE conversation_id = ? AND position = ?",
                (verdict, conversation, position),
            )

    # Reading.

    def conversations(self) -> list[Conversation]:
        """Return the visitor's conversations, the last one used first."""
        rows = self._store.read(
            "SELECT id, title, changed,"
            " (SELECT count(*) FROM turn WHERE conversation_id = conversation.id)"
            " FROM conversation WHERE visitor = ? ORDER BY changed DESC, rowid DESC",
            (self._visitor,),
        )
        return [Conversation(*row) for row in rows]  # type: ignore[arg-type]

    def asked(self, conversation: str) -> list[Asked]:
        """Return what was asked in a conversation, in order. Raises `ConversationNotFound`."""
        self._own(conversation)
        rows = self._store.read(
            f"SELECT {ASKED_COLUMNS} FROM turn WHERE conversation_id = ? ORDER BY position",
            (conversation,),
        )
        return [to_asked(row) for row in rows]

    def _own(self, conversation: str) -> None:
        """Raise `ConversationNotFound` if the visitor has no conversation of that id."""
        query = "SELECT 1 FROM conversation WHERE id = ? AND visitor = ?"
        if not self._store.read(query, (conversation, self._visitor)):
            raise ConversationNotFound(
                f"There is no conversation {conversation!r} of yours: it was deleted, or belongs "
                "to another browser. Begin a new one.",
                code="conversation-unknown",
            )


def judged(store: Store) -> list[Asked]:
    """Return every question of every visitor that has a verdict, the oldest first."""
    rows = store.read(f"SELECT {ASKED_COLUMNS} FROM turn WHERE verdict != '' ORDER BY at, rowid")
    return [to_asked(row) for row in rows]


def asked_before(store: Store, asked: Asked) -> list[str]:
    """Return the questions of the same conversation that came before one."""
    rows = store.read(
        "SELECT question FROM turn WHERE conversation_id = ? AND position < ? ORDER BY position",
        (asked.conversation, asked.position),
    )
    return [str(question) for (question,) in rows]


def outcomes(store: Store) -> list[Outcome]:
    """Return what became of every question of every visitor, the oldest first."""
    rows = store.read("SELECT at, answered, confidence FROM turn ORDER BY at, rowid")
    return [Outcome(str(at), bool(answered), float(str(sure))) for at, answered, sure in rows]


def to_asked(row: tuple[object, ...]) -> Asked:
    """Return a row of `ASKED_COLUMNS`."""
    conversation, position, question, answer, answered, confidence, at, verdict = row
    return Asked(
        str(conversation),
        int(str(position)),
        str(question),
        str(answer),
        bool(answered),
        float(str(confidence)),
        str(at),
        verdict,  # type: ignore[arg-type]
    )


def shortened(title: str) -> str:
    """Return a title on one line, and no longer than a list can show."""
    title = " ".join(title.split())
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def now() -> str:
    """Return the time, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
