"""What the reports of a library are called: by symbol, title, file and issuer.

A library can hold many thousands: their names are read once for each state of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePath

from ingest.issuers import names_of_issuer
from ingest.places import Called, names_of_reports
from ingest.store import Store
from ingest.symbols import find_symbols, names
from retrieval.countries import countries_in
from retrieval.genres import KIND_OF, kind_of
from retrieval.per_revision import PerRevision
from retrieval.question_words import ELISION, WORD, folded

# Two words of two languages or forms are one if so much of the shorter begins both.
COMMON_START, FEWEST_LETTERS = 0.75, 5
ARABIC_ARTICLE = "ال"
LANGUAGE_AT_END = re.compile(r"[-\s](?:fr|en|ar)$", re.IGNORECASE)
# Words of a title that give its acronym no letter.
SMALL = frozenset(
    """
    a an and au aux by d de des du en et for in l la le les of on or ou par pour relatif relatifs
    relating relative relatives sur the to with
    """.split()  # noqa: SIM905
)


class ReportNames:
    """The names of some reports, given the newest first."""

    def __init__(self, called: Sequence[Called]) -> None:
        self._called = called
        self.ids = tuple(one.report_id for one in called)

    def __len__(self) -> int:
        return len(self.ids)

    def with_symbol(self, mentions: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the reports that have one of these symbols, in normal form."""
        if not mentions:
            return ()
        return tuple(
            self.ids[n]
            for n, symbol in self._symbols
            if any(names(mention, symbol) for mention in mentions)
        )

    def with_words(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the reports whose names have all of these folded words, in any form.

        None where no word is given.
        """
        found: set[int] | None = None
        for word in words:
            having = self._with_word(word)
            found = having if found is None else found & having
        return tuple(self.ids[n] for n in sorted(found or ()))

    def with_any(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the reports whose names have one of these folded words, in any form."""
        found: set[int] = set().union(*map(self._with_word, words))
        return tuple(self.ids[n] for n in sorted(found))

    def with_initials(self, acronyms: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the reports whose titles have these initials: "UDHR", "DUDH"."""
        wanted = {folded(acronym) for acronym in acronyms}
        found = (n for own in wanted for n in self._initials.get(own, ()))
        return tuple(self.ids[n] for n in sorted(found))

    def have_initials_that_begin(self, acronym: str) -> bool:
        """Say whether the initials of a title begin so: "CCN", of any collective agreement."""
        own = folded(acronym)
        return any(initials.startswith(own) for initials in self._initials)

    def languages_of(self, reports: Iterable[str]) -> dict[str, str]:
        """Return the language of each of these reports that is among them, in their order."""
        numbers = sorted(self._numbers[one] for one in reports if one in self._numbers)
        return {self.ids[n]: self._called[n].language for n in numbers}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The place of each report."""
        return {report_id: n for n, report_id in enumerate(self.ids)}

    @cached_property
    def _initials(self) -> dict[str, list[int]]:
        """The reports by the first letters of their titles' words, without the small words."""
        initials: dict[str, list[int]] = {}
        for n, one in enumerate(self._called):
            for own in {initials_of(one.title), initials_of(stem_of(one.source_name))}:
                initials.setdefault(own, []).append(n)
        return initials

    def _with_word(self, word: str) -> set[int]:
        near = self._words.get(beginning(word), {})
        return {n for other, numbers in near.items() if names_it(word, other) for n in numbers}

    @cached_property
    def _symbols(self) -> list[tuple[int, str]]:
        """The symbol of each report that has one, in normal form."""
        own = ((n, find_symbols(one.symbol)[:1]) for n, one in enumerate(self._called))
        return [(n, symbol.normal) for n, found in own for symbol in found]

    @cached_property
    def _words(self) -> dict[str, dict[str, list[int]]]:
        """The reports that have a word in their names; the words by how they begin."""
        words: dict[str, dict[str, list[int]]] = {}
        known: dict[str, str] = {}
        for n, one in enumerate(self._called):
            own = [one.title, stem_of(one.source_name), *names_of_issuer(one.issuer)]
            # Of what is joined by hyphens, as in the name of a file, each word.
            called: dict[str, None] = {}
            for printed in dict.fromkeys(w for name in own for w in WORD.findall(name)):
                whole = known.get(printed) or known.setdefault(printed, folded(printed))
                called |= dict.fromkeys((whole, *whole.split("-")))
            for word in (*called, *countries_in(called)):
                words.setdefault(beginning(word), {}).setdefault(word, []).append(n)
        return words


def stem_of(source_name: str) -> str:
    """Return what a file is called, without its ending and a language: "un-charter-fr.txt"."""
    return LANGUAGE_AT_END.sub("", PurePath(source_name).stem.replace("_", " "))


def initials_of(name: str) -> str:
    """Return the first letters of the words of a name, without the small words."""
    words = map(folded, WORD.findall(ELISION.sub("", name).replace("-", " ")))
    return "".join(word[0] for word in words if word not in SMALL)


def beginning(word: str) -> str:
    """Return the letters that a folded word has in common with all that are alike."""
    return word.removeprefix(ARABIC_ARTICLE)[:FEWEST_LETTERS]


def alike(one: str, two: str) -> bool:
    """Say whether two folded words are one in two forms: "universal", "universelle"."""
    one, two = one.removeprefix(ARABIC_ARTICLE), two.removeprefix(ARABIC_ARTICLE)
    common = 0
    while common < min(len(one), len(two)) and one[common] == two[common]:
        common += 1
    enough = max(FEWEST_LETTERS, COMMON_START * min(len(one), len(two)))
    return one == two or (common >= enough and not re.search(r"\d", one + two))


def names_it(word: str, own: str) -> bool:
    """Say whether a folded word of a question is one of a report's name, in any form.

    A "constitutive act" is no constitution: a word for a kind of text is that of the same kind.
    """
    if ("-" in own) != ("-" in word):
        return False  # of what is joined each word is there by itself: "Guinée-Bissau" is no Guinée
    kind = KIND_OF.get(own)
    return alike(word, own) and (kind is None or word == own or kind_of(word) == kind)


# What the reports of a library are called now.
names_of = PerRevision(lambda store: ReportNames(names_of_reports(store)))


def languages_of(store: Store, reports: Iterable[str]) -> dict[str, str]:
    """Return the language of each of these reports that is there, the newest first."""
    return names_of(store).languages_of(reports)
