"""Known questions are asked, and what is found is held against their clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import UnusableQuestion
from ingest.models import Progress, no_progress
from retrieval.assistant import Assistant
from retrieval.evaluation.keys import bare, is_on, meant
from retrieval.evaluation.questions import KnownQuestion
from retrieval.evaluation.reports import ReportOf
from retrieval.models import Answer, Hit
from retrieval.scope import Scope

# Measures look no further down the list.
LIMIT = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its answer, and which hits are right.

    `right` has, for each hit, the number of the gold clause that it stands for, from 0, or None.
    Each gold clause is found once: a second subclause of it finds nothing new.
    """

    question: KnownQuestion
    answer: Answer
    right: tuple[int | None, ...]

    @property
    def first_right(self) -> bool:
        """Say whether the first hit is one of the clauses that answer."""
        return bool(self.right) and self.right[0] is not None


def ask_all(
    questions: Sequence[KnownQuestion],
    assistant: Assistant,
    report_of: ReportOf,
    progress: Progress = no_progress,
) -> Iterator[Outcome]:
    """Ask each question of its report; yield what came of it, in order.

    Raises `ClausierError` if a question's report is not in the library.
    """
    asked_in = [report_of(question) for question in questions]
    known = {ids: keys_of(ids, assistant) for ids in dict.fromkeys(asked_in)}
    assistant.warm_up()
    for number, (question, ids) in enumerate(zip(questions, asked_in, strict=True), start=1):
        try:
            scope = Scope(reports=ids)
            answer = assistant.ask(question.text, scope, LIMIT, history=question.history)
        except UnusableQuestion as error:
            raise UnusableQuestion(f"{question.where}: {error}") from error
        yield Outcome(question, answer, judge(answer.hits, question, known[ids]))
        progress("asking", number, len(questions))


def keys_of(reports: Sequence[str], assistant: Assistant) -> frozenset[str]:
    """Return the bare keys of some reports' clauses."""
    return frozenset(bare(c.key) for report in reports for c in assistant.report(report)[1])


def judge(
    hits: Sequence[Hit], question: KnownQuestion, known: frozenset[str]
) -> tuple[int | None, ...]:
    """Return for each hit which gold clause it stands for.

    A clause that is acceptable too stands for the next gold clause that none has stood for.
    """
    accepted = dict.fromkeys(meant(key, known) for key in (*question.gold, *question.also_ok))
    free = iter(range(len(question.gold)))
    right: list[int | None] = []
    for hit in hits:
        key = bare(hit.clause.key)
        on = next((gold for gold in accepted if is_on(key, gold)), None)
        right.append(None if on is None else next(free, None))
        if on is not None:
            del accepted[on]
    return tuple(right)
