"""The encoder of a library: its vectors and those of questions are never of two encoders."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ingest.errors import ModelError
from ingest.store import Store
from ingest.versions import KeptEncoder
from retrieval.encoder import Encoder

Load = Callable[[], Encoder]


class OwnEncoder:
    """The encoder that a library is searched with, loaded when it is first needed.

    Where another process changed the library to another model, that one is loaded next.
    """

    def __init__(self, store: Store, load: Load) -> None:
        """`load` gives the encoder that is asked for, or else the library's own."""
        self._store = store
        self._load = load
        self._loaded: Encoder | None = None
        self._loaded_for: KeptEncoder | None = None
        # A lock of its own, taken last: others are held while the encoder is asked for.
        self._lock = threading.Lock()

    def get(self) -> Encoder:
        """Return the encoder. Raises `ModelError` if it is not the one of the library's vectors."""
        with self._lock:
            kept = self._store.encoder()
            if self._loaded is None or (
                other_than(kept, self._loaded) and kept != self._loaded_for
            ):
                self._loaded, self._loaded_for = self._load(), kept
            if kept and other_than(kept, self._loaded):
                raise mixed(kept, self._loaded)
            return self._loaded

    def adopt(self) -> Encoder:
        """Return the encoder, and search the library with it from now on if it has none yet."""
        encoder = self.get()
        self._store.adopt_encoder(KeptEncoder(encoder.model, encoder.fingerprint))
        return self.get()  # another process may have been first


def other_than(kept: KeptEncoder | None, encoder: Encoder) -> bool:
    """Say whether a library is searched with another encoder than this one."""
    return kept is not None and kept.fingerprint != encoder.fingerprint


def mixed(kept: KeptEncoder, encoder: Encoder) -> ModelError:
    """Return the error for an encoder whose vectors are not those of the library."""
    if kept.model == encoder.model:
        return ModelError(
            f"The library was embedded with the model {kept.model!r} as it was before: the model, "
            "or this version of Clausier, has changed. Run `clausier rebuild` once; nothing is "
            "lost, and it takes as long as adding the reports did.",
            code="model-changed",
            model=kept.model,
        )
    return ModelError(
        f"The library is embedded with the model {kept.model!r}, and {encoder.model!r} was asked "
        f"for. Leave out --model and CLAUSIER_MODEL, or run `clausier rebuild --model "
        f"{encoder.model}` to change.",
        code="model-other",
        model=kept.model,
        asked=encoder.model,
    )
