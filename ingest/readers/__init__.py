"""Readers: a file to blocks in reading order, one function for each format."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath

from ingest.errors import UnreadableFile
from ingest.models import DEFAULT_MOST_SCANS, Block, Doubt, Progress, no_progress
from ingest.readers.content import true_ending

# The module of each ending, `read_` and its name the function. It is imported when it is needed:
# a reading process reads one file.
READERS = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".odt": "odt",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".text": "text",
    ".txt": "text",
}
# Read where one is named. A folder's are not: most are pictures beside a web page.
IMAGES = dict.fromkeys((".jpeg", ".jpg", ".png", ".tif", ".tiff"), "image")
KNOWN_ENDINGS = ", ".join(sorted(READERS | IMAGES))
# What pages may be scans: read with Tesseract, which takes long.
SCANNED = {"pdf", "image"}
# What other programs write, named so that the message can say more than "not text".
NOT_READ_YET = {".doc", ".docm", ".epub", ".pages", ".wpd"}


def is_readable(name: str) -> bool:
    """Say whether a file of this name is one to read where its folder is named."""
    return PurePath(name).suffix.lower() in READERS


def read_blocks(
    data: bytes,
    name: str,
    progress: Progress = no_progress,
    most_scans: int = DEFAULT_MOST_SCANS,
) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks of a file in reading order, and what its reader was not sure of.

    The bytes pick the reader where they tell what they are, else the ending of `name`; an unknown
    one is read as text. At most `most_scans` scanned pages are recognised, and `progress` is told
    each page. Raises `UnreadableFile`.
    """
    named = PurePath(name).suffix.lower()
    ending = true_ending(data, named, name)
    if ending in NOT_READ_YET:
        seen = f"it ends in {ending}" if ending == named else f"it is a {ending} file inside"
        raise UnreadableFile(
            f"{name} cannot be read yet: {seen}, and only {KNOWN_ENDINGS} can be. Save it as one "
            "of these and add that.",
            code="format-not-read",
            name=name,
            suffix=ending,
        )
    kind = (READERS | IMAGES).get(ending, "text")
    reader = getattr(import_module(f"{__name__}.{kind}"), f"read_{kind}")
    told = (progress, most_scans) if kind in SCANNED else ()
    blocks, doubts = reader(data, name, *told)
    return blocks, [*other_kind(named, ending), *doubts]


def other_kind(named: str, ending: str) -> Iterator[Doubt]:
    """Tell that a file is of another kind than its name says."""
    known = READERS | IMAGES
    if named in known.keys() | NOT_READ_YET and known.get(ending, ending) != known.get(named):
        message = f"Its name ends in {named}, but it is a {ending} file, and is read as one."
        yield Doubt("other-ending", message, None, {"named": named, "ending": ending})
