"""Example questions from the library's own reports, so that each of them is answered by it."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.language import Language
from ingest.models import HEADING_SEPARATOR, Clause, Listed, Part
from retrieval.assistant import Assistant
from ui.wording import Words, words_in

LOOKING = threading.Lock()  # who comes while they are looked for waits, and does not look as well
REPORTS_LOOKED_AT, MOST_TRIED, SHOWN = 3, 12, 3
LONGEST_NAME = 60
# Names: "Alliance du Sahel", "Conseil de sécurité des Nations Unies", "MINUSMA". A first word of a
# sentence is no name by itself.
WORD, LINK = r"[A-ZÀ-Þ][\w-]+", r"du|de la|de|des|of the|of|for|pour le|pour la"
NAME = re.compile(
    rf"(?<![.!?\n]\s)(?<!^)\b(?:[A-Z][A-Z-]{{2,}}|{WORD}(?:\s(?:(?:{LINK})\s)?{WORD}){{1,3}})\b"
)


def examples(assistant: Assistant, words: Words) -> tuple[str, ...]:
    """Return a few questions that the library answers, in the reader's language."""
    held = tuple(assistant.reports())
    with LOOKING:
        return of_library(assistant, held, words.language)


@lru_cache(maxsize=16)
def of_library(
    assistant: Assistant, held: tuple[Listed, ...], language: Language
) -> tuple[str, ...]:
    """Return the questions of a library that holds these reports; they are looked for once."""
    words = words_in(language)
    found: list[str] = []
    for report in held[:REPORTS_LOOKED_AT]:
        _, clauses = assistant.report(report.id)
        for question in list(questions(clauses, words))[:MOST_TRIED]:
            if len(found) == SHOWN:
                return tuple(found)
            if question not in found and assistant.ask(question, limit=1).answered:
                found.append(question)
    return tuple(found)


def questions(clauses: Sequence[Clause], words: Words) -> Iterator[str]:
    """Yield questions about the names, the headings and the numbers of a report's clauses."""
    body = [clause for clause in clauses if clause.part is Part.BODY and clause.text]
    names = rare_names(body)[:2]
    heads = list(dict.fromkeys(c.heading.rpartition(HEADING_SEPARATOR)[2] for c in body))
    for name in names:
        yield words("example_name", subject=name)
    for heading in [head for head in heads if 8 <= len(head) <= LONGEST_NAME][:2]:
        yield words("example_heading", heading=heading)
    # Asked by number, a clause always answers: there are examples whatever the library holds.
    for clause in [*body[len(body) // 2 :][:1], *body[:2]]:
        yield words("example_clause", num=clause.key)


def rare_names(clauses: Sequence[Clause]) -> list[str]:
    """Return names that a clause or two speak of: what all speak of asks for nothing."""
    spoken = Counter(name for clause in clauses for name in set(NAME.findall(clause.text)))
    first = {name: at for at, name in reversed(list(enumerate(spoken)))}
    few = [name for name, times in spoken.items() if times <= 2 and len(name) <= LONGEST_NAME]
    return sorted(few, key=lambda name: (-len(name.split()), first[name]))
