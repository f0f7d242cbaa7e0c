"""Markdown: its paragraphs, headings, list items and tables, with their numbers as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.errors import UnreadableFile
from ingest.models import Block, Doubt
from ingest.notes import footnotes_doubt
from ingest.readers.html import read_html
from ingest.readers.line_breaks import LINE_BREAK, lines_of
from ingest.readers.tables import table_blocks
from ingest.readers.text import decode

# title: Rapport, between two lines of three dashes at the very top
FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?=[\w-]+[ \t]*:).*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
# [^1]: Voir le texte, and the lines indented below it
NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)\n?", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")  # agreed[^1]
DEEPEST = 100
BREAKS = {"softbreak", "hardbreak"}
WRITTEN = {"text", "code_inline", "text_special"}


def read_markdown(data: bytes, name: str) -> tuple[list[Block], list[Doubt]]:
    """Return the paragraphs of a Markdown text in order.

    Numbers stay as typed, where a program would count anew. Front matter is left out; notes are,
    and told. Raises `UnreadableFile` if the bytes are no text.
    """
    text = re.sub(r"\r\n?", "\n", decode(data, name)).replace(LINE_BREAK, "\n")
    text = FRONT_MATTER.sub("", text)
    notes = NOTE.findall(text)
    marks = len(NOTE_MARK.findall(NOTE.sub("", text)))
    if notes:
        text = NOTE_MARK.sub("", NOTE.sub("", text))
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("code")
    blocks = MarkdownBlocks()
    found = [block for token in parser.parse(text) for block in blocks.read(token)]
    return found, [*doubts_about(notes, marks)]


def doubts_about(notes: Sequence[str], marks: int) -> Iterator[Doubt]:
    """Yield that notes are left out, if there are any."""
    if notes:
        yield footnotes_doubt(notes, count=marks)


@dataclass(slots=True)
class MarkdownBlocks:
    """Turns the tokens of a text into blocks, in order."""

    _number: str = ""  # of an item that has begun, until its first words
    _level: int = 0  # of the heading that is open
    _rows: list[list[list[Block]]] | None = field(default=None)  # of the table that is open

    def read(self, token: Token) -> Iterator[Block]:
        """Yield the blocks that a token ends or holds."""
        if token.type == "list_item_open":
            self._number += f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close":
            yield from self._paragraphs("")  # an item without words
        elif token.type == "heading_open":
            self._level = int(token.tag[1:])
        elif token.type == "heading_close":
            self._level = 0
        elif token.type == "table_open":
            self._rows = []
        elif token.type == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif token.type == "table_close":
            yield from table_blocks(self._rows or [])
            self._rows = None
        elif token.type == "inline":
            yield from self._paragraphs(words(token))
        elif token.type == "fence":
            yield from self._paragraphs(token.content.replace("\n", LINE_BREAK * 2))
        elif token.type == "html_block":
            yield from html_blocks(token.content)

    def _paragraphs(self, text: str) -> Iterator[Block]:
        """Yield the paragraphs of a text; those of a cell are put into their row."""
        lines = lines_of(self._number + text, heading=bool(self._level))
        self._number = ""
        blocks = [Block(line, gap=True, whole=True, level=self._level) for line in lines]
        if self._rows is None:
            yield from blocks
        elif blocks and self._rows:
            self._rows[-1].append(blocks)


def words(token: Token) -> str:
    """Return the words of a paragraph; HTML in it is no words."""
    return "".join(
        LINE_BREAK if child.type in BREAKS else child.content if child.type in WRITTEN else ""
        for child in token.children or []
    )


def html_blocks(markup: str) -> list[Block]:
    """Return the paragraphs of a piece of HTML, none if it has no words."""
    try:
        return read_html(markup.encode(), "")[0]
    except UnreadableFile:  # a comment, say
        return []
