"""Read damaged reports, many of them: `make fuzz`.

Real files of every format are mutated: bytes flipped, blocks cut, moved and repeated, numbers made
absurd, and for Word files the XML inside the archive. Each must be read or refused: no other
error, no reading over the time limit, no memory over the limit, and clauses that are exact spans.
What fails is kept in a folder, named by the seed and the number that make it again.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.models import ParsedReport
from ingest.pipeline import Source, parse_report
from ingest.readers import is_readable

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = (CHECKOUT / "tests" / "cases", CHECKOUT / "data" / "reports")
WORKERS = 2
MOST_SECONDS = 30
# Recognising a page takes seconds, in a process of its own: of one file in ten a page is.
RECOGNISED = 10
MOST_MEGABYTES = 500
LARGEST_MUTANT = 4_000_000
# The parts of a Word file that are read; the rest of the archive is seldom worth a mutation.
WORD_PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml")
ABSURD_NUMBERS = [b"0", b"-1", b"1", b"99999999999999999999", b"4294967295", b"2147483648", b"1e99"]
TELLING = [
    b"\0", b"\xff\xfe", b"<", b">", b"&#0;", b"&#xD800;", b"\n\n1. ", b"(a) ", b"Article 1\n", b"%",
    b"\f", b"\xe2\x80\xae", b"\xd9\xa1", b"endobj", b"stream\n", b"<ol><li>", b"<w:p>", b"</w:p>",
]  # fmt: skip


def flip(data: bytearray, rng: random.Random) -> None:
    """Change some bytes to others."""
    for _ in range(rng.choice([1, 3, 20, 200])):
        data[rng.randrange(len(data))] = rng.randrange(256)


def cut(data: bytearray, rng: random.Random) -> None:
    """Take a block out, or the whole end."""
    start, end = block_of(data, rng)
    del data[start : end if rng.random() < 0.7 else len(data)]


def swap(data: bytearray, rng: random.Random) -> None:
    """Move a block elsewhere."""
    start, end = block_of(data, rng)
    moved = data[start:end]
    del data[start:end]
    at = rng.randrange(len(data) + 1)
    data[at:at] = moved


def insert(data: bytearray, rng: random.Random) -> None:
    """Put bytes that mean something to a reader in some places."""
    for _ in range(rng.choice([1, 5, 50])):
        at = rng.randrange(len(data) + 1)
        data[at:at] = rng.choice(TELLING)


def repeat(data: bytearray, rng: random.Random) -> None:
    """Write a block again and again."""
    start, end = block_of(data, rng)
    times = min(rng.choice([2, 10, 1000]), LARGEST_MUTANT // max(end - start, 1))
    data[end:end] = data[start:end] * times


def renumber(data: bytearray, rng: random.Random) -> None:
    """Replace a number by an absurd one."""
    for _ in range(rng.choice([1, 4])):
        at = rng.randrange(len(data))
        start = next((n for n in range(at, len(data)) if 48 <= data[n] < 58), None)
        if start is not None:
            end = next((n for n in range(start, len(data)) if not 48 <= data[n] < 58), len(data))
            data[start:end] = rng.choice(ABSURD_NUMBERS)


def block_of(data: bytearray, rng: random.Random) -> tuple[int, int]:
    """Return where a block of some length begins and ends."""
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.choice([1, 8, 64, 512, 4096]))


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [
    flip, cut, swap, insert, repeat, renumber,
]  # fmt: skip


def mutate(data: bytes, name: str, rng: random.Random) -> bytes:
    """Return a file with one to three mutations; most of a Word file's go into its XML."""
    if name.endswith((".docx", ".odt")) and rng.random() < 0.8:
        return mutate_archive(data, rng)
    return mutate_bytes(data, rng)


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes with one to three mutations."""
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3])):
        if changed:
            rng.choice(MUTATIONS)(changed, rng)
    return bytes(changed[:LARGEST_MUTANT])


def mutate_xml(data: bytes, rng: random.Random) -> bytes:
    """Return XML whose elements are moved, repeated, taken out or filled with absurd values."""
    root = etree.fromstring(data)
    for _ in range(rng.choice([1, 5, 30])):
        elements = [e for e in root.iter() if e is not root and isinstance(e.tag, str)]
        if not elements:
            break
        element, other = rng.choice(elements), rng.choice(elements)
        kind = rng.randrange(5)
        if kind == 0:
            element.getparent().remove(element)
        elif kind == 1:
            for _ in range(rng.choice([1, 50])):
                element.addnext(copy.deepcopy(element))
        elif kind == 2:
            other.append(copy.deepcopy(element))
        elif kind == 3 and element.attrib:
            element.set(rng.choice(list(element.attrib)), rng.choice(ABSURD_NUMBERS).decode())
        else:
            element.text = rng.choice(["", "1. ", "(a) ", "%9.%1", "٢- ", "x" * 10_000, "\u202e"])
    return bytes(etree.tostring(root))[:LARGEST_MUTANT]


def mutate_archive(data: bytes, rng: random.Random) -> bytes:
    """Return an archive with one of its parts mutated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [part for part in parts if part in WORD_PARTS or part == "content.xml"]
    part = rng.choice(likely if rng.random() < 0.9 else sorted(parts))
    # Most damage to XML is refused at once: what is still XML goes deeper.
    is_xml = part.endswith((".xml", ".rels"))
    damage = mutate_xml if is_xml and rng.random() < 0.8 else mutate_bytes
    parts[part] = damage(parts[part], rng)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            # Under a date of its own: with the clock's, no two runs would make the same file.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


@cache
def originals(shared: Path | None) -> list[tuple[str, bytes]]:
    """Return the real files, each with its name."""
    folders = [*FOLDERS, *([shared / "documents"] if shared else [])]
    files = [p for folder in folders for p in sorted(folder.rglob("*")) if is_readable(p.name)]
    return [(p.name, data) for p in files if (data := p.read_bytes())]


def mutant(seed: int, number: int, shared: Path | None) -> tuple[str, bytes]:
    """Return the name and bytes of one damaged file; the same numbers give the same file."""
    rng = random.Random(f"{seed}-{number}")
    files = originals(shared)
    suffixes = sorted({Path(name).suffix for name, _ in files})
    suffix = rng.choice(suffixes)  # every format as often as the others
    files = [file for file in files if file[0].endswith(suffix)]
    # Small ones more often: as much can go wrong in them, and many are read in the time of one.
    ((name, data),) = rng.choices(files, [1 / len(data) for _, data in files])
    return name, mutate(data, name, rng)


def outcome(name: str, data: bytes, most_scans: int) -> str:
    """Read one file and return what came of it: "read", or the code of the refusal."""
    try:
        parsed = parse_report(Source(name, data), most_scans=most_scans)
    except UnreadableFile as error:
        return error.code
    check(parsed)
    return "read"


def check(parsed: ParsedReport) -> None:
    """Fail if a clause is not exactly its span, or not after the one before it."""
    text = parsed.report.text
    assert parsed.clauses, "no clause"
    text.encode()  # what no encoding can write, no store can keep
    for clause in parsed.clauses:
        assert clause.text == text[clause.start : clause.end], f"{clause.key} is not its span"
    for a, b in pairwise(parsed.clauses):
        assert a.end <= b.start, f"{b.key} begins before the end of {a.key}"


def work(seed: int, numbers: range, shared: Path | None) -> None:
    """Read the mutants of these numbers; print a line of JSON for each."""
    for number in numbers:
        name, data = mutant(seed, number, shared)
        forget_peak()
        started = time.process_time()
        # Its signal ends the process, whatever it is doing. What others do is not counted.
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        came = outcome(name, data, most_scans=int(number // WORKERS % RECOGNISED == 0))
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - started
        line = {"number": number, "name": name, "came": came, "seconds": seconds, "mb": peak_mb()}
        print(json.dumps(line), flush=True)


def forget_peak() -> None:
    """Begin to measure the peak of memory anew, where the system can."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")


def peak_mb() -> float:
    """Return the peak of memory in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(s for s in status.read_text().splitlines() if s.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def watch(
    seed: int, numbers: range, shared: Path | None, kept: Path
) -> Iterator[dict[str, object]]:
    """Run a worker, and a new one after each death; yield its lines, and a line for each death."""
    while numbers:
        command = [sys.executable, "-m", "tests.fuzz_reading", "--seed", str(seed), "--worker"]
        command += [str(numbers.start), str(numbers.stop), str(numbers.step)]
        command += ["--shared", str(shared)] if shared else []
        worker = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT
        )
        assert worker.stdout
        assert worker.stderr
        for line in worker.stdout:
            yield json.loads(line)
            numbers = numbers[1:]
        said = worker.stderr.read()
        if worker.wait() and numbers:
            name, data = mutant(seed, numbers.start, shared)
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{seed}-{numbers.start}-{name}").write_bytes(data)
            why = said.strip().splitlines()[-1:] or [signal.Signals(-worker.returncode).name]
            print(f"FAILED {numbers.start} {name}: {why[0]}\n{said[-1500:]}", flush=True)
            yield {"number": numbers.start, "name": name, "came": "FAILED", "seconds": 0.0, "mb": 0}
            numbers = numbers[1:]


def main(argv: list[str] | None = None) -> int:
    """Read the mutants with two workers and print what came of them; 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--kept", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--worker", type=int, nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    shared = args.shared.resolve() if args.shared and args.shared.is_dir() else None
    if args.worker:
        work(args.seed, range(*args.worker), shared)
        return 0
    shares = [range(first, args.count, WORKERS) for first in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        lines = pool.map(lambda share: [*watch(args.seed, share, shared, args.kept)], shares)
        return tell([line for share in lines for line in share])


def tell(lines: list[dict[str, object]]) -> int:
    """Print counts, the slowest and the largest; return 1 if a reading failed or was too large."""
    counts = Counter((Path(str(line["name"])).suffix, line["came"]) for line in lines)
    for (suffix, came), count in sorted(counts.items(), key=str):
        print(f"{suffix:8} {came!s:24} {count:6}")
    for what in ("seconds", "mb"):
        for line in sorted(lines, key=lambda line: float(str(line[what])))[-3:]:
            print(f"most {what}: {line[what]:8.2f}  {line['number']} {line['name']} {line['came']}")
    failed = sum(line["came"] == "FAILED" for line in lines)
    large = sum(float(str(line["mb"])) > MOST_MEGABYTES for line in lines)
    print(f"{len(lines)} files: {failed} failed, {large} took over {MOST_MEGABYTES} MB")
    return 1 if failed or large else 0


if __name__ == "__main__":
    sys.exit(main())
