"""Folders for the time of a work: none is left behind, and none is taken from who uses it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.scratch import PREFIX, SECONDS_TO_BE_HELD, Scratch, clear_left

LONG_AGO = time.time() - 2 * SECONDS_TO_BE_HELD
ROOT = Path(__file__).resolve().parent.parent
USING = """
import sys
from ingest.scratch import Scratch
with Scratch() as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def among(tmp_path, monkeypatch):
    """A folder for temporary ones that no test shares, looked at anew."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    clear_left.cache_clear()
    yield tmp_path
    clear_left.cache_clear()


@pytest.fixture
def using(among):
    """Another process that uses such a folder."""
    command = [sys.executable, "-c", USING]
    environment = {**os.environ, "TMPDIR": str(among)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        folder = Path(process.stdout.readline().strip())
        (folder / "file.txt").write_text("of a report")
        os.utime(folder, (LONG_AGO, LONG_AGO))
        yield process, folder
        process.kill()


def test_what_a_killed_process_left_is_cleared_away_by_the_next(using):
    process, folder = using
    process.kill()
    process.wait()
    assert folder.exists()
    with Scratch() as own:
        assert [Path(own)] == [*folder.parent.iterdir()]
    assert not [*folder.parent.iterdir()]


def test_what_another_process_uses_stays_however_old_it_is(using):
    process, folder = using
    with Scratch():
        assert (folder / "file.txt").exists()
    process.communicate("")
    assert not folder.exists()  # its process cleared it away


def test_what_is_no_folder_of_ours_stays(among, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept.txt").write_text("kept")
    (among / "clausier-other").mkdir()  # another name
    (among / f"{PREFIX}file").write_text("a file")
    (among / f"{PREFIX}link").symlink_to(elsewhere)
    (among / f"{PREFIX}young").mkdir()  # who made it may not hold it yet
    before = {*among.iterdir()}
    for path in before - {among / f"{PREFIX}young"}:
        os.utime(path, (LONG_AGO, LONG_AGO), follow_symlinks=False)
    with Scratch() as own:
        assert {*among.iterdir()} == {*before, Path(own)}
    assert (elsewhere / "kept.txt").exists()


def test_a_folder_can_be_cleared_away_twice(among):
    scratch = Scratch()
    scratch.cleanup()
    scratch.cleanup()
    assert not [*among.iterdir()]
