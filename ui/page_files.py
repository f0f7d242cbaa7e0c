"""Pages with a clause marked on them, as image files."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import ClausierError, PageNotFound
from retrieval.assistant import Assistant

ENDING = ".png"


def save_marked_pages(
    assistant: Assistant, report_id: str, key: str, file: Path, version: int | None = None
) -> list[Path]:
    """Write the pages that a clause stands on, the clause marked; return the files, by page.

    One page is written to `file`; several to files named after it and their pages: page-p2.png.
    Raises `PageNotFound` if where the clause stands is not known.
    """
    if file.suffix.lower() != ENDING:
        raise ClausierError(f"{file} does not end in {ENDING}. Pages are written as PNG: name one.")
    clause = assistant.clause(report_id, key, version)
    marks = assistant.pages.boxes(report_id, clause.start, clause.end, version)
    pages = sorted({mark.page for mark in marks})
    if not pages:
        assistant.pages.image(
            report_id, clause.page or 1, version=version
        )  # tells a format without pages
        raise unplaced(assistant.report(report_id, version)[0].source_name, report_id)
    files = [file] if len(pages) == 1 else [file.with_stem(f"{file.stem}-p{n}") for n in pages]
    for page, target in zip(pages, files, strict=True):
        image = assistant.pages.image(report_id, page, marks=marks, version=version)
        try:
            target.write_bytes(image.png)
        except OSError as error:
            raise ClausierError(
                f"{target} cannot be written: {error.strerror}. Name another file."
            ) from error
    return files


def unplaced(name: str, report_id: str) -> PageNotFound:
    """Return the error for a report that an earlier version stored, without its places."""
    return PageNotFound(
        f"Where clauses stand on the pages of {name} is not known: it was added by an earlier "
        f"version. Run `clausier remove {report_id}`, then add the file again.",
        code="no-places",
        name=name,
    )
