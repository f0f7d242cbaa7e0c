"""Web pages: block elements to paragraphs, with list numbers as a browser would print them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html
from lxml.html import HtmlElement

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.numbering import is_number_alone, read_label
from ingest.numerals import letters, roman
from ingest.readers.text import decode

DECLARED_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
DECLARED_WITHIN = 4096
# Not words of the report: programs, menus, what is not shown.
LEFT_OUT = {
    "script", "style", "nav", "noscript", "template", "head", "iframe", "object", "svg", "form",
    "button", "select", "textarea",
}  # fmt: skip
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
}  # fmt: skip
HEADING = re.compile(r"h([1-6])$")
DATA_ROW = "data-clausier-row"  # what is found out of a row before the page is read
SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a web page in order.

    Items of ordered lists begin with the number that a browser prints. A table row is one block,
    unless the table only lays out text. Raises `UnreadableFile` if there is no markup to read.
    """
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(decode_html(data, name).encode(), parser=parser)
    except (html.etree.ParserError, ValueError) as error:
        raise UnreadableFile(
            f"{name} holds no readable page: {error}. Save the page again and add that.",
            code="no-page",
            name=name,
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser drops what lies deeper than it goes, and all that follows.
        raise UnreadableFile(
            f"{name} holds a page that is nested too deep to be read whole. Save its text as "
            "plain text (.txt) in UTF-8 and add that.",
            code="no-page",
            name=name,
        )
    mark_data_rows(root)
    return [block for block in blocks_of(root) if block.text], []


def decode_html(data: bytes, name: str) -> str:
    """Return the text of a page: by its byte-order mark, by its own declaration, or detected."""
    declared = DECLARED_ENCODING.search(data[:DECLARED_WITHIN])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            return decode(data, name)  # declared wrongly
    return decode(data, name)


def blocks_of(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of an element: its runs of inline text, and what is below it, in order."""
    run = element.text or ""
    for child in element:
        if is_left_out(child):
            run += child.tail or ""
        elif child.tag in INLINE and not has_blocks(child):
            run += inline_text(child) + (child.tail or "")
        else:
            yield block(run)
            yield from child_blocks(child)
            run = child.tail or ""
    yield block(run)


def child_blocks(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a block element, as its kind demands."""
    if element.tag == "ol":
        yield from list_blocks(element)
    elif element.tag == "tr":
        yield from row_blocks(element)
    elif match := HEADING.match(str(element.tag)):
        for found in blocks_of(element):
            yield replace(found, level=int(match[1]))
    else:
        yield from blocks_of(element)


def list_blocks(element: HtmlElement) -> Iterator[Block]:
    """Yield the items of an ordered list, each beginning with its number."""
    items = [child for child in element if child.tag == "li"]
    step = -1 if element.get("reversed") is not None else 1
    number = whole(element.get("start"), 1 if step > 0 else len(items))
    for child in element:
        if child.tag != "li":
            if not is_left_out(child):
                yield from child_blocks(child)
            continue
        number = whole(child.get("value"), number)
        found = [item for item in blocks_of(child) if item.text]
        label = list_label(number, child.get("type") or element.get("type") or "1")
        number += step
        if found:
            first = found[0] if read_label(found[0].text) else numbered(found[0], label)
            yield from [first, *found[1:]]


def numbered(item: Block, label: str) -> Block:
    """Put a list number before an item's words."""
    return replace(item, text=f"{label} {item.text}")


def list_label(number: int, kind: str) -> str:
    """Return an item's number as a browser prints it: `3.`, `c.`, `iii.`."""
    if kind.lower() == "a" and number > 0:
        label = letters(number)
    elif kind.lower() == "i" and 0 < number < 90:
        label = roman(number)
    else:
        label = str(number)
    return f"{label.upper() if kind.isupper() else label}."


def row_blocks(row: HtmlElement) -> Iterator[Block]:
    """Yield a table row: its cells side by side, or as paragraphs if it only lays out text.

    A row lays out text if it has one cell, or a number in the first and text in the second.
    """
    cells = [[b for b in blocks_of(cell) if b.text] for cell in row if cell.tag in {"td", "th"}]
    cells = [cell for cell in cells if cell]
    if len(cells) == 1:
        yield from (replace(b, table=row.get(DATA_ROW) == "yes") for b in cells[0])
    elif len(cells) == 2 and len(cells[0]) == 1 and is_number_alone(cells[0][0].text):
        first, *rest = cells[1]
        yield numbered(first, cells[0][0].text)
        yield from rest
    elif cells:
        yield Block("\t".join(b.text for cell in cells for b in cell), gap=True, table=True)


def mark_data_rows(root: HtmlElement) -> None:
    """Mark each row that stands in a table of data, not of numbers beside their text."""
    rows: dict[HtmlElement, list[HtmlElement]] = {}
    for row in root.iter("tr"):
        rows.setdefault(next(row.iterancestors("table"), root), []).append(row)
    for found in rows.values():
        holds_data = any(is_data(row) for row in found)
        for row in found:
            row.set(DATA_ROW, "yes" if holds_data else "no")


def is_data(row: HtmlElement) -> bool:
    """Say whether a row holds more than a text, or a number and its text."""
    cells = (cell.text_content().strip() for cell in row if cell.tag in {"td", "th"})
    texts = [text for text in cells if text]
    return len(texts) > 2 or (len(texts) == 2 and not is_number_alone(texts[0]))


def block(run: str) -> Block:
    """Return a run of inline text as a whole paragraph, its spaces as a browser shows them."""
    return Block(SPACE.sub(" ", run).strip(), gap=True, whole=True)


def inline_text(element: HtmlElement) -> str:
    """Return the words of an inline element."""
    parts = [element.text or ""]
    for child in element:
        if not is_left_out(child):
            parts.append(inline_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def has_blocks(element: HtmlElement) -> bool:
    """Say whether an inline element holds block elements or line breaks."""
    return any(
        not is_left_out(child) and (child.tag not in INLINE or has_blocks(child))
        for child in element
    )


def is_left_out(element: HtmlElement) -> bool:
    """Say whether an element is no text of the page: a comment, a program, a menu, hidden."""
    return (
        not isinstance(element.tag, str)
        or element.tag in LEFT_OUT
        or element.get("hidden") is not None
        or element.get("role") == "navigation"
    )


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number of an attribute."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
