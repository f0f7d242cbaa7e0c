"""A file is read in a process of its own, which may take so much and no more."""

import io
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest import processes, reading_process
from ingest.confined import Limits, Lines, parse_confined
from ingest.errors import UnreadableFile
from ingest.models import Clause, Kind, Part, Report, Source
from ingest.pipeline import DEFAULT_MAX_FILE_BYTES, parse_report, read_source
from ingest.plain import to_plain
from ingest.reading_process import ReadingProcess

CASES = Path(__file__).parent / "cases"
GOOD = Source("puits.txt", "RAPPORT\n\n1. Un puits.\n\n(a) sûr;\n\n(b) profond.\n".encode())
# A process may take seconds to start on a busy machine: what is not about time has plenty.
PLENTY = Limits(seconds=300, output_bytes=4_000_000)
REFUSED = {"matrix-no-number.pdf"}
SHORT = Limits(seconds=1.0, most_seconds=4)
# The reading process, with something else in the place of `parse_report`.
INSTEAD = (
    "import sys; sys.path[:] = sys.argv[1:]\n"
    "import ingest.pipeline, ingest.{}, os, time\n"
    "def parse_report(source, max_bytes, progress, most_scans):\n    {}\n"
    "ingest.pipeline.parse_report = parse_report\n"
    "ingest.forking.load_readers = lambda: None\n"
    "ingest.{}.main()\n"
)


def read(source=GOOD, limits=PLENTY, **more):
    return parse_confined(source, DEFAULT_MAX_FILE_BYTES, limits, **more)


@pytest.fixture(params=["started", "forked"])
def way(request, monkeypatch):
    """Both ways to a reading process: started from nothing, or forked from one."""
    with ReadingProcess() as forked:
        yield Way(request.param, monkeypatch, forked)


@dataclass
class Way:
    name: str
    monkeypatch: pytest.MonkeyPatch
    forked: ReadingProcess

    def instead(self, does):
        module = {"started": "reading", "forked": "forking"}[self.name]
        room = {"started": processes, "forked": reading_process}[self.name]
        program = INSTEAD.format(module, does, module)
        if module == "reading":
            program = program.replace("ingest.forking.load_readers = lambda: None\n", "")
        self.monkeypatch.setattr(room, "PROGRAM", program)

    def read(self, source=GOOD, limits=PLENTY, **more):
        if self.name == "started":
            return read(source, limits, **more)
        return self.forked.parse(source, DEFAULT_MAX_FILE_BYTES, limits, **more)


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


def outcome(reading):
    """Return what was read, or why nothing was."""
    try:
        return reading(), None
    except UnreadableFile as error:
        return None, (str(error), error.code, error.values)


@pytest.mark.parametrize(
    "file", sorted(path for path in CASES.iterdir() if path.is_file()), ids=lambda file: file.name
)
def test_what_comes_back_is_what_was_read(file):
    source = read_source(file)
    read_here, refused_here = outcome(lambda: parse_report(source))
    heard, refused = outcome(lambda: read(source))
    assert (heard, refused) == (read_here, refused_here)
    assert (heard is None) == (file.name in REFUSED)
    if heard is None:
        return
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
def test_a_reading_that_takes_too_much_or_breaks_down_is_told(way, instead, code):
    way.instead(instead)
    with pytest.raises(UnreadableFile, match=r"^puits\.txt .*(Split it|save it again)") as error:
        way.read(limits=SHORT if code == "reading-time" else PLENTY)
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
    monkeypatch.setattr(processes, "PROGRAM", f"import os; os.write(1, {said!r})")
    with pytest.raises(UnreadableFile) as error:
        read()
    assert error.value.code == "reading-failed"


def test_the_text_of_a_clause_is_cut_from_the_report_whatever_is_said(monkeypatch):
    lying = [*CLAUSE[:2], [*CLAUSE[2][:6], "not the text", *CLAUSE[2][7:]]]
    said = "\n".join(json.dumps(line) for line in (REPORT, lying, ["done"])) + "\n"
    monkeypatch.setattr(processes, "PROGRAM", f"import os; os.write(1, {said.encode()!r})")
    (clause,) = read().clauses
    assert clause.text == "abc"


def test_a_reading_goes_on_as_long_as_it_comes_on(way):
    # Ten seconds in all, of which eight may pass in silence.
    steps = "for n in range(10): progress('page', n, 10); time.sleep(1)"
    ends = "\n    import ingest.errors; raise ingest.errors.UnreadableFile('the end', code='end')"
    way.instead(steps + ends)
    seen = []
    with pytest.raises(UnreadableFile, match="the end"):
        way.read(limits=Limits(seconds=8), progress=lambda *step: seen.append(step))
    assert seen == [("page", n, 10) for n in range(10)]


def test_pages_of_a_pdf_are_told_as_they_are_read():
    seen = []
    read(read_source(CASES / "report-fr.pdf"), progress=lambda *step: seen.append(step))
    assert seen == [("reading", n, len(seen)) for n in range(len(seen))]
    assert len(seen) > 1


def test_a_reading_process_knows_nothing_of_the_library(way, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAUSIER_LIBRARY", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    tell = (
        "import json, ingest.errors\n    facts = {'env': dict(os.environ), 'cwd': os.getcwd(), "
        "'files': os.listdir('.'), 'stdin': os.fstat(0).st_rdev == os.stat(os.devnull).st_rdev, "
        "'torch': 'torch' in sys.modules}\n"
        "    raise ingest.errors.UnreadableFile(json.dumps(facts), code='facts')"
    )
    way.instead(tell)
    with pytest.raises(UnreadableFile) as error:
        way.read()
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
def test_what_a_reading_started_ends_with_it(way, why):
    way.instead(STARTS_ANOTHER)
    pids = []

    def stop(_step, inner, outer):
        pids.extend([inner, outer])
        if why:
            raise why

    with pytest.raises(why or UnreadableFile):
        way.read(limits=Limits(seconds=8), progress=stop)  # it says nothing more, and is ended
    wait_for(lambda: pids and all(map(ended, pids)))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_a_reading_process_ends_with_the_program_that_started_it(way, tmp_path):
    told = tmp_path / "pids"
    way.instead(STARTS_ANOTHER)
    program = (
        "from ingest import processes, reading_process; from ingest.models import Source\n"
        "import pathlib; from ingest.confined import parse_confined\n"
        f"processes.PROGRAM = {processes.PROGRAM!r}\n"
        f"reading_process.PROGRAM = {reading_process.PROGRAM!r}\n"
        f"file = pathlib.Path({str(told)!r})\n"
        "tell = lambda _, *pids: file.write_text(' '.join(map(str, pids)))\n"
        f"parse = {PARSES[way.name]}\n"
        "parse(Source('a.txt', b'a'), 1000, progress=tell)\n"
    )
    root = Path(__file__).parent.parent
    starter = subprocess.Popen([sys.executable, "-c", program], cwd=root)
    wait_for(lambda: told.exists() and told.read_text().count(" ") == 1)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_for(lambda: all(map(ended, told.read_text().split())))


PARSES = {"started": "parse_confined", "forked": "reading_process.ReadingProcess().parse"}


@pytest.mark.parametrize("file", ["report-fr.pdf", "resolution-en.docx", "articles-fr.html"])
def test_forked_processes_read_as_started_ones_do(file):
    source = read_source(CASES / file)
    with ReadingProcess() as reading:
        assert reading.parse(source, DEFAULT_MAX_FILE_BYTES) == parse_report(source)


def test_no_file_sees_what_another_left_behind(way):
    way.instead(
        "print(os.urandom); os.FIRST = getattr(os, 'FIRST', 0) + 1\n"
        "    open('left', 'w'); progress(os.getcwd(), os.FIRST, os.getpid())\n"
        "    import ingest.errors; raise ingest.errors.UnreadableFile('', code='end')"
    )
    seen = []
    for _ in range(2):
        with pytest.raises(UnreadableFile):
            way.read(progress=lambda *step: seen.append(step))
    (folder, count, pid), (other_folder, other_count, other_pid) = seen
    assert count == other_count == 1  # nothing stayed in memory
    assert folder != other_folder
    assert pid != other_pid
    assert not Path(folder).exists()


def test_several_threads_read_from_one_process():
    sources = [read_source(CASES / f"resolution-en.{ending}") for ending in ("txt", "docx", "pdf")]
    with ReadingProcess() as reading, ThreadPoolExecutor(3) as threads:
        read_apart = threads.map(lambda s: reading.parse(s, DEFAULT_MAX_FILE_BYTES), sources * 3)
        assert list(read_apart) == list(map(parse_report, sources)) * 3


@pytest.mark.parametrize("breaks", ["os._exit(1)", "time.sleep(60)", "os.write(0, b'no figure')"])
def test_where_nothing_can_be_forked_each_process_is_started(monkeypatch, breaks):
    monkeypatch.setattr(reading_process, "PROGRAM", f"import os, time; {breaks}")
    monkeypatch.setattr(reading_process, "SECONDS_TO_ANSWER", 1)
    with ReadingProcess() as reading:
        assert reading.parse(GOOD, 1_000) == parse_report(GOOD)


def test_a_file_is_read_though_the_process_it_was_forked_from_ends(monkeypatch):
    kills = (
        "progress('x', os.kill(os.getppid(), 9) or 0, 1)\n"
        "    import ingest.errors; raise ingest.errors.UnreadableFile('here', code='end')"
    )
    way = Way("forked", monkeypatch, ReadingProcess())
    way.instead(kills)
    with way.forked, pytest.raises(UnreadableFile, match="here"):
        way.read()
    with way.forked:
        assert way.read() == parse_report(GOOD)


def test_nothing_is_left_of_a_reading_process(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ReadingProcess() as reading:
        reading.parse(GOOD, 1_000)
        inner = Path("/proc/self/fd")
        before = len(list(inner.iterdir())) if inner.exists() else 0
        reading.parse(GOOD, 1_000)
        assert (len(list(inner.iterdir())) if inner.exists() else 0) == before
    assert not list(tmp_path.iterdir())


def test_a_listener_that_is_late_takes_nothing_from_the_next_file():
    # The next file's pipe has the number that the one before had, as soon as that is closed.
    asked, next_is_open = threading.Event(), threading.Event()

    class Late(io.FileIO):
        def fileno(self):
            number = super().fileno()
            if threading.current_thread() is not threading.main_thread():
                asked.set()
                next_is_open.wait()  # the listener comes to read only now
            return number

    heard, answers = os.pipe()
    before = processes.Running(io.BytesIO(), Late(heard))
    listener = Lines(before, b"", Limits())
    asked.wait(1)
    os.close(answers)
    processes.close(before)
    heard, answers = os.pipe()
    os.write(answers, b"of the next file")
    os.set_blocking(heard, False)
    next_is_open.set()
    listener._heard.get(timeout=5)
    assert os.read(heard, 100) == b"of the next file"
    os.close(heard)
    os.close(answers)
