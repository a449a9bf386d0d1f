"""Where the time of a start goes, for `tests/benchmarks/startup.py` and the builds' own trial.

With ANNOTATOR_STARTUP_REPORT=FILE in the environment, the program writes when it reached each
stage (seconds of the epoch: who gave the command knows when that was) to FILE once the window can
be used, and ends. Without it, nothing is measured.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_VARIABLE = "ANNOTATOR_STARTUP_REPORT"
_marks: dict[str, float] = {}


def mark(name: str) -> None:
    """Note that a stage of the start is reached."""
    _marks[name] = time.time()


class StartupReport(QObject):
    """Waits for the first paint of what the user will look at."""

    def __init__(self, watched: QWidget, project: str) -> None:
        super().__init__(watched)
        self._project = project
        self._painted = False
        watched.installEventFilter(self)
        watched.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the paint, one turn of the event loop: then keys and the mouse are heard."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._write)
        return super().eventFilter(watched, event)

    def _write(self) -> None:
        mark("usable")
        report = {"project": self._project, "at": _marks}
        Path(os.environ[_VARIABLE]).write_text(json.dumps(report), encoding="utf-8")
        application = QApplication.instance()
        assert application is not None
        application.quit()


def is_measured() -> bool:
    """Whether this start is only for its report."""
    return _VARIABLE in os.environ


def report_when_usable(watched: QWidget, project: str) -> None:
    """Write the report, if one is asked for, when `watched` has been painted."""
    if is_measured():
        StartupReport(watched, project)
