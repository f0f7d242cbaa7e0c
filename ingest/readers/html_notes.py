"""Footnotes of web pages: the marks in the text, and the notes that they point to."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

# What a mark looks like: 1  (1)  [12]  *  (*)  a in raised print
MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|\*{1,3}|[†‡])\s*[\])]?")
# Where a mark points to, as programs name it: #fn3  #_ftn3  #ntr3-L_2022277EN  #cite_note-3
NOTE_TARGET = re.compile(
    r"#_?(?:fn|ftn|edn|foot-?note|end-?note|note|ntr|cite_note)[-_:]?.*\d", re.I
)
RAISED = re.compile(r"\b(?:oj-)?super|\bnote-?ref|footnote", re.I)  # classes of raised print
LONGEST_NOTE = 3000
NOTE_ELEMENTS = {"p", "li", "dd", "aside", "div", "tr", "section"}
CLIMBED = {"p", "li", "dd", "aside", "tr"}  # above a target; a div may hold the whole page
# Read from a page, but allowed in none that is written.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def find_notes(root: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """Return the marks of notes in the text, and the notes themselves, in order."""
    targets = {
        name: element
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (element.get("id"), element.get("name"))
        if name
    }
    marks: list[HtmlElement] = []
    notes: dict[HtmlElement, None] = {}
    marked: set[HtmlElement] = set()  # blocks that hold a mark are text
    for link in root.iter("a"):
        target = targets.get((link.get("href") or "")[1:])
        above = [*link.iterancestors()]
        # A link inside a note leads back to its mark.
        if target is None or not is_mark(link) or any(element in notes for element in above):
            continue
        note = note_around(target)
        if note is not None and note not in marked and note not in above and is_short(note):
            marks.append(outermost(link))
            marked.update(above)
            notes.setdefault(note)
    return marks, [*notes]


def is_short(note: HtmlElement) -> bool:
    """Say whether a block is no longer than notes are: one that holds a page is none."""
    return len(note.text_content()) <= LONGEST_NOTE


def is_mark(link: HtmlElement) -> bool:
    """Say whether a link within the page is the mark of a note: raised, or named as one."""
    href = link.get("href") or ""
    if not href.startswith("#") or not MARK.fullmatch(link.text_content().strip()):
        return False
    around = [link, *link.iterdescendants(), *link.iterancestors("sup")]
    raised = any(e.tag == "sup" or RAISED.search(e.get("class") or "") for e in around)
    return raised or bool(NOTE_TARGET.match(href))


def note_around(target: HtmlElement) -> HtmlElement | None:
    """Return the block that holds a note's text, None if the target stands in no such block."""
    if target.tag in NOTE_ELEMENTS:
        return target
    return next(target.iterancestors(*CLIMBED), None)


def outermost(link: HtmlElement) -> HtmlElement:
    """Return the raised print around a mark, if it holds nothing else; else the mark."""
    parent = link.getparent()
    if parent is not None and parent.tag == "sup" and MARK.fullmatch(parent.text_content().strip()):
        return parent
    return link


def without_controls(root: HtmlElement) -> None:
    """Put spaces in place of characters such as form feeds, which lxml reads but does not write."""
    for element in root.iter():
        for place in ("text", "tail"):
            words = getattr(element, place)
            if words and CONTROLS.search(words):
                setattr(element, place, CONTROLS.sub(" ", words))
