"""What can be asked: a question that is neither empty nor over the limit."""

from __future__ import annotations

from ingest.errors import UnusableQuestion

LONGEST_QUESTION = 2_000


def usable(question: str) -> str:
    """Return the question without space around it; raise `UnusableQuestion` if it is none."""
    # Half of a surrogate pair is no character: JSON can carry one, an encoder cannot read it.
    question = question.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if not question:
        raise UnusableQuestion(
            "The question is empty. Type one, such as: Que dit la clause 8 ?",
            code="question-empty",
        )
    if len(question) > LONGEST_QUESTION:
        raise UnusableQuestion(
            f"The question has {len(question):,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Ask in fewer words.",
            code="question-too-long",
            length=len(question),
            limit=LONGEST_QUESTION,
        )
    return question
