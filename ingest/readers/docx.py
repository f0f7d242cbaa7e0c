"""Word files: paragraphs with the numbers that Word would print.

Word's automatic numbers are not in the text. They are computed here from the file's numbering
definitions (ECMA-376 part 1, 17.9): levels, start values, restarts, overrides and formats.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.readers.archive import check_archive
from ingest.readers.word_numbers import Numbers

# A deletion that was tracked, and the text of a field's code ("PAGE \\* MERGEFORMAT").
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr")}
TEXT_BOX = qn("w:txbxContent")
# Word keeps a second copy of each text box for old programs.
COPY_FOR_OLD_PROGRAMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a Word file in order, each with the number Word would print.

    Tracked changes count as accepted. Pages are not known: Word makes them when it prints.
    Raises `UnreadableFile`.
    """
    check_archive(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        numbers = Numbers(document)
    except (
        PackageNotFoundError,
        AttributeError,  # an element of another kind where the library expects its own
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        etree.LxmlError,
    ) as error:
        raise UnreadableFile(
            f"{name} is not a Word file that can be read: {error}. Open it in Word, save it as "
            ".docx and add that.",
            code="bad-word-file",
            name=name,
        ) from error
    levels = numbers.heading_levels()
    return [*body_blocks(document.element, numbers, levels)], []


def body_blocks(
    element: etree._Element, numbers: Numbers, levels: dict[str, int]
) -> Iterator[Block]:
    """Yield the paragraphs and table rows below an element."""
    for child in element:
        if child.tag == qn("w:p"):
            yield from paragraph_blocks(child, numbers, levels)
        elif child.tag == qn("w:tbl"):
            for row in child.iterfind(qn("w:tr")):
                yield from row_blocks(row, numbers, levels)
        elif child.tag not in LEFT_OUT:
            yield from body_blocks(child, numbers, levels)


def row_blocks(row: etree._Element, numbers: Numbers, levels: dict[str, int]) -> Iterator[Block]:
    """Yield a table row as one block; a row of a single cell lays out text."""
    cells = [[*body_blocks(cell, numbers, levels)] for cell in row.iterfind(qn("w:tc"))]
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        yield from filled[0]
    elif filled:
        yield Block("\t".join(b.text for cell in filled for b in cell), gap=True, table=True)


def paragraph_blocks(
    paragraph: etree._Element, numbers: Numbers, levels: dict[str, int]
) -> Iterator[Block]:
    """Yield a paragraph with its number, then the paragraphs of the text boxes anchored in it."""
    boxes: list[etree._Element] = []
    text = "".join(words(paragraph, boxes)).strip()
    number = numbers.next_number(paragraph)
    if text:
        level = levels.get(numbers.style_of(paragraph), 0)
        yield Block(f"{number} {text}" if number else text, gap=True, whole=True, level=level)
    for box in boxes:
        yield from body_blocks(box, numbers, levels)


def words(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """Yield the text of a paragraph; the text boxes in it are put aside."""
    for child in element:
        if child.tag in LEFT_OUT or child.tag == COPY_FOR_OLD_PROGRAMS:
            continue
        if child.tag == TEXT_BOX:
            boxes.append(child)
        elif child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in {qn("w:tab"), qn("w:br"), qn("w:cr")}:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "\u2011"
        else:
            yield from words(child, boxes)
