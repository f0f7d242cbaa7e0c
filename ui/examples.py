"""Example questions from the library's own reports, so that each of them is answered by it.

They are looked for in the background, once for what the library holds: nobody waits for them.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from itertools import chain, islice

from ingest.errors import ClausierError
from ingest.models import HEADING_SEPARATOR, Clause, Listed, Part
from retrieval.assistant import Assistant
from ui.wording import Words

ONE_AT_A_TIME = threading.Lock()  # visitors who come together start one search between them
# One thread: what visitors ask meanwhile has the rest of the machine.
LOOKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="examples")
REPORTS_LOOKED_AT, SHOWN = 3, 3
LONGEST_NAME = 60
# Names: "Alliance du Sahel", "Conseil de sécurité des Nations Unies", "MINUSMA". A first word of a
# sentence is no name by itself.
WORD, LINK = r"[A-ZÀ-Þ][\w-]+", r"du|de la|de|des|of the|of|for|pour le|pour la"
NAME = re.compile(
    rf"(?<![.!?\n]\s)(?<!^)\b(?:[A-Z][A-Z-]{{2,}}|{WORD}(?:\s(?:(?:{LINK})\s)?{WORD}){{1,3}})\b"
)


def examples(assistant: Assistant, words: Words) -> Future[tuple[str, ...]]:
    """Return a few questions that the library answers, in the reader's language, once found.

    They are fewer, or none, if a report is taken out while they are looked for.
    """
    held = tuple(assistant.reports())
    with ONE_AT_A_TIME:
        return of_library(assistant, held, words)


@lru_cache(maxsize=16)
def of_library(
    assistant: Assistant, held: tuple[Listed, ...], words: Words
) -> Future[tuple[str, ...]]:
    """Begin to look for the questions of a library that holds these reports, once."""
    return LOOKER.submit(look, assistant, held, words)


def look(assistant: Assistant, held: Sequence[Listed], words: Words) -> tuple[str, ...]:
    """Return questions of the first reports held that the library answers."""
    found: list[str] = []
    with suppress(ClausierError):  # a report was taken out meanwhile
        found.extend(islice(answered(assistant, held, words), SHOWN))
    return tuple(found)


def answered(assistant: Assistant, held: Sequence[Listed], words: Words) -> Iterator[str]:
    """Yield each question of the first reports held once, if the library answers it.

    Those by number come last: where several reports have a clause 1, they say less.
    """
    tried: set[str] = set()
    bodies = [*bodies_of(assistant, held[:REPORTS_LOOKED_AT])]
    for questions in (by_subject, by_number):
        for question in chain.from_iterable(questions(body, words) for body in bodies):
            if question not in tried and assistant.ask(question, limit=1).answered:
                yield question
            tried.add(question)


def bodies_of(assistant: Assistant, held: Sequence[Listed]) -> Iterator[list[Clause]]:
    """Yield the clauses of each report that can be asked about; none of one taken out meanwhile."""
    for report in held:
        with suppress(ClausierError):
            _, clauses = assistant.report(report.id)
            yield [clause for clause in clauses if clause.part is Part.BODY and clause.text]


def by_subject(body: Sequence[Clause], words: Words) -> Iterator[str]:
    """Yield questions about the names and the headings of a report's clauses."""
    heads = list(dict.fromkeys(c.heading.rpartition(HEADING_SEPARATOR)[2] for c in body))
    for name in rare_names(body)[:2]:
        yield words("example_name", subject=name)
    for heading in [head for head in heads if 8 <= len(head) <= LONGEST_NAME][:2]:
        yield words("example_heading", heading=heading)


def by_number(body: Sequence[Clause], words: Words) -> Iterator[str]:
    """Yield questions that name clauses of a report: there are some whatever the library holds.

    Plain numbers come first: "2.c" among Arabic words is drawn the other way round.
    """
    some = [*body[len(body) // 2 :][:1], *body[:2]]
    plain = [clause for clause in body if clause.key.isdecimal()]
    for clause in [*plain[len(plain) // 2 :][:1], *plain[:2], *some]:
        yield words("example_clause", num=words.clause(clause.key))


def rare_names(clauses: Sequence[Clause]) -> list[str]:
    """Return names that a clause or two speak of: what all speak of asks for nothing."""
    spoken = Counter(name for clause in clauses for name in set(NAME.findall(clause.text)))
    first = {name: at for at, name in reversed(list(enumerate(spoken)))}
    few = [name for name, times in spoken.items() if times <= 2 and len(name) <= LONGEST_NAME]
    return sorted(few, key=lambda name: (-len(name.split()), first[name]))
