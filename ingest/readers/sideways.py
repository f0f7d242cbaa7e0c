"""Pages, or parts of them, whose lines run up or down, or stand upside down.

The lines of each direction are read by themselves, on the page held so that they are level:
PDFium takes letters that run another way for lines of one letter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.models import Block, Box, Doubt
from ingest.readers.clipped import clipped_texts
from ingest.readers.columns import Ordered, in_reading_order
from ingest.readers.drop_caps import with_drop_caps
from ingest.readers.line_parts import bottom, top
from ingest.readers.pdf_lines import read_lines
from ingest.readers.slanted import LEAST_ANGLE, take_out_slanted
from ingest.readers.upright import drawn_rules
from ingest.turns import Turn

DEEPEST_FORM = 2
SHOWN = 200
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Direction:
    """The lines of a page that run one way, as the page is held to read them; what is ruled.

    `words` and `unnamed` are as in `PageLines`.
    """

    lines: list[Block]
    rules: list[Box]
    words: int = 0
    unnamed: int = 0

    @property
    def letters(self) -> int:
        """How many letters its lines have."""
        return sum(len(line.text) for line in self.lines)


def rotations_of(page: pdfium.PdfPage) -> set[int]:
    """Return how far a page must be turned clockwise to read its text: mostly one, its own."""
    return {rotation for _, rotation in texts_of(page)} or {page.get_rotation()}


def texts_of(page: pdfium.PdfPage) -> Iterator[tuple[pdfium.PdfObject, int]]:
    """Yield the pieces of text of a page, those of forms too, and how each is to be turned."""
    own = page.get_rotation()
    for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST_FORM):
        matrix = text.get_matrix()
        if text.container:
            matrix = matrix.multiply(text.container.get_matrix())
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        if math.isnan(angle):  # a damaged file's matrix may be no number
            yield text, own
            continue
        nearest = round(angle / 90) * 90
        # What is set aslant on a page that is all so is read as if it were level.
        yield text, nearest % 360 if abs(angle - nearest) <= LEAST_ANGLE else own


def read_directions(document: pdfium.PdfDocument, number: int, own: int) -> dict[int, Direction]:
    """Return the lines of a page by how far it is turned clockwise from as it is seen.

    `own` is the rotation that the page has of itself.
    """
    found: dict[int, Direction] = {}
    page = document[number - 1]
    take_out_slanted(page)
    rotations = sorted(rotations_of(page))
    page.close()
    for rotation in rotations:
        page = document[number - 1]
        take_out_slanted(page)
        for text, other in [*texts_of(page)]:
            if other != rotation:
                page.remove_obj(text)
                text.close()
        page.set_rotation(rotation)
        read = read_lines(page, number, clipped_texts(page).keys())
        lines = with_drop_caps(read.lines)
        turn = Turn((rotation - own) % 360, page.get_width(), page.get_height())
        if turn.degrees:
            lines = [replace(line, turn=turn) for line in lines]
        if lines:
            rules = [*drawn_rules(page)]
            found[turn.degrees] = Direction(lines, rules, read.words, read.unnamed)
        page.set_rotation(own)
        page.close()
    return found


def put_together(directions: dict[int, Direction]) -> tuple[Ordered, list[str]]:
    """Return the lines of a page in reading order, and the words of those left out.

    Turned lines are read where they begin on the page as it is seen, but for those aside.
    """
    level = directions.get(0, Direction([], []))
    turned: list[tuple[Box, list[Block], bool]] = []
    left_out: list[str] = []
    for degrees in sorted(directions.keys() - {0}):
        area = area_of(directions[degrees].lines)
        ordered = in_reading_order(directions[degrees].lines, directions[degrees].rules)
        if is_aside(directions[degrees], area, level):
            left_out += (line.text for line in ordered.lines)
        else:
            turned.append((area, ordered.lines, ordered.unsure))
    lines: list[Block] = []
    unsure = False
    shift, rest = 0.0, level.lines
    for area, block, doubtful in sorted(turned, key=lambda found: found[0].top):
        middle = (area.top + area.bottom) / 2
        above = [line for line in rest if (top(line) + bottom(line)) / 2 < middle]
        rest = [line for line in rest if (top(line) + bottom(line)) / 2 >= middle]
        before = in_reading_order(above, level.rules)
        first, last = min(map(top, block)), max(map(bottom, block))
        alone = len(directions) == 1
        lines += [moved(line, shift) for line in before.lines]
        lines += [line if alone else moved(line, shift + area.top - first) for line in block]
        shift += max(last - first - (area.bottom - area.top), 0.0)
        unsure |= before.unsure or doubtful
    after = in_reading_order(rest, level.rules)
    lines += [moved(line, shift) for line in after.lines]
    return Ordered(lines, unsure or after.unsure), left_out


def area_of(lines: Sequence[Block]) -> Box:
    """Return where some lines stand on the page as it is seen."""
    boxes = [box for line in lines if (box := line.box_as_seen)]
    area = boxes[0]
    for box in boxes[1:]:
        area = area.with_(box)
    return area


def is_aside(turned: Direction, area: Box, level: Direction) -> bool:
    """Say whether turned lines are none of the text: a note in the margin, a stamp, a narrow cell.

    They stand beside longer level text, or in the margin of it.
    """
    beside = Direction([line for line in level.lines if is_beside(line, area)], [])
    if beside.letters > turned.letters:
        return True
    if level.letters <= turned.letters:
        return False
    text = area_of(level.lines)
    return area.right <= text.left or area.left >= text.right


def is_beside(line: Block, area: Box) -> bool:
    """Say whether a line stands at the height of an area, by half of the lower of the two."""
    shared = min(bottom(line), area.bottom) - max(top(line), area.top)
    return shared > HALF * min(bottom(line) - top(line), area.bottom - area.top)


def moved(line: Block, shift: float) -> Block:
    """Return a line put so much further down than it stands on its page."""
    if not shift or not line.box:
        return line
    box = Box(line.box.left, line.box.top + shift, line.box.right, line.box.bottom + shift)
    turn = line.turn or Turn(0, 0.0, 0.0)
    base = None if line.base is None else line.base + shift
    return replace(line, box=box, base=base, turn=replace(turn, shift=turn.shift + shift))


def sideways_doubts(found: Sequence[tuple[int, str]]) -> Iterator[Doubt]:
    """Tell each line beside the text that was left out, once, with the first page it is on."""
    told: dict[str, int] = {}
    for page, words in found:
        told.setdefault(words, page)
    for words, page in told.items():
        shown = words[:SHOWN]
        message = f"Text set sideways beside the text is left out: {shown!r}."
        yield Doubt("sideways-text", message, page, {"page": page, "text": shown})
