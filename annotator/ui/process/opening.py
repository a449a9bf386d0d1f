"""Files that reach the program from outside: a second start, a double click on macOS."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow

_AGAIN_MS = 300


class Opener(QObject):
    """Opens what is asked for in the window, once no dialog and no job is in the way."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: Path | None = None
        if sys.platform == "darwin":  # elsewhere no such event comes, and the filter hears each one
            application.installEventFilter(self)

    def open(self, path: Path | None) -> None:
        """Bring the window to the front, and open the file there where one is named."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if path is not None:
            self._waiting = path
            self._open_waiting()

    def _open_waiting(self) -> None:
        if self._waiting is None:
            return
        if QApplication.activeModalWidget() is not None or self._window.tasks.busy:
            QTimer.singleShot(_AGAIN_MS, self, self._open_waiting)
            return
        path, self._waiting = self._waiting, None
        self._window.controllers.projects.open_project(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """macOS tells the application what was double-clicked; other systems the command line."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.file():
                self.open(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
