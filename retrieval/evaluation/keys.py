"""Keys of clauses as question files write them: which clause of a report each means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

WORDS_BEFORE = re.compile(r"^(?:article|art\.?|para(?:graphe|graph)?\.?)\s*")
IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
FIRST = {"premier": "1", "1er": "1", "unique": "1"}


def bare(key: str) -> str:
    """Return a key without case, spaces and what stands around it: "Article L112-3." -> l112-3.

    Brackets are levels: "33 (1)" -> 33.1.
    """
    key = unicodedata.normalize("NFKC", key).strip().casefold()
    key = IN_BRACKETS.sub(r".\1", WORDS_BEFORE.sub("", key))
    key = re.sub(r"[\s°º]+", "", key).strip(".:-–—")
    return FIRST.get(key, key)


def meant(key: str, known: Collection[str]) -> str:
    """Return the bare key that a question file's key means among the known ones.

    "33 (1)" is 33.1 where there is one, and otherwise 33: some texts print the mark of a note
    beside the number.
    """
    dotted = bare(key)
    without = bare(IN_BRACKETS.sub("", key))
    return without if dotted not in known and without in known else dotted


def is_on(key: str, gold: str) -> bool:
    """Say whether a bare key is the gold one or that of a subclause of it."""
    return key == gold or key.startswith(f"{gold}.")
