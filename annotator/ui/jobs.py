"""Long work off the window's thread: a generator is run step by step, with progress and Cancel."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.corpus.job import Job, Step
from annotator.errors import UserError
from annotator.ui.plain_text import progress_dialog

_log = logging.getLogger(__name__)


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


class QuietTask(QThread):
    """Something that nobody waits for, such as a backup. What the user can do something about is
    told; a mistake of the program is kept as `failure`, to be raised in the window's thread."""

    warned = Signal(str)

    def __init__(self, task: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            self._task()
        except UserError as error:
            _log.warning("%s", error)
            self.warned.emit(str(error))
        except Exception as error:
            self.failure = error


class JobRunner(QObject):
    """Runs jobs one at a time for a window, with a dialog that shows how far they are."""

    refused = Signal(str)
    """A sentence for the user: the job can't be done, and nothing was changed."""
    warned = Signal(str)
    """A sentence for the user: something in the background could not be done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._worker: _Worker | None = None
        self._quiet: list[QuietTask] = []

    @property
    def busy(self) -> bool:
        return self._worker is not None

    def start(
        self,
        title: str,
        job: Job[Any],
        then: Callable[[Any], None],
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

    def _show(self, dialog: QProgressDialog, step: Step) -> None:
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

    def quietly(self, task: Callable[[], object]) -> None:
        """Run something in the background, without a dialog."""
        quiet = QuietTask(task, self)
        self._quiet.append(quiet)
        quiet.warned.connect(self.warned)
        quiet.finished.connect(lambda: self._forget(quiet))
        quiet.start()

    def _forget(self, quiet: QuietTask) -> None:
        # Out of the list first: what is in it can be waited for.
        self._quiet.remove(quiet)
        quiet.deleteLater()
        if quiet.failure is not None:
            raise quiet.failure

    def stop(self, milliseconds: int) -> bool:
        """Ask everything that runs to stop, and wait so long at most; whether all has stopped."""
        running: list[QThread] = list(self._quiet)
        if self._worker is not None:
            self._worker.requestInterruption()
            running.append(self._worker)
        ends = time.monotonic() + milliseconds / 1_000
        stopped = True
        for thread in running:
            left = max(0, round((ends - time.monotonic()) * 1_000))
            stopped = thread.wait(left) and stopped
        return stopped

    def wait(self) -> None:
        """Block until everything that runs has ended, for closing the project."""
        for quiet in list(self._quiet):
            quiet.wait()
        if self._worker is not None:
            self._worker.requestInterruption()
            self._worker.wait()
