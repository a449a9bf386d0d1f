"""Long work as a plain generator: it yields how far it is, and stopping it is closing it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is: `done` of `total` (0 where the total is unknown), doing `what`."""

    done: int
    total: int
    what: str


Job = Generator[JobProgress, None, T]
"""A job yields steps and returns its result. Closing it early leaves everything as it was."""


def finish(job: Job[T]) -> T:
    """Run a job to its end without showing progress."""
    while True:
        try:
            next(job)
        except StopIteration as stop:
            result: T = stop.value
            return result
