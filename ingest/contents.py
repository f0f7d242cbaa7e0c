"""Lists of contents: lines that end in a page number and repeat what stands on that page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.models import Paragraph

PAGE = re.compile(r"(?<=[\s.·…_])\d{1,4}$")  # Article 5 ........ 12; Article 5 12
LONGEST_PAGE = 4
LEADER_SIGNS = ".·_…"
SPACES = " \t\u00a0\u202f"
# So many signs lead from an entry to its page; a sign of three dots counts for two.
FEWEST_SIGNS = 4
# Fewer entries in a row are no list; so many lines between two may be a heading, or an entry's
# first line.
FEWEST = 4
MOST_BETWEEN = 2
# So many of the entries stand again in the text.
REPEATED = 0.5
LONGEST = 200
LAST_PAGE = 10_000
# Of a heading that an entry goes on from: "Article 5" and its caption are one line of the list.
LONGEST_BEGINNING = 12  # words
NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that ends in a number: the words before, the number, whether leaders stand between."""

    words: str
    page: int
    leaders: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of paragraphs, sorted."""

    texts: Sequence[str]

    def equal_to(self, words: str) -> int:
        """Return how many are just these words."""
        return bisect_right(self.texts, words) - bisect_left(self.texts, words)

    def begun_by(self, words: str) -> int:
        """Return how many begin with these words and go on."""
        after = chr(ord(" ") + 1)  # what sorts after all that go on
        return bisect_left(self.texts, words + after) - bisect_left(self.texts, f"{words} ")


def in_contents(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Say of each paragraph whether it belongs to a list of contents.

    Leaders tell an entry. Without them, entries are those that follow one another with page
    numbers that never fall, where most stand again in the text.
    """
    entries = [read_entry(paragraph.text) for paragraph in paragraphs]
    told = [entry is not None and entry.leaders for entry in entries]
    runs = [*entry_runs(paragraphs, entries)]
    if not runs:
        return told
    plains = [plain(paragraph.text[:LONGEST]) for paragraph in paragraphs]
    everywhere = Texts(sorted(plains))
    for run in runs:
        inside = slice(run[0], run[-1] + 1)
        words = [plain(entry.words) for index in run if (entry := entries[index])]
        in_list = Texts(sorted(plains[inside]))
        again = sum(stands_outside(entry, everywhere, in_list) for entry in words)
        if again >= REPEATED * len(words):
            told[inside] = [True] * (run[-1] + 1 - run[0])
    return told


def read_entry(text: str) -> Entry | None:
    """Return what a line says as an entry of a list; None if it ends in no page number."""
    page = PAGE.search(text[-LONGEST_PAGE - 1 :])
    if not page:
        return None
    before = text[: len(text) - len(page[0])]
    words = before.rstrip(LEADER_SIGNS + SPACES)
    signs = sum(before.count(sign, len(words)) for sign in LEADER_SIGNS)
    signs += before.count("…", len(words))
    return Entry(words, int(page[0]), leaders=signs >= FEWEST_SIGNS)


def has_leaders(text: str) -> bool:
    """Say whether leaders show that a line is an entry: dots, then a page."""
    entry = read_entry(text)
    return entry is not None and entry.leaders


def entry_runs(
    paragraphs: Sequence[Paragraph], entries: Sequence[Entry | None]
) -> Iterator[list[int]]:
    """Yield the places of entries that may form a list, each with page numbers that never fall."""
    run: list[int] = []
    last = 0
    for index, (paragraph, entry) in enumerate(zip(paragraphs, entries, strict=True)):
        if len(paragraph.text) > LONGEST:
            last = LAST_PAGE  # prose ends a list
            continue
        if entry is None or paragraph.table or not plain(entry.words):
            continue
        if run and (index - run[-1] > MOST_BETWEEN + 1 or entry.page < last):
            if len(run) >= FEWEST:
                yield run
            run = []
        run.append(index)
        last = entry.page
    if len(run) >= FEWEST:
        yield run


def stands_outside(entry: str, everywhere: Texts, in_list: Texts) -> bool:
    """Say whether a paragraph outside the list is an entry's words, or begins or is begun by them.

    One word begins too many: "Article".
    """
    if everywhere.equal_to(entry) > in_list.equal_to(entry):
        return True
    words = entry.split()
    if len(words) > 1 and everywhere.begun_by(entry) > in_list.begun_by(entry):
        return True
    begun = (" ".join(words[:n]) for n in range(2, min(len(words), LONGEST_BEGINNING + 1)))
    return any(everywhere.equal_to(part) > in_list.equal_to(part) for part in begun)


def plain(text: str) -> str:
    """Return the words of a text alone, for comparison."""
    return NO_WORD.sub(" ", text).strip().casefold()
