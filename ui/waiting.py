"""Questions that wait for their answer: looked for in the background, so that one can be stopped.

Streamlit runs the page anew at every click, and leaves the run before where it stands. A question
waits on the desk until its answer is there, whichever run of the page comes to show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass

from retrieval.assistant import Assistant
from retrieval.scope import EVERYTHING, Scope
from retrieval.stopping import wanted_while
from retrieval.styles import Style
from ui.chat import Turn, take_turn

# Of many who ask at once most are answered sooner one after the other than all together. One that
# was stopped holds its place until a step of its search is through: there are a few more than that
# would take.
AT_ONCE = 4
SEEKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answers")


@dataclass(slots=True, eq=False)
class Waiting:
    """A question, and where it looks; `answer` is what it comes to, once it is looked for."""

    question: str
    alone: bool = False
    scope: Scope = EVERYTHING
    style: Style = Style.PLAIN
    answer: Future[Turn] | None = None
    stopped: bool = False

    def begin(self, assistant: Assistant, before: Sequence[Turn]) -> None:
        """Have it looked for after the turns `before`, unless it is already."""
        if self.answer is None:
            leans_on = () if self.alone else tuple(before)
            self.answer = SEEKERS.submit(self._seek, assistant, leans_on)

    def _seek(self, assistant: Assistant, before: Sequence[Turn]) -> Turn:
        """Look for the answer; raise `CancelledError` once it is stopped, between two steps."""
        with wanted_while(lambda: not self.stopped):
            return take_turn(self.question, assistant, self.scope, self.style, before)

    def is_answered(self, seconds: float) -> bool:
        """Wait so long for the answer; say whether it is there."""
        return self.answer is not None and bool(wait_for([self.answer], seconds).done)

    def stop(self) -> None:
        """Want no answer any more: it is not looked for, or only to the end of the next step."""
        self.stopped = True
        if self.answer is not None:
            self.answer.cancel()
