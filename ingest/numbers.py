"""The printed numbers of a report that are clause numbers, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.candidates import Candidate, candidate_at, find_candidates
from ingest.counted import with_counted
from ingest.layout import Laid
from ingest.models import Kind
from ingest.numbered import Numbered
from ingest.part_words import LONGEST_HEADING
from ingest.sequence import OpenSequences

# "3. Citizenship. (1) There is", "Article 2. Objet : 1. Le", "3. Short title.—(1) This Act"
RUN_IN_TITLE = re.compile(
    r"[^\W\d_][^.:;!?؟؛\n]*?(?:\s?[.:]\s?[-–—]*|\s?[-–—]+)\s*(?=[(\d]|[^\W\d_]+\s?[:.)])"
)


@dataclass(frozen=True, slots=True)
class Missed:
    """A number that may be a clause's and is read as words: where, and which came before it."""

    offset: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The clause numbers that count: of recitals, and of body and annexes.

    `dividers` are the offsets of numbered headings that are no clauses, with their rank. Where
    only lists print numbers, the paragraphs above them are `counted`. `missed` are numbers that
    begin a paragraph, after a gap too wide to tell.
    """

    recitals: tuple[Numbered, ...]
    body: tuple[Numbered, ...]
    dividers: Mapping[int, int]
    length: int
    counted: bool = False
    missed: tuple[Missed, ...] = ()

    @property
    def all(self) -> tuple[Numbered, ...]:
        """All of them, in reading order."""
        return (*self.recitals, *self.body)

    @property
    def first_at(self) -> int:
        """Where the first printed number stands; the text's end if there is none."""
        first = next(iter(self.recitals or self.body), None)  # asked for at each paragraph
        return first.offset if first else self.length

    @property
    def body_at(self) -> int:
        """Where the first clause after the preamble begins; the text's end if none does."""
        return self.body[0].offset if self.body else self.length


def find_numbers(laid: Laid) -> Numbers:
    """Return the clause numbers that count."""
    found = find_candidates(laid)
    missed: list[Missed] = []
    recitals = [*accepted(laid, found.recitals, missed, OpenSequences(found.recitals, "PP"))]
    body: list[Numbered] = []
    bare = False
    for prefix, part in found.parts:
        sequences = OpenSequences(part, prefix)
        if bare:
            sequences.follow_bare()
        bare = bare or sequences.are_bare
        body += accepted(laid, part, missed, sequences)
    printed = 0  # recitals that print "PP1" themselves, before the first clause
    while printed < len(body) and body[printed].kind is Kind.RECITAL:
        printed += 1
    counted = with_counted(laid, body) if not recitals and not printed else body
    return Numbers(
        (*recitals, *body[:printed]),
        tuple(counted[printed:]),
        found.dividers,
        len(laid.text),
        counted=len(counted) > len(body),
        missed=tuple(missed),
    )


def accepted(
    laid: Laid,
    candidates: Sequence[Candidate],
    missed: list[Missed],
    sequences: OpenSequences,
) -> Iterator[Numbered]:
    """Yield the candidates of a part that the sequence takes for clause numbers; add those missed.

    A number may stand right after another: "12. (1) Every person"; or after its clause's title:
    "12. Right to life. (1) Every person".
    """
    ends = dict(laid.spans)
    for candidate in candidates:
        number = sequences.accept(candidate)
        if not number and (pair := sequences.missed(candidate)):
            missed.append(Missed(candidate.offset, *pair))
        while number:
            yield number
            end = ends.get(candidate.offset, number.words_at)
            inner = candidate_at(laid.text, number.words_at, end, firm=True)
            accepted_inner = sequences.accept_inner(inner) if inner else None
            if not accepted_inner and (at := after_title(laid.text, number.words_at, end)):
                inner = candidate_at(laid.text, at, end, firm=True)
                accepted_inner = sequences.accept_inner(inner) if inner else None
            number = accepted_inner


def after_title(text: str, start: int, end: int) -> int | None:
    """Return where the words after a title begin that stands on the line of its clause."""
    match = RUN_IN_TITLE.match(text, start, min(end, start + LONGEST_HEADING))
    return match.end() if match else None
