"""A file is read in a process of its own, which may take so much and no more."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest import confined
from ingest.confined import Limits, parse_confined
from ingest.errors import UnreadableFile
from ingest.models import Clause, Kind, Part, Report, Source
from ingest.pipeline import DEFAULT_MAX_FILE_BYTES, parse_report, read_source
from ingest.plain import to_plain

CASES = Path(__file__).parent / "cases"
GOOD = Source("puits.txt", "RAPPORT\n\n1. Un puits.\n\n(a) sûr;\n\n(b) profond.\n".encode())
# A process may take seconds to start on a busy machine: what is not about time has plenty.
PLENTY = Limits(output_bytes=4_000_000)
SHORT = Limits(seconds=1.0, most_seconds=4)
# The reading process, with something else in the place of `parse_report`.
INSTEAD = (
    "import sys; sys.path[:] = sys.argv[1:]\n"
    "import ingest.pipeline, ingest.reading, os, time\n"
    "def parse_report(source, max_bytes, progress, most_scans):\n    {}\n"
    "ingest.pipeline.parse_report = parse_report\n"
    "ingest.reading.main()\n"
)


def read(source=GOOD, limits=PLENTY, **more):
    return parse_confined(source, DEFAULT_MAX_FILE_BYTES, limits, **more)


def ended(pid):
    """Say whether a process is gone, or will never run again."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return status == "Z"


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited for nothing"
        time.sleep(0.02)


@pytest.mark.parametrize(
    "file", sorted(path for path in CASES.iterdir() if path.is_file()), ids=lambda file: file.name
)
def test_what_comes_back_is_what_was_read(file):
    source = read_source(file)
    heard, read_here = read(source), parse_report(source)
    assert heard == read_here
    # Edges hold NaN, which equals nothing.
    assert [line.edges.tobytes() for line in heard.lines] == [
        line.edges.tobytes() for line in read_here.lines
    ]


@pytest.mark.parametrize(
    ("source", "max_bytes"),
    [
        (Source("vide.txt", b""), 1_000),
        (Source("image.txt", b"\x89PNG\x00\x00"), 1_000),
        (Source("long.txt", b"mot " * 1_000), 1_000),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_an_error_is_the_same_as_without_a_process(source, max_bytes):
    with pytest.raises(UnreadableFile) as here:
        parse_report(source, max_bytes)
    with pytest.raises(UnreadableFile) as apart:
        parse_confined(source, max_bytes)
    assert (str(apart.value), apart.value.code, apart.value.values) == (
        str(here.value), here.value.code, here.value.values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("instead", "code"),
    [
        ("time.sleep(60)", "reading-time"),
        ("import re; re.match('(a|a)*b', 'a' * 99)", "reading-time"),  # holds the interpreter
        ("while True: progress('page', 1, 2); time.sleep(0.1)", "reading-time"),  # for ever
        ("while True: progress('page', 1, 2)", "reading-output"),
        ("bytearray(10**10)", "reading-memory"),
        ("os.abort()", "reading-memory"),  # as PDFium, when it gets none
        ("os._exit(0)", "reading-failed"),
        ("os.kill(os.getpid(), 11)", "reading-failed"),  # as a library that overruns its buffer
        ("raise IndexError('a mistake of ours')", "reading-failed"),
        ("return None", "reading-failed"),
    ],
)
def test_a_reading_that_takes_too_much_or_breaks_down_is_told(monkeypatch, instead, code):
    monkeypatch.setattr(confined, "PROGRAM", INSTEAD.format(instead))
    with pytest.raises(UnreadableFile, match=r"^puits\.txt .*(Split it|save it again)") as error:
        read(limits=SHORT if code == "reading-time" else PLENTY)
    assert error.value.code == code


REPORT = ["field", "report", to_plain(Report("T", "fr", "abc", source_name="a.txt"))]
BARE = Clause("1", "para_1", "1.", Part.BODY, Kind.PARAGRAPH, 1, "", 0, 3)
CLAUSE = ["item", "clauses", to_plain(BARE)]


@pytest.mark.parametrize(
    "said",
    [
        b"no JSON\n",
        b"[" * 50_000 + b"\n",
        pickle.dumps(os.getcwd) + b"\n",
        b'["done"]\n',  # without a report
        b'["field", "report", ["T", 3]]\n',
        b'["field", "password", "x"]\n',
        b'["error", "of no shape"]\n',
        json.dumps(REPORT).encode() + b"\n" + json.dumps([*CLAUSE[:2], ["1"]]).encode() + b"\n",
    ],
)
def test_nothing_that_a_reading_process_says_is_trusted(monkeypatch, said):
    monkeypatch.setattr(confined, "PROGRAM", f"import os; os.write(1, {said!r})")
    with pytest.raises(UnreadableFile) as error:
        read()
    assert error.value.code == "reading-failed"


def test_the_text_of_a_clause_is_cut_from_the_report_whatever_is_said(monkeypatch):
    lying = [*CLAUSE[:2], [*CLAUSE[2][:6], "not the text", *CLAUSE[2][7:]]]
    said = "\n".join(json.dumps(line) for line in (REPORT, lying, ["done"])) + "\n"
    monkeypatch.setattr(confined, "PROGRAM", f"import os; os.write(1, {said.encode()!r})")
    (clause,) = read().clauses
    assert clause.text == "abc"


def test_a_reading_goes_on_as_long_as_it_comes_on(monkeypatch):
    # Ten seconds in all, of which eight may pass in silence.
    steps = "for n in range(10): progress('page', n, 10); time.sleep(1)"
    ends = "\n    import ingest.errors; raise ingest.errors.UnreadableFile('the end', code='end')"
    monkeypatch.setattr(confined, "PROGRAM", INSTEAD.format(steps + ends))
    seen = []
    with pytest.raises(UnreadableFile, match="the end"):
        read(limits=Limits(seconds=8), progress=lambda *step: seen.append(step))
    assert seen == [("page", n, 10) for n in range(10)]


def test_pages_of_a_pdf_are_told_as_they_are_read():
    seen = []
    read(read_source(CASES / "report-fr.pdf"), progress=lambda *step: seen.append(step))
    assert seen == [("reading", n, len(seen)) for n in range(len(seen))]
    assert len(seen) > 1


def test_a_reading_process_knows_nothing_of_the_library(monkeypatch, tmp_path):
    monkeypatch.setenv("CLAUSIER_LIBRARY", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    tell = (
        "import json, ingest.errors\n    facts = {'env': dict(os.environ), 'cwd': os.getcwd(), "
        "'files': os.listdir('.'), 'stdin': os.fstat(0).st_rdev == os.stat(os.devnull).st_rdev, "
        "'torch': 'torch' in sys.modules}\n"
        "    raise ingest.errors.UnreadableFile(json.dumps(facts), code='facts')"
    )
    monkeypatch.setattr(confined, "PROGRAM", INSTEAD.format(tell))
    with pytest.raises(UnreadableFile) as error:
        read()
    facts = json.loads(str(error.value))
    assert "CLAUSIER_LIBRARY" not in facts["env"]
    assert str(tmp_path) not in facts["env"].values()
    assert facts["files"] == ["errors.txt"]
    assert not Path(facts["cwd"]).exists()  # gone with the process
    assert (facts["stdin"], facts["torch"]) == (True, False)


# What OCR would be: a program that the reading process starts.
STARTS_ANOTHER = (
    "import subprocess; progress('page', subprocess.Popen(['sleep', '60']).pid, os.getpid())\n"
    "    time.sleep(60)"
)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("why", [KeyboardInterrupt, None])
def test_what_a_reading_started_ends_with_it(monkeypatch, why):
    monkeypatch.setattr(confined, "PROGRAM", INSTEAD.format(STARTS_ANOTHER))
    pids = []

    def stop(_step, inner, outer):
        pids.extend([inner, outer])
        if why:
            raise why

    with pytest.raises(why or UnreadableFile):
        read(limits=Limits(seconds=8), progress=stop)  # it says nothing more, and is ended
    wait_for(lambda: pids and all(map(ended, pids)))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_a_reading_process_ends_with_the_program_that_started_it(tmp_path):
    told = tmp_path / "pids"
    program = (
        "from ingest import confined; from ingest.models import Source; import pathlib\n"
        f"confined.PROGRAM = {INSTEAD.format(STARTS_ANOTHER)!r}\n"
        f"file = pathlib.Path({str(told)!r})\n"
        "tell = lambda _, *pids: file.write_text(' '.join(map(str, pids)))\n"
        "confined.parse_confined(Source('a.txt', b'a'), 1000, confined.Limits(), tell)\n"
    )
    root = Path(__file__).parent.parent
    starter = subprocess.Popen([sys.executable, "-c", program], cwd=root)
    wait_for(lambda: told.exists() and told.read_text().count(" ") == 1)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_for(lambda: all(map(ended, told.read_text().split())))
