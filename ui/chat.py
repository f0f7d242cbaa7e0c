"""The turns of a conversation, without a line of layout."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from ingest.conversations import Verdict
from ingest.errors import ClausierError
from ingest.models import Clause, Listed
from retrieval.assistant import Assistant
from retrieval.models import Answer, Hit
from retrieval.scope import EVERYTHING, Scope
from retrieval.styles import Style
from ui.links import link_to
from ui.opened import around
from ui.rendering import LIKELY_FROM
from ui.wording import Words

# The page shows the clauses that answer and two or three near ones, not a list to wade through.
CLAUSES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as a card shows it: with its report's line in the list, and the link to it.

    `pages` are the first and the last that its clause stands on; None without pages.
    """

    hit: Hit
    report: Listed
    link: str
    around: tuple[Clause, ...] = ()  # the clauses about it, once they are asked for
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or the error that stands in its place.

    `found` are the answer's hits, and `library` are all reports there were. `kept_at` is
    its place in the conversation that is kept, None if it is not. `gone` counts the clauses of a
    reopened answer that the library no longer holds. `alone` says that it was asked as typed,
    without the questions before it; `stopped`, that no answer was waited for.
    """

    question: str
    answer: Answer | None = None
    error: ClausierError | None = None
    found: tuple[Found, ...] = ()
    library: tuple[Listed, ...] = ()
    kept_at: int | None = None
    verdict: Verdict = ""
    gone: int = 0
    alone: bool = False
    stopped: bool = False

    @property
    def searched(self) -> tuple[Listed, ...]:
        """The reports that were looked in."""
        scope = self.answer.scope if self.answer else EVERYTHING
        return tuple(report for report in self.library if scope.takes(report))


def take_turn(
    question: str,
    assistant: Assistant,
    scope: Scope = EVERYTHING,
    style: Style = Style.PLAIN,
    before: Sequence[Turn] = (),
) -> Turn:
    """Ask a question after the turns `before`; an unusable one becomes a turn with an error."""
    history = [turn.question for turn in since_alone(before) if turn.answer]
    try:
        answer = assistant.ask(question, scope, CLAUSES_SHOWN, history=history)
        return turn_of(question, assistant.citations.cited(answer, style), assistant)
    except ClausierError as error:
        # A question over the limit is not shown again at its full length.
        return Turn(question[:SHOWN_OF_A_QUESTION], error=error)


def since_alone(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns that a next question may lean on: none before one that was asked alone."""
    first = max((place for place, turn in enumerate(turns) if turn.alone), default=0)
    return turns[first:]


def turn_of(question: str, answer: Answer | None, assistant: Assistant) -> Turn:
    """Return the turn of an answer: with its reports' lines in the list, and the links."""
    if answer is None:
        return Turn(question)
    reports = {report.id: report for report in assistant.reports()}
    found = (
        Found(
            with_twins_in(reports, hit),
            line_of(hit, reports[hit.report_id], assistant),
            link_to(hit, assistant),
            pages=assistant.pages.of_clause(hit.report_id, hit.clause, hit.version),
        )
        for hit in answer.hits
        if hit.report_id in reports  # else it was removed just now
    )
    return Turn(question, answer, None, tuple(found), tuple(reports.values()))


def line_of(hit: Hit, listed: Listed, assistant: Assistant) -> Listed:
    """Return the line of a hit's report in the list, as it was in the version of the hit."""
    if hit.version is None:
        return listed
    report, _ = assistant.report(hit.report_id, hit.version)
    return replace(listed, title=report.title, date=report.date, version=hit.version)


def with_twins_in(reports: Container[str], hit: Hit) -> Hit:
    """Return a hit with its twins in these reports: a reopened answer may name one that is gone."""
    return replace(hit, twins=tuple(twin for twin in hit.twins if twin.report_id in reports))


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
    _, clauses = assistant.report(found.hit.report_id, found.hit.version)
    return replace(found, around=tuple(around(clauses, found.hit.clause)))


SHOWN_OF_A_QUESTION = 500


def restyled(turn: Turn, style: Style, assistant: Assistant) -> Turn:
    """Return a turn with its citations in a style. Raises `ReportNotFound`."""
    if turn.answer is None:
        return turn
    answer = assistant.citations.cited(turn.answer, style)
    cited = {hit.rank: hit for hit in answer.hits}
    shown = {one.hit.rank: {twin.report_id for twin in one.hit.twins} for one in turn.found}
    found = tuple(
        replace(one, hit=with_twins_in(shown[one.hit.rank], cited[one.hit.rank]))
        for one in turn.found
    )
    return replace(turn, answer=answer, found=found)


def sure(turn: Turn, words: Words) -> str:
    """Return how sure an answer is, in words and percent; "" where nothing was guessed."""
    answer = turn.answer
    if (
        answer is None
        or not turn.found
        or answer.missing
        or answer.texts
        or turn.found[0].hit.located
    ):
        return ""
    if not answer.calibrated:
        return ""
    levels = SURENESS if answer.answered else SURENESS_UNANSWERED
    level = next(name for least, name in levels if answer.confidence >= least)
    phrase = "sure" if answer.answered else "sure_unanswered"
    return words(phrase, level=words(level), percent=words.percent(answer.confidence))


# A question is answered from a probability well under one half on (`retrieval/confidence.json`):
# there the word asks to check the clause. Without an answer no word may sound like one.
SURENESS = (
    (0.9, "sure_very_high"),
    (0.75, "sure_high"),
    (LIKELY_FROM, "sure_fair"),
    (0.0, "sure_check"),
)
SURENESS_UNANSWERED = ((0.15, "sure_low"), (0.0, "sure_very_low"))
