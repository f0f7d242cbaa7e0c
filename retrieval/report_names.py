"""What the reports of a library are called, by symbol and by the words of their titles.

A library can hold many thousands: their names are read once for each state of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from ingest.places import titles_of
from ingest.symbols import find_symbols, names
from retrieval.per_revision import PerRevision
from retrieval.question_words import ELISION, WORD, folded

# Two words of two languages or forms are one if so much of the shorter begins both.
COMMON_START, FEWEST_LETTERS = 0.75, 5
ARABIC_ARTICLE = "ال"
# Words of a title that give its acronym no letter.
SMALL = frozenset(
    """
    a an and au aux by d de des du en et for in l la le les of on or ou par pour sur the to with
    """.split()  # noqa: SIM905
)


class ReportNames:
    """The names of some reports, given the newest first: id, title and symbol of each."""

    def __init__(self, titles: Sequence[tuple[str, str, str]]) -> None:
        self._titles = titles
        self.ids = tuple(report_id for report_id, _, _ in titles)

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
        """Return the ids of the reports whose titles have all of these folded words, in any form.

        None where no word is given.
        """
        found: set[int] | None = None
        for word in words:
            having = self._with_word(word)
            found = having if found is None else found & having
        return tuple(self.ids[n] for n in sorted(found or ()))

    def with_initials(self, acronyms: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the reports whose titles have these initials: "UDHR", "DUDH"."""
        wanted = {folded(acronym) for acronym in acronyms}
        found = (n for own in wanted for n in self._initials.get(own, ()))
        return tuple(self.ids[n] for n in sorted(found))

    @cached_property
    def _initials(self) -> dict[str, list[int]]:
        """The reports by the first letters of their titles' words, without the small words."""
        initials: dict[str, list[int]] = {}
        for n, (_, title, _) in enumerate(self._titles):
            words = map(folded, WORD.findall(ELISION.sub("", title)))
            own = "".join(word[0] for word in words if word not in SMALL)
            initials.setdefault(own, []).append(n)
        return initials

    def _with_word(self, word: str) -> set[int]:
        near = self._words.get(beginning(word), {})
        return {n for other, numbers in near.items() if alike(word, other) for n in numbers}

    @cached_property
    def _symbols(self) -> list[tuple[int, str]]:
        """The symbol of each report that has one, in normal form."""
        own = ((n, find_symbols(symbol)[:1]) for n, (_, _, symbol) in enumerate(self._titles))
        return [(n, symbol.normal) for n, found in own for symbol in found]

    @cached_property
    def _words(self) -> dict[str, dict[str, list[int]]]:
        """The reports that have a word in their title; the words by how they begin."""
        words: dict[str, dict[str, list[int]]] = {}
        known: dict[str, str] = {}
        for n, (_, title, _) in enumerate(self._titles):
            # Of what is joined by hyphens, as a file is called where a title is missing, each word.
            for printed in dict.fromkeys(WORD.findall(title)):
                whole = known.get(printed) or known.setdefault(printed, folded(printed))
                for word in {whole, *whole.split("-")}:
                    words.setdefault(beginning(word), {}).setdefault(word, []).append(n)
        return words


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


# What the reports of a library are called now.
names_of = PerRevision(lambda store: ReportNames(titles_of(store)))
