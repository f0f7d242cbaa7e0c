"""Readers: a file to blocks in reading order, one function for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ingest.errors import UnreadableFile
from ingest.models import DEFAULT_MOST_SCANS, Block, Doubt, Progress, no_progress
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.image import read_image
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

Reader = Callable[[bytes, str], tuple[list[Block], list[Doubt]]]
PageReader = Callable[[bytes, str, Progress, int], tuple[list[Block], list[Doubt]]]
READERS: dict[str, Reader] = {
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".text": read_text,
    ".txt": read_text,
}
# Files with pages that may be scans.
PAGE_READERS: dict[str, PageReader] = {".pdf": read_pdf}
# Read where one is named. A folder's are not: most are pictures beside a web page.
IMAGE_READERS: dict[str, PageReader] = dict.fromkeys(
    (".jpeg", ".jpg", ".png", ".tif", ".tiff"), read_image
)
KNOWN_ENDINGS = ", ".join(sorted(READERS | PAGE_READERS | IMAGE_READERS))
# What other programs write, named so that the message can say more than "not text".
NOT_READ_YET = {".doc", ".md", ".odt", ".rtf"}


def is_readable(name: str) -> bool:
    """Say whether a file of this name is one to read where its folder is named."""
    return PurePath(name).suffix.lower() in READERS | PAGE_READERS


def read_blocks(
    data: bytes,
    name: str,
    progress: Progress = no_progress,
    most_scans: int = DEFAULT_MOST_SCANS,
) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks of a file in reading order, and what its reader was not sure of.

    The ending of `name` picks the reader; an unknown one is read as text. At most `most_scans`
    scanned pages are recognised, and `progress` is told each. Raises `UnreadableFile`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in NOT_READ_YET:
        raise UnreadableFile(
            f"{name} cannot be read yet: it ends in {suffix}, and only {KNOWN_ENDINGS} can be. "
            "Save it as one of these and add that.",
            code="format-not-read",
            name=name,
            suffix=suffix,
        )
    if page_reader := (PAGE_READERS | IMAGE_READERS).get(suffix):
        return page_reader(data, name, progress, most_scans)
    return READERS.get(suffix, read_text)(data, name)
