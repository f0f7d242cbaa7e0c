"""The options of the command line that say where to look, and what orders what is found."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ingest.errors import ClausierError
from ingest.language import LANGUAGES
from ingest.models import Part
from retrieval.scope import Scope, first_day, last_day


def add_scope(command: argparse.ArgumentParser) -> None:
    """Add the options of a scope to a command; those that can be given several times widen it.

    And `--explain`, which tells why each clause inside was found.
    """
    command.add_argument("--explain", action="store_true", help="say why each was found")
    group = command.add_argument_group("where to look")
    for option, metavar, help_ in (
        ("--report", "ID", "only this report"),
        ("--issuer", "NAME", "only what this body issued: OIC"),
    ):
        group.add_argument(option, action="append", default=[], metavar=metavar, help=help_)
    group.add_argument(
        "--since", type=day(first_day), metavar="DATE", help="not before: 2019-09-24"
    )
    group.add_argument(
        "--until", type=day(last_day), metavar="DATE", help="not after: 2019, its end"
    )
    group.add_argument("--language", choices=LANGUAGES, default="", help="only in this language")
    group.add_argument(
        "--part", action="append", default=[], type=Part, choices=[*Part], help="only this part"
    )


def add_reranker(command: argparse.ArgumentParser) -> None:
    """Add the option that names a reranker."""
    command.add_argument(
        "--reranker",
        metavar="NAME",
        help="a cross-encoder that reorders the best, by folder or name",
    )


def scope_of(args: argparse.Namespace) -> Scope:
    """Return the scope that the options of a command say."""
    return Scope(
        reports=tuple(args.report),
        since=args.since or "",
        until=args.until or "",
        issuers=tuple(args.issuer),
        language=args.language,
        parts=tuple(args.part),
    )


def day(read: Callable[[str], str]) -> Callable[[str], str]:
    """Return what reads the argument of a date option."""

    def read_argument(text: str) -> str:
        try:
            return read(text)
        except ClausierError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_argument
