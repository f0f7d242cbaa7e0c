"""The web server of the chat page: one process, on this machine only unless told otherwise."""

from __future__ import annotations

import gc
import importlib
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.starlette import App

from ingest.errors import ClausierError
from ui.settings import MEGABYTE, Settings
from ui.visitor import GiveToken

ADDRESS = "127.0.0.1"
PAGE = Path(__file__).parent / "app.py"


def serve(settings: Settings, port: int) -> None:
    """Serve the chat page until stopped, and print its address when it can be opened."""
    os.environ.update(settings.to_env())  # Streamlit runs the page by itself: it reads them there

    @asynccontextmanager
    async def tell_address(_app: App) -> AsyncIterator[None]:
        settle_in()
        print(f"Clausier answers at http://{ADDRESS}:{port} (stop with Ctrl+C)", flush=True)
        yield

    app = App(
        PAGE,
        routes=[Route("/healthz", health)],
        middleware=[Middleware(GiveToken)],
        lifespan=tell_address,
    )
    app.run(config=streamlit_config(settings, port))


def settle_in() -> None:
    """Load the views, and have the garbage collector look at nothing that stays to the end.

    It would go through every object of the libraries again and again, and every visitor waits
    for it.
    """
    importlib.import_module("ui.views.library")
    importlib.import_module("ui.views.chat")
    importlib.import_module("ui.views.insights")
    gc.collect()
    gc.freeze()


async def health(_request: Request) -> PlainTextResponse:
    """Say that the server is up."""
    return PlainTextResponse("ok")


def check_port(port: int) -> None:
    """Raise `ClausierError` if nothing can listen on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise ClausierError(
                f"Port {port} of {ADDRESS} cannot be used: {error}. Stop what runs there, or name "
                "another one: clausier chat --port 8600"
            ) from error


def streamlit_config(settings: Settings, port: int) -> dict[str, object]:
    """Return the options of `.streamlit/config.toml`, which an installed copy does not have."""
    return {
        "server.address": ADDRESS,
        "server.port": port,
        "server.headless": True,
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.maxUploadSize": settings.max_file_bytes // MEGABYTE,
        "server.fileWatcherType": "none",
        "runner.postScriptGC": False,  # after each click; Python collects by itself, when it pays
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.level": "error",
        "logger.hideWelcomeMessage": True,
        "theme.light.primaryColor": "#1b6e53",
        "theme.dark.primaryColor": "#6fc3a4",
    }
