"""Keeping a library whole on the command line: rebuild, doctor, vacuum, backup, restore."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from ingest.backup import restore
from ingest.checks import not_opened
from ingest.errors import LibraryError
from ui.adding import progress_bar
from ui.printing import AddCommand, print_json
from ui.settings import Settings, open_assistant, tell, with_model

MEGABYTE = 1024 * 1024


def add_upkeep(command: AddCommand) -> None:
    """Add these commands to the parser."""
    rebuilt = command(
        "rebuild", run_rebuild, "make vectors and indexes anew", "rebuild --model intfloat/e5-base"
    )
    rebuilt.add_argument("--model", dest="new_model", metavar="NAME", help="change to this encoder")
    rebuilt.add_argument("--indexes", action="store_true", help="only what is derived from vectors")
    command("doctor", run_doctor, "check the library", "doctor")
    vacuumed = command("vacuum", run_vacuum, "take out what was removed", "vacuum")
    vacuumed.add_argument(
        "--other-models", action="store_true", help="and all vectors of other encoders"
    )
    for name, run, help_ in (
        ("backup", run_backup, "copy the library to a file"),
        ("restore", run_restore, "bring a library back from a backup"),
    ):
        copied = command(name, run, help_, f"{name} library.backup")
        copied.add_argument("file", type=Path, metavar="FILE")
        copied.add_argument("--force", action="store_true", help="replace what is there")


def run_rebuild(args: argparse.Namespace, settings: Settings) -> None:
    """Make the vectors and the indexes anew, with another model if one is named."""
    settings = with_model(settings, args.new_model)
    with open_assistant(settings) as assistant, progress_bar("rebuild") as progress:
        upkeep = assistant.upkeep
        make = upkeep.rebuild_indexes if args.indexes else upkeep.rebuild
        made = make(progress)
    if args.json:
        return print_json(asdict(made))
    print(
        f"rebuilt: {made.embedded} passages embedded, {made.mended} vectors mended, "
        f"{made.indexed} passages indexed; the model is {made.model}"
    )


def run_doctor(args: argparse.Namespace, settings: Settings) -> int:
    """Check everything; tell each finding with the command that mends it."""
    with progress_bar("doctor") as progress:
        try:
            with open_assistant(settings) as assistant:
                findings = assistant.upkeep.check(progress)
        except LibraryError as error:
            findings = [not_opened(error)]
    if args.json:
        print_json(
            {"findings": [{"code": f.code, "message": f.message, "mend": f.mend} for f in findings]}
        )
    else:
        for finding in findings:
            print(f"{finding.code}: {finding.message} Mend it: {finding.mend}")
        if not findings:
            print("Nothing is wrong.")
    return 1 if findings else 0


def run_vacuum(args: argparse.Namespace, settings: Settings) -> None:
    """Take what was removed out of the library's file."""
    with open_assistant(settings) as assistant:
        tell("Writing the library's file anew…")
        done = assistant.upkeep.vacuum(args.other_models)
    if args.json:
        return print_json(asdict(done))
    print(
        f"vacuumed: {done.vectors} vectors cleared away; {done.before / MEGABYTE:.1f} MB before, "
        f"{done.after / MEGABYTE:.1f} MB now"
    )


def run_backup(args: argparse.Namespace, settings: Settings) -> None:
    """Copy the library to a file, while others may use it."""
    with open_assistant(settings) as assistant, progress_bar("backup") as progress:
        size = assistant.upkeep.back_up(args.file, args.force, progress)
    if args.json:
        return print_json({"file": str(args.file), "bytes": size})
    print(f"backed up: {args.file} ({size / MEGABYTE:.1f} MB)")


def run_restore(args: argparse.Namespace, settings: Settings) -> None:
    """Put the library of a backup in the place of this one."""
    with progress_bar("restore") as progress:
        count = restore(args.file, settings.library, args.force, progress)
    if args.json:
        return print_json({"library": str(settings.library), "reports": count})
    print(f"restored: {settings.library} ({count} reports)")
