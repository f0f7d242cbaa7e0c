"""Paragraphs inside a quotation of several: numbers in them are another text's."""

from __future__ import annotations

from ingest.layout import Laid

# A quotation that runs on longer than this was never closed.
LONGEST_QUOTATION = 20_000
QUOTES = {"«": "»", "“": "”"}


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


def end_of_quotation(laid: Laid, start: int, end: int, closing: str) -> int:
    """Return where a quotation ends that opens at `start`; -1 if within its own paragraph.

    The mark that closes it ends a paragraph; in between, marks open and close within one.
    """
    if closing in laid.text[start:end]:
        return -1
    at = laid.text.find(closing, end, start + LONGEST_QUOTATION)
    while at >= 0:
        after = laid.text[at + 1 : at + 4].partition("\n")[0]
        if not after.strip(" .;,:)"):
            return at
        at = laid.text.find(closing, at + 1, start + LONGEST_QUOTATION)
    return -1
