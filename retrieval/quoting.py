"""Which sentences of a clause answer a question: those that are quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from ingest.vectors import EmbeddedSentence, Vector
from retrieval import phrases as phrases_as
from retrieval.lexical import analyzer, folded, terms_of
from retrieval.sentences import sentence_ends

# Chosen on 91 questions with their true sentences in twelve reports (tests/cases/quotations.jsonl):
# by cosine alone the best sentence is a true one for 68 %, with words for 86 %. All weights from
# 0.01 to 0.16 give the same; this one leaves meaning a say between sentences that share little.
WORDS = 0.02
# A neighbour so near in score is quoted too: all that answers is then quoted for 82 %, not 78 %.
NEAR = 0.004
# Sentences are joined up to so many characters; a single one is never cut.
LONGEST_JOINED = 600
# A sentence that ends so is nothing without what follows.
LEADS_IN = ":"
GOES_ON = (":", ";", ",")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause: its span in `report.text`, its words there, and its score."""

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: its vector, and its words as each language's field has them.

    `phrases` find what it puts in quotation marks in a text that is folded.
    """

    vector: Vector
    words: frozenset[tuple[str, str]]
    phrases: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def of(cls, question: str, vector: Vector) -> Asked:
        """Return what a question asks for."""
        phrases = tuple(map(phrases_as.pattern_of, phrases_as.phrases_of(question)))
        return cls(vector, frozenset(terms_of(question)), phrases)

    def phrases_in(self, text: str) -> int:
        """Return how many of its phrases a text has."""
        plain = phrases_as.folded(text) if self.phrases else ""
        return sum(bool(phrase.search(plain)) for phrase in self.phrases)

    def words_in(self, language: str) -> set[str]:
        """Return its words as they are looked for in a language."""
        return {word for field, word in self.words if field == language}


def answering_span(
    text: str, start: int, language: str, pieces: Sequence[EmbeddedSentence], asked: Asked
) -> tuple[int, int]:
    """Return the span of the sentences of a clause that answer, without space around them.

    `text` is the clause's, from `start` on in its report. `pieces` are its embedded sentences or
    parts of them, with spans in the report.
    """
    spans = [
        (start + a, start + b)
        for a, b in pairwise((0, *sentence_ends(text, language)))
        if text[a:b].strip()
    ]
    if len(spans) < 2 or not pieces:
        return trimmed(text, start, (start, start + len(text)))
    texts = [text[a - start : b - start].strip() for a, b in spans]
    shared = shared_words(texts, language, asked.words_in(language))
    sentences = [
        Sentence(
            a,
            b,
            words,
            nearness((a, b), pieces, asked.vector) + WORDS * weight + asked.phrases_in(words),
        )
        for (a, b), words, weight in zip(spans, texts, shared, strict=True)
    ]
    first, last = widened(sentences)
    return trimmed(text, start, (sentences[first].start, sentences[last].end))


def nearness(span: tuple[int, int], pieces: Sequence[EmbeddedSentence], query: Vector) -> float:
    """Return the cosine of a query with a sentence: that of its nearest piece."""
    start, end = span
    return max((float(v @ query) for a, b, v in pieces if a < end and start < b), default=0.0)


def shared_words(texts: Sequence[str], language: str, wanted: set[str]) -> list[float]:
    """Return for each sentence the weight of the words it shares with the question.

    A word that fewer sentences of the clause have tells more.
    """
    if not wanted:
        return [0.0] * len(texts)
    found = [wanted.intersection(analyzer(language).analyze(folded(text))) for text in texts]
    count = Counter(word for words in found for word in words)
    # Sorted: a sum of floats depends on its order, and that of a set on the process.
    return [sum(log((len(texts) + 1) / count[w]) for w in sorted(words)) for words in found]


def widened(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Return the first and the last sentence to quote: the best, with neighbours as near as it.

    What leads into a list is quoted with the list, as far as there is room.
    """
    best = max(range(len(sentences)), key=lambda n: (sentences[n].score, -n))
    first = last = best

    def fits(first: int, last: int) -> bool:
        return sentences[last].end - sentences[first].start <= LONGEST_JOINED

    def near(n: int) -> bool:
        return sentences[best].score - sentences[n].score <= NEAR

    leads_in = sentences[best].text.endswith(LEADS_IN)
    while (
        last + 1 < len(sentences)
        and fits(first, last + 1)
        and (near(last + 1) or (leads_in and sentences[last].text.endswith(GOES_ON)))
    ):
        last += 1
    while first > 0 and fits(first - 1, last) and near(first - 1):
        first -= 1
    return first, last


def trimmed(text: str, start: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without space at its ends; of space alone, as it is."""
    first, last = span
    words = text[first - start : last - start]
    if not words.strip():
        return span
    first += len(words) - len(words.lstrip())
    return first, first + len(words.strip())
