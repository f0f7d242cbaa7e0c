"""Kill a library's writer at random moments; use a library from many processes at once.

Nothing that was acknowledged may be missing, the doctor may find nothing, and what the same work
comes to in the end must be what it comes to undisturbed. Encoder and reading are cheap ones: what
is tried is the store and the index.

This process starts no thread and loads no encoder, so that it can be forked; all work is done
in children.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from ingest.errors import ReportNotFound
from ingest.language import identifier
from ingest.models import Source
from ingest.pipeline import add_report, parse_report
from retrieval.assistant import Assistant
from tests.tiny_encoder import TinyEncoder

REPORTS = 7
FEW_EVENTS = 4
Step = tuple[str, ...]
# What an event may leave in another order or at another time, and no reader sees.
DUMPED = {
    "report": "id, title, version, source_sha256, text, source",
    "clause": "report_id, position, key, text, start",
    "old_report": "id, version, source_sha256, text",
    "old_clause": "report_id, version, position, text",
    "history": "number, event, report_id, version",
    "passage": "encoder, report_id, position, window, start, text_hash",
    "embedded": "encoder, report_id",
    "library": "model, encoder",
}


def steps() -> list[Step]:
    """Return the events of one run: all kinds, one after the other."""
    add = [("add", f"{n}.txt", text_of(n, "première")) for n in range(REPORTS)]
    replace = [("add", f"{n}.txt", text_of(n, "seconde")) for n in range(0, REPORTS, 3)]
    remove = [("remove", f"rapport-{word(n)}") for n in range(1, REPORTS, 4)]
    more = [("add", f"{n}.txt", text_of(n, "autre")) for n in range(REPORTS, REPORTS + 2)]
    first, second = ("rebuild", "new"), ("rebuild", "tiny")
    return [*add[:4], first, *replace, ("vacuum",), *add[4:], *remove, second, *more, ("vacuum",)]


def word(number: int) -> str:
    """Return a number in letters, since titles hold no others here."""
    return "".join("abcdefghij"[int(digit)] * 2 for digit in str(number))


def text_of(number: int, version: str) -> str:
    """Return a short report."""
    clauses = (f"{n}. La {version} clause {n} du rapport {word(number)}." for n in range(1, 9))
    return f"RAPPORT {word(number).upper()}\n\n" + "\n\n".join(clauses) + "\n"


class Slow(TinyEncoder):
    """An encoder that takes a little time, so that some kills hit it."""

    def encode_passages(self, passages):
        """Embed, with a pause after each."""
        for made in super().encode_passages(passages):
            time.sleep(0.0005)
            yield made


def opened(folder: Path, model: str = "") -> Assistant:
    """Open a library with the model named, or its own."""

    def load() -> TinyEncoder:
        kept = assistant._store.encoder()
        return Slow(model or (kept.model if kept else "tiny"))

    assistant = Assistant(folder, load)
    return assistant


def take(step: Step, folder: Path) -> None:
    """Do one event, or do it again."""
    with opened(folder, step[1] if step[0] == "rebuild" else "") as assistant:
        match step:
            case ("add", name, text):
                source = Source(name, text.encode())
                add_report(source, assistant._store, read=parse_report)
                assistant.embed()
                assert assistant.search("clause")
            case ("remove", report_id):
                with contextlib.suppress(ReportNotFound):
                    assistant.remove(report_id)
            case ("rebuild", _):
                assistant.upkeep.rebuild()
            case ("vacuum",):
                assistant.upkeep.vacuum()


def work(folder: Path, first: int, told: int) -> None:
    """Do the events from `first` on, and acknowledge each by a byte."""
    for step in steps()[first:]:
        take(step, folder)
        os.write(told, b".")


def check(folder: Path) -> None:
    """Raise unless a library opens, is searched, and the doctor finds nothing in it."""
    with opened(folder) as assistant:
        assistant.search("clause")
        findings = assistant.upkeep.check()
        assert not findings, findings


def dump(folder: Path) -> str:
    """Return what a library holds, and what searching it finds."""
    with opened(folder) as assistant:
        store = assistant._store
        rows = {
            table: sorted(map(repr, store.read(f"SELECT {columns} FROM {table}")))
            for table, columns in DUMPED.items()
        }
        hits = assistant.search("la seconde clause du rapport", limit=100)
        found = [(h.report_id, h.clause.key, round(h.cosine, 5)) for h in hits]
    return json.dumps([rows, found])


def child(run: Callable[[], object]) -> int:
    """Run something in a process of its own; return its number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setpgid(0, 0)
        run()
        status = 0
    except BaseException:  # noqa: BLE001 - told, and by the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def done(pid: int) -> None:
    """Wait for a process, and raise if it failed."""
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status == 0, f"a process ended with {status}"


def result(folder: Path) -> str:
    """Return the dump of a library, made in a process of its own."""
    read, write = os.pipe()
    pid = child(lambda: os.fdopen(write, "w").write(dump(folder)))
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    done(pid)
    return told


def run(folder: Path, first: int, seconds: float | None) -> int:
    """Do the events from `first` on, killed after so many seconds; return how many were told."""
    read, write = os.pipe()
    pid = child(lambda: work(folder, first, write))
    os.close(write)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(read, "rb") as pipe:
        told = len(pipe.read())
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL), "the work itself failed"
    return first + told


def crash(times: int, seed: int) -> None:
    """Kill the work at random moments, `times` in all; raise if anything is lost or wrong."""
    chance = random.Random(seed)
    identifier()  # loaded here once, so that kills hit events and not the loading
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "whole"
        started = time.perf_counter()
        assert run(whole, 0, None) == len(steps())
        usual = time.perf_counter() - started
        expected = result(whole)
        killed = runs = 0
        while killed < times:
            folder, first = Path(made) / f"killed-{runs}", 0
            runs += 1
            while first < len(steps()):
                # A part of what is left: a run is killed several times. Of the last events as
                # much as a few take, or they would hardly ever be come through.
                left = usual * max(1 - first / len(steps()), FEW_EVENTS / len(steps()))
                wait = chance.uniform(0, left) if killed < times else None
                first = run(folder, first, wait)
                killed += wait is not None
                done(child(lambda folder=folder: check(folder)))
            assert result(folder) == expected, f"the result differs in {folder}, seed {seed}"
            print(f"{killed} kills, {runs} libraries: nothing lost, nothing wrong", flush=True)


def at_once(adders: int, readers: int) -> None:
    """Add from some processes and read from others, at once; raise if any of them fails."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        Assistant(folder, Slow).close()
        stop = folder / "stop"
        reading = [child(lambda: read_until(folder, stop)) for _ in range(readers)]
        numbers = [range(a * 10, a * 10 + 12) for a in range(adders)]  # two of them are shared
        adding = [child(lambda n=n: add_all(folder, n)) for n in numbers]
        for pid in adding:
            done(pid)
        stop.touch()
        for pid in reading:
            done(pid)
        done(child(lambda: check_all(folder, {n for own in numbers for n in own})))
    print(f"{adders} adding, {readers} reading: no error, no report lost", flush=True)


def add_all(folder: Path, numbers: range) -> None:
    """Add reports from one process."""
    with opened(folder) as assistant:
        for number in numbers:
            source = Source(f"{number}.txt", text_of(number, "seule").encode())
            add_report(source, assistant._store, read=parse_report)
            assistant.embed()


def read_until(folder: Path, stop: Path) -> None:
    """Ask until a file is there; each answer must be whole, and no report may go away."""
    with opened(folder) as assistant:
        before: set[str] = set()
        for _ in iter(stop.exists, True):
            now = {listed.id for listed in assistant.reports()}
            assert before <= now
            before = now
            assistant.ask("Que dit la clause 3 ?")
            for hit in assistant.search("clause du rapport", limit=20):
                assert hit.report_id in {listed.id for listed in assistant.reports()}


def check_all(folder: Path, numbers: set[int]) -> None:
    """Raise unless every report is there, and searched."""
    check(folder)
    with opened(folder) as assistant:
        wanted = {f"rapport-{word(n)}" for n in numbers}
        assert {listed.id for listed in assistant.reports()} == wanted
        found = {hit.report_id for hit in assistant.search("clause", limit=1000)}
        assert found == wanted


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", action="store_true", help="two add and ten read instead")
    args = parser.parse_args()
    if args.at_once:
        return at_once(adders=2, readers=10)
    return crash(args.kills, args.seed)


if __name__ == "__main__":
    main()
