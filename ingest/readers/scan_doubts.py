"""What a reader is told about scanned pages: which are recognised, how surely, which are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ingest.models import Doubt

# The same in every language: names of systems, commands and packages.
INSTALL = (
    "Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-fra tesseract-ocr-ara; "
    "macOS: brew install tesseract tesseract-lang; "
    "Windows: github.com/UB-Mannheim/tesseract/wiki"
)
# Pages under this mean confidence are named.
POOR = 80.0


def recognised(confidence: Mapping[int, float]) -> Iterator[Doubt]:
    """Tell which pages are recognised, and which of them poorly, from the confidence in each."""
    if not confidence:
        return
    pages, mean = [*confidence], round(sum(confidence.values()) / len(confidence))
    message = (
        f"Scanned pages whose text is recognised by Tesseract: {ranges(pages)} (mean confidence "
        f"{mean} of 100). Check words and numbers against the page before quoting."
    )
    values: dict[str, str | int] = {"pages": ranges(pages), "confidence": mean}
    yield Doubt("recognised-text", message, pages[0], values)
    poor = {page: sure for page, sure in confidence.items() if sure < POOR}
    if poor:
        told = ", ".join(f"{page} ({round(sure)})" for page, sure in poor.items())
        message = (
            f"Scanned pages recognised poorly, with their confidence of 100: {told}. Words and "
            "clause numbers there may be wrong or missing; a sharper scan reads better."
        )
        yield Doubt("recognised-poorly", message, min(poor), {"pages": told})


def not_installed(pages: Sequence[int]) -> Iterator[Doubt]:
    """Tell which pages are not read, and what to install."""
    if pages:
        message = (
            f"Scanned pages, images without text, that are not read: {ranges(pages)}. Install "
            f"Tesseract with its languages ({INSTALL}), remove the report and add it again."
        )
        values: dict[str, str | int] = {"pages": ranges(pages), "install": INSTALL}
        yield Doubt("image-page", message, pages[0], values)


def without_words(pages: Sequence[int]) -> Iterator[Doubt]:
    """Tell on which images no words are recognised."""
    if pages:
        message = f"Pages that are images, on which no words are recognised: {ranges(pages)}."
        yield Doubt("image-without-words", message, pages[0], {"pages": ranges(pages)})


def failed(pages: Sequence[int]) -> Iterator[Doubt]:
    """Tell for which pages Tesseract failed or took too long."""
    if pages:
        message = (
            f"Scanned pages that are not read, since Tesseract failed or took too long: "
            f"{ranges(pages)}. Try `tesseract` on one of them, remove the report and add it again."
        )
        yield Doubt("recognition-failed", message, pages[0], {"pages": ranges(pages)})


def over_limit(pages: Sequence[int], limit: int) -> Iterator[Doubt]:
    """Tell which pages are over the limit for one file."""
    if pages:
        message = (
            f"Scanned pages that are not read, over the limit of {limit} in one file: "
            f"{ranges(pages)}. Split the file, or raise CLAUSIER_MAX_SCANNED_PAGES."
        )
        values: dict[str, str | int] = {"pages": ranges(pages), "limit": limit}
        yield Doubt("too-many-scans", message, pages[0], values)


def packs_missing(packs: Iterable[str]) -> Iterator[Doubt]:
    """Tell which languages Tesseract lacks."""
    if names := ", ".join(packs):
        message = (
            f"Tesseract lacks the languages {names}: scanned pages in them are read wrongly. "
            f"Install them ({INSTALL}), remove the report and add it again."
        )
        yield Doubt("recognition-languages", message, None, {"packs": names, "install": INSTALL})


def ranges(pages: Sequence[int]) -> str:
    """Return page numbers in short: 1, 2, 3, 7 as "1-3, 7"."""
    runs = groupby(enumerate(sorted(pages)), key=lambda numbered: numbered[1] - numbered[0])
    spans = [[page for _, page in run] for _, run in runs]
    return ", ".join(f"{s[0]}-{s[-1]}" if s[1:] else str(s[0]) for s in spans)
