"""The styles of a Word file: what a paragraph has of its own, of its style, and of those above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

# "heading 1" in the file whatever the language of Word; other programs write their own words.
HEADING_NAME = re.compile(r"(?:heading|titre|título|überschrift|titolo|عنوان) ?([1-9])", re.I)
TITLE_NAMES = {"title", "titre"}
CONTENTS_NAME = re.compile(r"toc \d|toc heading|table of figures|tm ?\d", re.I)  # toc 1, TM 1
BODY_OUTLINE = 9  # outlineLvl of what is no heading; 0 is the highest heading
LONGEST_STYLE_CHAIN = 20
LANGUAGE = ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")  # "fr-FR"


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: etree._Element, body: etree._Element) -> None:
        """Read the styles below `root`; `body` shows which of them are used."""
        self._styles = {s.get(qn("w:styleId")): s for s in root.iterfind(qn("w:style"))}
        self._default = next(
            (
                identifier
                for identifier, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        language = root.find("/".join(map(qn, LANGUAGE)))
        self.language = language.get(qn("w:val")) or "" if language is not None else ""
        self._levels: dict[str, int | None] = {}
        # A title stands above the first heading, in a file that sets one in the style for it.
        used = {style.get(qn("w:val")) for style in body.iter(qn("w:pStyle"))}
        titled = any(self._name(s) in TITLE_NAMES for i, s in self._styles.items() if i in used)
        self._below_title = 1 if titled else 0

    def of(self, paragraph: etree._Element) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "w:pPr/w:pStyle") or self._default

    def chain(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        """Yield a style and those it is based on, each with its id, nearest first."""
        for _ in range(LONGEST_STYLE_CHAIN):
            element = self._styles.get(style)
            if element is None:
                return
            yield style, element
            style = value(element, "w:basedOn") or ""

    def level(self, paragraph: etree._Element) -> int:
        """Return the level of a paragraph that is a heading, 1 the highest; 0 for text."""
        if (own := outline_level(paragraph)) is not None:
            return own + self._below_title if own else 0
        style = self.of(paragraph)
        if style not in self._levels:
            self._levels[style] = self._level_of_style(style)
        level = self._levels[style]
        return 0 if level is None else level

    def _level_of_style(self, style: str) -> int:
        """Return the level that a style gives: by its name, or by its place in the outline."""
        for _, element in self.chain(style):
            name = self._name(element)
            if name in TITLE_NAMES:
                return 1
            if match := HEADING_NAME.fullmatch(name):
                return int(match[1]) + self._below_title
            if (level := outline_level(element)) is not None:
                return level + self._below_title if level else 0
        return 0

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Say whether a paragraph is in a style of tables of contents."""
        element = self._styles.get(self.of(paragraph))
        return element is not None and bool(CONTENTS_NAME.fullmatch(self._name(element)))

    def hides(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Say whether Word does not print a run: its own word, or that of its styles."""
        if (own := switched(run)) is not None:
            return own
        styles = (value(run, "w:rPr/w:rStyle") or "", self.of(paragraph))
        found = (switched(element) for style in styles for _, element in self.chain(style))
        return next((hidden for hidden in found if hidden is not None), False)

    def _name(self, style: etree._Element) -> str:
        """Return the name of a style, in lower case."""
        return (value(style, "w:name") or "").lower()


def outline_level(element: etree._Element) -> int | None:
    """Return the outline level of a paragraph or style from 1, 0 for text, None if unsaid."""
    level = whole(value(element, "w:pPr/w:outlineLvl"))
    return None if level is None else level + 1 if 0 <= level < BODY_OUTLINE else 0


def switched(element: etree._Element) -> bool | None:
    """Return whether a run or style is hidden; None if it says nothing."""
    vanish = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return None if vanish is None else vanish.get(qn("w:val")) not in {"0", "false", "off"}


def value(element: etree._Element, path: str) -> str | None:
    """Return the w:val of the first element at a path such as "w:pPr/w:pStyle"."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return found.get(qn("w:val")) if found is not None else None


def whole(text: str | None) -> int | None:
    """Return a whole number of an attribute; None if it is none."""
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,9}", text.strip()) else None
