"""A running chat page and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# As root there is no sandbox; the rest keeps the browser from calling its maker.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat over a library with the sample report."""
    with serve(tmp_path_factory.mktemp("library")) as address:
        yield address


@contextmanager
def serve(library: Path) -> Iterator[str]:
    """Serve a page over a library with the sample report; give its address."""
    command = [sys.executable, "-m", "ui", "--library", str(library)]
    subprocess.run([*command, "add", "data/reports"], check=True, cwd=ROOT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*command, "chat", "--port", str(port)], cwd=ROOT)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail if it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer in {SECONDS_TO_START} s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; its absence is a failure, not a skip."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert found, "Chromium was not found: install it (Debian: sudo apt-get install chromium)"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open the page in a new visit: `open_page(locale="ar", width=390, height=844)`.

    Ends in an assertion that the visit made no request to another host.
    """
    contexts = []
    urls: list[str] = []

    def open_(locale: str = "fr-FR", width: int = 1200, height: int = 800) -> Page:
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: urls.append(request.url))
        page.goto(address)
        page.wait_for_selector("textarea:enabled")
        return page

    yield open_
    for context in contexts:
        context.close()
    elsewhere = {url for url in urls if not url.startswith((address, "data:", "blob:"))}
    assert not elsewhere


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Where a screenshot goes: with CLAUSIER_PICTURES=1 the folder of the README."""
    folder = ROOT / "data" / "pictures" if os.environ.get("CLAUSIER_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    return lambda name: folder / name
