"""Changing the library to another model from the page, in the background.

Questions are answered with the model before until all vectors of the new one are there.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache

from ingest.errors import ClausierError
from retrieval.rebuilding import Rebuilt
from ui.intake import State
from ui.settings import Settings, open_assistant, with_model

STEP = "embedding"


@dataclass(slots=True)
class Remodelling:
    """The change of one library to another model; there is one for all its visitors.

    `state` is "waiting" before the first; `made` or `error` are there at the end of the last.
    """

    settings: Settings
    model: str = ""
    state: State = "waiting"
    steps: dict[str, tuple[int, int]] = field(default_factory=dict)
    made: Rebuilt | None = None
    error: ClausierError | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def step(self) -> str:
        """The step that goes on."""
        return STEP

    @property
    def is_offered(self) -> bool:
        """Say whether the library's own model counts: not where the settings name one."""
        return not self.settings.model

    def begin(self, model: str) -> bool:
        """Begin to change to a model; return False if a change goes on already or none is named."""
        with self._lock:
            if self.state == "working" or not model.strip():
                return False
            self.state, self.model = "working", model.strip()
            self.steps, self.made, self.error = {STEP: (0, 1)}, None, None
        threading.Thread(target=self._run, name="remodelling", daemon=True).start()
        return True

    def _run(self) -> None:
        state: State = "failed"
        try:
            with open_assistant(with_model(self.settings, self.model)) as assistant:
                self.made = assistant.upkeep.rebuild(self._progress)
            state = "done"
        except ClausierError as error:
            self.error = error
        finally:
            self.state = state

    def _progress(self, step: str, done: int, total: int) -> None:
        self.steps[STEP] = (done, total)


@cache
def remodelling_of(settings: Settings) -> Remodelling:
    """Return the change of model of a library."""
    return Remodelling(settings)
