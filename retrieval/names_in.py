"""Names of reports in a question, where each stands: by initials, or by kind and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.acronyms import acronyms_in
from retrieval.genres import ANY_GENRE, GENRE
from retrieval.report_names import ReportNames
from retrieval.ties import AND_NAME, ASKED_IN
from retrieval.titles_in import Name, end_of_title, name_at, named_by_title


def names_in(question: str, names: ReportNames) -> list[Name]:
    """Return the names of reports in a question, in order: by initials, or by kind and title."""
    found = [
        Name(reports, at.start(), at.end())
        for acronym in acronyms_in(question)
        for at in [re.search(rf"(?<!\w){acronym}(?!\w)", question)]
        if at and (reports := names.with_initials([acronym]))
    ]
    kinds = [*ANY_GENRE.finditer(question)]
    found += [name for genre in kinds if (name := name_at(question, genre, names))]
    # "La DUDH et la Charte": beside a name one word is enough, where a single report is called so.
    short = (name_at(question, genre, names, least=1) for genre in kinds)
    found += [
        name
        for name in short
        if name and len(name.reports) == 1 and any(beside(name, one, question) for one in found)
    ]
    in_order = sorted(dict.fromkeys(found), key=lambda name: name.start)
    return in_order or called_shortly(question, names)


def called_shortly(question: str, names: ReportNames) -> list[Name]:
    """Return the only name of "selon la Charte": one word, where a single report is called so."""
    kinds = [*GENRE.finditer(question)]
    if len(kinds) != 1 or not ASKED_IN.search(question[: kinds[0].start()]):
        return []
    called = named_by_title(question[kinds[0].start() :], names, 1)
    end = kinds[0].start() + end_of_title(question[kinds[0].start() :])
    return [Name(called, kinds[0].start(), end)] if len(called) == 1 else []


def beside(one: Name, other: Name, question: str) -> bool:
    """Say whether two names stand side by side: "X et Y"."""
    first, last = sorted((one, other), key=lambda name: name.start)
    return bool(AND_NAME.fullmatch(question, first.end, last.start))


def side_by_side(found: Sequence[Name], question: str) -> tuple[str, ...]:
    """Return the reports of the first name, and of those that stand beside it: "X et Y".

    Another name farther on is what is asked about.
    """
    reports = dict.fromkeys(found[0].reports if found else ())
    for before, name in pairwise(found):
        if not beside(before, name, question):
            break
        reports |= dict.fromkeys(name.reports)
    return tuple(reports)
