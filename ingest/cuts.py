"""Where the clauses of a report begin: numbered ones, and those that print no number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clause_titles import Title, path_with
from ingest.layout import Laid
from ingest.models import Kind, Part
from ingest.new_texts import NewText
from ingest.numbered import Numbered
from ingest.numbers import Numbers
from ingest.outline import Outline, end_of_front
from ingest.part_words import CLOSING_START, is_annex_heading, looks_like_heading
from ingest.titles import is_place_and_date

LONGEST_DATE = 60
NEARLY_ALL = 0.75  # of the items of a list end with a comma or semicolon


@dataclass(frozen=True, slots=True)
class Cut:
    """A clause before its end is known: where it begins, and where its own words do."""

    offset: int
    start: int
    part: Part
    kind: Kind
    key: str
    eid: str
    num: str = ""
    depth: int = 1
    heading: str = ""


def cut_head(laid: Laid, numbers: Numbers, outline: Outline) -> Iterator[Cut]:
    """Cut what stands before the body: the title block, then recitals.

    Recitals that print no number are counted. Where they print one, the words before the first
    are `PP0`, and a formula after the last ("HAVE ADOPTED THIS REGULATION:") is `PP.end`. In a
    report without numbers, the paragraphs are its clauses: 1, 2, 3.
    """
    front_end = end_of_front(laid, numbers)
    if front_end:
        yield Cut(0, 0, Part.FRONT, Kind.TITLE, key="front", eid="front")
    # A list of contents after the title belongs to it, and is no preamble.
    listed = {s for (s, _), prose in zip(laid.spans, laid.prose, strict=True) if not prose}
    skipped = {*outline.texts, *(listed if front_end and numbers.all else ())}
    first_at, counted = numbers.first_at, not numbers.all  # of tens of thousands: asked for once
    before = [s for s, _ in laid.spans if front_end <= s < first_at and s not in skipped]
    if numbers.recitals:
        for start in before[:1]:
            yield Cut(start, start, Part.PREAMBLE, Kind.RECITAL, "PP0", "preamble__intro")
        yield from cut_formula(laid, numbers, outline)
        return
    ends, count, signed = dict(laid.spans), 0, False
    for start in before:
        text = laid.text[start : ends[start]]
        if not counted and count and CLOSING_START.match(text):
            signed = True
            yield Cut(start, start, Part.CLOSING, Kind.SIGNATURE, key="closing", eid="conclusions")
        if signed and (CLOSING_START.match(text) or looks_like_heading(text)):
            continue  # the title of the text that was promulgated
        count += 1
        if counted:
            yield Cut(start, start, Part.BODY, Kind.PARAGRAPH, str(count), f"para_{count}")
        else:
            eid = f"preamble__para_{count}"
            heading = outline.title_at(start)
            yield Cut(start, start, Part.PREAMBLE, Kind.RECITAL, f"PP{count}", eid, heading=heading)


def cut_formula(laid: Laid, numbers: Numbers, outline: Outline) -> Iterator[Cut]:
    """Cut the paragraph that ends a numbered preamble and leads to the articles."""
    last = numbers.recitals[-1].offset
    for start, end in reversed(laid.spans):
        if last < start < numbers.body_at and laid.text[start:end].endswith(":"):
            if start not in outline.texts:
                yield Cut(start, start, Part.PREAMBLE, Kind.WRAP_UP, "PP.end", "preamble__wrapup")
            return


def cut_body(
    laid: Laid,
    numbered: Sequence[Numbered],
    outline: Outline,
    titles: Mapping[int, Title],
    others: Sequence[NewText],
) -> Iterator[Cut]:
    """Cut at every number, and once more where the signatures begin after the last clause.

    `others` are the texts after the first.
    """
    words_at = {
        n.offset: titles[n.offset].end if n.offset in titles else n.words_at for n in numbered
    }
    above: list[Numbered] = []
    for number in numbered:
        above = [other for other in above if number.key.startswith(f"{other.key}.")] + [number]
        on_the_way = [titles[other.offset].text for other in above if other.offset in titles]
        yield Cut(
            offset=number.offset,
            start=words_at[number.offset],
            part=part_of(number),
            kind=number.kind,
            key=number.key,
            eid=number.eid,
            num=number.label.num,
            depth=number.depth,
            heading=path_with(outline.path_at(number.offset), on_the_way),
        )
    if numbered:
        numbers = {number.offset for number in numbered}
        below_titles = {title.start for title in titles.values()}
        recitals = {start for text in others for start in text.recitals}
        yield from cut_unnumbered(laid, numbers | below_titles | recitals, outline)
        yield from cut_recitals(others, outline)
        yield from cut_wrap_ups(laid, numbered, words_at, outline)
        in_body = [n.offset for n in numbered if not n.key.startswith("annex-")]
        for last, until in [*before_others(numbered), ((in_body or sorted(numbers))[-1], None)]:
            yield from cut_closing(laid, last, until, numbers)


def part_of(number: Numbered) -> Part:
    """Return the part of a report that a number stands in."""
    if number.key.startswith("annex-"):
        return Part.ANNEX
    return Part.PREAMBLE if number.key.startswith("PP") else Part.BODY


def cut_recitals(texts: Sequence[NewText], outline: Outline) -> Iterator[Cut]:
    """Cut the preambles of texts that follow another: counted, each from 1."""
    for text in texts:
        heading = outline.path_at(text.titles[-1] + 1)
        for count, start in enumerate(text.recitals, start=1):
            if start not in outline.texts:
                eid = f"preamble__para_{count}"
                yield Cut(
                    start, start, Part.PREAMBLE, Kind.RECITAL, f"PP{count}", eid, heading=heading
                )


def cut_unnumbered(laid: Laid, numbers: set[int], outline: Outline) -> Iterator[Cut]:
    """Cut the words without number that stand right under a heading of the body or an annex.

    Under an annex's own heading they are the annex: `annex-1`; elsewhere they are counted: `H1`.
    """
    annexes = count = 0
    first, ordered = min(numbers), sorted(numbers)
    for (start, end), (following, _) in pairwise(laid.spans):
        if start not in outline.texts or start < first:
            continue
        annex = is_annex_heading(laid.text[start:end])
        annexes += annex
        inside = bisect_right(ordered, start)
        led = inside < len(ordered) and ordered[inside] < end
        if led or following in numbers or following in outline.texts:
            continue
        count += not annex
        part = Part.ANNEX if annexes else Part.BODY
        kind = Kind.PARAGRAPH if annex else Kind.HEADING
        key, eid = (
            (f"annex-{annexes}", f"annex_{annexes}")
            if annex
            else (f"H{count}", f"hcontainer_{count}")
        )
        heading = outline.path_at(following)
        yield Cut(following, following, part, kind, key, eid, heading=heading)


def cut_wrap_ups(
    laid: Laid, numbered: Sequence[Numbered], words_at: Mapping[int, int], outline: Outline
) -> Iterator[Cut]:
    """Cut the words that close a clause after its list of subclauses.

    "a) …; b) …. The provisions above apply to …": the last item ended the list with a full stop,
    or the words go on with the sentence that the list broke. They belong to the clause, not to
    its last item.
    """
    starts = [start for start, _ in laid.spans]
    items: dict[str, list[str]] = {}  # last characters of the items so far, by the list's clause
    for number, after in zip(numbered, [*numbered[1:], None], strict=True):
        stop = after.offset if after else len(laid.text)
        above = number.key.rpartition(".")[0]
        begins = words_at[number.offset]
        begins += len(laid.text[begins:stop]) - len(laid.text[begins:stop].lstrip())
        begin = bisect_right(starts, begins)  # the paragraph after the item's first
        following = starts[begin] if begin < len(starts) else stop
        text = laid.text[begins : min(following, stop)].strip()
        before = items.setdefault(above, [])
        if not before and items.get(over := above.rpartition(".")[0]):
            items[over][-1] = ":"
        last = not after or after.key.rpartition(".")[0] != above  # no list closes before its end
        closes = last and following < stop and following not in outline.texts
        if above and number.depth > 1 and closes:
            goes_on = laid.text[following].islower() and not text.endswith(".")
            if goes_on or (text.endswith(".") and is_list(before)):
                yield Cut(
                    following, following, part_of(number),
                    Kind.WRAP_UP, f"{above}.end", f"{number.eid.rpartition('__')[0]}__wrapup",
                    depth=number.depth, heading=outline.path_at(following),
                )  # fmt: skip
        before.append(text[-1:] or " ")


def is_list(ends: Sequence[str]) -> bool:
    """Say whether items that end so are a list: with commas or semicolons, but for a slip.

    An item that leads to a list of its own ends with a colon, and shows nothing by itself.
    """
    marked = sum(end in ";,؛،" for end in ends)
    return bool(marked) and "." not in ends and marked + ends.count(":") >= NEARLY_ALL * len(ends)


def before_others(numbered: Sequence[Numbered]) -> Iterator[tuple[int, int]]:
    """Yield the last number of a text that another follows, and the first number of that one."""
    for before, number in pairwise(numbered):
        if number.repeated and number.depth == 1:
            yield before.offset, number.offset


def cut_closing(laid: Laid, last: int, until: int | None, numbers: set[int]) -> Iterator[Cut]:
    """Cut where "Fait à New York", "Done at" or "حرر في" begins a paragraph after `last`.

    A place and a date, and no more, do too: "Tunis, le 15 novembre 2016".
    """
    for n in range(bisect_right(laid.spans, (last, len(laid.text))), len(laid.spans)):
        start, end = laid.spans[n]
        if until is not None and start >= until:
            return
        text = laid.text[start:end]
        closes = CLOSING_START.match(text) or (
            end - start <= LONGEST_DATE and is_place_and_date(text)
        )
        if start not in numbers and closes:
            yield Cut(start, start, Part.CLOSING, Kind.SIGNATURE, key="closing", eid="conclusions")
            return
