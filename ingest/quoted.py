"""Paragraphs inside a quotation of several: numbers in them are another text's."""

from __future__ import annotations

import re

from ingest.layout import Laid

# A quotation that runs on longer than this was never closed.
LONGEST_QUOTATION = 20_000
# A single mark closes where no letter follows: it is an apostrophe elsewhere.
QUOTES = {"«": re.compile("»"), "“": re.compile("”"), "‘": re.compile(r"’(?!\w)"),
          '"': re.compile('"')}  # fmt: skip


class Quoted:
    """The paragraphs inside a quotation of several: "« Art. 12. - … »" in an amending act."""

    def __init__(self, laid: Laid) -> None:
        """`laid` is the report."""
        self._starts: set[int] = set()
        until = -1
        for start, end in laid.spans:
            if start < until:
                self._starts.add(start)
            elif closing := QUOTES.get(laid.text[start : start + 1]):
                until = end_of_quotation(laid, start, end, closing)

    def __contains__(self, start: int) -> bool:
        """Say whether the paragraph that begins at `start` goes on with a quotation."""
        return start in self._starts


def end_of_quotation(laid: Laid, start: int, end: int, closing: re.Pattern[str]) -> int:
    """Return where a quotation ends that opens at `start`; -1 if within its own paragraph.

    The mark that closes it ends a paragraph; in between, marks open and close within one.
    """
    if closing.search(laid.text, start + 1, end):
        return -1
    for match in closing.finditer(laid.text, end, start + LONGEST_QUOTATION):
        if laid.text[match.start() - 1] == "\n":
            return -1  # straight marks: another quotation begins
        after = laid.text[match.end() : match.end() + 3].partition("\n")[0]
        if not after.strip(" .;,:)"):
            return match.start()
    return -1
