"""Rows of tables, the same for every format: data, or text that the table only lays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.models import Block
from ingest.numbering import is_number_alone, read_label

Cell = Sequence[Block]
Row = Sequence[Cell]  # its cells that have words
# A numbered paragraph this long in a cell is a clause rather than a line of a list.
BULLETS = {"—", "–", "-", "•", "·", "▪", "*"}
LONG_AS_A_CLAUSE = 40
FEWEST_CLAUSES = 2


def table_blocks(rows: Sequence[Row], captioned: bool = False) -> Iterator[Block]:
    """Yield the rows of a table: each one block, or paragraphs if they only lay out text.

    A `captioned` table is named for what it holds: it lays out no text.
    """
    data = captioned or holds_data(rows)
    for row in rows:
        yield from row_blocks(row, data)


def row_blocks(row: Row, data: bool) -> Iterator[Block]:
    """Yield one row of a table that holds `data` or not.

    In a table of data each row is one block. Another lays out text: one cell, a number beside its
    text, or several clauses in a cell.
    """
    if len(row) == 1:
        yield from (replace(block, table=block.table or data) for block in row[0])
    elif is_numbered_row(row) and not data:
        first, *rest = row[1]
        yield replace(first, text=f"{row[0][0].text} {first.text}")
        yield from rest
    elif row and not data:
        yield from (block for cell in row for block in cell)
    elif row:
        yield Block("\t".join(b.text for cell in row for b in cell), gap=True, table=True)


def holds_data(rows: Sequence[Row]) -> bool:
    """Say whether a table holds data: cells side by side that are no clauses."""
    side_by_side = [row for row in rows if len(row) > 1 and not is_numbered_row(row)]
    if any(len(row) > 2 for row in side_by_side):
        return True
    return bool(side_by_side) and not any(
        holds_clauses(cell) for row in side_by_side for cell in row
    )


def is_numbered_row(row: Row) -> bool:
    """Say whether a row is a printed number, or a dash, beside its text."""
    if len(row) != 2 or len(row[0]) != 1:
        return False
    return row[0][0].text in BULLETS or is_number_alone(row[0][0].text)


def holds_clauses(cell: Cell) -> bool:
    """Say whether a cell holds several numbered paragraphs, long as clauses are."""
    found = (b for b in cell if len(b.text) >= LONG_AS_A_CLAUSE and read_label(b.text))
    return sum(1 for _ in found) >= FEWEST_CLAUSES
