"""The command line: `clausier [--library DIR] COMMAND …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from ingest.confined import parse_confined
from ingest.errors import ClausierError
from ingest.language import LANGUAGES
from ingest.pipeline import read_source
from retrieval.assistant import DEFAULT_LIMIT
from retrieval.reference_files import FileFormat
from retrieval.styles import Style
from ui import contracts, rendering
from ui.adding import add_adding, add_paths, progress_bar
from ui.batch import answer_batch, read_batch
from ui.evaluation import add_options, run_evaluate
from ui.narrowing import add_reranker, add_scope, scope_of
from ui.printing import print_json
from ui.settings import Settings, open_assistant, tell, the_assistant
from ui.showing import add_showing
from ui.upkeep import add_upkeep
from ui.wording import words_in

DEFAULT_PORT = 8501
FORMATS = {"csl-json": FileFormat.CSL_JSON, "ris": FileFormat.RIS, "bibtex": FileFormat.BIBTEX}
MOST_HITS = 1_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 an error told in one line, 2 usage."""
    args = parser().parse_args(argv)
    try:
        settings = Settings.from_env(os.environ, args.library, args.model, args.reranker)
        return int(args.run(args, settings) or 0)
    except ClausierError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, or Ctrl+D where a question was asked for
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def run_parse(args: argparse.Namespace, settings: Settings) -> None:
    """Print what a file is read as; store nothing."""
    source = read_source(args.file, settings.max_file_bytes)
    with progress_bar(args.file.name) as progress:
        parsed = parse_confined(
            source, settings.max_file_bytes, progress=progress, most_scans=settings.most_scans
        )
    if args.json:
        return print_json(contracts.parsed_json(parsed))
    print(rendering.render_report(parsed.report, parsed.clauses))
    for doubt in parsed.doubts:
        tell(rendering.render_doubt(doubt))


def run_ask(args: argparse.Namespace, settings: Settings) -> None:
    """Answer one question, or a file of them."""
    if args.batch:
        if args.question is not None:
            raise ClausierError("Both a question and --batch were given. Give one of them.")
        questions = read_batch(args.batch, scope_of(args))
        with open_assistant(settings) as assistant:
            for line in answer_batch(questions, assistant, args.limit, args.style, args.explain):
                print(json.dumps(line, ensure_ascii=False))
        return
    question = args.question if args.question is not None else ""
    while not question.strip() and sys.stdin.isatty():
        question = input("Your question: ")
    with open_assistant(settings) as assistant:
        answer = assistant.ask(question, scope_of(args), args.limit, history=args.after)
        answer = assistant.citations.cited(answer, args.style)
    if args.json:
        return print_json(contracts.answer_json(answer, args.explain))
    words, bold = words_in(answer.language), sys.stdout.isatty()
    print(rendering.render_answer(answer, words, bold, args.explain))


def run_search(args: argparse.Namespace, settings: Settings) -> None:
    """Find the clauses nearest to some words, whether or not they answer anything."""
    started = time.perf_counter()
    with open_assistant(settings) as assistant:
        hits = assistant.search(args.query, scope_of(args), args.limit)
    if args.json:
        seconds = time.perf_counter() - started
        return print_json(contracts.search_json(args.query, hits, seconds, args.explain))
    print(rendering.render_hits(hits, scope_of(args), args.query, args.explain))


def run_cite(args: argparse.Namespace, settings: Settings) -> None:
    """Print the citation of a clause in a style, or as a file for reference managers."""
    form = FORMATS.get(args.format)
    with open_assistant(settings) as assistant:
        if form:
            text = assistant.citations.reference_file(
                args.report, args.key, form, args.language, args.version
            )
        else:
            text = assistant.citations.cite(
                args.report, args.key, args.style, args.language, args.version
            )
    if args.json:
        named = {"report": args.report, "key": args.key, "language": args.language}
        if args.version:
            named["version"] = args.version
        return print_json({**named, "style": args.style, "format": args.format, "citation": text})
    print(text.rstrip("\n"))


def run_remove(args: argparse.Namespace, settings: Settings) -> None:
    """Take a report out of the library."""
    with open_assistant(settings) as assistant:
        assistant.remove(args.report)
    print_json({"removed": args.report}) if args.json else print(f"removed: {args.report}")


def run_feedback(args: argparse.Namespace, settings: Settings) -> None:
    """Print what readers judged on the page as evaluation questions, one JSON line each."""
    with open_assistant(settings) as assistant:
        questions = assistant.conversations.judged("down" if args.down else "up")
    if args.json:
        return print_json({"questions": questions})
    for question in questions:
        print(json.dumps(question, ensure_ascii=False))


def run_chat(args: argparse.Namespace, settings: Settings) -> None:
    """Serve the chat page until stopped; first add what --add names."""
    # Streamlit takes a second to import, and no other command needs it.
    from ui.server import check_port, serve

    check_port(args.port)
    assistant = the_assistant(settings)
    for report in add_paths(args.add, assistant, settings, quiet=False):
        if report["error"]:
            tell(f"error: {report['error']}")
    serve(settings, args.port)


def positive(text: str) -> int:
    """Read the argument of --limit."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_HITS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_HITS}")
    return int(text)


def without_commands() -> argparse.ArgumentParser:
    """Return the parser of what stands before a command."""
    top = argparse.ArgumentParser(
        prog="clausier",
        description="Answers questions about numbered reports with the clauses that answer.",
        epilog='example: clausier ask "Que dit la clause 8 ?"',
    )
    top.add_argument("--version", action="version", version=f"clausier {version('clausier')}")
    top.add_argument("--library", metavar="DIR", help="the folder of the library")
    top.add_argument("--model", metavar="NAME", help="another encoder, by folder or name")
    top.set_defaults(reranker=None)
    return top


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; each command's help ends in an example."""
    top = without_commands()
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, run: object, help_: str, example: str, json_: bool = True
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, epilog=f"example: clausier {example}")
        added.set_defaults(run=run)
        if json_:
            added.add_argument("--json", action="store_true", help="print one JSON document")
        return added

    def scoped(added: argparse.ArgumentParser, limit: int) -> None:
        add_scope(added)
        add_reranker(added)
        added.add_argument(
            "--limit", type=positive, default=limit, metavar="N", help=f"how many ({limit})"
        )

    def styled(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "--style", type=Style, choices=[*Style], default=Style.PLAIN, help="of the citations"
        )

    parse = command("parse", run_parse, "show how a file is read", "parse report.txt --json")
    parse.add_argument("file", type=Path, metavar="FILE")
    add_adding(command)
    ask = command("ask", run_ask, "answer a question", 'ask "Que dit la clause 8 ?"')
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--batch", type=Path, metavar="FILE", help='JSON lines: {"q": …, "report": …}')
    ask.add_argument(
        "--after", action="append", default=[], metavar="QUESTION", help="asked before this one"
    )
    styled(ask)
    scoped(ask, DEFAULT_LIMIT)
    search = command("search", run_search, "find clauses", 'search "rapport annuel" --limit 5')
    search.add_argument("query", metavar="QUERY")
    scoped(search, 10)
    add_showing(command)
    cite = command("cite", run_cite, "cite a clause", "cite REPORT 13 --style un")
    cite.add_argument("report", metavar="REPORT")
    cite.add_argument("key", metavar="KEY")
    styled(cite)
    cite.add_argument("--version", type=int, metavar="N", help="of the report, as it was")
    cite.add_argument("--language", choices=LANGUAGES, default="en", help="of the citation (en)")
    cite.add_argument(
        "--format", choices=["text", *FORMATS], default="text", help="a file instead of a line"
    )
    remove = command("remove", run_remove, "remove a report", "remove REPORT")
    remove.add_argument("report", metavar="REPORT")
    add_upkeep(command)
    feedback = command(
        "feedback", run_feedback, "print what readers judged, as evaluation questions",
        "feedback > questions.jsonl",
    )  # fmt: skip
    feedback.add_argument(
        "--down", action="store_true", help="thumbs down instead: the clause that was wrong"
    )
    known = "evaluate data/questions/oci-mali-2019.jsonl"
    add_options(command("evaluate", run_evaluate, "measure answers to known questions", known))
    chat = command("chat", run_chat, "serve the chat page", "chat --port 8600", json_=False)
    chat.add_argument(
        "--add", type=Path, action="append", default=[], metavar="PATH", help="add this first"
    )
    chat.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="N")
    return top
