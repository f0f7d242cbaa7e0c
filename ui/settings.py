"""Settings, read once at the edge; and the only place that wires the parts together."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from ingest.errors import ClausierError
from ingest.models import DEFAULT_MOST_SCANS
from ingest.store import Store
from retrieval.assistant import Assistant
from retrieval.encoder import PACKAGED, Encoder, load_encoder
from retrieval.reranker import CrossEncoderReranker
from retrieval.styles import Style

APPLICATION = "clausier"
CHECKOUT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the library and the cache are, and which models to use."""

    library: Path
    cache: Path
    model: str = ""  # empty: the one that the library is embedded with, else the packaged one
    max_file_bytes: int = 50 * MEGABYTE
    most_scans: int = DEFAULT_MOST_SCANS
    style: Style = Style.PLAIN  # of citations on the page, until another is chosen there
    reranker: str = ""  # empty: none

    @classmethod
    def from_env(
        cls,
        env: Mapping[str, str],
        library: str | None = None,
        model: str | None = None,
        reranker: str | None = None,
    ) -> Settings:
        """Return the settings: arguments, then CLAUSIER_* variables, then defaults.

        Variables: CLAUSIER_LIBRARY, CLAUSIER_MODEL, CLAUSIER_RERANKER, CLAUSIER_CACHE,
        CLAUSIER_MAX_FILE_MB, CLAUSIER_MAX_SCANNED_PAGES, CLAUSIER_STYLE.
        Raises `ClausierError` if a variable cannot be read.
        """
        megabytes = env.get("CLAUSIER_MAX_FILE_MB", "50")
        if not megabytes.isdecimal() or not int(megabytes):
            raise ClausierError(
                f"CLAUSIER_MAX_FILE_MB is {megabytes!r}. Set it to a whole number of megabytes."
            )
        pages = env.get("CLAUSIER_MAX_SCANNED_PAGES", str(DEFAULT_MOST_SCANS))
        if not pages.isdecimal():
            raise ClausierError(
                f"CLAUSIER_MAX_SCANNED_PAGES is {pages!r}. Set it to a whole number of pages."
            )
        style = env.get("CLAUSIER_STYLE", Style.PLAIN)
        if style not in list(Style):
            raise ClausierError(
                f"CLAUSIER_STYLE is {style!r}. Set it to one of these: {', '.join(Style)}."
            )
        return cls(
            library=Path(library or env.get("CLAUSIER_LIBRARY") or default_library()),
            cache=Path(env.get("CLAUSIER_CACHE") or user_cache_path(APPLICATION)),
            model=named(model or env.get("CLAUSIER_MODEL") or ""),
            max_file_bytes=int(megabytes) * MEGABYTE,
            most_scans=int(pages),
            style=Style(style),
            reranker=named(reranker or env.get("CLAUSIER_RERANKER") or ""),
        )

    def to_env(self) -> dict[str, str]:
        """Return the variables that give these settings to another process."""
        return {
            "CLAUSIER_LIBRARY": str(self.library),
            "CLAUSIER_CACHE": str(self.cache),
            "CLAUSIER_MODEL": self.model,
            "CLAUSIER_MAX_FILE_MB": str(self.max_file_bytes // MEGABYTE),
            "CLAUSIER_MAX_SCANNED_PAGES": str(self.most_scans),
            "CLAUSIER_STYLE": str(self.style),
            "CLAUSIER_RERANKER": self.reranker,
        }


def named(model: str) -> str:
    """Return the name of a model; of a folder, its full path: it is the same from anywhere."""
    return str(Path(model).resolve()) if model and Path(model).is_dir() else model


def with_model(settings: Settings, model: str | None) -> Settings:
    """Return the settings with another model, if one is named."""
    return replace(settings, model=named(model)) if model else settings


def default_library() -> Path:
    """Return `data/library` in a checkout, the user's data folder elsewhere."""
    in_checkout = (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "data").is_dir()
    return CHECKOUT / "data" / "library" if in_checkout else user_data_path(APPLICATION)


@cache
def the_assistant(settings: Settings) -> Assistant:
    """Return the one assistant of this process for these settings, opening it the first time.

    Its encoder is loaded and its index ready: a visitor's first question waits for neither.
    """
    assistant = open_assistant(settings)
    assistant.warm_up()
    return assistant


def tell(message: str) -> None:
    """Say something to the person at the terminal, beside the output."""
    print(message, file=sys.stderr, flush=True)


def open_assistant(settings: Settings) -> Assistant:
    """Open the library; models are loaded when they are first needed. Raises `LibraryError`.

    The encoder is the one that the settings name, or else the one of the library's vectors.
    """

    def load() -> Encoder:
        model = settings.model or own_model(settings.library) or PACKAGED
        return load_encoder(model, settings.cache, tell)

    return Assistant(
        settings.library,
        load,
        settings.max_file_bytes,
        settings.most_scans,
        tell,
        CrossEncoderReranker(settings.reranker) if settings.reranker else None,
    )


def own_model(library: Path) -> str:
    """Return the model that a library is embedded with; empty before its first report."""
    with closing(Store(library)) as store:
        kept = store.encoder()
    return kept.model if kept else ""
