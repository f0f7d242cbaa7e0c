"""What can be asked: a question that is neither empty nor over the limit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ingest.errors import UnusableQuestion

# Several pages of pasted text; more is a report to add, not a question.
LONGEST_QUESTION = 20_000
# Of a conversation: no question leans on what lies further back.
LONGEST_HISTORY = 10


def usable(question: str) -> str:
    """Return the question without space around it; raise `UnusableQuestion` if it is none."""
    question = whole_characters(question).strip()
    if not question:
        raise UnusableQuestion(
            "The question is empty. Type one, such as: Que dit la clause 8 ?",
            code="question-empty",
        )
    # Counted as it is read: one sign can stand for eighteen letters (U+FDFA).
    length = len(unicodedata.normalize("NFKC", question))
    if length > LONGEST_QUESTION:
        raise UnusableQuestion(
            f"The question has {length:,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Ask in fewer words, or add the text as a report.",
            code="question-too-long",
            length=length,
            limit=LONGEST_QUESTION,
        )
    return question


def whole_characters(text: str) -> str:
    """Return a text with half surrogate pairs replaced: JSON can carry one, no encoder reads it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def usable_history(history: Sequence[str]) -> list[str]:
    """Return the last earlier questions of a conversation, without those that were unusable."""
    kept = []
    for question in history:
        try:
            kept.append(usable(question))
        except UnusableQuestion:
            continue  # it had no answer then either
    return kept[-LONGEST_HISTORY:]
