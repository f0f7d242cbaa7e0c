"""Footnotes of a Word file, which python-docx does not write itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

TEXT_STYLE, REFERENCE_STYLE = "footnote text", "footnote reference"
# Word wants the lines above footnotes to be listed as footnotes 0 and 1 of their own kinds.
SEPARATORS = (("separator", "w:separator"), ("continuationSeparator", "w:continuationSeparator"))


class Footnotes:
    """The footnotes of one document, in order; `save` puts them into it."""

    def __init__(self, document: Document, right_to_left: bool) -> None:
        """`right_to_left` is the direction of the notes."""
        self._document = document
        self._right_to_left = right_to_left
        self._root = make_element("w:footnotes")
        for number, (kind, line) in enumerate(SEPARATORS):
            note = make_element("w:footnote", {"w:type": kind, "w:id": str(number)})
            note.append(nested("w:p", "w:r", line))
            self._root.append(note)
        self._next = len(SEPARATORS)
        add_styles(document)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Append a reference to a paragraph, and its note."""
        mark = paragraph.add_run(style=REFERENCE_STYLE)
        mark._r.append(make_element("w:footnoteReference", {"w:id": str(self._next)}))
        note = make_element("w:footnote", {"w:id": str(self._next)})
        note.append(self._note_paragraph(text))
        self._root.append(note)
        self._next += 1

    def _note_paragraph(self, text: str) -> Any:  # noqa: ANN401  # an XML element
        inside = Paragraph(OxmlElement("w:p"), self._document._body)
        inside.style = self._document.styles[TEXT_STYLE]
        direct(inside, self._right_to_left)
        number = inside.add_run(style=REFERENCE_STYLE)
        number._r.append(make_element("w:footnoteRef"))
        run = inside.add_run(f" {text}")
        run.font.rtl = self._right_to_left or None
        return inside._p

    def save(self) -> None:
        """Put the notes into the document."""
        package = self._document.part.package
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        listed = make_element("w:footnotePr")
        for number in range(len(SEPARATORS)):
            listed.append(make_element("w:footnote", {"w:id": str(number)}))
        self._document.settings.element.find(qn("w:compat")).addprevious(listed)


def add_styles(document: Document) -> None:
    """Add the styles of notes and of their numbers, which the empty document lacks."""
    text = document.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    number = document.styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER)
    number.font.superscript = True


def direct(paragraph: Paragraph, right_to_left: bool) -> None:
    """Set the direction of a paragraph."""
    if right_to_left:
        paragraph._p.get_or_add_pPr().insert_element_before(
            make_element("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )


def make_element(name: str, attributes: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
    """Return an XML element of Word's."""
    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element


def nested(*names: str) -> Any:  # noqa: ANN401  # an XML element
    """Return elements one inside the other, the outermost first."""
    outer = inner = make_element(names[0])
    for name in names[1:]:
        child = make_element(name)
        inner.append(child)
        inner = child
    return outer
