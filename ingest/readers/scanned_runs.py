"""Word files made from scans: the program that read the letters wrote its lines as runs.

There "Article 7" is a run of its own, and may stand in the middle of a paragraph: "… n'est pas
recevable. Article 7 La requête …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.labels import Style
from ingest.numbering import read_label

# So many articles inside paragraphs show that a file is such a one; one or two are mentions.
ENOUGH_ARTICLES = 3
# Words that a mention follows: "conformément à l' | Article 7", "under | Article 7".
BEFORE_A_MENTION = re.compile(
    r"(?:['’]|\b(?:à|au|aux|de|du|des|et|ou|voir|of|in|under|with|by|to|and|or|see))\s*$", re.I
)
CAPITAL = re.compile(r"\s*[^\W\d_a-zà-öø-ÿ]")


def has_scanned_runs(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Say whether articles stand inside the paragraphs of a file, given as their runs."""
    inside = sum(
        begins_article(runs, place) and is_no_mention("".join(runs[:place]))
        for runs in paragraphs
        for place in range(1, len(runs))
    )
    return inside >= ENOUGH_ARTICLES


def is_no_mention(before: str) -> bool:
    """Say whether what stands before an article's number are words that do not ask for it."""
    return bool(before.strip()) and not BEFORE_A_MENTION.search(before)


def part_at_articles(runs: Sequence[str]) -> list[str]:
    """Return a paragraph's text, parted before and after each article's number."""
    parts: list[str] = []
    opened = False
    for place, run in enumerate(runs):
        number = begins_article(runs, place)
        if number or opened or not parts:
            parts.append(run)
        else:
            parts[-1] += run
        opened = number
    return parts


def begins_article(runs: Sequence[str], place: int) -> bool:
    """Say whether a run is an article's number, and the next begins a sentence or is none.

    "Article 7" after "conformément à" and before "du présent acte" is a mention.
    """
    run = runs[place].strip()
    if not run[:1].isupper():
        return False
    label = read_label(run)
    if label is None or label.style is not Style.ARTICLE or label.end != len(run):
        return False
    following = "".join(runs[place + 1 :]).strip()
    return not following or bool(CAPITAL.match(following))
