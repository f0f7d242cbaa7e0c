"""Readers: a file to blocks in reading order, one function for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.odt import read_odt
from ingest.readers.pdf import read_pdf
from ingest.readers.rtf import read_rtf
from ingest.readers.text import read_text

Reader = Callable[[bytes, str], tuple[list[Block], list[Doubt]]]
READERS: dict[str, Reader] = {
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".odt": read_odt,
    ".pdf": read_pdf,
    ".rtf": read_rtf,
    ".text": read_text,
    ".txt": read_text,
}
KNOWN_ENDINGS = ", ".join(sorted(READERS))
# What other programs write, named so that the message can say more than "not text".
NOT_READ_YET = {".doc", ".docm", ".epub", ".pages", ".wpd"}


def is_readable(name: str) -> bool:
    """Say whether a file of this name is one that a reader is known for."""
    return PurePath(name).suffix.lower() in READERS


def read_blocks(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks of a file in reading order, and what its reader was not sure of.

    The ending of `name` picks the reader; an unknown one is read as text. Raises `UnreadableFile`.
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
    return READERS.get(suffix, read_text)(data, name)
