"""Showing what the library holds on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from ingest.errors import ClausierError
from retrieval.assistant import Assistant
from ui import contracts, rendering
from ui.page_files import save_marked_pages
from ui.printing import AddCommand, print_json
from ui.settings import Settings, open_assistant


def run_list(args: argparse.Namespace, settings: Settings) -> None:
    """List the reports of the library."""
    with open_assistant(settings) as assistant:
        reports = assistant.reports()
    if args.json:
        return print_json({"reports": [contracts.listed_json(report) for report in reports]})
    print(rendering.render_reports(reports))


def run_show(args: argparse.Namespace, settings: Settings) -> None:
    """Show a report, or one clause of it, marked on its page if asked."""
    if args.page_image and not args.key:
        raise ClausierError("--page-image marks one clause. Name its key after the report.")
    with open_assistant(settings) as assistant:
        if args.key:
            return show_clause(args, assistant)
        report, clauses = assistant.report(args.report, args.version)
        versions = assistant.versions(args.report)
    if args.json:
        return print_json(contracts.shown_json(report, clauses, versions, args.version))
    print(rendering.render_report(report, clauses))


def show_clause(args: argparse.Namespace, assistant: Assistant) -> None:
    """Show one clause; write the pages that it stands on if --page-image names a file."""
    clause = assistant.clause(args.report, args.key, args.version)
    files: list[Path] = []
    if args.page_image:
        files = save_marked_pages(assistant, args.report, args.key, args.page_image, args.version)
    if args.json:
        images = {"page_images": [str(file) for file in files]} if files else {}
        return print_json({"report": args.report, **contracts.clause_json(clause), **images})
    print(rendering.render_clause(clause))
    for file in files:
        print(f"written: {file}")


def run_history(args: argparse.Namespace, settings: Settings) -> None:
    """Tell what was added, replaced and removed, and when."""
    with open_assistant(settings) as assistant:
        changes = assistant.changes(args.report)
    if args.json:
        return print_json({"history": [contracts.change_json(change) for change in changes]})
    print(rendering.render_history(changes))


def add_showing(command: AddCommand) -> None:
    """Add these commands to the parser."""
    command("list", run_list, "list the reports", "list")
    show = command("show", run_show, "show a report or a clause", "show REPORT 13")
    show.add_argument("report", metavar="REPORT")
    show.add_argument("key", nargs="?", metavar="KEY")
    show.add_argument(
        "--version", type=whole, metavar="N", help="as it was, such as 1 (the current version)"
    )
    show.add_argument(
        "--page-image", type=Path, metavar="FILE.png", help="mark the clause on its page (PDF)"
    )
    history = command("history", run_history, "tell what was added, replaced, removed", "history")
    history.add_argument("report", nargs="?", metavar="REPORT")


def whole(text: str) -> int:
    """Read the argument of --version."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)
