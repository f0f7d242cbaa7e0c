"""A clause to the text that is embedded: the only place that decides it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from ingest.models import Part
from ingest.vectors import Passage, Pending
from retrieval.sentences import sentence_ends

CountTokens = Callable[[str], int]


def make_passages(pending: Pending, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Return the passages of a clause: one, or windows of whole sentences if it is too long.

    Nothing is cut silently: the windows cover the clause, and each fits into `max_tokens`.
    """
    before = lead_in(pending)
    taken = count_tokens(before)
    if taken > max_tokens // 2:
        before = before[: longest_fit(before, 0, len(before), count_tokens, max_tokens // 2)]
        taken = count_tokens(before)
    text = pending.clause.text
    ends = sentence_ends(text, pending.language)
    room = max_tokens - taken
    return [
        make_passage(pending, before, number, start, end, ends)
        for number, (start, end) in enumerate(windows(text, ends, count_tokens, room))
    ]


def whole_passage(pending: Pending) -> str:
    """Return a whole clause after its lead-in, for who reads it at once however long it is."""
    return lead_in(pending) + pending.clause.text


def lead_in(pending: Pending) -> str:
    """Return what the encoder is told before the clause: title, headings, chapeau, number.

    Titles in capitals are written small: capitals cost an encoder tokens and tell it nothing.
    """
    if pending.clause.part is Part.FRONT:
        return ""
    title = pending.title.capitalize() if pending.title.isupper() else pending.title
    above = [title, pending.clause.heading, pending.clause.chapeau or ""]
    lines = [line[:LONGEST_LINE_ABOVE] for line in above if line]
    return "\n".join([*lines, f"{pending.clause.num} ".lstrip()])


# So that no title or chapeau crowds the clause itself out of its passage.
LONGEST_LINE_ABOVE = 300


def windows(
    text: str, ends: tuple[int, ...], count_tokens: CountTokens, room: int
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the windows: as many whole sentences each as `room` tokens hold.

    A sentence longer than `room` is a window of its own, cut at spaces.
    """
    if count_tokens(text) <= room:
        yield 0, len(text)
        return
    start = at = 0
    for end in ends:
        if at > start and count_tokens(text[start:end]) > room:
            yield start, at
            start = at
        while (cut := longest_fit(text, start, end, count_tokens, room)) < end:
            yield start, cut
            start = cut
        at = end
    if at > start:
        yield start, at


# More than a token holds in most texts, so that one look mostly tells that a sentence fits.
CHARACTERS_IN_A_TOKEN = 8


def longest_fit(text: str, start: int, end: int, count_tokens: CountTokens, room: int) -> int:
    """Return the last offset, after a space where there is one, up to which the tokens fit.

    It looks near `start` first: the rest may be a whole book without a full stop.
    """
    low, high = start + 1, min(end, start + CHARACTERS_IN_A_TOKEN * room)
    while count_tokens(text[start:high]) <= room:
        if high == end:
            return end
        low, high = high, min(end, 2 * high - start)
    while low < high:
        middle = (low + high + 1) // 2
        if count_tokens(text[start:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    space = text.rfind(" ", start, low)
    return space + 1 if space > start else low


def make_passage(
    pending: Pending, before: str, number: int, start: int, end: int, ends: tuple[int, ...]
) -> Passage:
    """Return one window as a passage; `start`, `end` and `ends` are offsets in the clause."""
    text = before + pending.clause.text[start:end]
    inside = tuple(e - start for e in ends if start < e < end)
    return Passage(
        place=pending.place,
        window=number,
        start=pending.clause.start + start,
        end=pending.clause.start + end,
        text=text,
        text_hash=hashlib.sha256(text.encode()).digest(),
        sentence_ends=(*inside, end - start),
    )
