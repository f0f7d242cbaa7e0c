"""The conversation: turns, and the adding of reports, without a line of layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.errors import ClausierError
from ingest.models import Clause, Doubt, Listed, Progress, Source
from retrieval.assistant import Assistant
from retrieval.models import Answer, Hit
from retrieval.scope import EVERYTHING, Scope
from retrieval.styles import Style
from ui.links import link_to
from ui.opened import around
from ui.wording import Words

# The page shows the clauses that answer and two or three near ones, not a list to wade through.
CLAUSES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as a card shows it: with its report's line in the list, and the link to it."""

    hit: Hit
    report: Listed
    link: str
    around: tuple[Clause, ...] = ()  # the clauses about it, once they are asked for


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or the error that stands in its place.

    `found` are the answer's hits, and `searched` the reports that were looked in.
    """

    question: str
    answer: Answer | None = None
    error: ClausierError | None = None
    found: tuple[Found, ...] = ()
    searched: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of an uploaded file: a line to show, and what to check in it."""

    message: str
    failed: bool = False
    doubts: tuple[Doubt, ...] = ()


def take_turn(
    question: str, assistant: Assistant, scope: Scope = EVERYTHING, style: Style = Style.PLAIN
) -> Turn:
    """Ask a question; an unusable one becomes a turn with an error."""
    try:
        answer = assistant.cited(assistant.ask(question, scope, CLAUSES_SHOWN), style)
        reports = {report.id: report for report in assistant.reports()}
        found = (
            Found(hit, reports[hit.report_id], link_to(hit.report_id, hit.clause, assistant))
            for hit in answer.hits
            if hit.report_id in reports  # else it was removed just now
        )
        searched = tuple(report for report in reports.values() if scope.takes(report))
        return Turn(question, answer, None, tuple(found), searched)
    except ClausierError as error:
        # A question over the limit is not shown again at its full length.
        return Turn(question[:SHOWN_OF_A_QUESTION], error=error)


def with_around(turn: Turn, rank: int, assistant: Assistant) -> Turn:
    """Show the clauses about a hit, or hide them again. Raises `ReportNotFound`."""
    return replace(
        turn,
        found=tuple(
            toggled(found, assistant) if found.hit.rank == rank else found for found in turn.found
        ),
    )


def toggled(found: Found, assistant: Assistant) -> Found:
    """Return a card with the clauses about its own, or without them."""
    if found.around:
        return replace(found, around=())
    _, clauses = assistant.report(found.hit.report_id)
    return replace(found, around=tuple(around(clauses, found.hit.clause)))


SHOWN_OF_A_QUESTION = 500


def restyled(turn: Turn, style: Style, assistant: Assistant) -> Turn:
    """Return a turn with its citations in a style. Raises `ReportNotFound`."""
    if turn.answer is None:
        return turn
    answer = assistant.cited(turn.answer, style)
    hits = {hit.rank: hit for hit in answer.hits}
    found = tuple(replace(one, hit=hits[one.hit.rank]) for one in turn.found)
    return replace(turn, answer=answer, found=found)


def sure(turn: Turn, words: Words) -> str:
    """Return how sure an answer is, in words and percent; "" where nothing was guessed."""
    answer = turn.answer
    if answer is None or not turn.found or answer.missing or turn.found[0].hit.located:
        return ""
    level = next(name for least, name in SURENESS if answer.confidence >= least)
    phrase = "sure" if answer.answered else "sure_unanswered"
    return words(phrase, level=words(level), percent=words.percent(answer.confidence))


SURENESS = (
    (0.9, "sure_very_high"),
    (0.75, "sure_high"),
    (0.5, "sure_fair"),
    (0.25, "sure_low"),
    (0.0, "sure_very_low"),
)


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
