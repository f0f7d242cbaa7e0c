"""What clauses are, and their eIds, by the Akoma Ntoso naming convention: `art_6__point_e`."""

from __future__ import annotations

from ingest.labels import DOUBLES, LETTERS, ROMANS, WORDED, Label
from ingest.models import Kind

# The word of a clause's own part of an eId, as the Akoma Ntoso naming convention shortens it.
EID_WORDS = {
    Kind.ARTICLE: "art",
    Kind.SECTION: "sec",
    Kind.RECITAL: "rec",
    Kind.PARAGRAPH: "para",
    Kind.SUBPARAGRAPH: "subpara",
}


def make_eid(parent: str, kind: Kind, segment: str) -> str:
    """Return the Akoma Ntoso identifier of a clause under its parent's ("" at the top).

    `art_6__point_e`, `para_44__subpara_b`: the letters of an article are its points.
    """
    word = "point" if parent.startswith("art_") and kind is Kind.SUBPARAGRAPH else EID_WORDS[kind]
    own = f"{word}_{segment.replace('/', '-')}"
    return f"{parent}__{own}" if parent else own


def eid_prefix(prefix: str) -> str:
    """Return the eId of a part from its key: `annex-1` -> `annex_1`."""
    return prefix.replace("-", "_")


def kind_of(label: Label, depth: int) -> Kind:
    """Return what a clause is: articles and paragraphs, and below them subparagraphs."""
    if label.style in WORDED:
        return Kind.SECTION if label.word else Kind.ARTICLE
    if label.style in LETTERS | ROMANS | DOUBLES or depth > 1:
        return Kind.SUBPARAGRAPH
    return Kind.PARAGRAPH


def make_key(above: str, label: Label) -> str:
    """Return a clause's key; a number that repeats those above it (2.1 under 2) adds its last.

    `above` is the key of the clause or part above, "" at the top.
    """
    whole, _, last = label.code.replace("-", ".").rpartition(".")
    repeats = whole and above.rpartition(".")[2] == whole.rpartition(".")[2]
    own = last if repeats else label.segment
    return f"{above}.{own}" if above else label.segment
