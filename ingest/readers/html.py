"""Web pages: block elements to paragraphs, with list numbers as a browser would print them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import html
from lxml.html import HtmlElement

from ingest.errors import UnreadableFile
from ingest.labels import Style
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt
from ingest.numbering import read_label
from ingest.numerals import letters, roman
from ingest.readers.html_notes import find_notes, without_controls
from ingest.readers.tables import table_blocks
from ingest.readers.text import decode

DECLARED_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
DECLARED_WITHIN = 4096
# Pages that say the first are written in the second: browsers go by that, and so do we.
AS_BROWSERS_READ = dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii"), "cp1252")
# Not words of the report: programs, menus, what is not shown, what is struck out as deleted.
LEFT_OUT = {
    "script", "style", "nav", "noscript", "template", "head", "iframe", "object", "svg", "form",
    "button", "select", "textarea", "del",
}  # fmt: skip
LEFT_OUT_ROLES = {"navigation", "search", "contentinfo"}
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
# The running head of the Official Journal of the European Union, on its pages.
RUNNING_HEAD = re.compile(r"\b(?:oj-)?hd-(?:date|lg|ti|oj)\b")
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
}  # fmt: skip
HEADING = re.compile(r"h([1-6])$")
SPACE = re.compile(r"[ \t\r\n\f]+")
SOFT_HYPHEN = "\u00ad"  # shown only where a line ends
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|[a-z]+-[a-z]+|decimal)\b", re.I)
LIST_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A",
    "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "arabic-indic": "١", "none": "",
}  # fmt: skip
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TABLE_PARTS = {"table", "thead", "tbody", "tfoot"}


def read_html(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a web page in order.

    Items of ordered lists begin with the number that a browser prints. A table row is one block,
    unless the table only lays out text. Footnotes are left out, and told. Raises `UnreadableFile`
    if there is no markup to read.
    """
    root = parse_page(decode_html(data, name), name)
    doubts = [*drop_notes(root)]
    return [*join_numbers([block for block in blocks_of(root) if block.text])], doubts


def parse_page(text: str, name: str) -> HtmlElement:
    """Return the root of a page. Raises `UnreadableFile` if it is none, or nested too deep."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
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
    return root


def decode_html(data: bytes, name: str) -> str:
    """Return the text of a page: by its byte-order mark, by its own declaration, or detected."""
    declared = DECLARED_ENCODING.search(data[:DECLARED_WITHIN])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        encoding = declared[1].decode().lower()
        try:
            return data.decode(AS_BROWSERS_READ.get(encoding, encoding))
        except (LookupError, UnicodeError):
            return decode(data, name)  # declared wrongly
    return decode(data, name)


def drop_notes(root: HtmlElement) -> Iterator[Doubt]:
    """Take the footnotes of a page and their marks out of it, and tell it."""
    marks, notes = find_notes(root)
    if not marks:
        return
    told = footnotes_doubt([note.text_content() for note in notes], count=len(marks))
    without_controls(root)
    for element in [*marks, *notes]:
        element.drop_tree()
    yield told


def blocks_of(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of an element: its runs of inline text, and what is below it, in order."""
    run = element.text or ""
    for child in element:
        if is_left_out(child):
            run += child.tail or ""
        elif child.tag in INLINE and not has_blocks(child):
            run = beside(run, inline_text(child))
            run = beside(run, child.tail or "")
        else:
            yield block(run)
            yield from child_blocks(child)
            run = child.tail or ""
    yield block(run)


def beside(run: str, text: str) -> str:
    """Put text after a run of text, a space after a number that stands alone.

    `<span>(1)</span><span>The Minister …` is set apart by the page's style.
    """
    apart = text[:1].isalpha() and is_bare_number(run.strip())
    return f"{run} {text}" if apart else run + text


def child_blocks(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a block element, as its kind demands."""
    if element.tag == "ol":
        yield from list_blocks(element)
    elif element.tag == "table":
        yield from outside_rows(element)
        captioned = element.find("caption") is not None
        yield from table_blocks([cells_of(row) for row in own_rows(element)], captioned)
    elif element.tag == "tr":
        yield from table_blocks([cells_of(element)])
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
        if is_left_out(child):
            continue
        if child.tag != "li":
            yield from child_blocks(child)
            continue
        number = whole(child.get("value"), number)
        found = [item for item in blocks_of(child) if item.text]
        label = list_label(number, list_kind(child) or list_kind(element) or "1")
        number += step
        if found:
            first = found[0] if read_label(found[0].text) else numbered(found[0], label)
            yield from [first, *(deeper(item) for item in found[1:])]


def numbered(item: Block, label: str) -> Block:
    """Put a list number before an item's words."""
    return replace(item, text=f"{label} {item.text}".strip(), listed=int(bool(label)))


def deeper(item: Block) -> Block:
    """Return what an item of a list holds; that of a list inside it is one deeper."""
    return replace(item, listed=item.listed + 1) if item.listed else item


def list_kind(element: HtmlElement) -> str | None:
    """Return the kind of numbers that a list or item asks for, None if it does not say."""
    style = LIST_STYLE.search(element.get("style") or "")
    kind = LIST_STYLES.get(style[1].lower()) if style else None
    return element.get("type") if kind is None else kind or "none"


def list_label(number: int, kind: str) -> str:
    """Return an item's number as a browser prints it: `3.`, `c.`, `iii.`; "" for none."""
    if kind == "none":
        return ""
    if kind == "١":
        return f"{str(number).translate(ARABIC_DIGITS)}."
    if kind.lower() == "a" and number > 0:
        label = letters(number)
    elif kind.lower() == "i" and 0 < number < 90:
        label = roman(number)
    else:
        label = str(number)
    return f"{label.upper() if kind.isupper() else label}."


def own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table, those of tables inside it left out."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table and not is_left_out(row):
            yield row


def cells_of(row: HtmlElement) -> list[list[Block]]:
    """Return the cells of a row that have words."""
    cells = ([*join_numbers([b for b in child_blocks(c) if b.text])] for c in row if is_shown(c))
    return [cell for cell in cells if cell]


def outside_rows(element: HtmlElement) -> Iterator[Block]:
    """Yield what a table holds outside its rows: its caption, and words put there by mistake."""
    yield block(element.text or "")
    for child in element:
        if child.tag in TABLE_PARTS - {"table"}:
            yield from outside_rows(child)
        elif child.tag != "tr" and is_shown(child):
            yield from child_blocks(child)
        yield block(child.tail or "")


def join_numbers(blocks: Sequence[Block]) -> Iterator[Block]:
    """Put a number that stands alone, as `<div>(a)</div><div>…`, before the words after it."""
    alone: Block | None = None
    for found in blocks:
        current = found
        if alone and not (found.table or found.level or is_bare_number(found.text)):
            current, alone = replace(found, text=f"{alone.text} {found.text}"), None
        elif alone:
            yield alone
        alone = current if is_bare_number(current.text) and not current.level else None
        if alone is None:
            yield current
    if alone:
        yield alone


def is_bare_number(text: str) -> bool:
    """Say whether a text is a number that its words follow: "(a)", but not "Article 1"."""
    label = read_label(f"{text} X")
    return label is not None and label.end == len(text) + 1 and label.style is not Style.ARTICLE


def block(run: str) -> Block:
    """Return a run of inline text as a whole paragraph, its spaces as a browser shows them."""
    text = SPACE.sub(" ", run.replace(SOFT_HYPHEN, "")).strip()
    return Block(text, gap=True, whole=True)


def inline_text(element: HtmlElement) -> str:
    """Return the words of an inline element."""
    run = element.text or ""
    for child in element:
        if not is_left_out(child):
            run = beside(run, inline_text(child))
        run = beside(run, child.tail or "")
    return run


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
        or (element.get("aria-hidden") or "").lower() == "true"
        or (element.get("role") or "").lower() in LEFT_OUT_ROLES
        or bool(HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(RUNNING_HEAD.search(element.get("class") or ""))
    )


def is_shown(element: HtmlElement) -> bool:
    """Say whether an element has text of the page."""
    return not is_left_out(element)


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number of an attribute."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
