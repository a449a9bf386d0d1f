"""Background tasks one after the other, such as reads or writes of one file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from annotator.errors import UserError

P = ParamSpec("P")
T = TypeVar("T")


class SerialTasks:
    """One thread, made with the first task; each task begins when the one before has ended."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, name)

    def submit(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do something in the background. In the context of this thread: it waits as long for a
        locked file as this one would."""
        context = copy_context()
        return self._executor.submit(lambda: context.run(task, *args, **kwargs))


def await_unwanted(future: Future[T]) -> None:
    """Wait for a task of which nobody wants the result any more. Where it could not read the file,
    that is nobody's loss either; a bug is loud."""
    error = future.exception()
    if error is not None and not isinstance(error, UserError):
        raise error
