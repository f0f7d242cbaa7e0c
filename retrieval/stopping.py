"""A search that nobody waits for any more ends before its next step.

Whoever may stop one says so around it: `with wanted_while(asked): assistant.ask(…)`. It holds for
the thread it is said in; any other search goes on to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from contextvars import ContextVar

WANTED: ContextVar[Callable[[], bool]] = ContextVar("wanted", default=lambda: True)


@contextmanager
def wanted_while(wanted: Callable[[], bool]) -> Iterator[None]:
    """Have the searches within go on as long as `wanted()` holds."""
    before = WANTED.set(wanted)
    try:
        yield
    finally:
        WANTED.reset(before)


def next_step() -> None:
    """Begin a step of a search; raise `CancelledError` if nobody waits for it any more."""
    if not WANTED.get()():
        raise CancelledError
