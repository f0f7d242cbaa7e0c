"""The text of a right-to-left line, from where its letters stand on the page.

What order a PDF file keeps Arabic letters in depends on the program that wrote it, so that order
is not used: the letters are read from the right as a reader does, and runs of figures and Latin
letters among them from the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# Figures, also Arabic ones, and Latin letters run from the left; so does what joins them.
LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]")
JOINING = set(".,/:-%٪٫٬")
ENOUGH_TO_TELL = 500  # characters; a hostile file has lines of a hundred thousand
# A gap this wide, in letter sizes, is a space between words.
WORD_GAP = 0.18
# What stands nearer is one glyph's letters, such as those of a ligature, in the file's order.
ONE_GLYPH = 0.01


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it stands: its left and right edge, in points."""

    text: str
    left: float
    right: float


def is_right_to_left(text: str) -> bool:
    """Say whether most of a line's letters are Arabic."""
    text = text[:ENOUGH_TO_TELL]
    letters = sum(c.isalpha() for c in text)
    return len(ARABIC.findall(text)) * 2 > letters


def logical_text(glyphs: Sequence[Glyph], size: float) -> str:
    """Return the characters of a line in the order they are read; `size` is that of its letters."""
    words = in_words(sorted(merged(glyphs), key=lambda glyph: -glyph.right), size)
    return unfold("".join(left_to_right_runs(words)))


def merged(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Join characters that belong together: the letters of a ligature, a letter and its marks."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        last = joined[-1] if joined else None
        if is_mark(glyph.text):
            continue
        if last and not glyph.text.isspace() and same_place(last, glyph):
            joined[-1] = replace(last, text=last.text + glyph.text)
        else:
            joined.append(glyph)
    for mark in (glyph for glyph in glyphs if is_mark(glyph.text)):
        put_on_its_letter(mark, joined)
    return joined


def is_mark(character: str) -> bool:
    """Say whether a character is drawn on another, such as a vowel sign."""
    return unicodedata.combining(character[0]) != 0


def put_on_its_letter(mark: Glyph, letters: list[Glyph]) -> None:
    """Add a mark to the letter that it stands over or under."""
    middle = (mark.left + mark.right) / 2
    places = [n for n, letter in enumerate(letters) if not letter.text.isspace()]
    if not places:
        letters.append(mark)
        return
    nearest = min(places, key=lambda n: distance(middle, letters[n]))
    letters[nearest] = replace(letters[nearest], text=letters[nearest].text + mark.text)


def distance(x: float, letter: Glyph) -> float:
    """Return how far a place is from a letter; inside it, from its middle, as less than nothing."""
    outside = max(letter.left - x, x - letter.right)
    return outside if outside > 0 else abs(x - (letter.left + letter.right) / 2) - 1_000


def same_place(a: Glyph, b: Glyph) -> bool:
    """Say whether two characters have one box."""
    return abs(a.left - b.left) < ONE_GLYPH and abs(a.right - b.right) < ONE_GLYPH


def in_words(glyphs: Sequence[Glyph], size: float) -> list[str]:
    """Return the characters from the right, with a space wherever one stands or a gap is wide."""
    found: list[str] = []
    edge: float | None = None
    for glyph in glyphs:
        wide = edge is not None and edge - glyph.right > WORD_GAP * size
        if (wide or glyph.text.isspace()) and found and found[-1] != " ":
            found.append(" ")
        if not glyph.text.isspace():
            found.append(glyph.text)
            edge = glyph.left if edge is None else min(edge, glyph.left)
    return found


def left_to_right_runs(characters: Sequence[str]) -> list[str]:
    """Turn round each run of figures or Latin letters, with the signs and spaces inside it."""
    turned: list[str] = []
    run: list[str] = []
    for character in characters:
        latin = bool(LEFT_TO_RIGHT.match(character))
        if latin or (run and (character in JOINING or character == " ")):
            run.append(character)
            continue
        turned += closed(run)
        run = []
        turned.append(character)
    return turned + closed(run)


def closed(run: list[str]) -> list[str]:
    """Turn a run round; signs and spaces at its end belong to what follows."""
    end = len(run)
    while end and not LEFT_TO_RIGHT.match(run[end - 1]):
        end -= 1
    words = "".join(run[:end]).split(" ")
    # Two numbers side by side are read from the right; the words of a Latin name from the left.
    latin = any(character.isalpha() for character in run[:end])
    ordered = [word[::-1] for word in (reversed(words) if latin else words)]
    return [*" ".join(ordered), *run[end:]]


def unfold(text: str) -> str:
    """Replace presentation forms, which say how a letter was drawn, by the letters themselves."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufdff" or c >= "\ufe70" else c
        for c in text
    )
