"""What search and answers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.language import Language
from ingest.models import Clause, Place
from retrieval.row_table import Marks
from retrieval.scope import EVERYTHING, Scope


class Found(NamedTuple):
    """A clause found by the index, by its best passage: `score` is `cosine` and `bm25` together.

    `row` is that of the passage in the index.
    """

    place: Place
    score: float
    cosine: float
    bm25: float  # as it counts in the score
    marks: Marks
    row: int = 0
    # Word by word, where it was compared so: the mean nearness, the most that one word of the
    # question lacks (as it counts beside the others), and the nearness of the word that tells most.
    likeness: float | None = None
    missed: float = 0.0
    telling: float = 0.0
    reranked: float | None = None  # the score it is ordered by instead, where a reranker is named

    @property
    def ordered_by(self) -> float:
        """The score of its place among the others. How sure an answer is hangs on `score`."""
        return self.score if self.reranked is None else self.reranked


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signs that the first clause answers a question, or does not.

    `likeness`, `missed` and `telling` are those of the clause found; `likeness` is None if it was
    not compared word by word. `lead` is what its likeness has over the mean of the next twenty.
    """

    cosine: float
    likeness: float | None
    missed: float
    telling: float
    lead: float
    crossing: bool  # question and clause are in different languages
    lacks_number: bool  # a number is asked for, and the clause has none


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words of a report: `report.text[start:end]`, checked when it was made."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Twin:
    """The same clause in another report: its words again, or that number of a translation."""

    report_id: str
    key: str
    citation: str
    eid: str = ""  # "" in what an earlier version of Clausier kept

    @property
    def name(self) -> str:
        """Return what names the clause in its report."""
        return self.eid or self.key


@dataclass(frozen=True, slots=True)
class Hit:
    """One found clause, as it is shown. Higher scores are better; ranks start at 1.

    `cosine` is its part of the score that meaning gives. `located` clauses were named by number,
    and are no guess. `twins` are the same clause in other reports; the score is the best of all.
    Where a reranker is named, the score is the reranker's. `version` is that of the report if a
    later one replaced it since: only answers that are opened again have such hits.
    """

    rank: int
    score: float
    report_id: str
    clause: Clause
    quotation: Quotation
    citation: str
    located: bool = False
    cosine: float = 0.0
    twins: tuple[Twin, ...] = ()
    likeness: float | None = None  # word by word, in place of the cosine; None if not compared
    bm25: float = 0.0  # its part of the score that words give
    evidence: Evidence | None = None  # of the first hit of a search
    version: int | None = None  # None: the current one


@dataclass(frozen=True, slots=True)
class Answer:
    """The clauses that answer a question, best first, or the nearest ones if none does.

    `confidence` is the probability that the first hit answers, from 0 to 1. `missing` are the
    keys of clauses that the question names and no report has. `scope` is where it was looked for.
    `understood` is a question made whole from earlier ones, "" for one that leans on none.
    `absent` are the phrases in quotation marks that no clause has. `calibrated` is False where
    nobody knows how often the first hit is right, as with another encoder than the packaged one:
    the question counts as not answered, its confidence is 0, and the hits are the nearest.
    `left_out` is how many more clauses a division has that the question names. `texts` are those
    that the question asks of and no report is called, as it names them.
    """

    question: str
    language: Language
    answered: bool
    confidence: float
    hits: tuple[Hit, ...]
    seconds: float
    missing: tuple[str, ...] = ()
    scope: Scope = EVERYTHING
    understood: str = ""
    absent: tuple[str, ...] = ()
    calibrated: bool = True
    left_out: int = 0
    texts: tuple[str, ...] = ()
