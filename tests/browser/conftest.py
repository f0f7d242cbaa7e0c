"""A running chat page and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from payloads import HOSTILE_NAME, hostile_report
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "reports"
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
# What a busy machine may take, in milliseconds; a test that passes waits for none of it.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat over a library with the sample report."""
    with serve(tmp_path_factory.mktemp("library")) as address:
        yield address


@contextmanager
def serve(
    library: Path, files: Sequence[Path] = (SAMPLES,), program: Sequence[str] = ("-m", "ui")
) -> Iterator[str]:
    """Serve a page over a library with these files or folders; give its address."""
    command = [sys.executable, *program, "--library", str(library)]
    if files:
        subprocess.run([*command, "add", *map(str, files)], check=True, cwd=ROOT)
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


@pytest.fixture(scope="session")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat over reports in several formats and languages, one of them hostile."""
    folder, library = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("shelves")
    (folder / HOSTILE_NAME).write_text(hostile_report(), encoding="utf-8")
    cases = ["sample-report-chromium.pdf", "articles-ar-chromium.pdf", "resolution-en.txt"]
    files = [*(ROOT / "tests" / "cases" / name for name in cases), folder / HOSTILE_NAME]
    with serve(library, files) as address:
        yield address


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

    def open_(locale: str = "fr-FR", width: int = 1200, height: int = 800) -> Page:
        return visits.open(locale, (width, height))

    with Visits(browser, address) as visits:
        yield open_


@pytest.fixture
def visit(browser: Browser, shelves: str) -> Iterator[OpenPage]:
    """Open the page over several reports: `visit("ar-EG", (360, 740), "dark", query="?q=…")`.

    Ends in the same assertion.
    """
    with Visits(browser, shelves) as visits:
        yield visits.open


class Visits:
    """Visits to one address, each in a browser context of its own; all are closed at the end."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._contexts: list[BrowserContext] = []
        self._urls: list[str] = []

    def open(
        self,
        locale: str = "fr-FR",
        size: tuple[int, int] = (1280, 800),
        scheme: Literal["light", "dark"] = "light",
        query: str = "",
    ) -> Page:
        """Open the page and wait until a question can be typed."""
        context = self._browser.new_context(
            locale=locale,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._urls.append(request.url))
        page.goto(self._address + "/" + query)
        page.wait_for_selector("textarea:enabled", timeout=60_000)
        page.wait_for_function("!!window.clausier?.tell")  # the script hears clicks
        return page

    def __enter__(self) -> Visits:
        return self

    def __exit__(self, *_: object) -> None:
        for context in self._contexts:
            context.close()
        own = (self._address, "data:", f"blob:{self._address}")
        elsewhere = {url for url in self._urls if not url.startswith(own)}
        assert not elsewhere


@pytest.fixture(scope="session")
def check_axe() -> Callable[[Page, str], None]:
    """Assert that axe-core finds no violation on a page as it is now."""
    script = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js").read_text()

    def check(page: Page, view: str) -> None:
        page.wait_for_function("!document.querySelector('[data-stale=true]')", timeout=60_000)
        page.evaluate(script)
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        told = [
            (v["id"], v["help"], [(n["html"][:200], n["failureSummary"]) for n in v["nodes"][:3]])
            for v in found["violations"]
        ]
        assert not told, f"{view}: {told}"

    return check


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Where a screenshot goes: with CLAUSIER_PICTURES=1 the folder of the README."""
    folder = ROOT / "data" / "pictures" if os.environ.get("CLAUSIER_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    return lambda name: folder / name
