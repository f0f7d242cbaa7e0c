"""Acronyms in a question, written out as the reports themselves have them.

"CDD" is near to no clause on the "contrat à durée déterminée". What it stands for is read from
the reports: the words before "(CDD)", or words that begin with its letters, small ones between
them left out, where a report has them again and again. In doubt an acronym stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

ACRONYM = re.compile(r"(?<![\w./-])[A-Z]{3,6}(?![\w/-])")
# What stands between the words of a name, and gives its acronym no letter.
SMALL = r"(?:de|du|des|d|l|la|le|les|à|au|aux|et|en|pour|par|sur|of|the|and|for|on|in|to)"
SMALL_WORD = re.compile(rf"{SMALL}\b", re.IGNORECASE)
BETWEEN = rf"(?:[ \u00a0'’-]+(?:{SMALL}(?![\w])[ \u00a0'’-]+)*)"
# Letters that an acronym has without their accent.
ACCENTED = {"A": "aàâ", "C": "cç", "E": "eéèêë", "I": "iîï", "O": "oôö", "U": "uùûü"}
# Words that begin so by chance do it once.
FEWEST, TIMES_THE_NEXT = 2, 2
# Characters of each report; they take 10 to 20 ms.
LONGEST_READ = 500_000


def acronyms_in(question: str) -> list[str]:
    """Return the acronyms of a question, each once; none if it is all in capitals."""
    return [] if question.isupper() else list(dict.fromkeys(ACRONYM.findall(question)))


def written_out(acronym: str, texts: Iterable[str]) -> str:
    """Return what an acronym stands for in some texts, in small letters; "" if that is in doubt."""
    told: Counter[str] = Counter()
    wording: dict[str, str] = {}
    for words, defined in candidates(acronym, texts):
        if defined:
            return words.lower()
        name = singular(words)
        told[name] += 1
        wording.setdefault(name, words.lower())
    best = told.most_common(2)
    if not best or best[0][1] < FEWEST:
        return ""
    if len(best) > 1 and best[1][1] * TIMES_THE_NEXT > best[0][1]:
        return ""
    return wording[best[0][0]]


def candidates(acronym: str, texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words that an acronym may stand for; say whether it is in brackets after them."""
    wanted = pattern_of(acronym)
    for text in texts:
        for match in wanted.finditer(text):
            if not SMALL_WORD.match(text, match.start()):
                yield text[match.start() : match.end("more")], match["defined"] is not None


@lru_cache(maxsize=100)
def pattern_of(acronym: str) -> re.Pattern[str]:
    """Return what finds runs of words that begin with the letters of an acronym.

    It matches their first letter, since one run may begin within another; `more` is the rest. With
    a few letters to begin with, the text is searched four times as fast as with a boundary.
    """
    first, *others = (ACCENTED.get(letter, letter.lower()) for letter in acronym)
    more = "".join(rf"{BETWEEN}(?!{SMALL}\b)[{letters}][^\W\d_]+" for letters in others)
    defined = rf"\s*\([«\"“'‘\s]*{acronym}\b"
    return re.compile(
        rf"[{first}{first.upper()}](?<!\w\w)"
        rf"(?i:(?=(?P<more>[^\W\d_]+{more}(?!\w))(?P<defined>{defined})?))"
    )


def singular(words: str) -> str:
    """Return words without the s of a plural, in small letters."""
    return " ".join(word.rstrip("s") for word in words.lower().split())


def with_names(question: str, texts: Sequence[str]) -> str:
    """Return a question with the names that its acronyms stand for in some texts after it.

    The acronyms stay: some reports use them, some the names.
    """
    read = [text[:LONGEST_READ] for text in texts]
    names = [written_out(acronym, read) for acronym in acronyms_in(question)]
    return " ".join([question, *filter(None, names)])
