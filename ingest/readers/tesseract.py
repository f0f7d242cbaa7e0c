"""Tesseract, the program that recognises the text of images: found and called.

It is called as the program it is. A package in between, such as pytesseract, makes the same call
by way of temporary files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ingest.readers.hocr import Recognition, read_hocr

Pixels = npt.NDArray[np.uint8]  # grey, rows of columns; 0 is black

# Its installer for Windows does not put it on the PATH.
WINDOWS_FOLDER = r"C:\Program Files\Tesseract-OCR"
RESOLUTION = "300"  # dots to an inch, which pages are drawn with; else it guesses
# How it takes a page apart. By itself it finds columns, but loses the numbers in a margin; told
# that all is one block, it keeps those, and reads across columns.
COLUMNS, ONE_BLOCK = "3", "6"
# White from top to foot, this wide (as a share of the page) and near its middle, parts columns.
GUTTER, MIDDLE = 0.012, (0.35, 0.65)
INK, SPECKS = 128, 2  # darker than this is ink; so many pixels of it in a row are none
# Of the rows with ink on both sides, so many may run across; of all rows, so many have such ink.
MOST_ACROSS, FEWEST_ROWS = 0.2, 0.05
SECONDS_FOR_ITS_LANGUAGES = 20.0
ORIENTATION_PACK = "osd"
ROTATE = re.compile(r"^Rotate: (?P<degrees>90|180|270)\s*$", re.MULTILINE)  # Rotate: 90


def program() -> str | None:
    """Return the path of the program; None if it is not installed."""
    return shutil.which("tesseract") or shutil.which("tesseract", path=WINDOWS_FOLDER)


def installed_languages() -> set[str]:
    """Return the names of the language packs that Tesseract has; none if it does not run."""
    printed = run(["--list-langs"], b"", SECONDS_FOR_ITS_LANGUAGES) or ""
    return {line.strip() for line in printed.split("\n")[1:]} - {""}


def recognise(image: Pixels, languages: str, seconds: float) -> Recognition | None:
    """Return the lines of an image; None if Tesseract fails or takes longer than `seconds`.

    `languages` are as Tesseract takes them: fra, or ara+fra.
    """
    layout = COLUMNS if has_columns(image) else ONE_BLOCK
    options = ["-l", languages, "--dpi", RESOLUTION, "--psm", layout, "hocr"]
    hocr = run(["stdin", "stdout", *options], as_pgm(image), seconds)
    return None if hocr is None else read_hocr(hocr)


def has_columns(image: Pixels) -> bool:
    """Say whether white parts most rows of a page near its middle, with ink on both sides.

    Headings and paragraphs over the whole width may stand between the columns.
    """
    height, width = image.shape
    # Heads and feet stand across the middle of a page with columns.
    ink = image[height // 5 : height - height // 5] < INK
    before = np.pad(ink.cumsum(axis=1, dtype=np.int32), ((0, 0), (1, 0)))  # of each pixel, its row
    left, right = (round(share * width) for share in MIDDLE)
    both = (before[:, left] > SPECKS) & (before[:, -1] - before[:, right] > SPECKS)
    if both.mean() < FEWEST_ROWS:
        return False
    rows, band = before[both, left : right + 1], max(round(GUTTER * width), 1)
    across = (rows[:, band:] - rows[:, :-band] > SPECKS).mean(axis=0)
    return bool(across.min() < MOST_ACROSS)


def turned_by(image: Pixels, seconds: float) -> int:
    """Return by how many degrees an image must be turned clockwise to stand upright.

    0 where Tesseract cannot tell. Needs the `ORIENTATION_PACK`.
    """
    options = ["-l", ORIENTATION_PACK, "--dpi", RESOLUTION, "--psm", "0"]
    found = ROTATE.search(run(["stdin", "stdout", *options], as_pgm(image), seconds) or "")
    return int(found["degrees"]) if found else 0


def run(arguments: Sequence[str], image: bytes, seconds: float) -> str | None:
    """Return what the program prints; None if it fails or takes longer."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, none of them from a file
            [program() or "tesseract", *arguments],
            input=image,
            capture_output=True,
            timeout=max(seconds, 0.1),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def as_pgm(image: Pixels) -> bytes:
    """Return an image in the simplest format that Tesseract reads."""
    height, width = image.shape
    return b"P5 %d %d 255\n" % (width, height) + image.tobytes()
