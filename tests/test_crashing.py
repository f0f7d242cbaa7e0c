"""Nothing is lost when the program is killed, or when many use a library at once."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("arguments", [["--kills", "20", "--seed", "7"], ["--at-once"]])
def test_nothing_is_lost(arguments):
    # A process of its own, in which no thread runs when it is forked.
    command = [sys.executable, "-m", "tests.crashing", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
