"""From a file to clauses in the store: the stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.clauses import parse_clauses
from ingest.cleaning import join_lines
from ingest.confined import parse_confined
from ingest.errors import UnreadableFile
from ingest.footnotes import drop_footnotes
from ingest.heading import Head, read_heading
from ingest.language import doubt_language, language_of, mark_languages
from ingest.layout import PARAGRAPH_BREAK, lay_out
from ingest.margins import drop_line_numbers
from ingest.models import (
    DEFAULT_MOST_SCANS,
    Clause,
    Doubt,
    ParsedReport,
    Part,
    Progress,
    Report,
    Source,
    no_progress,
)
from ingest.readers import KNOWN_ENDINGS, is_readable, read_blocks
from ingest.readers.scan_doubts import INSTALL
from ingest.running_heads import drop_running_heads
from ingest.spacing import mark_gaps
from ingest.store import Status, Store
from ingest.versions import Version

UNREAD_SCANS = {"image-page", "image-without-words", "recognition-failed", "too-many-scans"}
DEFAULT_MAX_FILE_BYTES = 50 * 1024 * 1024
# What a report says of itself stands in so many paragraphs at its top, and here in its closing.
MOST_HEAD_PARAGRAPHS = 30
LONGEST_CLOSING = 1000


# How a file becomes a report and its clauses.
Parse = Callable[[Source], ParsedReport]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one file came to."""

    report: Report
    status: Status
    clauses: int
    numbered: int  # those of body and annexes: what a reader counts
    doubts: tuple[Doubt, ...]


def read_source(path: Path, max_bytes: int = DEFAULT_MAX_FILE_BYTES) -> Source:
    """Read one file. Raises `UnreadableFile` if it is missing, empty or over `max_bytes`."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFile(
                f"{path} is a folder: name a file in it.", code="is-folder", name=path.name
            )
        if size > max_bytes:
            raise too_large(path.name, size, max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror}. Check the name and the permissions.",
            code="cannot-read",
            name=path.name,
        ) from error
    return Source(path.name, data)


def too_large(name: str, size: int, max_bytes: int) -> UnreadableFile:
    """Return the error for a file over the limit."""
    limit = max_bytes // 1024 // 1024
    return UnreadableFile(
        f"{name} has {size / 1024 / 1024:.0f} MB; the limit is {limit} MB. Split it, or raise "
        "the limit with CLAUSIER_MAX_FILE_MB.",
        code="too-large",
        name=name,
        size=f"{size / 1024 / 1024:.0f}",
        limit=limit,
    )


def list_files(path: Path) -> list[Path]:
    """Return the files that `clausier add PATH` reads: the file, or those of a folder, sorted.

    Raises `UnreadableFile` if a folder holds none that can be read.
    """
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.rglob("*") if p.is_file() and is_readable(p.name))
    if not files:
        raise UnreadableFile(
            f"{path} holds no report: no file in it ends in {KNOWN_ENDINGS}. Name a file or "
            "another folder.",
            code="no-reports",
            name=path.name,
        )
    return files


def parse_report(
    source: Source,
    max_bytes: int = DEFAULT_MAX_FILE_BYTES,
    progress: Progress = no_progress,
    most_scans: int = DEFAULT_MOST_SCANS,
) -> ParsedReport:
    """Read the bytes of one file into a report and its clauses. Raises `UnreadableFile`.

    Only for files that are trusted: all others are read by `parse_confined`. `progress` is told
    each page; scanned pages after `most_scans` are not read.
    """
    if len(source.data) > max_bytes:
        raise too_large(source.name, len(source.data), max_bytes)
    blocks, reading_doubts = read_blocks(source.data, source.name, progress, most_scans)
    if not blocks:
        raise nothing_read(source, reading_doubts)
    blocks, removed = drop_running_heads(blocks)
    blocks, counted = drop_line_numbers(blocks)
    blocks, notes = drop_footnotes(blocks)
    laid = lay_out(join_lines(mark_gaps(blocks)))
    bare = Report(
        title="",
        language=language_of(laid.text),
        text=laid.text,
        page_starts=laid.page_starts,
        source_name=source.name,
    )
    clauses, doubts = parse_clauses(laid, bare)
    heading = read_heading(read_head(clauses, removed, bare))
    report = replace(
        bare,
        title=heading.title,
        symbol=heading.symbol,
        issuer=heading.issuer,
        place=heading.place,
        date=heading.date,
        dates=heading.dates,
    )
    unsure = (*doubts, *heading.doubts, *doubt_language(laid.text))
    clauses = mark_languages(clauses, report.language)
    return ParsedReport(
        report, tuple(clauses), (*reading_doubts, *removed, *counted, *notes, *unsure), laid.lines
    )


def read_head(clauses: Sequence[Clause], removed: Sequence[Doubt], report: Report) -> Head:
    """Return the words near the top of a report, and those of its closing."""
    body_at = next((at for at, clause in enumerate(clauses) if clause.num), len(clauses))
    front_at = int(bool(clauses) and clauses[0].part is Part.FRONT)
    return Head(
        front=title_lines(clauses),
        following=[c.text for c in clauses[front_at:body_at][:MOST_HEAD_PARAGRAPHS] if c.text],
        closing=next((c.text for c in clauses if c.part is Part.CLOSING), "")[:LONGEST_CLOSING],
        running_heads=[str(doubt.values.get("text", "")) for doubt in removed],
        source_name=Path(report.source_name).stem,
        language=report.language,
    )


def nothing_read(source: Source, doubts: Sequence[Doubt]) -> UnreadableFile:
    """Return the error for a file without words: it is empty, or its scans are not read."""
    unread = " ".join(doubt.message for doubt in doubts if doubt.code in UNREAD_SCANS)
    if unread:
        return UnreadableFile(
            f"{source.name}: no words of it are read. {unread}",
            code="scans-not-read",
            name=source.name,
            install=INSTALL,
        )
    return UnreadableFile(
        f"{source.name} is empty: no words in its {len(source.data)} bytes. Add a file with text.",
        code="empty-file",
        name=source.name,
    )


def title_lines(clauses: Sequence[Clause]) -> list[str]:
    """Return the paragraphs of the title block."""
    front = next((c.text for c in clauses if c.part is Part.FRONT), "")
    return [line for line in front.split(PARAGRAPH_BREAK)[:MOST_HEAD_PARAGRAPHS] if line]


def add_report(
    source: Source,
    store: Store,
    read: Parse | None = None,
    max_bytes: int = DEFAULT_MAX_FILE_BYTES,
    replaces: str | None = None,
) -> Added:
    """Read one file into clauses, in a process of its own, and store them.

    The same bytes a second time change nothing, also when they are those of an older version. A
    file of the same name, title, date and language as a stored report is its new version, and
    so is any file for the report that `replaces` names. `read` reads the file otherwise than
    `parse_confined` would. Raises `UnreadableFile`, and then the store is as it was.
    """
    known = store.version_with_source(source.sha256)
    if known and not replaces:
        return unchanged(known, store)
    if replaces:
        store.versions(replaces)  # before a long reading for nothing
    parsed = read(source) if read else parse_confined(source, max_bytes)
    status, report = store.put_report(parsed, source.data, source.sha256, replaces)
    numbered = count_numbered(parsed.clauses)
    return Added(report, status, len(parsed.clauses), numbered, parsed.doubts)


def unchanged(known: Version, store: Store) -> Added:
    """Return what adding bytes comes to that the library holds already."""
    report = store.report(known.report_id)
    doubts = store.doubts(known.report_id)
    if not known.current:
        doubts = (older_version(known), *doubts)
    return Added(report, "unchanged", *store.counts(known.report_id), doubts)


def older_version(known: Version) -> Doubt:
    """Return the doubt about a file that is an older version of a report."""
    return Doubt(
        "older-version",
        f"This file is version {known.number} of {known.report_id}, which a later one replaced "
        f"and stays replaced. To bring it back: clausier add FILE --replaces {known.report_id}",
        values={"version": known.number, "report": known.report_id},
    )


def count_numbered(clauses: Sequence[Clause]) -> int:
    """Return how many clauses a reader counts: those of body and annexes."""
    return sum(clause.part in (Part.BODY, Part.ANNEX) for clause in clauses)
