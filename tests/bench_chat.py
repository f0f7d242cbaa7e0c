"""Twenty people ask at once: how long an answer takes to be shown, and what memory it costs.

Each is a websocket client that speaks Streamlit's protocol as a browser does. The time of an
answer runs from sending the question to the message that holds the answer. Run: `make bench-chat`.
"""

import argparse
import asyncio
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import websockets
from markupsafe import escape
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "data" / "questions" / "oci-mali-2019.jsonl"
ASKED = [json.loads(line)["q"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
LONGEST_WAIT = 60
TAG = re.compile("<[^>]*>")


class Person:
    """One browser with its conversation."""

    def __init__(self, port: int, number: int) -> None:
        self.port = port
        self.cookie = f"clausier_visitor={number:043d}"
        self.random = random.Random(number)
        self.chat_input = ""
        self.seconds: list[float] = []
        self.errors: list[str] = []

    async def stay(self, every: float, until: float) -> None:
        """Ask a question every so often, beginning at a time of one's own."""
        async with websockets.connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": self.cookie},
            max_size=None,
        ) as self.socket:
            await self.run_page()
            await self.read_until(lambda body: self.chat_input != "")
            await asyncio.sleep(self.random.uniform(0, every))
            while time.monotonic() < until:
                started = time.monotonic()
                await self.ask(self.random.choice(ASKED))
                await self.idle(every - (time.monotonic() - started))

    async def run_page(self, question: str | None = None) -> None:
        """Have the page run, with a question typed if there is one."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        if question is not None:
            state = message.rerun_script.widget_states.widgets.add(id=self.chat_input)
            state.chat_input_value.data = question
        await self.socket.send(message.SerializeToString())

    async def ask(self, question: str) -> None:
        """Ask, and wait until the answer is shown; a wait of a minute is an error.

        Earlier turns hold the same words when a question is asked again: the answer counts from
        the turn that is the newest.
        """
        self.turns = len(self.seconds) + len(self.errors) + 1
        started = time.monotonic()
        await self.run_page(question)
        signs = f'"turn-{self.turns}"', 'class="cl-answer'
        asked = str(escape(question))

        def is_answer(body: str) -> bool:
            return all(sign in body for sign in signs) and asked in TAG.sub("", body)

        if await self.read_until(is_answer):
            self.seconds.append(time.monotonic() - started)
        else:
            self.errors.append(f"no answer to {question!r}")

    async def idle(self, seconds: float) -> None:
        """Read what the page still sends, until it is time for the next question."""
        await self.read_until(lambda body: False, seconds)

    async def read_until(self, is_it, seconds: float = LONGEST_WAIT) -> bool:
        """Read messages until one holds what is looked for; say whether it came in time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                data = await asyncio.wait_for(self.socket.recv(), left)
            except TimeoutError:
                return False
            message = ForwardMsg.FromString(data)
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "chat_input":
                self.chat_input = element.chat_input.id
            elif kind == "exception":
                self.errors.append(element.exception.message)
            if is_it(element.html.body if kind == "html" else ""):
                return True
        return False


def memory(pid: int) -> float:
    """Return the memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    (kilobytes,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(kilobytes) / 1024


async def visit(port: int, pid: int, people: int, every: float, seconds: float) -> None:
    """Have them all ask, and print what it came to."""
    until = time.monotonic() + seconds
    crowd = [Person(port, number) for number in range(people)]
    staying = [asyncio.create_task(person.stay(every, until)) for person in crowd]
    levels = []
    while time.monotonic() < until:
        await asyncio.sleep(min(60, seconds / 5))
        levels.append(memory(pid))
        print(f"  {len(levels)}: {levels[-1]:.0f} MB", file=sys.stderr)
    await asyncio.gather(*staying)
    times = sorted(second for person in crowd for second in person.seconds)
    errors = [error for person in crowd for error in person.errors]
    for error in errors[:10]:
        print(f"error: {error}", file=sys.stderr)
    if not times:
        sys.exit("no question was answered")
    print(f"questions            {len(times)}")
    print(f"errors               {len(errors)}")
    print(f"answer, median       {statistics.median(times) * 1000:.0f} ms")
    print(f"answer, p95          {times[int(len(times) * 0.95)] * 1000:.0f} ms")
    print(f"answer, slowest      {times[-1] * 1000:.0f} ms")
    print(f"memory, first minute {levels[0]:.0f} MB")
    print(f"memory, at the end   {levels[-1]:.0f} MB")


def main() -> None:
    """Serve a library with the sample report, and have people ask."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--every", type=float, default=10.0, metavar="SECONDS")
    options.add_argument("--minutes", type=float, default=5.0)
    given = options.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="clausier-bench-") as library:
        command = [sys.executable, "-m", "ui", "--library", library, "chat", "--add"]
        server = subprocess.Popen([*command, "data/reports", "--port", str(port)], cwd=ROOT)
        try:
            wait_until_up(f"http://127.0.0.1:{port}/healthz", server)
            asyncio.run(visit(port, server.pid, given.people, given.every, given.minutes * 60))
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_until_up(url: str, server: subprocess.Popen) -> None:
    """Return when the server answers."""
    while True:
        if server.poll() is not None:
            sys.exit(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.5)


if __name__ == "__main__":
    main()
