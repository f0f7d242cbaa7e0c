"""A conversation as a Word file, each clause with a footnote of its own."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt, RGBColor

from ui.transcript import Linked, Quoted, Transcript
from ui.word_footnotes import Footnotes, direct, make_element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# XML has no way to write these: form feeds and other control characters, halves of surrogates.
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GREY = RGBColor(0x5A, 0x5A, 0x5A)
LOCALES = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-SA"}


def to_word(transcript: Transcript) -> bytes:
    """Return the file."""
    document = Document()
    document.core_properties.title = writable(transcript.title)
    document.core_properties.author = document.core_properties.comments = ""
    footnotes = Footnotes(document, transcript.right_to_left)
    add(document, transcript.title, transcript.language, "Title")
    add(document, transcript.about, transcript.language, grey=True)
    for exchange in transcript.exchanges:
        add(document, exchange.question, transcript.language, "Heading 2")
        add(document, exchange.opening, transcript.language)
        for quoted in exchange.quoted:
            if quoted.label:
                add(document, quoted.label, transcript.language, grey=True)
            add_quoted(document, quoted, footnotes, transcript.language)
    footnotes.save()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_quoted(document: WordDocument, quoted: Quoted, footnotes: Footnotes, language: str) -> None:
    """Append a clause with its footnote; `language` is the reader's.

    The words that answer are in bold; a clause that is only near is grey.
    """
    if quoted.chapeau:
        indent(add(document, quoted.chapeau, quoted.language, grey=True))
    paragraph = indent(add(document, "", quoted.language))
    for text, is_bold in ((quoted.before, False), (quoted.marked, True), (quoted.after, False)):
        if text:
            made = run(paragraph, text, quoted.language)
            made.bold = is_bold and quoted.answers
            if not quoted.answers:
                made.font.color.rgb = GREY
    footnotes.add(paragraph, writable(quoted.citation))
    if quoted.twins:
        indent(add(document, quoted.also, language, grey=True))
    for twin in quoted.twins:
        add_link(indent(add(document, "", language)), twin, language)


def add_link(paragraph: Paragraph, linked: Linked, language: str) -> None:
    """Append a citation that opens its clause, or only names it where that is not known."""
    made = run(paragraph, linked.citation, language)
    if linked.link:
        made.font.underline = True
        to = paragraph.part.relate_to(linked.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink = make_element("w:hyperlink", {"r:id": to})
        hyperlink.append(made._r)
        paragraph._p.append(hyperlink)


def add(
    document: WordDocument, text: str, language: str, style: str = "Normal", grey: bool = False
) -> Paragraph:
    """Append a paragraph in the direction of its language."""
    paragraph = document.add_paragraph(style=style)
    direct(paragraph, language == "ar")
    if text:
        made = run(paragraph, text, language)
        if grey:
            made.font.color.rgb = GREY
    return paragraph


def run(paragraph: Paragraph, text: str, language: str) -> Run:
    """Append words; the language is that of spelling and of the letters' direction."""
    made = paragraph.add_run(writable(text))
    properties = made._r.get_or_add_rPr()
    made.font.rtl = language == "ar" or None
    locale = LOCALES.get(language, "fr-FR")
    properties.append(make_element("w:lang", {"w:val": locale, "w:bidi": locale}))
    return made


def indent(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph in from the side where its lines begin."""
    paragraph.paragraph_format.left_indent = Pt(18)  # in Word's files "left" is where lines begin
    return paragraph


def writable(text: str) -> str:
    """Return a text that an XML file can hold."""
    return NOT_IN_XML.sub(" ", text)
