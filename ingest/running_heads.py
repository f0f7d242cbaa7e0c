"""Running heads and feet: found by repetition across pages, removed, and told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.models import Block, Doubt
from ingest.numbering import read_label
from ingest.page_rows import Row, rows_of
from ingest.part_words import DIVISION

# Rows looked at, at each end of a page.
ZONE = 3
FEWEST_PAGES = 3
# Pages that a head needs if it prints the page's own number, or stands on all pages.
FEWEST_NUMBERED = 2
LONGEST_HEAD = 200
SHOWN_OF_A_HEAD = 60
SHORTEST_TITLE = 8
# Points: heads at one place are drawn there.
SAME_PLACE = 1.5
# A head stands so many times farther from the text than lines do, in letters so much smaller.
SET_OFF = 1.5
FAR_OFF = 2.5
SMALLER = 0.95
MOST_PAGES = 0.8
DIGITS = re.compile(r"\d+")
# Page numbers that say so: - 3 -, 3/12, Page 3 sur 12, page 3 of 12, صفحة 3 من 12
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*(?P<dashed>\d{1,4})\s*[-–—]"
    r"|(?:page|p\.|صفحة|الصفحة)\s*(?P<named>\d{1,4})(?:\s*(?:/|sur|of|de|من)\s*\d{1,4})?"
    r"|(?P<slashed>\d{1,4})\s*/\s*\d{1,4}"
    r"|(?P<bare>\d{1,4}))$",
    re.IGNORECASE,
)
# A page's number before or after the words of its head: "12 RULES", "RULES 13", "13".
NUMBERED_HEAD = re.compile(
    r"(?P<first>\d{1,4})(?:\s+(?P<after>\D.*))?$|(?P<before>.*\D)\s+(?P<last>\d{1,4})$"
)
FIRST_NUMBER = re.compile(r"\d{1,4}(?=\s*[^\W\d_])")


def drop_running_heads(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks without running heads, feet and page numbers, and a doubt for each kind.

    A line at a page's end counts as one if it stands at the ends of three pages or more, its
    figures apart; if it prints the page's own number there, two are enough. So are all pages of
    a report of two, and heads that change but stand apart at one place. Pages without a number
    lose nothing.
    """
    pages = rows_of(blocks)
    ends = [index for rows in pages.values() for row in at_ends(rows) for index in row.indexes]
    removed = {
        *(index for index in ends if is_page_number(blocks[index])),
        *repeated(blocks, ends, len(pages)),
        *numbered(blocks, ends),
        *changing(blocks, [*pages.values()]),
        *repeating_the_title(blocks, [*pages.values()]),
        *numbering_few_pages(blocks, pages),
        *page_names(blocks),
    }
    kept = [block for index, block in enumerate(blocks) if index not in removed]
    if not kept:  # every page says the same: that is the report
        return list(blocks), []
    return kept, [*told([blocks[index] for index in sorted(removed)])]


def at_ends(rows: Sequence[Row]) -> list[Row]:
    """Return the first and last rows of a page."""
    return list(rows) if len(rows) < 2 * ZONE else [*rows[:ZONE], *rows[-ZONE:]]


def repeated(blocks: Sequence[Block], ends: Sequence[int], pages: int) -> Iterator[int]:
    """Yield the lines that stand at the ends of three pages, or at one place of both of two."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for index in ends:
        if may_run(blocks[index].text):
            alike[shape_but_first_number(blocks[index].text)].append(index)
    for every in alike.values():
        indexes = without_title(blocks, every)
        on = len({blocks[index].page for index in indexes})
        own = [blocks[index] for index in indexes]
        same = len({block.text for block in own}) == 1  # "Chapitre 1" and "Chapitre 2" are two
        everywhere = on == pages == FEWEST_NUMBERED and same and at_one_place(own)
        if on >= FEWEST_PAGES or everywhere:
            yield from indexes


def without_title(blocks: Sequence[Block], indexes: Sequence[int]) -> list[int]:
    """Return lines that say the same without those at a place of their own below another.

    The title of a report stands so under the head that repeats it.
    """
    pages = Counter(blocks[index].page for index in indexes)
    places = Counter(place_of(blocks[index]) for index in indexes)
    return [
        index
        for index in indexes
        if pages[blocks[index].page] == 1 or places[place_of(blocks[index])] > 1
    ]


def place_of(block: Block) -> int | None:
    """Return at what height of its page a line stands; None without a place."""
    return round(block.box.top / SAME_PLACE) if block.box else None


def at_one_place(blocks: Sequence[Block]) -> bool:
    """Say whether all lines are drawn at one height of their pages, in letters of one size."""
    places = {(place_of(block), block.size) for block in blocks}
    return len(places) == 1 and blocks[0].box is not None


def numbered(blocks: Sequence[Block], ends: Sequence[int]) -> Iterator[int]:
    """Yield the lines that print their page's number, the same words beside it on several.

    The number may be farther on than the page: a report's first pages are often not counted.
    """
    alike: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for index in ends:
        text = blocks[index].text
        match = NUMBERED_HEAD.match(text) if may_run(text) else None
        if match and not DIVISION.match(text):
            number = int(match["first"] or match["last"])
            words = shape(match["after"] or match["before"] or "")
            alike[words, number - (blocks[index].page or 0)].append(index)
    for (words, _), indexes in alike.items():
        placed = words or at_one_place([blocks[index] for index in indexes])
        if placed and len({blocks[index].page for index in indexes}) >= FEWEST_NUMBERED:
            yield from indexes


def changing(blocks: Sequence[Block], pages: Sequence[Sequence[Row]]) -> Iterator[int]:
    """Yield the first rows of pages that stand apart at one place on most, whatever they say.

    So stand heads that name the chapter. Their letters are smaller than those of the text, or
    another line says the same.
    """
    firsts = [*first_rows(pages)]
    heads = [head for head, apart in firsts if apart]
    if len(heads) < max(FEWEST_PAGES, MOST_PAGES * len(firsts), len(pages) / 2):
        return
    text_size = Counter(block.size for block in blocks).most_common(1)[0][0]
    lines = Counter(shape(block.text) for block in blocks)
    lines.subtract(shape(blocks[index].text) for head in heads for index in head.indexes)
    for head in heads:
        own = [blocks[index] for index in head.indexes]
        small = all(block.size < SMALLER * text_size for block in own)
        said = all(lines[shape(block.text)] > 0 for block in own)
        if (small or said) and all(may_run(block.text) for block in own):
            yield from head.indexes


def repeating_the_title(blocks: Sequence[Block], pages: Sequence[Sequence[Row]]) -> Iterator[int]:
    """Yield the first row of a report of one or two pages, if it only says its title once more.

    It stands apart, in letters smaller than those of the text; a number or a symbol may stand
    beside the title.
    """
    if len(pages) >= FEWEST_PAGES or not pages or len(pages[0]) < FEWEST_PAGES:
        return
    head, *below = pages[0]
    own = [blocks[index] for index in head.indexes]
    said = " ".join(shape(block.text) for block in own)
    title = [blocks[index] for row in below[:ZONE] for index in row.indexes]
    text_size = Counter(block.size for block in blocks).most_common(1)[0][0]
    apart = below[0].top - head.top > SET_OFF * max(block.size for block in own)
    small = all(0 < block.size < SMALLER * text_size for block in own)
    starts = [shape(block.text) for block in title if block.size >= text_size]
    if apart and small and any(len(start) >= SHORTEST_TITLE and start in said for start in starts):
        yield from head.indexes


def numbering_few_pages(blocks: Sequence[Block], pages: dict[int, list[Row]]) -> Iterator[int]:
    """Yield the first and last rows of the pages of a short report that print the page's number.

    They stand apart: the number alone, or after words in letters smaller than those of the text.
    """
    if len(pages) >= FEWEST_PAGES:
        return
    text_size = Counter(block.size for block in blocks).most_common(1)[0][0]
    for page, rows in pages.items():
        for row, beside in ((rows[0], rows[1:2]), (rows[-1], rows[-2:-1])) if len(rows) > 1 else ():
            own = [blocks[index] for index in row.indexes]
            match = NUMBERED_HEAD.match(" ".join(block.text for block in own))
            apart = abs(beside[0].top - row.top) > FAR_OFF * max(block.size for block in own)
            if not match or not apart or match["after"] or own[0].box is None:
                continue
            small = all(0 < block.size < SMALLER * text_size for block in own)
            if int(match["first"] or match["last"]) == page and (match["first"] or small):
                yield from row.indexes


def first_rows(pages: Sequence[Sequence[Row]]) -> Iterator[tuple[Row, bool]]:
    """Yield the rows at the place where most pages begin, and whether they stand apart there."""
    tops = Counter(round(rows[0].top / SAME_PLACE) for rows in pages)
    steps = Counter(round(b.top - a.top) for rows in pages for a, b in pairwise(rows))
    if not steps:
        return
    place, usual = tops.most_common(1)[0][0], steps.most_common(1)[0][0]
    for rows in pages:
        if len(rows) > 1 and abs(round(rows[0].top / SAME_PLACE) - place) <= 1:
            yield rows[0], rows[1].top - rows[0].top > SET_OFF * usual


def page_names(blocks: Sequence[Block]) -> list[int]:
    """Return the indexes of paragraphs that only name a page, in a file that has no pages.

    Text recognised from scans is often saved so: "Page 12" between the paragraphs.
    """
    named = [
        index
        for index, block in enumerate(blocks)
        if block.page is None and (match := PAGE_NUMBER.match(block.text)) and match["named"]
    ]
    return named if len(named) >= FEWEST_PAGES else []


def may_run(text: str) -> bool:
    """Say whether a line can be a running head: no clause begins in it."""
    return len(text) <= LONGEST_HEAD and (read_label(text) is None or bool(PAGE_NUMBER.match(text)))


def shape(text: str) -> str:
    """Return a line with its figures, accents and case made alike: "Page 3" -> "page #"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(DIGITS.sub("#", letters).split())


def shape_but_first_number(text: str) -> str:
    """Return the shape of a line, the number before its words as it is.

    Footnotes may say the same under numbers of their own: "3 Ibid.", "4 Ibid.".
    """
    first = FIRST_NUMBER.match(text)
    return f"{first[0]}{shape(text[first.end() :])}" if first else shape(text)


def is_page_number(block: Block) -> bool:
    """Say whether a line is the number of its own page, in a form that only a page number has."""
    match = PAGE_NUMBER.match(block.text)
    if not match:
        return False
    number = next(filter(None, match.groups()))
    return int(number) == block.page and match["bare"] is None


def told(removed: Sequence[Block]) -> Iterator[Doubt]:
    """Yield what was removed: each text once, with how often and from which page on."""
    counts = Counter(shape(block.text) for block in removed)
    first: dict[str, Block] = {}
    for block in removed:
        first.setdefault(shape(block.text), block)
    for form, block in first.items():
        text = block.text[:SHOWN_OF_A_HEAD]
        message = f"Left out as a running head or page number ({counts[form]} ×): {text!r}."
        values: dict[str, str | int] = {"count": counts[form], "text": text}
        yield Doubt("running-head", message, block.page, values)
