"""Answers, reports and clauses as plain text for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from ingest.models import Clause, Doubt, Listed, Report
from ingest.versions import Change
from retrieval.citing import ANNEX, COMMA, numbers
from retrieval.explaining import explain
from retrieval.models import Answer, Hit
from retrieval.phrases import phrases_of
from retrieval.scope import EVERYTHING, Scope
from ui.wording import Words

WIDTH = 88
# An answer that is no more likely right than wrong is worded as one to check.
LIKELY_FROM = 0.5


def render_answer(answer: Answer, words: Words, bold: bool, explained: bool = False) -> str:
    """Return an answer: a sentence that says what was found, then the clauses with citations.

    The quotation stands between « and », or in bold type where the terminal has it.
    """
    lines = [understood(answer, words)] if answer.understood else []
    lines.append(opening(answer, words))
    for hit in answer.hits:
        lines += ["", f"{hit.rank}. {hit.citation}  [{hit.report_id}, {hit.clause.key}]"]
        lines += twin_lines(hit)
        if explained:
            lines.append(why_line(answer.understood or answer.question, hit))
        lines.append(indent(with_quotation(hit, bold)))
    return "\n".join(lines)


def twin_lines(hit: Hit) -> list[str]:
    """Return a line for each other report that has the same clause."""
    return [f"   = {twin.citation}  [{twin.report_id}, {twin.key}]" for twin in hit.twins]


def why_line(question: str, hit: Hit) -> str:
    """Return why a hit was found: its score by meaning and by words, and the words it shares."""
    why = explain(question, hit)
    if why.dense is None or why.lexical is None:
        return "   named by the question"
    near = "" if why.word_by_word is None else f"word by word {why.word_by_word:.4f}, "
    parts = f"dense {why.dense:.4f}, {near}lexical {why.lexical:.4f}"
    return f"   {parts}: {', '.join(why.matched) or '-'}"


def understood(answer: Answer, words: Words) -> str:
    """Return how a follow-up question was understood; "" for one that stands alone."""
    return words("understood", question=answer.understood) if answer.understood else ""


def opening(answer: Answer, words: Words) -> str:
    """Return the sentence that says what was found, and what the question names in vain."""
    if answer.texts and not answer.answered:
        return words("missing_text", names=words("between_phrases").join(answer.texts))
    if answer.missing and not answer.answered:
        return words(f"missing{named(answer)}", keys=listed_keys(answer.missing, words))
    if answer.absent:
        return words("absent", phrases=words("between_phrases").join(answer.absent))
    if not answer.hits:
        return words("unanswered_empty" if answer.scope == EVERYTHING else "unanswered_outside")
    if not answer.answered:
        return words("unanswered" if answer.calibrated else "uncalibrated")
    located = answer.hits[0].located
    several = "answered_several" if located else "answered_near"
    name = "answered_one" if len(answer.hits) == 1 else several
    unsure = not located and answer.confidence < LIKELY_FROM
    found = words(f"{name}_unsure" if unsure else name)
    more = [words(f"missing_some{named(answer)}", keys=listed_keys(answer.missing, words))]
    more = more if answer.missing else []
    if answer.texts:
        more.append(words("missing_some_text", names=words("between_phrases").join(answer.texts)))
    if answer.left_out:
        shown = len(answer.hits)
        more.append(words("left_out", shown=shown, every=shown + answer.left_out))
    return " ".join([found, *more])


def named(answer: Answer) -> str:
    """Return what ends the name of the words for what is missing: divisions have a name typed."""
    return "_division" if any(" " in name for name in answer.missing) else ""


def listed_keys(keys: Sequence[str], words: Words) -> str:
    """Return the numbers of clauses that no report has, as they are cited."""
    return COMMA[words.language].join(words.clause(number_named(key, words)) for key in keys)


def number_named(key: str, words: Words) -> str:
    """Return a key as it is cited: `annex-1.3` -> "annexe 1, 3"."""
    annex, _, rest = key.removeprefix("annex-").partition(".")
    if not rest or not key.startswith("annex-"):
        return numbers(key, words.language)
    return COMMA[words.language].join(
        [f"{ANNEX[words.language]} {annex}", numbers(rest, words.language)]
    )


def with_quotation(hit: Hit, bold: bool) -> str:
    """Return the clause's text with its quotation marked, if it is not all of it."""
    start = hit.quotation.start - hit.clause.start
    end = hit.quotation.end - hit.clause.start
    text = hit.clause.text
    if not text[:start].strip() and not text[end:].strip():
        return text
    opened, closed = ("\033[1m", "\033[0m") if bold else ("«", "»")
    return f"{text[:start]}{opened}{text[start:end]}{closed}{text[end:]}"


def render_hits(
    hits: Sequence[Hit], scope: Scope = EVERYTHING, query: str = "", explained: bool = False
) -> str:
    """Return search hits, one block each: score, citation, the clause's first words."""
    blocks = [
        f"{hit.rank}. {hit.score:.3f}  {hit.citation}  [{hit.report_id}, {hit.clause.key}]\n"
        + "".join(f"{line}\n" for line in twin_lines(hit))
        + (f"{why_line(query, hit)}\n" if explained else "")
        + indent(textwrap.shorten(hit.clause.text, 3 * WIDTH, placeholder=" …"))
        for hit in hits
    ]
    nothing = "the library is empty" if scope == EVERYTHING else "no clause is where you look"
    if phrases_of(query):
        nothing = "no clause has the words in quotation marks"
    return "\n".join(blocks) or f"Nothing found: {nothing}."


def render_reports(reports: Sequence[Listed]) -> str:
    """Return the list of reports, one line each."""
    if not reports:
        return "The library is empty. Add a report: clausier add FILE"
    return "\n".join(
        f"{r.id}  {r.date or 'undated'}  {r.language}  {r.numbered} clauses  {r.title}"
        for r in reports
    )


def render_history(changes: Sequence[Change]) -> str:
    """Return what was added, replaced and removed, one line each."""
    if not changes:
        return "Nothing was added yet. Add a report: clausier add FILE"
    return "\n".join(
        f"{c.at}  {c.event}  {c.report_id}  version {c.version}  {c.source_name}" for c in changes
    )


def render_report(report: Report, clauses: Iterable[Clause]) -> str:
    """Return a report's head and all its clauses."""
    head = [report.title, ", ".join(filter(None, [report.place, report.date, report.language]))]
    return "\n".join([*head, *(f"\n{render_clause(clause)}" for clause in clauses)])


def render_clause(clause: Clause) -> str:
    """Return a clause: key, page, text."""
    page = f", p. {clause.page}" if clause.page else ""
    return f"[{clause.key}{page}] {clause.num}\n{indent(clause.text)}"


def render_doubt(doubt: Doubt) -> str:
    """Return a warning of a reading as one line."""
    return f"warning: {doubt.message} ({doubt.code})"


def indent(text: str) -> str:
    """Wrap each paragraph of a text and indent it."""
    wrapped = (
        textwrap.fill(p, WIDTH, break_long_words=False, break_on_hyphens=False)
        for p in text.split("\n")
    )
    return textwrap.indent("\n".join(wrapped), "   ")
