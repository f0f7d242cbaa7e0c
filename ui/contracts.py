"""The JSON shapes that other programs rely on. Fields are added, never changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.errors import ClausierError
from ingest.language import language_of
from ingest.models import Clause, Doubt, Listed, ParsedReport, Report
from ingest.notes import notes_of
from ingest.pipeline import Added
from ingest.versions import Change, Version
from retrieval.explaining import explain
from retrieval.models import Answer, Hit
from retrieval.questions import whole_characters

Json = dict[str, Any]


def clause_json(clause: Clause) -> Json:
    """A clause as `parse` and `show` print it."""
    return {
        "key": clause.key,
        "eid": clause.eid,
        "num": clause.num,
        "part": clause.part.value,
        "kind": clause.kind.value,
        "depth": clause.depth,
        "heading": clause.heading,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "page": clause.page,
        "chapeau": clause.chapeau,
        "language": clause.language,
    }


def doubt_json(doubt: Doubt) -> Json:
    """A warning: code, message, page."""
    return {"code": doubt.code, "message": doubt.message, "page": doubt.page}


def report_json(report: Report) -> Json:
    """What a report says of itself, with its text."""
    return {
        "title": report.title,
        "symbol": report.symbol,
        "issuer": report.issuer,
        "place": report.place,
        "date": report.date,
        "dates": list(report.dates),
        "language": report.language,
        "pages": report.pages,
        "text": report.text,
    }


def parsed_json(parsed: ParsedReport) -> Json:
    """The output of `clausier parse --json`."""
    return {
        **report_json(parsed.report),
        "clauses": [clause_json(clause) for clause in parsed.clauses],
        "warnings": [doubt_json(doubt) for doubt in parsed.doubts],
        "notes": notes_of(parsed.doubts),
    }


def added_json(added: Added, embedded: int, seconds: float) -> Json:
    """One report of `clausier add --json`."""
    return {
        "id": added.report.id,
        "title": added.report.title,
        "language": added.report.language,
        "clauses": added.clauses,
        "warnings": [doubt_json(doubt) for doubt in added.doubts],
        "embedded": embedded,
        "seconds": round(seconds, 3),
        "status": added.status,
        "error": None,
    }


def failed_json(name: str, error: str, seconds: float) -> Json:
    """One file of `clausier add --json` that could not be added; `title` is its name."""
    return {
        "id": None,
        "title": name,
        "language": None,
        "clauses": 0,
        "warnings": [],
        "embedded": 0,
        "seconds": round(seconds, 3),
        "status": "failed",
        "error": error,
    }


def shown_json(
    report: Report, clauses: Sequence[Clause], versions: Sequence[Version], version: int | None
) -> Json:
    """The output of `clausier show REPORT --json`."""
    return {
        "id": report.id,
        "version": version or versions[0].number,
        "versions": [
            {"version": v.number, "added": v.added, "replaced": v.replaced} for v in versions
        ],
        **report_json(report),
        "clauses": [clause_json(clause) for clause in clauses],
    }


def change_json(change: Change) -> Json:
    """One event of `clausier history --json`."""
    return {
        "at": change.at,
        "event": change.event,
        "report": change.report_id,
        "version": change.version,
        "title": change.title,
        "file": change.source_name,
    }


def listed_json(listed: Listed) -> Json:
    """One report of `clausier list --json`."""
    return {
        "id": listed.id,
        "title": listed.title,
        "symbol": listed.symbol,
        "issuer": listed.issuer,
        "date": listed.date,
        "dates": list(listed.dates),
        "language": listed.language,
        "clauses": listed.clauses,
        "pages": listed.pages,
        "version": listed.version,
        "added": listed.added,
    }


def explained_json(question: str, hit: Hit) -> Json:
    """Why a hit was found, as `--explain` adds it; null for what was not searched for."""
    why = explain(question, hit)
    return {
        "dense": None if why.dense is None else round(why.dense, 4),
        "word_by_word": None if why.word_by_word is None else round(why.word_by_word, 4),
        "lexical": None if why.lexical is None else round(why.lexical, 4),
        "matched": list(why.matched),
    }


def hit_json(hit: Hit, quoted: bool = True) -> Json:
    """One hit; `start` and `end` are the clause's span in the report, as the quotation's are."""
    found: Json = {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "report": hit.report_id,
        "key": hit.clause.key,
        "eid": hit.clause.eid,
        "page": hit.clause.page,
        "text": hit.clause.text,
        "start": hit.clause.start,
        "end": hit.clause.end,
        "citation": hit.citation,
        "twins": [
            {"report": twin.report_id, "key": twin.key, "citation": twin.citation}
            for twin in hit.twins
        ],
    }
    if quoted:
        found["quotation"] = {
            "text": hit.quotation.text,
            "start": hit.quotation.start,
            "end": hit.quotation.end,
        }
    return found


def answer_json(answer: Answer, explained: bool = False) -> Json:
    """The output of `clausier ask --json`, and of each line of `--batch`."""
    hits = [hit_json(hit) for hit in answer.hits]
    if explained:
        add_explanations(hits, answer.understood or answer.question, answer.hits)
    return {
        "question": answer.question,
        "language": answer.language,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "calibrated": answer.calibrated,
        "hits": hits,
        "missing": [*answer.missing, *answer.texts],
        "understood": answer.understood,
        "absent": list(answer.absent),
        "left_out": answer.left_out,
        "seconds": round(answer.seconds, 4),
    }


def unusable_json(question: str, error: ClausierError) -> Json:
    """A line of `--batch` for a question that cannot be asked."""
    return {
        "question": whole_characters(question),
        "language": language_of(whole_characters(question)),
        "answered": False,
        "confidence": 0.0,
        "calibrated": True,
        "hits": [],
        "missing": [],
        "understood": "",
        "absent": [],
        "left_out": 0,
        "seconds": 0.0,
        "error": str(error),
    }


def search_json(query: str, hits: tuple[Hit, ...], seconds: float, explained: bool = False) -> Json:
    """The output of `clausier search --json`."""
    found = [hit_json(hit, quoted=False) for hit in hits]
    if explained:
        add_explanations(found, query, hits)
    return {
        "question": query,
        "language": language_of(query),
        "hits": found,
        "seconds": round(seconds, 4),
    }


def add_explanations(found: list[Json], question: str, hits: tuple[Hit, ...]) -> None:
    """Say of each hit why it was found."""
    for one, hit in zip(found, hits, strict=True):
        one["explain"] = explained_json(question, hit)
