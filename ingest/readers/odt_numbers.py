"""The numbers that an OpenDocument text prints before the items of its lists and its headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.numerals import ABJAD, ARABIC_ALPHABET, letters, roman

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
LEVELS = 10
MOST = 999_999_999
PLACEHOLDER = re.compile(r"%(\d{1,2})%")  # num-list-format "%1%.%2%)": the numbers of two levels


def ns(name: str) -> str:
    """Return a name such as "text:p" as lxml writes it."""
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style."""

    form: str = ""  # "1", "a", "I"; empty for a level that prints no number
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels its number shows, itself the last
    start: int = 1
    pattern: str = ""  # "%1%.%2%)", where the file says it whole
    doubled: bool = True  # aa, bb after z; else aa, ab


class Counter:
    """The running numbers of one list; None where a level has not begun."""

    def __init__(self) -> None:
        """Begin no level."""
        self.values: list[int | None] = [None] * LEVELS

    def count(self, depth: int, levels: dict[int, Level], start: int | None = None) -> str:
        """Move a level on, from 0 the outermost, and return the number it prints."""
        current = self.values[depth]
        begun = levels.get(depth, Level()).start if current is None else current + 1
        self.values[depth] = begun if start is None else start
        for above in range(depth):  # a level that was passed over counts as begun
            if self.values[above] is None:
                self.values[above] = levels.get(above, Level()).start
        self.values[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return self._printed(depth, levels)

    def _printed(self, depth: int, levels: dict[int, Level]) -> str:
        """Return the number of a level with those above that it shows."""
        level = levels.get(depth, Level())
        if not level.form:
            return ""
        if level.pattern:
            return PLACEHOLDER.sub(
                lambda match: self._one(int(match[1]) - 1, levels), level.pattern
            ).strip()
        shown = (self._one(d, levels) for d in range(max(0, depth - level.shown + 1), depth + 1))
        return f"{level.prefix}{'.'.join(filter(None, shown))}{level.suffix}".strip()

    def _one(self, depth: int, levels: dict[int, Level]) -> str:
        """Return the number of one level alone, "" if it prints none."""
        number = self.values[depth] if 0 <= depth < LEVELS else None
        return "" if number is None else formatted(number, levels.get(depth, Level()))


def read_list_styles(roots: Iterable[etree._Element]) -> dict[str, dict[int, Level]]:
    """Return the levels of each list style by name; those of headings under ""."""
    styles: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter(ns("text:list-style"), ns("text:outline-style")):
            outline = style.tag == ns("text:outline-style")
            name = "" if outline else style.get(ns("style:name")) or ""
            styles[name] = dict(read_levels(style))
    return styles


def read_levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    """Yield the levels of a list style that print a number, from 0."""
    for element in style.iter(ns("text:list-level-style-number"), ns("text:outline-level-style")):
        depth = whole(element.get(ns("text:level")), 1) - 1
        if 0 <= depth < LEVELS:
            yield (
                depth,
                Level(
                    form=element.get(ns("style:num-format")) or "",
                    prefix=element.get(ns("style:num-prefix")) or "",
                    suffix=element.get(ns("style:num-suffix")) or "",
                    shown=whole(element.get(ns("text:display-levels")), 1),
                    start=whole(element.get(ns("text:start-value")), 1),
                    pattern=element.get(ns("loext:num-list-format")) or "",
                    doubled=element.get(ns("style:num-letter-sync")) == "true",
                ),
            )


# How a number is printed, and the highest it can print; others print decimals. The file names
# the forms of other alphabets by their first letters.
FORMS: dict[str, tuple[int, Callable[[int], str]]] = {
    "i": (89, roman),
    "I": (89, lambda number: roman(number).upper()),
    "أ, ب, ت, ...": (len(ARABIC_ALPHABET), lambda number: ARABIC_ALPHABET[number - 1]),
    "أ, ب, ج, ...": (len(ABJAD), lambda number: ABJAD[number - 1]),
    "١, ٢, ٣, ...": (MOST, lambda n: str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    "01, 02, 03, ...": (9, lambda number: f"0{number}"),
    "1st": (MOST, str),
}


def formatted(number: int, level: Level) -> str:
    """Return a number in the form of its level."""
    if not level.form:
        return ""
    if level.form in {"a", "A"} and 0 < number <= 780:
        label = letters(number) if level.doubled else counted_letters(number)
        return label.upper() if level.form == "A" else label
    highest, printed = FORMS.get(level.form, (0, str))
    return printed(number) if 0 < number <= highest else str(number)


def counted_letters(number: int) -> str:
    """Return a number as letters that count on: `z`, `aa`, `ab`."""
    more, place = divmod(number - 1, 26)
    return (counted_letters(more) if more else "") + chr(ord("a") + place)


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number of an attribute."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else otherwise
