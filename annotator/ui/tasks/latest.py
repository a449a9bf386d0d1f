"""Background work of which only the last request counts: a newer one overtakes those before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.corpus.job import Job, JobProgress

T = TypeVar("T")
Run = Callable[[Callable[[], object]], object]
"""Runs a task in the background, as `TaskService.run` does."""
_LONG, _EVERY = 0.5, 0.1
"""Seconds after which it is told how far a job is, and then how often."""


class _Relay(QObject):
    """Carries a result into the thread of the window."""

    done = Signal(object, int)
    advanced = Signal(object, int)


class LatestTask(Generic[T]):
    """`take` gets the result of the last request, in the window's thread. Requests that were
    overtaken are not begun; what is running of one ends at its next step, and its result is
    dropped. `show` is told how far a job is that takes long."""

    def __init__(
        self,
        run: Run,
        take: Callable[[T], None],
        show: Callable[[JobProgress], None] | None = None,
    ) -> None:
        self._run, self._take, self._show = run, take, show
        self._asked = 0
        self._relay = _Relay()
        self._relay.done.connect(self._answer)
        self._relay.advanced.connect(self._advance)

    def ask(self, compute: Callable[[], T], *, at_once: bool = False) -> None:
        """Compute, at once or in the background."""
        self._asked += 1
        asked = self._asked
        if at_once:
            self._answer(compute(), asked)
        else:
            self._run(lambda: self._compute(compute, asked))

    def ask_job(self, job: Job[T]) -> None:
        """Run a job in the background, to its end or until a newer request."""
        self._asked += 1
        asked = self._asked
        self._run(lambda: self._follow(job, asked))

    def forget(self) -> None:
        """Want none of the results that are still to come."""
        self._asked += 1

    def _compute(self, compute: Callable[[], T], asked: int) -> None:
        if asked == self._asked:
            self._relay.done.emit(compute(), asked)

    def _follow(self, job: Job[T], asked: int) -> None:
        told = time.monotonic() + _LONG - _EVERY
        try:
            while asked == self._asked:
                step = next(job)
                if time.monotonic() - told >= _EVERY:
                    told = time.monotonic()
                    self._relay.advanced.emit(step, asked)
        except StopIteration as stop:
            self._relay.done.emit(stop.value, asked)
        finally:
            job.close()

    def _advance(self, step: JobProgress, asked: int) -> None:
        if asked == self._asked and self._show is not None:
            self._show(step)

    def _answer(self, result: T, asked: int) -> None:
        if asked == self._asked:
            self._take(result)
