"""The conversation: turns, and the adding of reports, without a line of layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import ClausierError
from ingest.models import Doubt, Progress, Source
from retrieval.assistant import Assistant
from retrieval.models import Answer
from ui.wording import Words

# The page shows the clauses that answer and two or three near ones, not a list to wade through.
CLAUSES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or the error that stands in its place."""

    question: str
    answer: Answer | None = None
    error: ClausierError | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of an uploaded file: a line to show, and what to check in it."""

    message: str
    failed: bool = False
    doubts: tuple[Doubt, ...] = ()


def take_turn(question: str, assistant: Assistant) -> Turn:
    """Ask a question; an unusable one becomes a turn with an error."""
    try:
        return Turn(question, assistant.ask(question, limit=CLAUSES_SHOWN))
    except ClausierError as error:
        # A question over the limit is not shown again at its full length.
        return Turn(question[:SHOWN_OF_A_QUESTION], error=error)


SHOWN_OF_A_QUESTION = 500


def add_upload(
    name: str, data: bytes, assistant: Assistant, words: Words, progress: Progress
) -> Upload:
    """Add an uploaded file; an unreadable one becomes a message."""
    try:
        added, _embedded = assistant.add(Source(name, data), progress)
    except ClausierError as error:
        return Upload(words.error(error), failed=True)
    message = words(f"upload_{added.status}", title=added.report.title, clauses=added.numbered)
    return Upload(message, doubts=added.doubts if added.status != "unchanged" else ())


def progress_bar(show: Callable[[float, str], object], words: Words) -> Progress:
    """Return a `Progress` that shows a share from 0 to 1 and what is being done."""

    def progress(step: str, done: int, total: int) -> None:
        show(done / max(total, 1), words(f"upload_{step}", done=done, total=total))

    return progress
