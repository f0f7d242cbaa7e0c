"""Running heads and feet: found by repetition across pages, removed, and told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ingest.models import Block, Doubt
from ingest.numbering import read_label

# Lines looked at, at each end of a page.
ZONE = 3
FEWEST_PAGES = 3
LONGEST_HEAD = 200
SHOWN_OF_A_HEAD = 60
DIGITS = re.compile(r"\d+")
# Page numbers that say so: - 3 -, 3/12, Page 3 sur 12, page 3 of 12, صفحة 3 من 12
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*(?P<dashed>\d{1,4})\s*[-–—]"
    r"|(?:page|p\.|صفحة|الصفحة)\s*(?P<named>\d{1,4})(?:\s*(?:/|sur|of|de|من)\s*\d{1,4})?"
    r"|(?P<slashed>\d{1,4})\s*/\s*\d{1,4}"
    r"|(?P<bare>\d{1,4}))$",
    re.IGNORECASE,
)


def drop_running_heads(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Return the blocks without running heads, feet and page numbers, and a doubt for each kind.

    A line at a page's end counts as one if it stands at the ends of three pages or more, its
    figures apart. Pages without a number lose nothing.
    """
    ends = [*page_ends(blocks)]
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for index in ends:
        if may_run(blocks[index].text):
            pages[shape(blocks[index].text)].add(blocks[index].page or 0)
    removed = {
        index
        for index in ends
        if is_page_number(blocks[index])
        or (may_run(blocks[index].text) and len(pages[shape(blocks[index].text)]) >= FEWEST_PAGES)
    } | {*page_names(blocks)}
    kept = [block for index, block in enumerate(blocks) if index not in removed]
    if not kept:  # every page says the same: that is the report
        return list(blocks), []
    return kept, [*told([blocks[index] for index in sorted(removed)])]


def page_ends(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the indexes of the first and last lines of each page, in order."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.page is not None:
            by_page[block.page].append(index)
    for indexes in by_page.values():
        yield from sorted({*indexes[:ZONE], *indexes[-ZONE:]})


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
        message = f"Left out as a running head or page number, {counts[form]} times: {text!r}."
        values: dict[str, str | int] = {"count": counts[form], "text": text}
        yield Doubt("running-head", message, block.page, values)
