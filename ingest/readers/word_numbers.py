"""The numbers that Word prints before paragraphs, from a file's numbering definitions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from ingest.numerals import ABJAD, ARABIC_ALPHABET, letters, roman
from ingest.readers.word_styles import Styles, value, whole

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")  # lvlText "%1.%2": the numbers of levels 1 and 2
MOST = 999_999_999
FRENCH_ORDINAL = "ordinal in French"  # Word prints ordinals in the language of the file
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering definition."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart_after: int | None = None  # the level that restarts this one; None: any above
    legal: bool = False  # all numbers in it as decimals


@dataclass(slots=True)
class Counter:
    """The running numbers of one abstract definition; None where a level has not begun."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    overridden: set[tuple[str, int]] = field(default_factory=set)


class Numbers:
    """Computes the number of each paragraph, in reading order."""

    def __init__(self, root: etree._Element, styles: Styles) -> None:
        """Read the numbering definitions below `root`."""
        self._styles = styles
        self._abstract = {
            abstract.get(qn("w:abstractNumId")): abstract
            for abstract in root.iterfind(qn("w:abstractNum"))
        }
        self._lists = {num.get(qn("w:numId")): num for num in root.iterfind(qn("w:num"))}
        self._counters: dict[str, Counter] = {}
        self._levels: dict[tuple[str, int], Level] = {}

    def next_number(self, paragraph: etree._Element) -> str:
        """Return the number printed before a paragraph, "" if there is none, and count it."""
        list_id, depth = self._list_of(paragraph)
        if list_id not in self._lists or not 0 <= depth < LEVELS:
            return ""
        counter = self._counters.setdefault(self._abstract_id(list_id), Counter())
        self._count(counter, list_id, depth)
        level = self._level(list_id, depth)
        if level.format in {"bullet", "none"}:
            return ""
        return PLACEHOLDER.sub(
            lambda match: self._printed(counter, list_id, int(match[1]) - 1, level.legal),
            level.text,
        ).strip()

    def _count(self, counter: Counter, list_id: str, depth: int) -> None:
        """Move a level on by one, or start it; start again what it restarts below."""
        if self._starts_anew(list_id, depth) and (list_id, depth) not in counter.overridden:
            counter.overridden.add((list_id, depth))
            counter.values[depth] = None
        current = counter.values[depth]
        start = self._level(list_id, depth).start
        counter.values[depth] = start if current is None else current + 1
        for above in range(depth):  # a level that was passed over counts as begun
            if counter.values[above] is None:
                counter.values[above] = self._level(list_id, above).start
        for below in range(depth + 1, LEVELS):
            restart = self._level(list_id, below).restart_after
            if restart is None or (restart and depth < restart):
                counter.values[below] = None

    def _starts_anew(self, list_id: str, depth: int) -> bool:
        """Say whether a list begins a level of its definition again: by a start of its own.

        It stands in the override itself, or in the level that the override puts in place.
        """
        override = self._override(list_id, depth)
        return override is not None and (
            override.find(qn("w:startOverride")) is not None
            or override.find(f"{qn('w:lvl')}/{qn('w:start')}") is not None
        )

    def _printed(self, counter: Counter, list_id: str, depth: int, legal: bool) -> str:
        """Return the number of one level as it is printed."""
        level = self._level(list_id, depth)
        number = counter.values[depth]
        form = "decimal" if legal else level.format
        if form == "ordinal" and self._styles.language.startswith("fr"):
            form = FRENCH_ORDINAL
        return formatted(level.start if number is None else number, form)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or its style's."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        own_level = whole(value(own, "w:ilvl")) if own is not None else None
        if own is not None and (list_id := value(own, "w:numId")) is not None:
            return list_id, own_level or 0
        for style, element in self._styles.chain(self._styles.of(paragraph)):
            numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbering is not None and (list_id := value(numbering, "w:numId")) is not None:
                if own_level is not None:
                    return list_id, own_level
                return list_id, self._level_of_style(list_id, style, numbering)
        return "", 0

    def _level_of_style(self, list_id: str, style: str, numbering: etree._Element) -> int:
        """Return the level that a style has in its list: the level that names the style."""
        if (depth := whole(value(numbering, "w:ilvl"))) is not None:
            return depth
        for level in self._abstract_element(list_id).iterfind(qn("w:lvl")):
            if value(level, "w:pStyle") == style:
                return whole(level.get(qn("w:ilvl"))) or 0
        return 0

    def _abstract_id(self, list_id: str) -> str:
        """Return the definition of a list, following one that only links to a style's."""
        identifier = value(self._lists[list_id], "w:abstractNumId") or ""
        abstract = self._abstract.get(identifier)
        linked = value(abstract, "w:numStyleLink") if abstract is not None else None
        for other, element in self._abstract.items():
            if linked is not None and value(element, "w:styleLink") == linked:
                return str(other)
        return identifier

    def _abstract_element(self, list_id: str) -> etree._Element:
        """Return the definition's element; an empty one if the file lacks it."""
        found = self._abstract.get(self._abstract_id(list_id)) if list_id in self._lists else None
        return found if found is not None else etree.Element("none")

    def _level(self, list_id: str, depth: int) -> Level:
        """Return one level of a list, its overrides applied."""
        if (list_id, depth) not in self._levels:
            override = self._override(list_id, depth)
            own = override.find(qn("w:lvl")) if override is not None else None
            element = own
            if element is None:
                levels = self._abstract_element(list_id).iterfind(qn("w:lvl"))
                element = next((e for e in levels if e.get(qn("w:ilvl")) == str(depth)), None)
            start = self._start_override(list_id, depth)
            self._levels[list_id, depth] = read_level(element, start)
        return self._levels[list_id, depth]

    def _override(self, list_id: str, depth: int) -> etree._Element | None:
        """Return what a list changes in a level of its definition."""
        overrides = self._lists[list_id].iterfind(qn("w:lvlOverride"))
        return next((o for o in overrides if o.get(qn("w:ilvl")) == str(depth)), None)

    def _start_override(self, list_id: str, depth: int) -> int | None:
        """Return the number that a list starts a level with, if it says so."""
        override = self._override(list_id, depth)
        return whole(value(override, "w:startOverride")) if override is not None else None


def read_level(element: etree._Element | None, start: int | None) -> Level:
    """Return a level from its element; `start` goes before its own start value."""
    if element is None:
        return Level(text="")
    if start is None:
        start = whole(value(element, "w:start"))
    return Level(
        start=0 if start is None else start,  # as the standard says where the file does not
        format=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        restart_after=whole(value(element, "w:lvlRestart")),
        legal=element.find(qn("w:isLgl")) is not None,
    )


# How a number is printed in Word's formats, and the highest it can print; others print decimals.
FORMATS: dict[str, tuple[int, Callable[[int], str]]] = {
    "lowerLetter": (780, letters),
    "upperLetter": (780, lambda number: letters(number).upper()),
    "lowerRoman": (89, roman),
    "upperRoman": (89, lambda number: roman(number).upper()),
    "arabicAbjad": (len(ABJAD), lambda number: ABJAD[number - 1]),
    "arabicAlpha": (len(ARABIC_ALPHABET), lambda number: ARABIC_ALPHABET[number - 1]),
    # Word's name for the digits of Arabic print.
    "hindiNumbers": (MOST, lambda number: str(number).translate(ARABIC_DIGITS)),
    "ordinal": (MOST, lambda number: f"{number}{ordinal_ending(number)}"),
    FRENCH_ORDINAL: (MOST, lambda number: "1er" if number == 1 else f"{number}e"),
    "decimalZero": (9, lambda number: f"0{number}"),
    "decimalEnclosedParen": (MOST, lambda number: f"({number})"),
    "decimalEnclosedFullstop": (MOST, lambda number: f"{number}."),
    "numberInDash": (MOST, lambda number: f"- {number} -"),
}


def formatted(number: int, form: str) -> str:
    """Return a number in one of Word's formats; decimal for those of no report."""
    if form in {"none", "bullet"}:
        return ""
    highest, printed = FORMATS.get(form, (0, str))
    return printed(number) if 0 < number <= highest else str(number)


def ordinal_ending(number: int) -> str:
    """Return what makes an English ordinal of a number: 1st, 2nd, 3rd, 4th, 11th."""
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
