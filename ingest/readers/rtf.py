"""Rich text (.rtf): its paragraphs, with the list numbers that the file holds as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt

SIGNATURE = b"{\\rtf"
# The number that older programs write before an item; newer ones write it as \listtext.
OLDER_NUMBER = re.compile(r"\\pntext(?![a-z])")
# The library would write a link's address into the text.
LINK_CODE = re.compile(r"(\\fldinst\b[^{}]{0,50}(?:\{[^{}]{0,200}?)?)HYPERLINK")
NOTE = re.compile(r"\{(?:\\\*)?\\footnote(?![a-z])")
BRACE = re.compile(r"(?<!\\)[{}]")
NOT_PRINTED = re.compile(r"\\(?:deleted|v)(?![a-z0-9])")  # a tracked deletion, hidden text
SOFT_HYPHEN = "\u00ad"
CELL_END = "|"  # as the library ends each cell


def read_rtf(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a rich text in order; a table row is one block.

    Notes are left out, and told; so is it that deletions and hidden text are read with the rest.
    Pages are not known. Raises `UnreadableFile`.
    """
    if not data.lstrip().startswith(SIGNATURE):
        raise not_rich_text(name, "it does not begin as one")
    source = data.decode("latin-1")  # other letters are written as codes
    try:
        text = plain(source)
        doubts = [*find_doubts(source)]
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        # A code that no program writes.
        raise not_rich_text(name, str(error)) from error
    lines = (line.replace(SOFT_HYPHEN, "").strip() for line in text.splitlines())
    return [to_block(line) for line in lines if line.strip(f"{CELL_END} \t")], doubts


def plain(source: str) -> str:
    """Return the text of rich text, letters beyond U+FFFF put together from their halves."""
    source = LINK_CODE.sub(r"\1LINK", OLDER_NUMBER.sub(r"\\listtext", source))
    text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    )


def to_block(line: str) -> Block:
    """Return one line as a paragraph, or as the row of a table."""
    if line.endswith(CELL_END):
        cells = (cell.strip() for cell in line.split(CELL_END))
        return Block("\t".join(filter(None, cells)), gap=True, whole=True, table=True)
    return Block(line.replace("\t", " "), gap=True, whole=True)


def find_doubts(source: str) -> Iterator[Doubt]:
    """Yield what is left out of the words, and what is among them that is not printed."""
    notes = [*NOTE.finditer(source)]
    if notes:
        yield footnotes_doubt(
            [plain(f"{{\\rtf1 {group_after(source, note.end())}}}") for note in notes]
        )
    if NOT_PRINTED.search(source):
        message = (
            "Deleted or hidden text is read with the rest; save the file as .docx to avoid it."
        )
        yield Doubt("deleted-text-read", message)


def group_after(source: str, start: int) -> str:
    """Return what a group holds from `start`, inside it, to its closing brace."""
    depth = 1
    for brace in BRACE.finditer(source, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return source[start : brace.start()]
    return source[start:]


def not_rich_text(name: str, reason: str) -> UnreadableFile:
    """Return the error for bytes that are no rich text."""
    return UnreadableFile(
        f"{name} is no rich text that can be read: {reason}. Save it again as .docx and add that.",
        code="bad-rtf-file",
        name=name,
    )
