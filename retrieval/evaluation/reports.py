"""Which report of the library a question is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from anyascii import anyascii

from ingest.errors import ClausierError
from ingest.models import Listed
from retrieval.evaluation.questions import KnownQuestion

# Two words of a file's name may tell a report, "mali-2019"; one is too few.
FEWEST_WORDS = 2


class ReportOf:
    """Finds the report of each question: the one that was named for it, or that its `doc` means."""

    def __init__(self, reports: Sequence[Listed], named: Sequence[str] = ()) -> None:
        """`named` are ids that all questions are about, or `DOC=ID` for those of one `doc`.

        Questions without a `doc` go by the name of their file.
        """
        self._reports = reports
        self._named: Mapping[str, str] = dict(n.split("=", 1) for n in named if "=" in n)
        self._all = tuple(n for n in named if "=" not in n)
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}

    def __call__(self, question: KnownQuestion) -> tuple[str, ...]:
        """Return the ids to look in. Raises `ClausierError` if that is not plain."""
        asked = (question.doc, Path(question.file).stem)
        if asked not in self._found:
            self._found[asked] = self._ids(*asked)
        return self._found[asked]

    def _ids(self, doc: str, stem: str) -> tuple[str, ...]:
        if (doc or stem) in self._named:
            return (self._named[doc or stem],)
        if self._all:
            return self._all
        if doc:
            return (the_one(doc, named_like(doc, self._reports)),)
        if len(self._reports) == 1:
            return (self._reports[0].id,)
        words = stem.split("-")
        for first in range(len(words) - FEWEST_WORDS + 1):
            if found := named_like("-".join(words[first:]), self._reports):
                return (the_one(stem, found),)
        raise not_there(stem)


def named_like(name: str, reports: Sequence[Listed]) -> list[str]:
    """Return the ids of the reports of that id or file name; else of those with all its words."""
    wanted = name.casefold()
    exact = [
        r.id
        for r in reports
        if wanted in (r.id, r.source_name.casefold(), Path(r.source_name).stem.casefold())
    ]
    return exact or [
        r.id for r in reports if words_of(name) <= words_of(f"{r.id} {r.title} {r.source_name}")
    ]


def words_of(text: str) -> set[str]:
    """Return the words of a name, in small Latin letters."""
    return set(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


def the_one(name: str, ids: Sequence[str]) -> str:
    """Return the only id; raise `ClausierError` if there is none or several."""
    if not ids:
        raise not_there(name)
    if len(ids) > 1:
        raise ClausierError(
            f"{len(ids)} reports of the library may be {name!r}: {', '.join(ids[:3])}. Name the "
            f"one that is meant: --report {name}=ID."
        )
    return ids[0]


def not_there(name: str) -> ClausierError:
    """Return the error for questions whose report is not in the library."""
    return ClausierError(
        f"No report of the library is {name!r}, by id, file name or title. Add it, or name it: "
        f"--report {name}=ID; `clausier list` shows the ids."
    )
