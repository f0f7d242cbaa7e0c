"""Files on their way into the library: read, looked at if wanted, kept, embedded, indexed.

The work is done in threads of its own: the page shows how far it is, and questions are answered
from what is indexed already.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ingest.errors import ClausierError
from ingest.models import ParsedReport, Source
from ingest.pipeline import Added
from retrieval.assistant import Assistant

State = Literal["waiting", "working", "look", "done", "failed", "cancelled"]
STEPS = ("reading", "embedding", "indexing")
# Recognising scanned pages is a part of reading them.
PART_OF = {"recognising": "reading"}
# Reading is done by a process for each file, embedding by one thread at a time: two are enough.
WORKERS = 2


class Cancelled(Exception):
    """The person who added a file thought better of it."""


@dataclass(slots=True)
class Job:
    """One file on its way. `steps` says how far each step is: done and total.

    `parsed` is there while the person looks at its clauses; `added` or `error` at the end.
    """

    number: int
    source: Source
    look: bool
    replaces: str | None = None
    state: State = "waiting"
    steps: dict[str, tuple[int, int]] = field(default_factory=dict)
    parsed: ParsedReport | None = None
    added: Added | None = None
    error: ClausierError | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen to it."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def is_settled(self) -> bool:
        """Say whether the library took it for good: what it replaced cannot come back."""
        return self.added is not None and self.added.status != "added"

    @property
    def may_stop(self) -> bool:
        """Say whether it can still be cancelled."""
        waits = self.state in ("waiting", "working")
        return waits and not self.is_settled and not self.stopped.is_set()

    @property
    def step(self) -> str:
        """The step that goes on: the last that began."""
        return next((step for step in reversed(STEPS) if step in self.steps), "")

    def progress(self, step: str, done: int, total: int) -> None:
        """Keep how far a step is. Raises `Cancelled` if it is not to go on."""
        if self.stopped.is_set() and not self.is_settled:
            raise Cancelled
        self.steps[PART_OF.get(step, step)] = (done, total)


class Intake:
    """The files that one visitor adds, in the order given."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.jobs: list[Job] = []
        self._numbers = itertools.count(1)

    @property
    def is_busy(self) -> bool:
        """Say whether work goes on."""
        return any(job.state in ("waiting", "working") for job in self.jobs)

    def take(self, sources: Sequence[Source], look: bool, replaces: str | None = None) -> None:
        """Begin to add files; with `look`, their clauses are shown before they are kept."""
        for source in sources:
            job = Job(next(self._numbers), source, look, replaces)
            self.jobs.append(job)
            self._begin(job, self._read if look else self._keep)

    def accept(self, number: int) -> None:
        """Keep a file whose clauses were looked at."""
        if (job := self._job(number)) and job.state == "look":
            job.state = "waiting"
            self._begin(job, self._keep)

    def cancel(self, number: int) -> None:
        """Stop a file, or discard one that was looked at. The library is then without it."""
        if job := self._job(number):
            if job.state == "look":
                job.state = "cancelled"
            elif job.may_stop:
                job.stopped.set()

    def clear(self) -> None:
        """Take what is over off the list; numbers are not used again."""
        self.jobs = [job for job in self.jobs if not job.is_over]

    def _job(self, number: int) -> Job | None:
        return next((job for job in self.jobs if job.number == number), None)

    def _begin(self, job: Job, work: Callable[[Job], None]) -> None:
        workers().submit(self._run, job, work)

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        """Do a part of the work; whatever becomes of it, the page is told."""
        state: State = "failed"
        try:
            job.progress("reading", 0, 1)
            job.state = "working"
            work(job)
            state = "look" if job.look and not job.added else "done"
        except Cancelled:
            self._forget(job)
            state = "cancelled"
        except ClausierError as error:
            job.error = error
        finally:
            job.state = state

    def _read(self, job: Job) -> None:
        job.parsed = self._assistant.read(job.source, job.progress)

    def _keep(self, job: Job) -> None:
        job.added = self._assistant.keep(job.source, job.progress, job.replaces, job.parsed)
        job.progress("reading", 1, 1)
        job.progress("embedding", 0, 1)
        self._assistant.embed(job.progress)
        job.progress("embedding", 1, 1)
        job.progress("indexing", 0, 1)
        self._assistant.warm_up()
        job.progress("indexing", 1, 1)

    def _forget(self, job: Job) -> None:
        """Take out of the library what was cancelled while it was embedded."""
        if job.added and job.added.status == "added":
            self._assistant.remove(job.added.report.id)


@cache
def workers() -> ThreadPoolExecutor:
    """Return the threads that add files, the same for every visitor."""
    return ThreadPoolExecutor(WORKERS, thread_name_prefix="intake")
