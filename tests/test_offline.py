"""No question, and no report, makes this program connect to anything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Runs in a process of its own: an audit hook cannot be taken out again.
SCRIPT = """
import json, socket, sys
attempts = []

def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        attempts.append(event)
        raise OSError(f"the network was used: {event} {args}")

sys.addaudithook(refuse)
from ui.cli import main

statuses = [main(arguments) for arguments in json.loads(sys.argv[1])]
seen = list(attempts)
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    pass
print(json.dumps({"statuses": statuses, "attempts": seen, "hook_works": attempts != seen}))
"""


def offline(*commands):
    """Run commands in one process whose network is refused; return what came of them."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(commands)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "rapport.txt"
    file.write_text("RAPPORT\n\n1. La réunion a adopté le budget.\n", encoding="utf-8")
    return str(file)


def test_packaged_model_needs_no_network(encoder, tmp_path, report):
    library = ["--library", str(tmp_path)]
    came = offline([*library, "add", report], [*library, "ask", "Quel budget ?"])
    assert came == {"statuses": [0, 0], "attempts": [], "hook_works": True}


def test_model_in_a_folder_needs_no_network(make_model, tmp_path, report):
    library = ["--library", str(tmp_path), "--model", str(make_model("model", seed=3))]
    came = offline([*library, "add", report], [*library, "ask", "Quel budget ?"])
    assert came == {"statuses": [0, 0], "attempts": [], "hook_works": True}
