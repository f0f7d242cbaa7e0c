"""Why a clause was found: how near its meaning is, what its words add, and which they are."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.language import LANGUAGES
from retrieval.lexical import analyzer, folded
from retrieval.models import Hit
from retrieval.question_words import WORD, only_asks
from retrieval.question_words import folded as plain


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of the score that a hit was found by, and the question's words in its clause.

    That score is `lexical` and, of a clause that was compared word by word, `word_by_word`; of the
    others, `dense`. A clause that was named by its number has none: it was not searched for.
    """

    dense: float | None
    word_by_word: float | None
    lexical: float | None
    matched: tuple[str, ...]


def explain(question: str, hit: Hit) -> Explanation:
    """Return why a clause was found for a question; its headings and lead-in count as its words.

    Words are those of the question as typed; in any of their forms they are the clause's.
    """
    if hit.located:
        return Explanation(None, None, None, ())
    clause = hit.clause
    inside = "\n".join([clause.heading, clause.chapeau or "", clause.text])
    stems = {name: stems_of(inside, name) for name in LANGUAGES}
    words = [w for w in dict.fromkeys(WORD.findall(question)) if not only_asks(plain(w))]
    matched = (w for w in words if any(stems_of(w, name) & stems[name] for name in LANGUAGES))
    return Explanation(hit.cosine, hit.likeness, hit.bm25, tuple(matched))


def stems_of(text: str, language: str) -> set[str]:
    """Return the words of a text as the index of that language has them."""
    return set(analyzer(language).analyze(folded(text)))
