"""The titles of numbered clauses: "Article 5 – Right to liberty", and words below, or a line on.

A title is a clause's heading, not its words. Whether the short line after a number is one, no
single clause can tell; but where nearly all clauses of a numbering have such a line, it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.labels import DOUBLES, LETTERS, ROMANS, Style
from ingest.layout import Laid
from ingest.models import HEADING_SEPARATOR
from ingest.numbered import Numbered
from ingest.part_words import DIVISION, is_annex_heading, looks_like_heading
from ingest.run_in_titles import run_in_titles

LETTERED = LETTERS | ROMANS | DOUBLES
FEWEST_TITLES = 3
FEWEST_RUN_IN = 5  # of those on the line of their clause, which a sentence may look like
NEARLY_ALL = 0.8  # of the clauses of a numbering have a title, or none has


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a clause: its span in the report's text.

    `sure` ones need no others: numbered paragraphs of the clause follow, or they are in bold and
    what follows is not.
    """

    start: int
    end: int
    text: str
    sure: bool = False


def find_titles(laid: Laid, numbered: Sequence[Numbered]) -> dict[int, Title]:
    """Return the titles of numbered clauses, by the offset of the number."""
    likely = {number.offset: title for number, title in likely_titles(laid, numbered)}
    run_in = {at: Title(*title) for at, title in run_in_titles(laid, numbered)}
    titles = {offset: title for offset, title in likely.items() if title.sure}
    groups: defaultdict[tuple[Style, int, str], list[int]] = defaultdict(list)
    for number in numbered:
        if number.label.style not in LETTERED:
            part = number.key.partition(".")[0] if number.key.startswith("annex-") else ""
            groups[number.label.style, number.depth, part].append(number.offset)
    for offsets in groups.values():
        titled = [offset for offset in offsets if offset in likely]
        if len(titled) >= max(FEWEST_TITLES, NEARLY_ALL * len(offsets)):
            titles |= {offset: likely[offset] for offset in titled}
        on_lines = [offset for offset in offsets if offset in run_in]
        capitals = all(run_in[offset].text.isupper() for offset in on_lines)  # no sentences
        fewest = FEWEST_TITLES if capitals else FEWEST_RUN_IN
        if len(on_lines) >= max(fewest, NEARLY_ALL * len(offsets)):
            titles |= {offset: run_in[offset] for offset in on_lines if offset not in titles}
    return titles


def likely_titles(laid: Laid, numbered: Sequence[Numbered]) -> Iterator[tuple[Numbered, Title]]:
    """Yield the numbers that a short line follows, no sentence, with words of the clause after."""
    ends = dict(laid.spans)
    starts = [start for start, _ in laid.spans]
    order = {start: index for index, start in enumerate(starts)}
    by_offset = {number.offset: number for number in numbered}
    for number in numbered:
        index = order.get(number.offset)
        if index is None:
            continue  # not at the start of a paragraph
        start, end = number.words_at, ends[number.offset]
        if start >= end:
            index += 1
            if index == len(starts) or starts[index] in by_offset:
                continue
            start, end = laid.spans[index]
        text = laid.text[start:end]
        following = starts[index + 1] if index + 1 < len(starts) else -1
        if not is_title(text, laid.levels[index]) or following < 0:
            continue
        below = by_offset.get(following)
        if below and below.depth <= number.depth:
            continue
        if below or not stands_over_others(laid.text[following : ends[following]]):
            counted = below is not None and below.label.style not in LETTERED
            bold = starts[index] in laid.bold and following not in laid.bold
            sure = counted or bold
            yield number, Title(start, end, text.strip(), sure)


def is_title(text: str, level: int) -> bool:
    """Say whether words can be a title: short, no sentence, not the middle of one."""
    words = text.strip()
    begins = words[:1].isalnum() and not words[:1].islower()
    if words.count("“") > words.count("”") or words.count("«") > words.count("»"):
        return False  # a quotation goes on below
    return begins and looks_like_heading(words) and (bool(level) or not stands_over_others(words))


def stands_over_others(paragraph: str) -> bool:
    """Say whether a paragraph is the heading of a division or an annex."""
    return bool(DIVISION.match(paragraph)) or is_annex_heading(paragraph)


def path_with(path: str, titles: Sequence[str]) -> str:
    """Return a path of headings with the titles of the clauses on the way, outermost first."""
    return HEADING_SEPARATOR.join(filter(None, [path, *titles]))
