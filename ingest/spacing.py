"""Where paragraphs begin on a page: told by the space between lines and at their sides."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from ingest.article_numbers import read_article
from ingest.beginnings import begins_in_words
from ingest.cleaning import HYPHEN
from ingest.contents import read_entry
from ingest.line_places import Place, places_of
from ingest.models import Block, Box, is_level
from ingest.numbering import read_label
from ingest.part_words import CLOSING_START, DIVISION, PREAMBLE_HEADING, names_body
from ingest.sentence_ends import ENDS_SENTENCE
from ingest.titles import is_dated

# A line this much farther from the last than lines usually are begins a paragraph.
WIDER = 1.25
# Less does where it is known what they stand on: what hangs from a line says nothing then.
WIDER_BASES = 1.15
FREQUENT = 0.1
# Letters this much larger or smaller than those before begin one too.
OTHER_SIZE = 1.18
# A line that leaves so much of its column empty was not broken for want of room.
MUCH_ROOM = 0.4
# The page of an entry stands so many times the height of a letter from its words.
PAGE_APART = 2.5
# So few lines in letters of their own, as a title has, say nothing of what is usual for them.
FEW = 8
AMPLE = 1.5
# Times the height of a letter: a line that begins farther inside is no indented first line.
DEEP = 8.0
ONE_MIDDLE = 2.0  # points
FEWEST_WRAPPED = 2
LONG_CAPITALS = 12
YEAR = re.compile(r"\b\d{4}\b")


def mark_gaps(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with `gap` set where the page shows that a paragraph begins.

    It shows it by empty space above the line, by another size of letters, by where the line
    begins, or by the space left after the line before. Blocks without boxes, and those of lines
    that run up or down the page, are left as they are.
    """
    usual = usual_steps(blocks)
    places = places_of(blocks)
    marked = [*blocks[:1]]
    lines = 1  # of the paragraph so far
    for n, (before, block) in enumerate(pairwise(blocks), start=1):
        gap = block.gap
        if is_level(before.box) and is_level(block.box):
            gap = starts_apart(before, block, usual) or starts_aside(blocks, places, n, lines)
            gap = gap or (block.gap and before.page != block.page)
        lines = 1 if gap or begins_in_words(before.text, block.text) else lines + 1
        marked.append(replace(block, gap=gap) if gap != block.gap else block)
    return marked


def starts_apart(before: Block, block: Block, usual: dict[float, float]) -> bool:
    """Say whether a line stands farther from the line before than usual, or in other letters."""
    if before.size and block.size:
        larger, smaller = max(before.size, block.size), min(before.size, block.size)
        if larger > OTHER_SIZE * smaller:
            return True
    if before.bold != block.bold and not goes_on(before, block):
        return True
    if before.page != block.page:
        return False
    # Upwards: the next column, whose first line may go on with the last.
    wider = WIDER if before.base is None or block.base is None else WIDER_BASES
    return space(before, block) > wider * usual.get(block.size, 0.0) > 0


def goes_on(before: Block, block: Block) -> bool:
    """Say whether a line goes on with a word or sentence, or stands beside the one before."""
    broken = before.text.endswith(("-", HYPHEN))
    return broken or block.text[:1].islower() or on_one_row(before, block)


def starts_aside(
    blocks: Sequence[Block], places: Sequence[Place | None], n: int, lines: int
) -> bool:
    """Say whether line `n` begins a paragraph by its edges, after `lines` of the one before.

    The lines of a paragraph after its first begin at one edge; and a line ends where the next
    word found no room.
    """
    last, place = places[n - 1], places[n]
    if not last or not place or on_one_row(blocks[n - 1], blocks[n]):
        return False
    text, following = blocks[n - 1].text, blocks[n].text
    after = blocks[n + 1].text if n + 1 < len(blocks) else ""
    told = begins_dated_closing(following) or names_body(following, after)
    told = told or follows_capitals(text, following) or (text.endswith(".") and is_dated(following))
    if told or ends_entry(blocks[n - 1], last.letter):
        return True
    headed = begins_heading(blocks[n - 1], blocks[n])
    in_bold = headed and blocks[n - 1].bold and blocks[n].bold and text[-1:].isalnum()
    word_follows = following[:1].islower() and not ENDS_SENTENCE.search(text)
    one = (headed or word_follows) and one_middle(blocks[n - 1].box, blocks[n].box)
    if one or (last.centred and place.centred) or runs_over(text, following, last, place):
        return headed
    much_room = last.room > MUCH_ROOM * (last.indent + last.width + last.room)
    row = start_of_row(blocks, places, n - 1)
    if much_room or (lines > 1 and not (last.begins_with(place) or row.begins_with(place))):
        return True
    numbered = read_label(text) is not None
    no_room = numbered and last.room < width_of_first_word(following, place)
    centred = last.centred and not no_room and not text[:1].islower()
    aside = (centred and not last.begins_with(place)) or in_bold
    if aside or (lines == 1 and is_deep(blocks, places, n - 1)):
        return True
    ended = ENDS_SENTENCE.search(text) or (text[-1:] in ",،" and not following[:1].islower())
    deeper = place.begins_after(last) and not numbered
    # No wrapped line leaves room for the next word and half of another.
    listed = read_label(following) is not None  # "i) le transport"
    begins = (listed or not following[:1].islower()) and not text.endswith(("-", HYPHEN))
    needed = 1.0 if ended or deeper or headed else AMPLE if begins else math.inf
    if ended and lines == 1 and indents_alike(last, place, places[n + 1 : n + 2]):
        needed = 0.0
    return last.room > needed * width_of_first_word(following, place)


def runs_over(text: str, following: str, last: Place, place: Place) -> bool:
    """Say whether a sentence runs over into the next column, wherever that one's lines begin."""
    goes_on = text[-1:].isalnum() and following[:1].islower() and read_label(following) is None
    return goes_on and last.run != place.run and last.room < width_of_first_word(following, place)


def indents_alike(last: Place, place: Place, further: Sequence[Place | None]) -> bool:
    """Say whether two lines are indented alike, and the next is not: each begins a paragraph."""
    alike = place.begins_with(last) and last.indent < DEEP * last.letter
    return alike and any(after and place.begins_after(after) for after in further)


def start_of_row(blocks: Sequence[Block], places: Sequence[Place | None], n: int) -> Place:
    """Return where the printed line begins that block `n`, a line with a place, is a piece of.

    Words of a justified line may stand so far apart that they are read as pieces.
    """
    first = places[n]
    while n and places[n - 1] and on_one_row(blocks[n - 1], blocks[n]):
        n -= 1
        first = places[n]
    return cast("Place", first)


def begins_dated_closing(line: str) -> bool:
    """Say whether a line begins a closing with its date: no sentence goes on so in capitals."""
    capital = line[:1].isupper() or line[:1] == "ح"
    return capital and bool(CLOSING_START.match(line)) and bool(YEAR.search(line))


def follows_capitals(line: str, following: str) -> bool:
    """Say whether a line of prose follows a title in capitals; no sentence changes so."""
    capitals = line.isupper() and len(line) >= LONG_CAPITALS
    words = following.split()
    prose = len(words) > 1 and words[0][:1].isupper() and not following.isupper()
    return capitals and prose and sum(word.islower() for word in words) > len(words) / 3


def is_deep(blocks: Sequence[Block], places: Sequence[Place | None], n: int) -> bool:
    """Say whether line `n` stands deep inside, and the next at its column's edge: a heading."""
    last, place = places[n], places[n + 1]
    if not last or not place or (n and on_one_row(blocks[n - 1], blocks[n])):
        return False
    deep = last.indent - place.indent > DEEP * last.letter
    return deep and not blocks[n + 1].text[:1].islower()


def one_middle(a: Box | None, b: Box | None) -> bool:
    """Say whether lines of two lengths are centred over each other, wherever their page ends."""
    if not a or not b:
        return False
    inside = abs(a.left - b.left)  # two full lines have nearly one middle, and one left edge
    return abs((a.left + a.right) - (b.left + b.right)) / 2 < ONE_MIDDLE < inside


def begins_heading(before: Block, block: Block) -> bool:
    """Say whether a line begins as no line of a title above it goes on.

    It names an article or a division, or is numbered and in bold below another in bold:
    "I. Introduction".
    """
    label = read_article(block.text)
    if (label and label.alone) or DIVISION.match(block.text) or PREAMBLE_HEADING.match(block.text):
        return True
    return before.bold and block.bold and read_label(block.text) is not None


def ends_entry(block: Block, letter: float) -> bool:
    """Say whether a line is an entry of a list of contents: its page stands apart at its end."""
    entry = read_entry(block.text)
    if not entry or entry.leaders or len(block.edges) != 2 * len(block.text):
        return bool(entry and entry.leaders)
    words = max(len(entry.words), 1)
    at = block.edges[2 * words - 2 : 2 * words]
    first = block.edges[-2 * len(str(entry.page)) :]
    apart = max(min(first[::2]) - at[1], at[0] - max(first[1::2]))  # to the right or to the left
    return apart > PAGE_APART * letter


def width_of_first_word(text: str, place: Place) -> float:
    """Return about how wide the first word of a line is, with the space before it."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    return place.width / max(len(text), 1) * (len(word) + 1.5) + place.letter / 2


def usual_steps(blocks: Sequence[Block]) -> dict[float, float]:
    """Return how far apart lines of one paragraph are, for each size of letters.

    Headings in letters of their own may all stand apart: the text's own lines bound theirs.
    """
    steps: defaultdict[float, list[float]] = defaultdict(list)
    for before, block in pairwise(blocks):
        if on_one_page(before, block) and before.size == block.size:
            steps[block.size].append(step(before, block))
    text = max(steps, key=lambda size: len(steps[size]), default=0.0)
    bound = min(usual_step(steps[text]), wrapped_step(blocks, text))
    usual = {block.size: bound * max(1.0, block.size / (text or 1.0)) for block in blocks}
    for size, some in steps.items():
        if len(some) > FEW:
            usual[size] = min(usual[size], usual_step(some) or bound)
    return usual


def wrapped_step(blocks: Sequence[Block], size: float) -> float:
    """Return how far apart lines are that are one paragraph beyond doubt; infinity without any.

    The second goes on in small letters in the middle of a sentence. In a report of one-line
    paragraphs the frequent step is the one between them.
    """
    steps = [
        step(before, block)
        for before, block in pairwise(blocks)
        if on_one_page(before, block)
        and before.size == block.size == size
        and before.text[-1:].isalpha()
        and block.text[:2].isalpha()
        and block.text[:1].islower()
    ]
    downwards = [each for each in steps if each > 0]
    return statistics.median(downwards) if len(downwards) >= FEWEST_WRAPPED else math.inf


def usual_step(steps: Sequence[float]) -> float:
    """Return how far apart lines of one paragraph are: the least of the frequent steps.

    Not the middle one: in a report of short paragraphs most steps are between paragraphs.
    """
    rounded = Counter(round(step) for step in steps if step > 0)
    often = [step for step, count in rounded.items() if count >= FREQUENT * rounded.total()]
    least = min(often, default=0)
    return statistics.median(step for step in steps if round(step) == least) if least else 0.0


def on_one_page(a: Block, b: Block) -> bool:
    """Say whether both blocks are level lines with a place on the same page."""
    return is_level(a.box) and is_level(b.box) and a.page == b.page


def on_one_row(a: Block, b: Block) -> bool:
    """Say whether two blocks are pieces of one printed line."""
    return bool(a.box and b.box and abs(step(a, b)) < (b.box.bottom - b.box.top) / 3)


def space(a: Block, b: Block) -> float:
    """Return how far a line is below the one before, whatever letters hang from it or rise."""
    if a.base is None or b.base is None:
        return min(b.box.bottom - a.box.bottom, b.box.top - a.box.top) if a.box and b.box else 0.0
    return b.base - a.base


def step(a: Block, b: Block) -> float:
    """Return how far a line's foot is below that of the line before; less than 0 is above."""
    if a.base is None or b.base is None:
        return b.box.bottom - a.box.bottom if a.box and b.box else 0.0
    return b.base - a.base
