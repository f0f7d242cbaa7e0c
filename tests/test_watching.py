"""Files are added as they appear in a folder, once they are complete."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest import watching
from ingest.errors import LibraryError, UnreadableFile
from ingest.watching import Watched
from ui import adding
from ui.cli import main

ROOT = Path(__file__).resolve().parent.parent
UNCHANGED = 0.4


@pytest.fixture
def seen(tmp_path):
    """What a watch of the folder gives, as it comes."""
    (tmp_path / "there.txt").write_text("1. La paix.")
    found = []

    def watch():
        with Watched(tmp_path, UNCHANGED) as watched:
            for files in watched.complete():
                found.extend((file.name, file.read_text()) for file in files)
                if any(file.name == "stop.txt" for file in files):
                    return

    thread = threading.Thread(target=watch)
    thread.start()
    yield found
    (tmp_path / "stop.txt").write_text("stop")
    thread.join(timeout=60)
    assert not thread.is_alive()


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited for nothing"
        time.sleep(0.02)


def test_a_file_is_given_when_it_is_complete_and_again_when_it_changed(seen, tmp_path):
    wait_for(lambda: ("there.txt", "1. La paix.") in seen)
    slow = tmp_path / "deeper" / "slow.txt"
    slow.parent.mkdir()
    with slow.open("w") as file:
        for _ in range(10):
            file.write("mot ")
            file.flush()
            time.sleep(UNCHANGED / 4)
    wait_for(lambda: any(name == "slow.txt" for name, _ in seen))
    (tmp_path / "there.txt").write_text("1. La guerre.")
    wait_for(lambda: ("there.txt", "1. La guerre.") in seen)
    # A file that is downloaded under another name, then renamed; what is no report; what is empty.
    (tmp_path / "new.txt.part").write_text("1. Un puits.")
    (tmp_path / "new.txt.part").rename(tmp_path / "new.txt")
    (tmp_path / "table.xyz").write_text("1. Un puits.")
    (tmp_path / "empty.txt").write_text("")
    wait_for(lambda: ("new.txt", "1. Un puits.") in seen)
    assert sorted(seen) == [
        ("new.txt", "1. Un puits."),
        ("slow.txt", "mot " * 10),
        ("there.txt", "1. La guerre."),
        ("there.txt", "1. La paix."),
    ]


def test_what_could_not_be_taken_is_given_again_after_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "SECONDS_BEFORE_AGAIN", 0.5)
    file = tmp_path / "a.txt"
    file.write_text("1. La paix.")
    with Watched(tmp_path, 0.05) as watched:
        given = watched.complete()
        assert next(given) == [file]
        watched.again([file])
        began = time.monotonic()
        assert next(given) == [file]
        assert time.monotonic() - began >= 0.4
        watched.again([tmp_path / "gone.txt"])  # and what is not there is not


@pytest.mark.parametrize(
    ("code", "times", "status"),
    [
        ("library-busy", 2, 0),  # a vacuum of a large library
        ("library-unwritable", 2, 0),  # a full disk
        ("library-malformed", 1, 1),  # this does not pass
    ],
)
def test_a_watch_goes_on_when_the_library_cannot_be_written_for_a_while(
    tmp_path, monkeypatch, capsys, code, times, status
):
    (tmp_path / "a.txt").write_text("1. La paix.")
    monkeypatch.setattr(watching, "SECONDS_BEFORE_AGAIN", 0.1)
    monkeypatch.setattr(adding, "Watched", lambda folder: Watched(folder, 0.05))
    asked = []

    def add_many(files, _assistant, quiet):
        asked.append(files)
        if len(asked) == 1:
            raise LibraryError("It cannot be written.", code=code)
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "add_many", add_many)
    assert main(["--library", str(tmp_path / "library"), "watch", str(tmp_path)]) == status
    assert asked == [[tmp_path / "a.txt"]] * times
    assert "error: It cannot be written." in capsys.readouterr().err


def test_what_is_no_folder_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="is no folder"):
        Watched(tmp_path / "nowhere")


def test_watching_ends_clean_and_has_added_what_it_told(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("RAPPORT\n\n1. La paix.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ui", "--library", str(tmp_path / "library")]
    watch = subprocess.Popen(
        [*command, "watch", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # A shell that runs the tests in the background has its children ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no threads
    )
    assert '"added"' in watch.stdout.readline()
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_bytes(b"\x89PNG\x00\x00")
    assert '"failed"' in watch.stdout.readline()
    watch.send_signal(signal.SIGINT)
    _, errors = watch.communicate(timeout=60)
    assert watch.returncode == 0
    assert "Stopped." in errors
    assert "Traceback" not in errors
    listed = subprocess.run(
        [*command, "list"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "RAPPORT" in listed.stdout
