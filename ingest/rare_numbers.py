"""Numbers after a word that begins prose as often: "No. 1", "Point 1", "Decision No. 3 —".

They count where others of their kind go on with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.labels import Label, Style, make_label

SIGN = r"n\s?[°º]|n(?:o|r|um)?\.|رقم"
# A stop, a dash or the line's end follows, or words with a capital.
ENDS = r"\s?(?:[.:)]\s*[-–—]*|[-–—]+)(?=\s|$)\s*|\s*$|\s+(?=[“\"«]?(?-i:[A-ZÀ-Þ\u0621-\u064a]))"
NUMBER = rf"(?P<num>\d{{1,3}})(?:{ENDS})"
PATTERNS = {
    Style.NUMERO: re.compile(rf"(?:{SIGN}|no\s)\s*{NUMBER}", re.I),  # N° 1. Le gardien  No. 1:
    Style.POINT: re.compile(
        rf"(?:point|item|النقطة|نقطة)\s(?:(?:{SIGN})\s*)?{NUMBER}", re.I
    ),  # Point 1 : Adoption
    Style.ACT: re.compile(
        rf"(?:d[ée]cision|r[ée]solution|القرار|قرار|المقرر|مقرر)\s(?:(?:{SIGN})\s*)?{NUMBER}", re.I
    ),  # Décision n° 3 : Le Conseil
}
RARE = frozenset(PATTERNS)


def read_rare_labels(line: str) -> Iterator[Label]:
    """Yield the reading of such a number that a line begins with, if it does."""
    for style, pattern in PATTERNS.items():
        if (match := pattern.match(line)) and int(match["num"]):
            yield make_label(style, match)
