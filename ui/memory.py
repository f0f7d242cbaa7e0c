"""The visitor's conversation as it goes on: each answer is kept, earlier ones are reopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ingest.conversations import Conversation, Verdict
from ingest.errors import ConversationNotFound, LibraryError
from retrieval.assistant import Assistant
from retrieval.history import History
from retrieval.models import Answer
from retrieval.styles import Style
from ui.browser import Act
from ui.chat import Turn, turn_of
from ui.naming import citation_as_read
from ui.transcript import Transcript, make_transcript
from ui.wording import Words

CONVERSATION = "conversation"  # in the address
MEMORY_ACTS = {
    "conversation", "conversation-new", "conversation-ask-delete", "conversation-delete",
    "conversation-keep", "judge",
}  # fmt: skip
OTHER_TURNS = {"conversation", "conversation-new", "conversation-delete"}  # these lead to others
VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}


@dataclass(slots=True)
class Memory:
    """Which conversation this visit goes on with; None until something was asked in it."""

    history: History
    conversation: str | None = None
    deleting: bool = False  # asked once already

    def conversations(self) -> list[Conversation]:
        """Return the visitor's conversations, the last one used first."""
        return self.history.conversations()

    def keep(self, turn: Turn) -> Turn:
        """Keep a turn with an answer; return it with its place in the conversation.

        What cannot be kept is shown all the same: a full disk costs the memory, not the answer.
        """
        if turn.answer is None:
            return turn
        try:
            self.conversation, place = self.history.keep(self.conversation, turn.answer, turn.alone)
        except ConversationNotFound:  # deleted in another window: this one goes on in a new one
            self.conversation, place = self.history.keep(None, turn.answer, turn.alone)
        except LibraryError:
            return turn
        return replace(turn, kept_at=place)

    def open(self, conversation: str, assistant: Assistant) -> list[Turn]:
        """Return the turns of an earlier conversation, and go on with it; none if it is gone."""
        try:
            remembered = self.history.open(conversation)
        except ConversationNotFound:
            return self.begin()
        self.conversation, self.deleting = conversation, False
        return [
            replace(
                turn_of(one.question, one.answer, assistant),
                kept_at=one.position,
                verdict=one.verdict,
                gone=one.gone,
                alone=one.alone,
            )
            for one in remembered
        ]

    def address(self) -> dict[str, str]:
        """Return what the page's address says of the conversation."""
        return {CONVERSATION: self.conversation} if self.conversation else {}

    def reopen(self, address: Mapping[str, str], assistant: Assistant) -> list[Turn]:
        """Return the turns of the conversation that an address names; none if it is another's."""
        return self.open(address[CONVERSATION], assistant) if CONVERSATION in address else []

    def begin(self) -> list[Turn]:
        """Go on with a new conversation: it has no turns yet."""
        self.conversation, self.deleting = None, False
        return []

    def rename(self, title: str) -> None:
        """Give the conversation that goes on another name, if it is still there to be kept."""
        if self.conversation:
            with suppress(ConversationNotFound, LibraryError):
                self.history.rename(self.conversation, title)

    def judge(self, turn: Turn, named: str) -> Turn:
        """Keep a thumb on an answer; the same thumb a second time takes it back."""
        verdict: Verdict = VERDICTS.get(named, "")
        verdict = "" if verdict == turn.verdict else verdict
        if self.conversation is None or turn.kept_at is None:
            return turn
        try:
            self.history.judge(self.conversation, turn.kept_at, verdict)
        except ConversationNotFound:  # deleted in another window
            return turn
        return replace(turn, verdict=verdict)

    def take(self, act: Act, turns: Sequence[Turn], assistant: Assistant) -> list[Turn]:
        """Do what was clicked; return the turns that the page shows then."""
        if act.name == "conversation-new":
            return self.begin()
        if act.name == "conversation":
            return self.open(act["id"], assistant)
        if act.name == "conversation-delete" and self.deleting and self.conversation:
            with suppress(ConversationNotFound):
                self.history.delete(self.conversation)
            return self.begin()
        if act.name in ("conversation-ask-delete", "conversation-keep"):
            self.deleting = act.name == "conversation-ask-delete"
        elif act.name == "judge" and 1 <= act.number("turn") <= len(turns):
            at = act.number("turn") - 1
            return [
                self.judge(turn, act["verdict"]) if place == at else turn
                for place, turn in enumerate(turns)
            ]
        return list(turns)

    def transcript(
        self,
        turns: Sequence[Turn],
        assistant: Assistant,
        words: Words,
        style: Style = Style.PLAIN,
        page: str = "",
    ) -> Transcript:
        """Return the conversation as it is exported; `page` is the address that links lead to.

        The turns are cited in `style`.
        """
        named = {one.id: one.title for one in self.conversations()}
        reports = assistant.reports()
        titles = {report.id: report.title for report in reports}
        answers = [as_read(turn.answer, titles, style, words) for turn in turns if turn.answer]
        title = named.get(self.conversation or "") or (answers[0].question if answers else "")
        languages = {report.id: report.language for report in reports}
        return make_transcript(title, answers, words, languages, page=page)


def as_read(answer: Answer, titles: Mapping[str, str], style: Style, words: Words) -> Answer:
    """Return an answer with its citations as its cards show them."""

    def read(citation: str, report_id: str) -> str:
        return citation_as_read(citation, titles.get(report_id, ""), style, words)

    hits = (
        replace(
            hit,
            citation=read(hit.citation, hit.report_id),
            twins=tuple(
                replace(twin, citation=read(twin.citation, twin.report_id)) for twin in hit.twins
            ),
        )
        for hit in answer.hits
    )
    return replace(answer, hits=tuple(hits))
