"""hOCR, the format in which Tesseract says what it recognised, where, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ingest.models import Box
from ingest.numbering import is_number_alone
from ingest.readers.right_to_left import is_right_to_left

# What an element's title says: bbox 320 525 2158 570; baseline 0.002 -10; x_size 46; x_wconf 93
PROPERTY = re.compile(r"(?P<name>\w+)(?P<numbers>(?: -?\d+(?:\.\d+)?)+)")
LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
WORD = "ocrx_word"
# A printed number stands at most this far from its words, in sizes of its letters.
WIDEST_TAB = 6.0
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of an image; box and size in pixels, from the image's top left."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Recognition:
    """The lines of an image in reading order, and the mean confidence in their words, 0 to 100."""

    lines: tuple[RecognisedLine, ...] = ()
    confidence: float = 0.0


def read_hocr(hocr: str) -> Recognition:
    """Return the lines with words; what is no hOCR has none."""
    if not hocr.strip():
        return Recognition()
    tree = etree.fromstring(hocr.encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
    lines: list[RecognisedLine] = []
    confidences: list[float] = []
    for element in tree.iter("span") if tree is not None else ():
        words = [*words_of(element)]
        text = " ".join(word for word, _ in words)
        # Specks and rules of a scan come as lines of signs.
        if any(character.isalnum() for character in text):
            lines.append(RecognisedLine(text, *place_of(element)))
            confidences += [confidence for _, confidence in words]
    return Recognition(tuple(with_numbers(lines)), sum(confidences) / max(len(confidences), 1))


def with_numbers(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """Return the lines with numbers that stand apart, as in a margin, put before their words.

    Tesseract takes numbers under one another for a column of their own.
    """
    numbers = [line for line in lines if is_number_alone(line.text)]
    others = [line for line in lines if not is_number_alone(line.text)]
    number_of: dict[int, RecognisedLine] = {}
    for number in numbers:
        if words := next((line for line in others if is_beside(number, line)), None):
            number_of.setdefault(id(words), number)
    moved = {id(number) for number in number_of.values()}
    return [
        after_number(number_of[id(line)], line) if id(line) in number_of else line
        for line in lines
        if id(line) not in moved
    ]


def after_number(number: RecognisedLine, words: RecognisedLine) -> RecognisedLine:
    """Return a line that begins with its number."""
    return replace(words, text=f"{number.text} {words.text}", box=number.box.with_(words.box))


def is_beside(number: RecognisedLine, words: RecognisedLine) -> bool:
    """Say whether words begin on the line of a number, a tab away at most."""
    a, b = number.box, words.box
    apart = a.left - b.right if is_right_to_left(words.text) else b.left - a.right
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(number.size, words.size) and 0 <= apart < WIDEST_TAB * number.size


def words_of(element: etree._Element) -> Iterator[tuple[str, float]]:
    """Yield the words of a line, each with the confidence in it; none if it is no line."""
    if element.get("class") not in LINES:
        return
    for word in element.iter("span"):
        text = DIRECTION_MARKS.sub("", "".join(word.itertext())).strip()
        if word.get("class") == WORD and text:
            yield text, properties(word).get("x_wconf", [0.0])[0]


def place_of(line: etree._Element) -> tuple[Box, float]:
    """Return the box of a line and the size of its letters.

    The box reaches from the line's ascenders to its descenders, whether or not it has any, so
    that lines stand evenly: the space between them tells paragraphs apart.
    """
    told = properties(line)
    left, top, right, bottom = (told.get("bbox", []) + [0.0] * 4)[:4]
    slope, offset = (told.get("baseline", []) + [0.0] * 2)[:2]
    size = told.get("x_size", [bottom - top])[0]
    below = told.get("x_descenders", [0.0])[0]
    foot = bottom + offset + slope * (right - left) / 2 + below
    return Box(left, foot - size, right, foot), size


def properties(element: etree._Element) -> dict[str, list[float]]:
    """Return the numbers that an element's title gives, by name."""
    title = element.get("title") or ""
    return {
        found["name"]: [float(number) for number in found["numbers"].split()]
        for found in PROPERTY.finditer(title)
    }
