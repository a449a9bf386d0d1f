"""Background work off the window's thread: jobs with progress and Cancel, and quiet tasks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.corpus.job import Job, JobProgress
from annotator.errors import UserError
from annotator.ui.widgets.plain_text import progress_dialog

T = TypeVar("T")

_log = logging.getLogger(__name__)
_MOST_THREADS = 6
"""Quiet tasks at one time; further ones wait."""


class _Worker(QThread):
    """Runs one job. Stopping is asked for between two steps, and closes the generator."""

    advanced = Signal(object)

    def __init__(self, job: Job[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self.result: Any = None
        self.refusal: UserError | None = None
        self.failure: Exception | None = None
        self.finished_well = False

    def run(self) -> None:
        try:
            while not self.isInterruptionRequested():
                self.advanced.emit(next(self._job))
        except StopIteration as stop:
            self.result = stop.value
            self.finished_well = True
        except UserError as error:
            self.refusal = error
        except Exception as error:  # raised again in the window's thread
            self.failure = error
        finally:
            self._job.close()


class TaskService(QObject):
    """Runs one job at a time, with a dialog that shows how far it is, and a bounded number of quiet
    tasks beside it."""

    refused = Signal(str)
    """A sentence for the user: the job can't be done, and nothing was changed."""
    warned = Signal(str)
    """A sentence for the user: something in the background could not be done."""
    _ended = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._worker: _Worker | None = None
        self._threads = ThreadPoolExecutor(_MOST_THREADS, "background task")
        self._running: set[Future[object]] = set()
        self._ended.connect(self._finish_task)

    # --- jobs

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._worker is not None

    def start(
        self,
        title: str,
        job: Job[T],
        then: Callable[[T], None],
        cancel: Callable[[], object] | None = None,
    ) -> None:
        """Run a job; `then` gets its result unless it was cancelled or refused. `cancel` ends what
        a step of it waits for, such as another program."""
        if self.busy:
            self.refused.emit(self.tr("Another task is still running. Wait until it is done."))
            return
        worker = _Worker(job, self)
        self._worker = worker
        dialog = progress_dialog(self._window, title)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(400)
        dialog.setAutoReset(False)
        dialog.canceled.connect(worker.requestInterruption)
        if cancel is not None:
            dialog.canceled.connect(cancel)
        worker.advanced.connect(lambda step: self._show(dialog, step))
        worker.finished.connect(lambda: self._finish(worker, dialog, then))
        worker.start()

    def _show(self, dialog: QProgressDialog, step: JobProgress) -> None:
        dialog.setMaximum(step.total)
        dialog.setValue(step.done)
        dialog.setLabelText(step.what)

    def _finish(
        self, worker: _Worker, dialog: QProgressDialog, then: Callable[[Any], None]
    ) -> None:
        self._worker = None
        dialog.canceled.disconnect()
        dialog.close()
        dialog.deleteLater()
        worker.deleteLater()
        if worker.failure is not None:
            raise worker.failure
        if worker.refusal is not None:
            self.refused.emit(str(worker.refusal))
        elif worker.finished_well:
            then(worker.result)

    # --- quiet tasks

    def run(self, task: Callable[[], object]) -> None:
        """Do something in the background that nobody waits for, without a dialog. A UserError is
        told; a mistake of the program is raised in the window's thread."""
        future = self._threads.submit(task)
        self._running.add(future)
        future.add_done_callback(self._ended.emit)

    def _finish_task(self, future: Future[object]) -> None:
        # Out of the set first: what is in it can be waited for.
        self._running.discard(future)
        error = future.exception()
        if isinstance(error, UserError):
            _log.warning("%s", error)
            self.warned.emit(str(error))
        elif error is not None:
            raise error

    # --- the end

    def stop(self, milliseconds: int) -> bool:
        """Ask everything that runs to stop, and wait so long at most; whether all has stopped."""
        ends = time.monotonic() + milliseconds / 1_000
        worker = self._worker
        if worker is not None:
            worker.requestInterruption()
        left = wait(self._running, milliseconds / 1_000).not_done
        if worker is None:
            return not left
        return worker.wait(max(0, round((ends - time.monotonic()) * 1_000))) and not left

    def wait(self) -> None:
        """Block until everything that runs has ended, for closing the project."""
        wait(self._running)
        if self._worker is not None:
            self._worker.requestInterruption()
            self._worker.wait()
