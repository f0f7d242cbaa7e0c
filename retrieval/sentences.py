"""Whole sentences in three languages: where each ends."""

from __future__ import annotations

import re

from sentencex import get_sentence_boundaries

# A stop after these is no end of a sentence: "art. 3", "M. Diop", "rés. 2480", "ص. 3".
ABBREVIATION = re.compile(
    r"(?:^|[\s('\u2019«\"])(?:art|al|par|para|paras|p|pp|ch|cf|vol|n|no|nos|nº|n°|rés|res|doc|ann|"
    r"sect|chap|fig|st|ste|mm?|mmes?|mlles?|mrs?|ms|dr|prof|gen|gén|col|amb|h\.?e|s\.?e|i\.?e|e\.?g|"
    r"op|cit|ibid|janv|févr|avr|juil|jan|feb|apr|aug|sept|oct|nov|déc|dec|"
    r"ص|ف|رقم|هـ|أ\.د|\w)\.$",
    re.IGNORECASE,
)


def sentence_ends(text: str, language: str) -> tuple[int, ...]:
    """Return the offsets in `text` where its sentences end, the last always `len(text)`.

    A sentence's span includes the space after it. A library proposes the ends; those after an
    abbreviation, or before a lower-case word, are refused.
    """
    ends = [boundary["end_index"] for boundary in get_sentence_boundaries(language, text)]
    kept: list[int] = []
    for end in ends:
        start = kept[-1] if kept else 0
        # Neither what was proposed nor what remains may be empty space.
        if text[start:end].strip() and text[end:].strip() and is_end(text[:end], text[end:]):
            kept.append(end)
    return (*kept, len(text))


def is_end(before: str, after: str) -> bool:
    """Say whether a proposed end is one."""
    return not ABBREVIATION.search(before[-20:].rstrip()) and not after[:1].islower()
