"""OpenDocument texts (.odt): paragraphs with the numbers that their lists and headings print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt
from ingest.readers.archive import check_archive
from ingest.readers.line_breaks import LINE_BREAK, lines_of
from ingest.readers.odt_numbers import LEVELS, Counter, ns, read_list_styles, whole
from ingest.readers.tables import table_blocks
from ingest.readers.xml_parts import PART_ERRORS, parse_part

# Notes stand apart; deletions, comments, and what only describes or draws are no text.
LEFT_OUT = {
    ns(name)
    for name in (
        "text:tracked-changes", "text:note", "office:annotation", "text:ruby-text", "text:number",
        "text:sequence-decls", "text:table-of-content-source", "office:forms", "draw:object",
    )
}  # fmt: skip
NO_WORDS = re.compile(
    r"\{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1\.0\}(?:title|desc)"
)
INDEXES = {ns(f"text:{name}") for name in ("table-of-content", "illustration-index", "table-index")}
PARAGRAPHS = {ns("text:p"), ns("text:h")}
WRITTEN = {ns("text:tab"): " ", ns("text:line-break"): LINE_BREAK}
MOST_SPACES = 100
SPACE = re.compile(r"[ \t\r\n]+")
TITLE_STYLE = "Title"
LONGEST_STYLE_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: in which lists, and whether in a list of contents."""

    counter: Counter | None = None
    style: str = ""
    depth: int = -1  # of the innermost list, from 0
    contents: bool = False


def read_odt(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of an OpenDocument text in order, with the numbers it would print.

    Tracked changes count as accepted. Notes are left out, and told. Pages are not known. Raises
    `UnreadableFile`.
    """
    check_archive(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = parse_part(archive, "content.xml")
            has_styles = "styles.xml" in archive.namelist()
            styles = parse_part(archive, "styles.xml") if has_styles else content
    except PART_ERRORS as error:
        raise UnreadableFile(
            f"{name} is not an OpenDocument text that can be read: {error}. Open it where it was "
            "written, save it without a password as .odt and add that.",
            code="bad-odt-file",
            name=name,
        ) from error
    body = OdtBody(content, styles)
    return [*body.blocks_of(body.text, Place())], [*body.doubts()]


class OdtBody:
    """Reads the paragraphs, lists and tables of an OpenDocument text, in order."""

    def __init__(self, content: etree._Element, styles: etree._Element) -> None:
        """Read the styles; `text` is the body."""
        found = content.find(f"{ns('office:body')}/{ns('office:text')}")
        self.text = found if found is not None else etree.Element("none")
        self._list_styles = read_list_styles([styles, content])
        self._styles = {
            style.get(ns("style:name")): style
            for root in (styles, content)
            for style in root.iter(ns("style:style"))
            if style.get(ns("style:family")) == "paragraph"
        }
        self._lists: dict[str, Counter] = {}  # by their ids
        self._last: dict[str, Counter] = {}  # by their styles
        self._headings = Counter()
        self._hiding = {name for root in (styles, content) for name in hiding_styles(root)} - {""}
        self._hidden = 0  # characters that are not printed
        self._boxes: list[etree._Element] = []  # in the paragraph read last
        self._notes = [*self.text.iter(ns("text:note-body"))]
        titled = any(self._is_title(p) for p in self.text.iter(ns("text:p")))
        self._below_title = 1 if titled else 0

    def doubts(self) -> Iterator[Doubt]:
        """Yield what was left out."""
        if self._notes:
            yield footnotes_doubt(["".join(note.itertext()) for note in self._notes])
        if self._hidden:
            message = f"Characters left out since they are not printed: {self._hidden}."
            yield Doubt("hidden-left-out", message, None, {"count": self._hidden})

    def blocks_of(self, element: etree._Element, place: Place) -> Iterator[Block]:
        """Yield the paragraphs and table rows below an element."""
        for child in element:
            yield from self._block(child, place)

    def _block(self, element: etree._Element, place: Place) -> Iterator[Block]:
        """Yield the paragraphs and table rows of one element of the body."""
        if is_left_out(element):
            return
        if element.tag in PARAGRAPHS:
            yield from self._paragraph(element, "", place)
        elif element.tag == ns("text:list"):
            yield from self._list(element, place)
        elif element.tag == ns("table:table"):
            yield from table_blocks([*self._rows(element)])
        elif element.get(ns("text:display")) != "none":  # a hidden section
            contents = place.contents or element.tag in INDEXES
            yield from self.blocks_of(element, replace(place, contents=contents))

    def _list(self, element: etree._Element, place: Place) -> Iterator[Block]:
        """Yield the items of a list; the number is that of an item's first paragraph."""
        style = element.get(ns("text:style-name")) or place.style or self._style_inside(element)
        counter = place.counter or self._counter(element, style)
        depth = min(place.depth + 1, LEVELS - 1)
        inside = replace(place, counter=counter, style=style, depth=depth)
        for item in element.iterchildren(ns("text:list-item"), ns("text:list-header")):
            parts = [part for part in item if not is_left_out(part)]
            counts = parts and parts[0].tag in PARAGRAPHS and item.tag == ns("text:list-item")
            number = ""
            if counts:
                start = item.get(ns("text:start-value"))
                levels = self._list_styles.get(style, {})
                number = counter.count(depth, levels, whole(start, 1) if start else None)
            for part in parts:
                if part.tag in PARAGRAPHS:
                    yield from self._paragraph(part, number, inside)
                    number = ""
                else:
                    yield from self._block(part, inside)

    def _counter(self, element: etree._Element, style: str) -> Counter:
        """Return the numbers of an outermost list: new ones, or those of the list it goes on."""
        goes_on = element.get(ns("text:continue-list"))
        if goes_on in self._lists:
            counter = self._lists[goes_on]
        elif element.get(ns("text:continue-numbering")) == "true" and style in self._last:
            counter = self._last[style]
        else:
            counter = Counter()
        self._last[style] = counter
        if identifier := element.get(ns("xml:id")):
            self._lists[identifier] = counter
        return counter

    def _style_inside(self, element: etree._Element) -> str:
        """Return the list style that a list's first paragraph names in its own style."""
        first = next(element.iter(*PARAGRAPHS), None)
        styles = self._chain(first) if first is not None else ()
        return next((s for e in styles if (s := e.get(ns("style:list-style-name")))), "")

    def _rows(self, table: etree._Element) -> Iterator[list[list[Block]]]:
        """Yield the rows of a table as their cells with words."""
        for child in table:
            if child.tag == ns("table:table-row"):
                cells = child.iterchildren(ns("table:table-cell"))
                found = ([*self.blocks_of(cell, Place())] for cell in cells)
                yield [cell for cell in found if cell]
            elif isinstance(child.tag, str):  # rows in groups, rows that head the table
                yield from self._rows(child)

    def _paragraph(self, element: etree._Element, number: str, place: Place) -> Iterator[Block]:
        """Yield a paragraph with its number, then those of the frames anchored in it."""
        self._boxes = []
        level = 0 if place.contents else self._level(element)
        if element.tag == ns("text:h") and place.depth < 0 and not place.contents:
            number = self._number_of_heading(element)
        text = SPACE.sub(" ", "".join(self._words(element)))
        boxes = self._boxes
        lines = lines_of(text, heading=bool(level))
        if number and lines:
            lines[0] = f"{number} {lines[0]}"
        for n, line in enumerate(lines):
            listed, table = int(bool(number) and n == 0), place.contents
            yield Block(line, gap=True, whole=True, level=level, table=table, listed=listed)
        for box in boxes:
            yield from self.blocks_of(box, Place())

    def _number_of_heading(self, element: etree._Element) -> str:
        """Return the number of a heading that the file numbers as a chapter."""
        if element.get(ns("text:is-list-header")) == "true" or "" not in self._list_styles:
            return ""
        anew = element.get(ns("text:restart-numbering")) == "true"
        depth = min(whole(element.get(ns("text:outline-level")), 1), LEVELS) - 1
        start = whole(element.get(ns("text:start-value")), 1) if anew else None
        return self._headings.count(max(depth, 0), self._list_styles[""], start)

    def _words(self, element: etree._Element) -> Iterator[str]:
        """Yield the text of a paragraph; the frames in it are put aside."""
        yield element.text or ""
        for child in element:
            if child.tag == ns("draw:text-box"):
                self._boxes.append(child)
            elif child.tag == ns("text:s"):
                yield " " * min(whole(child.get(ns("text:c")), 1), MOST_SPACES)
            elif child.tag in WRITTEN:
                yield WRITTEN[child.tag]
            elif child.get(ns("text:style-name")) in self._hiding:
                self._hidden += len("".join(child.itertext()))
            elif not is_left_out(child):
                yield from self._words(child)
            yield child.tail or ""

    def _level(self, element: etree._Element) -> int:
        """Return the level of a paragraph that is a heading, 1 the highest; 0 for text."""
        if self._is_title(element):
            return 1
        if element.tag != ns("text:h"):
            return 0
        return whole(element.get(ns("text:outline-level")), 1) + self._below_title

    def _is_title(self, element: etree._Element) -> bool:
        """Say whether a paragraph is in the style for titles, or in one made from it."""
        names = [element.get(ns("text:style-name"))]
        names += [style.get(ns("style:parent-style-name")) for style in self._chain(element)]
        return TITLE_STYLE in names

    def _chain(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield the style of a paragraph and those it is made from, nearest first."""
        name = element.get(ns("text:style-name"))
        for _ in range(LONGEST_STYLE_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(ns("style:parent-style-name"))


def is_left_out(element: etree._Element) -> bool:
    """Say whether an element is no text of the report, nor is anything in it."""
    return (
        not isinstance(element.tag, str)
        or element.tag in LEFT_OUT
        or bool(NO_WORDS.match(element.tag))
    )


def hiding_styles(root: etree._Element) -> Iterator[str]:
    """Yield the names of the styles whose text is not printed."""
    for properties in root.iter(ns("style:text-properties")):
        style = properties.getparent()
        if properties.get(ns("text:display")) == "none" and style is not None:
            yield style.get(ns("style:name")) or ""
