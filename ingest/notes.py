"""Footnotes and endnotes: kept word for word apart from the clauses, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.models import Doubt

FOOTNOTES = "footnotes"
SHOWN_OF_A_NOTE = 60


def footnotes_doubt(notes: Sequence[str], page: int | None = None, count: int = 0) -> Doubt:
    """Return the doubt that tells the notes of a report, the first one shown, all of them kept.

    `count` is how many marks there are, where that is not how many notes.
    """
    kept = [" ".join(note.split()) for note in notes]
    first = next(iter(kept), "")[:SHOWN_OF_A_NOTE]
    count = count or len(kept)
    message = f"Notes left out of the clauses: {count}; the first: {first!r}."
    values: dict[str, str | int] = {"count": count, "text": first, "notes": "\n".join(kept)}
    return Doubt("footnotes", message, page, values)  # as FOOTNOTES: a test reads the codes here


def notes_of(doubts: Iterable[Doubt]) -> list[str]:
    """Return the notes of a report, in order, each on one line."""
    told = (str(doubt.values.get("notes", "")) for doubt in doubts if doubt.code == FOOTNOTES)
    return [note for notes in told for note in notes.split("\n") if note]
