"""The numbers that Word prints before paragraphs, from a file's numbering definitions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from ingest.numerals import ABJAD, ARABIC_ALPHABET, letters, roman

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")  # lvlText "%1.%2": the numbers of levels 1 and 2
LONGEST_STYLE_CHAIN = 20
HEADING_STYLE = re.compile("heading ([1-9])", re.IGNORECASE)  # whatever the language of Word
WHOLE = re.compile(r"-?[0-9]{1,9}")
SAFE_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


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

    def __init__(self, document: Document) -> None:
        """Read the numbering definitions and styles of a document."""
        self._styles = {
            style.get(qn("w:styleId")): style
            for style in part_root(document, "/styles").iterfind(qn("w:style"))
        }
        self._default_style = next(
            (
                identifier
                for identifier, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        root = part_root(document, "/numbering")
        self._abstract = {
            abstract.get(qn("w:abstractNumId")): abstract
            for abstract in root.iterfind(qn("w:abstractNum"))
        }
        self._lists = {num.get(qn("w:numId")): num for num in root.iterfind(qn("w:num"))}
        self._counters: dict[str, Counter] = {}
        self._levels: dict[tuple[str, int], Level] = {}

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the id of a paragraph's style."""
        return str(value(paragraph, "w:pPr/w:pStyle") or self._default_style)

    def heading_levels(self) -> dict[str, int]:
        """Return the level of each heading style by the style's id."""
        names = {key: (value(style, "w:name") or "") for key, style in self._styles.items()}
        found = {key: HEADING_STYLE.fullmatch(name) for key, name in names.items()}
        return {key: int(match[1]) for key, match in found.items() if match}

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
        fresh = self._start_override(list_id, depth) is not None
        if fresh and (list_id, depth) not in counter.overridden:
            counter.overridden.add((list_id, depth))
            counter.values[depth] = None
        current = counter.values[depth]
        start = self._level(list_id, depth).start
        counter.values[depth] = start if current is None else current + 1
        for below in range(depth + 1, LEVELS):
            restart = self._level(list_id, below).restart_after
            if restart is None or (restart and depth < restart):
                counter.values[below] = None

    def _printed(self, counter: Counter, list_id: str, depth: int, legal: bool) -> str:
        """Return the number of one level as it is printed."""
        level = self._level(list_id, depth)
        number = counter.values[depth]
        return formatted(
            level.start if number is None else number, "decimal" if legal else level.format
        )

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or its style's."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None and value(own, "w:numId") is not None:
            return str(value(own, "w:numId")), whole(value(own, "w:ilvl"), 0)
        style = self.style_of(paragraph)
        for _ in range(LONGEST_STYLE_CHAIN):
            element = self._styles.get(style)
            if element is None:
                break
            numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbering is not None and value(numbering, "w:numId") is not None:
                list_id = str(value(numbering, "w:numId"))
                return list_id, self._level_of_style(list_id, style, numbering)
            style = str(value(element, "w:basedOn") or "")
        return "", 0

    def _level_of_style(self, list_id: str, style: str, numbering: etree._Element) -> int:
        """Return the level that a style has in its list: the level that names the style."""
        if (depth := value(numbering, "w:ilvl")) is not None:
            return whole(depth, 0)
        for level in self._abstract_element(list_id).iterfind(qn("w:lvl")):
            if value(level, "w:pStyle") == style:
                return whole(level.get(qn("w:ilvl")), 0)
        return 0

    def _abstract_id(self, list_id: str) -> str:
        """Return the definition of a list, following one that only links to a style's."""
        identifier = str(value(self._lists[list_id], "w:abstractNumId") or "")
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
        start = value(override, "w:startOverride") if override is not None else None
        return whole(start, 1) if start is not None else None


def part_root(document: Document, kind: str) -> etree._Element:
    """Return the root of a part of the file, "/styles"; an empty element if it has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, SAFE_XML)
    return etree.Element("none")


def read_level(element: etree._Element | None, start: int | None) -> Level:
    """Return a level from its element; `start` goes before its own start value."""
    if element is None:
        return Level(text="")
    restart = value(element, "w:lvlRestart")
    own_start = value(element, "w:start")
    return Level(
        start=start if start is not None else whole(own_start, 1),
        format=str(value(element, "w:numFmt") or "decimal"),
        text=str(value(element, "w:lvlText") or ""),
        restart_after=whole(restart, 0) if restart is not None else None,
        legal=element.find(qn("w:isLgl")) is not None,
    )


def value(element: etree._Element, path: str) -> str | None:
    """Return the w:val of the first element at a path such as "w:pPr/w:pStyle"."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return found.get(qn("w:val")) if found is not None else None


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number that an attribute says, `otherwise` if it says none."""
    return int(text) if text and WHOLE.fullmatch(text) else otherwise


# How a number is printed in Word's formats, and the highest it can print; others print decimals.
FORMATS: dict[str, tuple[int, Callable[[int], str]]] = {
    "lowerLetter": (780, letters),
    "upperLetter": (780, lambda number: letters(number).upper()),
    "lowerRoman": (89, roman),
    "upperRoman": (89, lambda number: roman(number).upper()),
    "arabicAbjad": (len(ABJAD), lambda number: ABJAD[number - 1]),
    "arabicAlpha": (len(ARABIC_ALPHABET), lambda number: ARABIC_ALPHABET[number - 1]),
}


def formatted(number: int, form: str) -> str:
    """Return a number in one of Word's formats; decimal for those of no report."""
    highest, printed = FORMATS.get(form, (0, str))
    if form == "decimalZero":
        return f"{number:02}"
    return printed(number) if 0 < number <= highest else str(number)
