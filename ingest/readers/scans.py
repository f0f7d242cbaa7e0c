"""Scans: pages that are images, read with Tesseract where it is installed, and told as such.

The doubts are what marks recognised text: they name its pages and how sure it is, are stored
with the report, and every clause knows its page. A flag on each block would say the same again.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from ingest.models import DEFAULT_MOST_SCANS, Block, Box, Doubt, Progress
from ingest.readers import scan_doubts
from ingest.readers.hocr import Recognition
from ingest.readers.tesseract import (
    ORIENTATION_PACK,
    Pixels,
    installed_languages,
    recognise,
    turned_by,
)
from ingest.spacing import mark_gaps

SECONDS_A_PAGE = 120.0
SECONDS_IN_ALL = 1_800.0
PAGES_AT_ONCE = min(4, multiprocessing.cpu_count())
POINTS_IN_AN_INCH = 72
RESOLUTION = 300  # dots to an inch: what Tesseract reads best
MOST_PIXELS = 20_000_000  # A3 at that resolution has 17 million
# A page is recognised best in its own language: French letters get lost where English is
# allowed too. Of two languages of one script the right one comes to the higher confidence.
LATIN, OTHERS = ("fra", "eng"), ("ara",)
# Under this mean confidence other languages, and another way up, are tried. Text of another
# script comes to 36 or so, clean text to over 90.
SURE = 75.0
# What is under this is no text of these languages, and is not taken for the report's words.
READABLE = 50.0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it is seen, in grey; `scale` is how many of its pixels make a point."""

    pixels: Pixels
    scale: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognised on a page after turning it clockwise, and in which languages."""

    recognition: Recognition
    languages: str  # as Tesseract takes them: fra, or ara+fra
    turned: int  # degrees: 0, 90, 180 or 270
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Packs:
    """The language packs to read with: those of `first` are compared, `others` if it is unsure."""

    first: tuple[str, ...]
    others: tuple[str, ...]
    orientation: bool

    @classmethod
    def of(cls, installed: Collection[str]) -> Packs:
        """Return those of the installed packs that reports are read with."""
        latin, others = ([name for name in group if name in installed] for group in (LATIN, OTHERS))
        first = tuple(latin or others)
        together = ["+".join([*others, *latin])] if others and latin else []  # two scripts
        rest = [name for name in (*others, *together) if name not in first]
        return cls(
            first, tuple(dict.fromkeys(rest)) if first else (), ORIENTATION_PACK in installed
        )

    def beginning_with(self, language: str) -> Packs:
        """Return the same packs, with one language tried alone at first."""
        others = [name for name in (*self.first, *self.others) if name != language]
        return replace(self, first=(language,), others=tuple(others))


# Returns the image of a page, None if there is none. Not called twice at once.
Picture = Callable[[int], PageImage | None]


def best_scale(width: float, height: float) -> float:
    """Return how many pixels to a point a page of this size, in points, is best drawn with."""
    most = (MOST_PIXELS / max(width * height, 1.0)) ** 0.5
    return float(min(RESOLUTION / POINTS_IN_AN_INCH, most))


def read_scans(
    pages: Sequence[int], picture: Picture, progress: Progress, most: int = DEFAULT_MOST_SCANS
) -> tuple[dict[int, Sequence[Block]], list[Doubt]]:
    """Return the lines of scanned pages, by page, and what to doubt in them.

    A page that cannot be read is told and has no entry; without Tesseract that is every page.
    """
    installed = installed_languages() if pages else set()
    packs = Packs.of(installed)
    if not packs.first:
        return {}, [*scan_doubts.not_installed(pages)]
    readings = read_pages(pages[:most], picture, packs, progress) if most else {}
    worded = {page: reading for page, reading in readings.items() if reading.blocks}
    doubts = [
        *scan_doubts.recognised({page: confidence(reading) for page, reading in worded.items()}),
        *scan_doubts.without_words([page for page in readings if page not in worded]),
        *scan_doubts.failed([page for page in pages[:most] if page not in readings]),
        *scan_doubts.over_limit(pages[most:], most),
        *scan_doubts.packs_missing(name for name in LATIN + OTHERS if name not in installed),
    ]
    return {page: reading.blocks for page, reading in worded.items()}, doubts


def read_pages(
    pages: Sequence[int], picture: Picture, packs: Packs, progress: Progress
) -> dict[int, Reading]:
    """Return what is recognised on each page, without those that fail or come too late.

    The first page is read alone: its language is tried first on the others.
    """
    ends = time.monotonic() + SECONDS_IN_ALL
    drawing = threading.Lock()

    def read(page: int, packs: Packs) -> Reading | None:
        page_ends = min(ends, time.monotonic() + SECONDS_A_PAGE)
        if time.monotonic() >= page_ends:
            return None
        with drawing:
            image = picture(page)
        return read_page(page, image, packs, page_ends) if image else None

    progress("recognising", 0, len(pages))
    found = {pages[0]: read(pages[0], packs)}
    progress("recognising", 1, len(pages))
    if (first := found[pages[0]]) and first.blocks:
        packs = packs.beginning_with(first.languages)
    executor = ThreadPoolExecutor(PAGES_AT_ONCE)
    try:
        others = executor.map(lambda page: read(page, packs), pages[1:])
        for done, (page, reading) in enumerate(zip(pages[1:], others, strict=True), start=2):
            found[page] = reading
            progress("recognising", done, len(pages))
    finally:  # stopped halfway: pages that wait are not begun
        executor.shutdown(cancel_futures=True)
    return {page: reading for page, reading in found.items() if reading}


def read_page(page: int, image: PageImage, packs: Packs, ends: float) -> Reading | None:
    """Return the most confident reading of a page.

    None if Tesseract fails, time is over, or all it makes out is no text of known languages.
    """
    readings = [*read_in(packs.first[:1], image.pixels, 0, ends)]
    if readings and confidence(readings[0]) >= SURE:
        readings += read_in(packs.first[1:], image.pixels, 0, ends)
    elif readings:
        turned = turned_by(image.pixels, ends - time.monotonic()) if packs.orientation else 0
        languages = [*(packs.first[:1] if turned else ()), *packs.others, *packs.first[1:]]
        for reading in read_in(languages, image.pixels, turned, ends):
            readings.append(reading)
            if confidence(reading) >= SURE:
                break
    best = max(readings, key=confidence, default=None)
    if best is None or (best.recognition.lines and confidence(best) < READABLE):
        return None
    return replace(best, blocks=tuple(blocks_of(best, image, page)))


def confidence(reading: Reading) -> float:
    """Return how sure a reading is."""
    return reading.recognition.confidence


def read_in(
    languages: Sequence[str], pixels: Pixels, turned: int, ends: float
) -> Iterator[Reading]:
    """Yield readings of an image that is turned clockwise first, in one language after another."""
    upright = np.rot90(pixels, -turned // 90)
    for language in languages:
        recognition = recognise(upright, language, ends - time.monotonic())
        if recognition is None:
            return
        yield Reading(recognition, language, turned)


def blocks_of(reading: Reading, image: PageImage, page: int) -> Iterator[Block]:
    """Yield the recognised lines as blocks that stand on the page as it is seen."""
    lines = reading.recognition.lines
    # The space between lines is told while they are upright.
    upright = mark_gaps([Block(line.text, page, box=line.box, size=line.size) for line in lines])
    height, width = image.pixels.shape
    for block, line in zip(upright, lines, strict=True):
        box = turned_back(line.box, reading.turned, width, height)
        edges = (box.left, box.top, box.right, box.bottom)
        placed = Box(*(round(edge / image.scale, 2) for edge in edges))
        yield replace(block, box=placed, size=round(line.size / image.scale, 1))


def turned_back(box: Box, turned: int, width: float, height: float) -> Box:
    """Return a box on an image of this size from where it stood once that was turned clockwise."""
    if turned == 90:
        return Box(box.top, height - box.right, box.bottom, height - box.left)
    if turned == 180:
        return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
    if turned == 270:
        return Box(width - box.bottom, box.left, width - box.top, box.right)
    return box
