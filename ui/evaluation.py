"""`clausier evaluate`: the figures of question files, as a table, as JSON and as pictures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from retrieval.assistant import Assistant
from retrieval.evaluation.asking import Outcome, ask_all
from retrieval.evaluation.fitting import fit, save_fit
from retrieval.evaluation.questions import KnownQuestion, read_questions
from retrieval.evaluation.reports import ReportOf
from retrieval.evaluation.resampling import Estimate
from retrieval.evaluation.scores import load_run, save_run, score
from retrieval.evaluation.summary import Comparison, Group, Summary, compare, summaries
from retrieval.evaluation.trust import Share
from ui.adding import progress_bar
from ui.contracts import Json
from ui.narrowing import add_reranker
from ui.printing import print_json
from ui.settings import Settings, open_assistant, tell


def run_evaluate(args: argparse.Namespace, settings: Settings) -> None:
    """Ask the questions of files whose clauses are known; print how well they are answered."""
    questions = [question for file in args.files for question in read_questions(file)]
    before = load_run(args.compare) if args.compare else None
    with open_assistant(settings) as assistant:
        outcomes = ask_known(questions, assistant, args.report)
    if args.fit:
        fitted = fit(outcomes)
        save_fit(args.fit, fitted)
        # What is printed and drawn judges each answer by a curve that has not seen its report.
        outcomes = fitted.left_out
    if not all(outcome.answer.calibrated for outcome in outcomes):
        tell("Confidence is not calibrated for this model: what stands of it below says nothing.")
    rows = score(outcomes)
    found = summaries(rows)
    comparison = compare(before, rows) if before else None
    if args.save:
        save_run(args.save, rows)
    if args.plot:
        # Drawing takes a second to import, and no other command needs it.
        from ui.pictures import draw

        draw(found, args.plot)
    if args.json:
        return print_json(evaluation_json(found, comparison))
    tables = [render_summary(summary) for summary in found]
    print("\n\n".join([*tables, *([render_comparison(comparison)] if comparison else [])]))


def ask_known(
    questions: Sequence[KnownQuestion], assistant: Assistant, named: Sequence[str]
) -> list[Outcome]:
    """Ask known questions, with a progress bar."""
    report_of = ReportOf(assistant.reports(), named)
    with progress_bar("evaluate") as progress:
        return list(ask_all(questions, assistant, report_of, progress))


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="JSON lines")
    command.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="[DOC=]ID",
        help="the report that the questions, or those of one doc, are about",
    )
    add_reranker(command)
    command.add_argument("--plot", type=Path, metavar="FOLDER", help="write pictures there")
    command.add_argument("--save", type=Path, metavar="RUN", help="keep each question's figures")
    command.add_argument(
        "--fit",
        type=Path,
        metavar="FILE",
        help="fit the curve of confidence to these questions; it is judged, in what is printed and "
        "drawn, by each report being left out in turn",
    )
    command.add_argument("--compare", type=Path, metavar="RUN", help="test against a saved run")


def evaluation_json(found: Sequence[Summary], comparison: Comparison | None) -> Json:
    """The output of `clausier evaluate --json`."""
    document: Json = {"files": [summary_json(summary) for summary in found if summary.of_a_file]}
    if whole := [summary for summary in found if not summary.of_a_file]:
        document["all"] = summary_json(whole[0])
    if comparison:
        document["compared"] = asdict(comparison)
    return document


def summary_json(summary: Summary) -> Json:
    """The figures of a file."""
    trust = asdict(summary.trust)
    for name, value in list(trust.items()):
        share = getattr(summary.trust, name)
        if isinstance(share, Share):
            trust[name] = {**value, "value": share.value}
    return {
        "file": summary.name,
        "questions": summary.questions,
        **group_json(summary.all),
        "by_language": {group.name: group_json(group) for group in summary.by_language},
        "by_kind": {group.name: group_json(group) for group in summary.by_kind},
        "confidence": trust,
        "seconds": {"p50": summary.seconds_p50, "p95": summary.seconds_p95},
    }


def group_json(group: Group) -> Json:
    """The measures of some questions."""
    return {
        "answerable": group.answerable,
        "measures": {name: asdict(estimate) for name, estimate in group.measures.items()},
    }


NAME, FIGURE = 16, 19


def render_summary(summary: Summary) -> str:
    """Return the figures of a file as a table with 95 % intervals."""
    lines = [f"{summary.name}: {summary.questions} questions, {summary.all.answerable} answerable"]
    if summary.all.answerable:
        heads = "".join(f"{name:<{FIGURE}}" for name in summary.all.measures)
        lines.append(f"  {'':<{NAME}}{'n':>4}  {heads}".rstrip())
        lines += [render_group(group, "all") for group in (summary.all,)]
        for groups in (summary.by_language, summary.by_kind):
            lines += [render_group(group) for group in groups if len(groups) > 1]
    trust = summary.trust
    lines += [
        f"  confidence: AUROC {render_estimate(trust.auroc)} answerable or not, "
        f"{render_estimate(trust.auroc_right)} first hit right or not",
        f"    ECE {trust.ece:.3f}, Brier {trust.brier:.3f}, area under risk and coverage "
        f"{trust.risk_area:.3f}",
        f"  answered: precision {render_share(trust.answered_precision)}, recall "
        f"{render_share(trust.answered_recall)}; first hit right {render_share(trust.first_right)}",
        f"  silence: precision {render_share(trust.silence_precision)}, recall "
        f"{render_share(trust.silence_recall)}",
        f"  seconds a question: p50 {summary.seconds_p50:.3f}, p95 {summary.seconds_p95:.3f}",
    ]
    return "\n".join(lines)


def render_group(group: Group, name: str = "") -> str:
    """Return one line of the table."""
    figures = "".join(f"{render_estimate(e):<{FIGURE}}" for e in group.measures.values())
    return f"  {name or group.name:<{NAME}}{group.answerable:>4}  {figures}".rstrip()


def render_estimate(estimate: Estimate | None) -> str:
    """Return a figure with its interval: "0.92 [0.81, 1.00]"; "-" for none."""
    if estimate is None:
        return "-"
    return f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def render_share(share: Share) -> str:
    """Return a share with what it is of: "0.93 (28 of 30)"."""
    return f"{share.value:.2f} ({share.count} of {share.of})" if share.value is not None else "-"


def render_comparison(comparison: Comparison) -> str:
    """Return what differs from the saved run."""
    lines = [f"against the saved run: {comparison.questions} questions in both"]
    for name, d in comparison.measures.items():
        lines.append(
            f"  {name:<{NAME}}{d.before:.3f} -> {d.after:.3f}, by {d.by.value:+.3f} "
            f"[{d.by.low:+.3f}, {d.by.high:+.3f}], p {d.p:.3f}; {d.better} higher, {d.worse} lower"
        )
    return "\n".join(lines)
