"""Word files: paragraphs with the numbers that Word would print.

Word's automatic numbers are not in the text. They are computed here from the file's numbering
definitions (ECMA-376 part 1, 17.9): levels, start values, restarts, overrides and formats.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt
from ingest.readers.archive import check_archive
from ingest.readers.line_breaks import LINE_BREAK, lines_of
from ingest.readers.scanned_runs import has_scanned_runs, part_at_articles
from ingest.readers.tables import table_blocks
from ingest.readers.word_numbers import Numbers
from ingest.readers.word_styles import Styles
from ingest.readers.word_text import LEFT_OUT, WordText
from ingest.readers.xml_parts import PART_ERRORS, parse_part, related_parts

# What may stand between a table and its rows, or a row and its cells.
WRAPPERS = {
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
}
GONE = ("w:del", "w:moveFrom")
NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a Word file in order, each with the number Word would print.

    Tracked changes count as accepted. Notes and hidden text are left out, and told. Pages are not
    known: Word makes them when it prints. Raises `UnreadableFile`.
    """
    check_archive(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = read_parts(archive)
    except PART_ERRORS as error:
        raise UnreadableFile(
            f"{name} is not a Word file that can be read: {error}. Open it in Word, save it as "
            ".docx and add that.",
            code="bad-word-file",
            name=name,
        ) from error
    body = WordBody(parts)
    return [*body.blocks_of(parts.document)], [*body.doubts()]


@dataclass(frozen=True, slots=True)
class WordParts:
    """What a Word file holds that is read; what it lacks is an empty element."""

    document: etree._Element  # it holds the body
    styles: etree._Element
    numbering: etree._Element
    notes: tuple[etree._Element, ...]  # the roots of footnotes and endnotes


def read_parts(archive: zipfile.ZipFile) -> WordParts:
    """Return the parts of a Word file. Raises one of `PART_ERRORS`."""
    path = related_parts(archive, "")["officeDocument"]
    related = related_parts(archive, path)

    def part(kind: str) -> etree._Element:
        known = related.get(kind) in archive.namelist()
        return parse_part(archive, related[kind]) if known else etree.Element("none")

    notes = (part("footnotes"), part("endnotes"))
    return WordParts(parse_part(archive, path), part("styles"), part("numbering"), notes)


class WordBody:
    """Reads the paragraphs and tables of a Word file, in order."""

    def __init__(self, parts: WordParts) -> None:
        """Read what stands outside the body: styles, numbering definitions, notes."""
        body = parts.document
        self._styles = Styles(parts.styles, body)
        self._numbers = Numbers(parts.numbering, self._styles)
        self._text = WordText(self._styles)
        self._notes = [*read_notes(parts.notes, self._styles)]
        runs = WordText(self._styles)
        self._scanned = has_scanned_runs([runs.runs(p) for p in body.iter(qn("w:p"))])
        self._carried: list[str] = []  # runs of a paragraph whose end is deleted

    def blocks_of(self, element: etree._Element, in_cell: bool = False) -> Iterator[Block]:
        """Yield the paragraphs and table rows below an element."""
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, in_cell)
            elif child.tag == qn("w:tbl"):
                yield from table_blocks([*self._rows(child)])
            elif child.tag not in LEFT_OUT:
                yield from self.blocks_of(child, in_cell)

    def doubts(self) -> Iterator[Doubt]:
        """Yield what was left out of the words read so far."""
        if self._text.notes:
            yield footnotes_doubt(self._notes, count=self._text.notes)
        if self._text.hidden:
            message = f"Characters left out since they are not printed: {self._text.hidden}."
            yield Doubt("hidden-left-out", message, None, {"count": self._text.hidden})

    def _rows(self, table: etree._Element) -> Iterator[list[list[Block]]]:
        """Yield the rows of a table as their cells with words; a deleted row is none."""
        for row in within(table, "w:tr"):
            properties = row.find(qn("w:trPr"))
            if properties is None or all(properties.find(qn(name)) is None for name in GONE):
                cells = ([*self.blocks_of(cell, in_cell=True)] for cell in within(row, "w:tc"))
                yield [cell for cell in cells if cell]

    def _paragraph(self, paragraph: etree._Element, in_cell: bool) -> Iterator[Block]:
        """Yield a paragraph with its number, then those of the text boxes anchored in it."""
        contents = self._text.in_contents or self._styles.is_contents(paragraph)
        runs = [*self._carried, *self._text.runs(paragraph)]
        boxes = self._text.boxes
        self._carried = runs if end_is_deleted(paragraph) else []
        if not self._carried:
            number = self._numbers.next_number(paragraph)
            level = 0 if contents else self._styles.level(paragraph)
            lines = self._lines(runs, level)
            if number and (lines or in_cell):  # a cell may hold nothing but its number
                lines[:1] = [" ".join([number, *lines[:1]])]
            contents = contents or self._text.in_contents  # the paragraph that begins it
            table = contents and not level
            for n, line in enumerate(lines):
                listed = int(bool(number) and n == 0)
                yield Block(line, gap=True, whole=True, level=level, table=table, listed=listed)
        for box in boxes:
            yield from self.blocks_of(box)

    def _lines(self, runs: list[str], level: int) -> list[str]:
        """Return the paragraphs that a paragraph prints, none if it has no words."""
        parts = part_at_articles(runs) if self._scanned and not level else ["".join(runs)]
        return [line for part in parts for line in lines_of(part, heading=bool(level))]


def within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children of a tag, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in WRAPPERS:
            yield from within(child, tag)


def end_is_deleted(paragraph: etree._Element) -> bool:
    """Say whether a tracked change deletes a paragraph's end: it goes on with the next."""
    following = paragraph.getnext()
    if following is None or following.tag != qn("w:p"):
        return False
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return properties is not None and any(properties.find(qn(name)) is not None for name in GONE)


def read_notes(roots: Sequence[etree._Element], styles: Styles) -> Iterator[str]:
    """Yield the text of each footnote, then of each endnote."""
    for note in (note for root in roots for note in root):
        if note.get(qn("w:type")) not in NO_NOTES:
            paragraphs = note.iter(qn("w:p"))
            text = "".join(run for p in paragraphs for run in WordText(styles).runs(p))
            yield text.replace(LINE_BREAK, " ").strip()
