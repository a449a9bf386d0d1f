"""Work beside the window's thread of which only what was asked for last counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Run = Callable[[Callable[[], object]], object]
"""Does a task beside the window's thread."""


class _Relay(QObject):
    """Carries a result into the thread of the window."""

    done = Signal(object, int)


class LatestTask(Generic[T]):
    """`take` gets the result of the last question, in the window's thread; answers to earlier
    ones are thrown away."""

    def __init__(self, run: Run, take: Callable[[T], None]) -> None:
        self._run, self._take = run, take
        self._asked = 0
        self._relay = _Relay()
        self._relay.done.connect(self._answer)

    def ask(self, compute: Callable[[], T], *, at_once: bool = False) -> None:
        """Compute, at once or beside the window."""
        self._asked += 1
        asked = self._asked
        if at_once:
            self._answer(compute(), asked)
        else:
            self._run(lambda: self._relay.done.emit(compute(), asked))

    def forget(self) -> None:
        """Want none of the answers that are still to come."""
        self._asked += 1

    def _answer(self, result: T, asked: int) -> None:
        if asked == self._asked:
            self._take(result)
