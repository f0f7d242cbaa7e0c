"""Mentions of clauses in any text: "paragraphe 13", "articles 3 à 5", "para. 3 (a)", "الفقرة ٣"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from ingest.labels import ARABIC_BIS
from ingest.mention_patterns import (
    AFTER_WORD,
    BEFORE_WORD,
    BESIDE,
    BETWEEN,
    CODE_ALONE,
    DEEPER,
    ENDS_ALONE,
    IN_WORDS,
    INSIDE_OF,
    LETTERED,
    LIST_ENDS,
    LONGEST_BETWEEN,
    LONGEST_RANGE,
    NAMED_BEFORE,
    NEXT,
    NEXT_LETTER,
    NUMBER_ALONE,
    OF,
    OPERATIVE,
    OTHER_TEXT,
    PREAMBULAR,
    ROMAN,
    SEVERAL,
    WHOLE_PREAMBLE,
    WORDS_BY_DEPTH,
)
from ingest.numerals import ABJAD, letters, ordinal_value, spoken_value
from ingest.symbols import find_symbols

FORMS = (
    PREAMBULAR,
    OPERATIVE,
    AFTER_WORD,
    ROMAN,
    IN_WORDS,
    LETTERED,
    BEFORE_WORD,
    CODE_ALONE,
)
PREAMBLE = "PP"  # the key of a whole preamble


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause named by its number: the key it would have, and where it is named.

    `through` is the key of the last clause of a range, "" for one clause; the key of a whole
    preamble is `PREAMBLE`. `other_text` is what the mention says it is a clause of, "" if it says
    nothing. A `bare` one is named by its number alone, and may be something else.
    """

    key: str
    start: int
    end: int
    other_text: str = ""
    through: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as it is being put together: how deep its word stands, and its innermost one.

    One by a letter alone is `lettered`, and names nothing without the clause around it.
    """

    mention: ClauseMention
    depth: int
    innermost: int
    lettered: bool = False


# Those of a question are asked for several times on its way to an answer.
@lru_cache(maxsize=64)
def find_clause_mentions(text: str) -> tuple[ClauseMention, ...]:
    """Return the clauses that a text names by number, in order; the last texts are remembered."""
    groups: list[list[Named]] = []
    taken = -1
    for match in sorted(all_matches(text), key=lambda match: match.start()):
        if match.start() >= taken:
            groups.append([*read_group(match, text)])
            taken = groups[-1][-1].mention.end
    return tuple(
        replace(named.mention, other_text=text_named_after(text, group[-1].mention.end))
        for group in nested(groups, text)
        for named in group
        if not named.lettered
    )


def text_named_after(text: str, offset: int) -> str:
    """Return what follows a mention as the text that it is of, in words or by symbol; else ""."""
    if other := OTHER_TEXT.match(text, offset):
        return other["text"].strip()
    if other := NAMED_BEFORE.match(text, offset):
        return f"{other['genre']} {other['name'].strip()}"
    of = OF.match(text, offset)
    symbols = find_symbols(text[of.end() :]) if of else []
    return symbols[0].text if symbols and symbols[0].start == 0 else ""


def find_numbers_alone(text: str) -> Iterator[ClauseMention]:
    """Yield the clauses that a text without a word for them may mean: "12 ?", "et la 6.e"."""
    taken = -1
    for match in NUMBER_ALONE.finditer(text):
        if match.start() >= taken:
            key, taken = read_key(match, text)
            if ENDS_ALONE.match(text, taken):
                yield ClauseMention(key, match.start(), taken, bare=True)


def all_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield every match of every form of mention."""
    found = False
    for pattern in FORMS:
        for match in pattern.finditer(text):
            if has_number(match):
                found = True
                yield match
    if not found:
        yield from islice(WHOLE_PREAMBLE.finditer(text), 1)


def has_number(match: re.Match[str]) -> bool:
    """Say whether a match has a number; patterns let "ſecond" and "fıfth" through, no ordinals."""
    ordinal = match.groupdict().get("ordinal")
    return not ordinal or bool(place_named(ordinal))


def place_named(ordinal: str) -> int:
    """Return the place that an ordinal names, in figures too: "12e" -> 12; 0 for none."""
    digits = re.match(r"\d+", ordinal)
    return int(digits[0]) if digits else ordinal_value(ordinal)


def read_group(match: re.Match[str], text: str) -> Iterator[Named]:
    """Yield the mention of a match, and those listed after it: "3, 5 et 7 à 9"."""
    key, end = read_key(match, text)
    mention = ClauseMention(key, match.start(), end, bare=match.re is CODE_ALONE)
    word = match.groupdict().get("word") or ""
    depth = depth_of(word)
    between = bool(BETWEEN.search(text, max(0, match.start() - LONGEST_BETWEEN), match.start()))
    if match.re in (AFTER_WORD, CODE_ALONE):
        while more := NEXT.match(text, mention.end):
            key, end = read_key(more, text)
            if not has_number(more) or not continues(more, word, text, end, depth):
                break
            if (more["to"] or between) and not rises(mention.key, key):
                break
            if more["to"] or between:
                mention = replace(mention, through=key, end=end)
            else:
                yield Named(mention, depth, depth)
                mention = ClauseMention(key, more.start(), end, bare=mention.bare)
    lettered = match.re is LETTERED
    while lettered and (more := NEXT_LETTER.match(text, mention.end)):
        yield Named(mention, depth, depth, lettered)
        mention = ClauseMention(segment(more["within"]), more.start(), more.end())
    yield Named(mention, depth, depth, lettered)


def continues(more: re.Match[str], word: str, text: str, end: int, depth: int) -> bool:
    """Say whether a number after another names a clause too.

    It does after a word for several, and where nothing that it could count comes after it.
    """
    if more["word"]:
        return bool(more["to"]) and depth_of(more["word"]) == depth
    return bool(SEVERAL.fullmatch(word) or LIST_ENDS.match(text, end))


def rises(first: str, last: str) -> bool:
    """Say whether two keys may be the ends of a range; those that are no numbers may."""
    ends = [key for key in (first, last) if key.isdecimal()]
    return len(ends) < 2 or int(first) < int(last) <= int(first) + LONGEST_RANGE


def nested(groups: list[list[Named]], text: str) -> list[list[Named]]:
    """Put together what names clauses inside of another: "article 16, paragraphes 2 et 3"."""
    done: list[list[Named]] = []
    for group in groups:
        while done and (together := put_together(done[-1], group, text)):
            done.pop()
            group = together  # noqa: PLW2901
        done.append(group)
    return done


def put_together(first: list[Named], second: list[Named], text: str) -> list[Named]:
    """Return what two neighbours name together; none if each names clauses of its own."""
    between = text[first[-1].mention.end : second[0].mention.start]
    outer, inner = (second, first) if INSIDE_OF.fullmatch(between) else (first, second)
    if outer is first and not BESIDE.fullmatch(between):
        return []
    above, below = outer[0], inner[0]
    deeper = above.innermost < below.depth or (outer is second and above.depth != below.depth)
    if len(outer) > 1 or above.lettered or above.mention.through or not deeper:
        return []
    bounds = [(named.mention.start, named.mention.end) for named in inner]
    bounds[0] = (min(first[0].mention.start, bounds[0][0]), bounds[0][1])
    bounds[-1] = (bounds[-1][0], max(second[-1].mention.end, bounds[-1][1]))
    return [within(above, named, *span) for named, span in zip(inner, bounds, strict=True)]


def within(outer: Named, inner: Named, start: int, end: int) -> Named:
    """Return the mention of a clause inside of another."""
    above, mention = f"{outer.mention.key}.", inner.mention
    through = mention.through and above + mention.through
    together = ClauseMention(above + mention.key, start, end, through=through)
    return Named(together, outer.depth, max(outer.innermost, inner.innermost))


def depth_of(word: str) -> int:
    """Return how deep a word for a clause stands, 0 the highest."""
    for depth, words in enumerate(WORDS_BY_DEPTH):
        if re.fullmatch(words, word, re.IGNORECASE):
            return depth
    return 0


def whole_key(match: re.Match[str]) -> str:
    """Return the key of a mention that has no points or letters after its number; else ""."""
    if match.re is OPERATIVE:
        return str(int(match["num"]))
    if match.re is ROMAN:
        return match["roman"].lower()
    if match.re is IN_WORDS:
        return str(spoken_value(match["count"]))
    if match.re is LETTERED:
        return segment(match["within"] or match["before"] or match["bare"])
    return ""


def read_key(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return the key of a mention and the offset where it ends, points and letters included."""
    if match.re in (PREAMBULAR, WHOLE_PREAMBLE):
        number = next(filter(None, match.groups()), "")
        return f"{PREAMBLE}{place_named(number) or ''}", match.end()
    if whole := whole_key(match):
        return whole, match.end()
    groups = match.groupdict()
    if groups.get("ordinal"):
        return str(place_named(groups["ordinal"])), match.end()
    if groups.get("code"):
        return re.sub(r"[\s.]", "", groups["code"]).upper(), match.end()
    suffix = put_in(groups["suffix"] or "")
    segments = [f"{int(groups['num'])}{groups['dashes']}{suffix}"]
    end = match.end()
    while deeper := DEEPER.match(text, end):
        segments.append(segment(next(filter(None, deeper.groups()))))
        end = deeper.end()
    return ".".join(segments), end


def segment(printed: str) -> str:
    """Return the key segment of a printed letter or number: `أ` -> `a`, `٣` -> `3`, `b bis` too."""
    number, _, suffix = printed.strip("ـ").partition(" ")
    suffix = put_in(suffix)
    if number.isdigit():
        return f"{int(number)}{suffix}"
    letter = letters(ABJAD.index(number) + 1) if number in ABJAD else number.lower()
    return f"{letter}{suffix}"


def put_in(printed: str) -> str:
    """Return what a key has of a suffix that puts a number between two: `مكرراً` -> `bis`."""
    suffix = printed.strip().lower()
    return "bis" if suffix.startswith(ARABIC_BIS) else suffix
