"""The text of a right-to-left line, from where its letters stand on the page.

What order a PDF file keeps Arabic letters in depends on the program that wrote it, so that order
is not used: the letters are read from the right as a reader does, and runs of figures and Latin
letters among them from the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.brackets import with_brackets
from ingest.readers.glyphs import SPACE, Glyph

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# How letters were drawn: at a word's end, as a ligature, as a whole phrase such as U+FDFA.
PRESENTATION_FORM = re.compile(r"[\ufb50-\ufdff\ufe70-\ufeff]")
# Figures, also Arabic ones, and Latin letters run from the left; so does what joins them.
LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]")
# Teh marbuta and alef maksura end a word and never begin one: backwards they do.
BEGINS_BACKWARDS = re.compile(r"\b[\u0629\u0649]\w")
ENDS_FORWARDS = re.compile(r"\w[\u0629\u0649]\b")
FEWEST_BACKWARDS = 3
JOINING = set(".,/:-%٪٫٬")
FIGURE = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]")
NEARLY_ALL = 0.8  # of the letters of a page
ENOUGH_TO_TELL = 500  # characters; a hostile file has lines of a hundred thousand
# An alef after a lam leans over it, as far right; one before a lam stands clear of it.
LAM, ALEFS = "\u0644", set("\u0627\u0623\u0625\u0622\u0671")
# The only glyph of the two, in whatever order a file has its letters.
LAM_ALEF = {f"{alef}{LAM}": f"{LAM}{alef}" for alef in ALEFS}
LEANS = 0.5  # of the narrower letter's width
# A gap this wide, in letter sizes, is a space between words.
WORD_GAP = 0.18
NARROW_GAP = 0.12  # where the file has a space as well
LEANING_GAP = 0.04  # where it has just one
# What stands nearer is one glyph's letters, such as those of a ligature, in the file's order.
ONE_GLYPH = 0.01
BLANK_GAP = 0.6  # before letters whose own glyph is taken for a space: it fills what they leave
EVEN = 0.02  # parts of one glyph are as wide as each other, but for rounding
# Characters between the two of a letter whose mark is drawn apart, at most.
FARTHEST_AGAIN = 3


def is_right_to_left(text: str) -> bool:
    """Say whether most of a line's letters are Arabic."""
    text = text[:ENOUGH_TO_TELL]
    letters = sum(c.isalpha() for c in text)
    return len(ARABIC.findall(text)) * 2 > letters


def are_arabic(lines: Sequence[str]) -> bool:
    """Say whether nearly all letters of these lines are Arabic.

    Then a line of figures and signs alone runs from the right too: "2023." is drawn as ".2023".
    """
    starts = [line[:ENOUGH_TO_TELL] for line in lines]
    letters = sum(c.isalpha() for start in starts for c in start)
    arabic = sum(len(ARABIC.findall(start)) for start in starts)
    return arabic > 0 and arabic >= NEARLY_ALL * letters


def is_reversed(text: str) -> bool:
    """Say whether Arabic words are written backwards: too many begin with what only ends words."""
    backwards = len(BEGINS_BACKWARDS.findall(text))
    return backwards >= FEWEST_BACKWARDS and backwards > len(ENDS_FORWARDS.findall(text))


def logical_text(glyphs: Sequence[Glyph], size: float) -> str:
    """Return the characters of a line in the order they are read; `size` is that of its letters."""
    return "".join(glyph.text for glyph in logical_glyphs(glyphs, size))


def logical_glyphs(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """Return a line in the order it is read, each character still where it stands.

    A glyph may then hold several characters: a letter with its marks, or a ligature's letters.
    """
    letters = merged([glyph for glyph in glyphs if glyph is not SPACE])
    ordered = with_lam_first(sorted(letters, key=lambda glyph: -glyph.right))
    words = [glyph for glyph in in_words(ordered, size) if not is_filling(glyph.text)]
    return with_brackets([unfold(glyph) for glyph in left_to_right_runs(words)])


def merged(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Join characters that belong together: the letters of a ligature, a letter and its marks."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        last = joined[-1] if joined else None
        if is_mark(glyph.text):
            continue
        if last and same_place(last, glyph):
            joined[-1] = replace(last, text=last.text + glyph.text)
        else:
            joined.append(glyph)
    joined = [replace(glyph, text=LAM_ALEF.get(glyph.text, glyph.text)) for glyph in joined]
    for mark in (glyph for glyph in glyphs if is_mark(glyph.text)):
        put_on_its_letter(mark, joined)
    return [*drawn_once(joined)]


def drawn_once(letters: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield letters, one of two that a file gives for a letter and its mark drawn apart.

    The glyph of the letter and that of the mark may each be said to be both.
    """
    for n, letter in enumerate(letters):
        marked = len(letter.text) > 1 and is_mark(letter.text[-1])
        near = letters[n + 1 : n + 1 + FARTHEST_AGAIN] if marked else ()
        if not any(other.text == letter.text and overlap(letter, other) > LEANS for other in near):
            yield letter


def overlap(a: Glyph, b: Glyph) -> float:
    """Return how much of the narrower of two letters stands over or under the other."""
    narrower = min(a.right - a.left, b.right - b.left)
    return (min(a.right, b.right) - max(a.left, b.left)) / max(narrower, ONE_GLYPH)


def with_lam_first(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return letters from the right, a lam before the alef that leans over it or is one with it."""
    ordered = [*glyphs]
    for n in range(1, len(ordered)):
        alef, lam = ordered[n - 1], ordered[n]
        if alef.text[0] not in ALEFS or lam.text[0] != LAM:
            continue
        beside = alef.blank and lam.blank and abs(alef.left - lam.right) < ONE_GLYPH
        if beside or overlap(alef, lam) > LEANS:
            ordered[n - 1 : n + 1] = [lam, alef]
    return ordered


def is_filling(character: str) -> bool:
    """Say whether a character is none, such as a stroke that fills a justified Arabic line."""
    return unicodedata.category(character[0]) == "Cc"


def is_mark(character: str) -> bool:
    """Say whether a character is drawn on another, such as a vowel sign."""
    return unicodedata.combining(character[0]) != 0


def put_on_its_letter(mark: Glyph, letters: list[Glyph]) -> None:
    """Add a mark to the letter that it stands over or under."""
    middle = (mark.left + mark.right) / 2
    if not letters:
        letters.append(mark)
        return
    whole = next((n for n, letter in enumerate(letters) if are_one_glyph(letter, mark)), None)
    if whole is not None:
        letter = letters[whole]
        letters[whole] = replace(letter, text=letter.text + mark.text, left=mark.left)
        return
    nearest = min(range(len(letters)), key=lambda n: distance(middle, letters[n]))
    letters[nearest] = replace(letters[nearest], text=letters[nearest].text + mark.text)


def are_one_glyph(letter: Glyph, mark: Glyph) -> bool:
    """Say whether a mark is the next part of the glyph that a letter is.

    PDFium parts the box of a glyph that stands for several characters evenly among them.
    """
    width = mark.right - mark.left
    parts = (letter.right - letter.left) / width if width > 0 else 0.0
    even = parts > EVEN and abs(parts - round(parts)) < EVEN
    return even and abs(letter.left - mark.right) < ONE_GLYPH


def distance(x: float, letter: Glyph) -> float:
    """Return how far a place is from a letter; inside it, from its middle, as less than nothing."""
    outside = max(letter.left - x, x - letter.right)
    return outside if outside > 0 else abs(x - (letter.left + letter.right) / 2) - 1_000


def same_place(a: Glyph, b: Glyph) -> bool:
    """Say whether two characters have one box."""
    return abs(a.left - b.left) < ONE_GLYPH and abs(a.right - b.right) < ONE_GLYPH


def in_words(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """Return the characters from the right, with a space wherever a gap is wide.

    A file's own spaces count where they fit: programs set words closer than letters.
    """
    found: list[Glyph] = []
    edge: float | None = None
    for glyph in glyphs:
        gap = 0.0 if edge is None else edge - glyph.right
        if found and gap > least_gap(found[-1], glyph) * size:
            found.append(SPACE)
        found.append(glyph)
        edge = glyph.left if edge is None else min(edge, glyph.left)
    return found


def least_gap(before: Glyph, glyph: Glyph) -> float:
    """Return how far apart two words are at least, in letter sizes.

    Less where the file has one space between them: letters of slanting type lean over it.
    """
    if glyph.blank and before.word == glyph.word:
        return BLANK_GAP
    # Figures stand in boxes narrower than the place that they take.
    figures = any(LEFT_TO_RIGHT.match(g.text) for g in (before, glyph))
    signs = not all(g.text[0].isalnum() for g in (before, glyph))
    if abs(before.word - glyph.word) == 1 and not (figures and signs):
        return LEANING_GAP
    return NARROW_GAP if abs(before.word - glyph.word) == 1 and not figures else WORD_GAP


def left_to_right_runs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Turn round each run of figures or Latin letters, with the signs and spaces inside it."""
    turned: list[Glyph] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        latin = bool(LEFT_TO_RIGHT.match(glyph.text))
        if latin or (run and (glyph.text in JOINING or glyph is SPACE)):
            run.append(glyph)
            continue
        turned += closed(run)
        run = []
        turned.append(glyph)
    # "OIC/CFM-", which goes on in the next line: the hyphen at its end stands right of it.
    begins = len(turned) < 2 or turned[-2] is SPACE
    broken = [turned.pop()] if run and turned and turned[-1].text == "-" and begins else []
    return turned + closed(run) + broken


def closed(run: list[Glyph]) -> list[Glyph]:
    """Turn a run round; signs and spaces at its end belong to what follows."""
    end = len(run)
    while end and not LEFT_TO_RIGHT.match(run[end - 1].text):
        end -= 1
    words: list[list[Glyph]] = [[]]
    for glyph in run[:end]:
        if glyph is SPACE:
            words.append([])
        else:
            words[-1].append(glyph)
    # Two numbers side by side are read from the right; the words of a Latin name from the left.
    if any(glyph.text.isalpha() for glyph in run[:end]):
        words.reverse()
    ordered = [glyph for word in words for glyph in (*reversed(word), SPACE)]
    return [*ordered[:-1], *run[end:]]


def unfold(glyph: Glyph) -> Glyph:
    """Replace presentation forms, which say how a letter was drawn, by the letters themselves."""
    if not PRESENTATION_FORM.search(glyph.text):
        return glyph
    letters = PRESENTATION_FORM.sub(
        # A vowel sign's form by itself stands on a space, which is none of the text's.
        lambda form: unicodedata.normalize("NFKC", form[0]).strip(),
        glyph.text,
    )
    return replace(glyph, text=letters)
