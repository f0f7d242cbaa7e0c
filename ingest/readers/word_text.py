"""The words of a Word paragraph, run by run, as Word prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from ingest.readers.line_breaks import LINE_BREAK
from ingest.readers.word_styles import Styles

# A deletion that was tracked, the text of a field's code, properties, and the reading of a ruby.
LEFT_OUT = {
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:rt")
}
TEXT_BOX = qn("w:txbxContent")
# Word keeps a second copy of each text box for old programs.
COPY_FOR_OLD_PROGRAMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORDS = {qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
NOTE_MARKS = {qn("w:footnoteReference"), qn("w:endnoteReference")}
WRITTEN = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): LINE_BREAK,
    qn("w:cr"): LINE_BREAK,
    qn("w:noBreakHyphen"): "\u2011",
}
SOFT_HYPHEN = "\u00ad"  # shown only where a line ends
CONTENTS_FIELD = "TOC"
UNKNOWN_SIGN = "\ufffd"
# Signs of the fonts that Word inserts by their place in the font; others are shown as unknown.
SIGNS = {
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB7): "•",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xB9): "≠",
    ("symbol", 0xD2): "®",
    ("symbol", 0xD3): "©",
    ("symbol", 0xD4): "™",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
}
SURROGATES = 0xD800  # from here on no places of letters, or of letters for private use


@dataclass(slots=True)
class Field:
    """A field that has begun: its code, and whether its result has."""

    code: str = ""
    result: bool = False


@dataclass(slots=True)
class WordText:
    """Reads paragraphs in order; counts what is left out, and knows which fields are open."""

    styles: Styles
    hidden: int = 0  # characters that Word does not print
    notes: int = 0  # marks of footnotes and endnotes
    boxes: list[etree._Element] = field(default_factory=list)  # in the paragraph read last
    _fields: list[Field] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents that Word made is open."""
        return any(f.code.strip().upper().startswith(CONTENTS_FIELD) for f in self._fields)

    def runs(self, paragraph: etree._Element) -> list[str]:
        """Return the text of each run of a paragraph; the text boxes in it are put aside."""
        self.boxes = []
        found = [*self._below(paragraph, paragraph)]
        # A code that the file does not end would hide all that follows.
        self._fields = [field for field in self._fields if field.result]
        return found

    def _below(self, element: etree._Element, paragraph: etree._Element) -> Iterator[str]:
        """Yield the text of the runs below an element."""
        for child in element:
            if child.tag == qn("w:r"):
                text = "".join(self._pieces(child, paragraph)).replace(SOFT_HYPHEN, "")
                if text and self.styles.hides(child, paragraph):
                    self.hidden += len(text)
                elif text:
                    yield text
            elif child.tag in WORDS:  # a formula has runs of its own
                yield child.text or ""
            elif not is_left_out(child):
                yield from self._below(child, paragraph)

    def _pieces(self, run: etree._Element, paragraph: etree._Element) -> Iterator[str]:
        """Yield the pieces of a run's text."""
        for child in run:
            if is_left_out(child):
                continue
            if child.tag == qn("w:fldChar"):
                self._turn(child.get(qn("w:fldCharType")) or "")
            elif child.tag == qn("w:instrText"):
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif child.tag == TEXT_BOX:
                self.boxes.append(child)
            elif child.tag in NOTE_MARKS:
                self.notes += 1
            elif not all(field.result for field in self._fields):
                continue
            elif child.tag in WORDS:
                yield child.text or ""
            elif child.tag == qn("w:sym"):
                yield sign(child)
            elif child.tag in WRITTEN:
                yield WRITTEN[child.tag]
            else:
                yield from self._pieces(child, paragraph)

    def _turn(self, kind: str) -> None:
        """Begin a field, go from its code to its result, or end it."""
        if kind == "begin":
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
        elif self._fields and kind == "end":
            self._fields.pop()


def is_left_out(element: etree._Element) -> bool:
    """Say whether an element is no text of the report, nor is anything in it."""
    return not isinstance(element.tag, str) or element.tag in LEFT_OUT | {COPY_FOR_OLD_PROGRAMS}


def sign(element: etree._Element) -> str:
    """Return the sign that a place in a font stands for."""
    font = (element.get(qn("w:font")) or "").lower()
    try:
        place = int(element.get(qn("w:char")) or "", 16)
    except ValueError:
        return UNKNOWN_SIGN
    if 0x20 <= place < SURROGATES and font not in {"symbol", "wingdings"}:
        return chr(place)
    return SIGNS.get((font, place % 0x100), UNKNOWN_SIGN)
