"""A project file that another program has locked: the window does not wait, and shows it later."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.errors import BusyFileError, UserError
from annotator.operations.projects import ProjectFile, patience, set_patience

PATIENCE_MS: Final = 250
"""How long the window's thread waits for a file that another program is writing."""
_BACKGROUND_MS, _PAUSE_S = 1_000, 0.05


class LockedFile(QObject):
    """Follows the open project. Once something could not be read, `wait` asks for it beside the
    window's thread until it can be, while what is read in that thread fails at once."""

    refused = Signal(str)
    """A sentence: why it can't be read, now or any more."""
    readable = Signal()
    """It can be read again: what is shown may not be whole."""
    _asked = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, "waiting for the file")
        self._project: ProjectFile | None = None
        self._waits = False
        self._asked.connect(self._take)
        set_patience(PATIENCE_MS)

    @property
    def waits(self) -> bool:
        return self._waits

    def follow(self, project: ProjectFile | None) -> None:
        """Another project is open, or none."""
        self._project = project
        self._end()

    def wait(self, reason: str) -> None:
        """Tell why the file can't be read, and ask for it until it can be."""
        if self._project is None or self._waits:
            return
        self._waits = True
        set_patience(0)
        again = self.tr("It is shown as soon as that is done.")
        self.refused.emit(f"{reason} {again}")
        self._executor.submit(self._ask, self._project)

    def _ask(self, project: ProjectFile) -> None:
        """In the background; each attempt waits for a while."""
        while self._project is project:
            try:
                with patience(_BACKGROUND_MS):
                    project.last_step()
            except BusyFileError:
                time.sleep(_PAUSE_S)  # where SQLite refuses without having waited
                continue
            except Exception as error:  # told, or raised, in the window's thread
                self._asked.emit(project, error)
            else:
                self._asked.emit(project, None)
            return

    def _take(self, project: ProjectFile, error: Exception | None) -> None:
        if project is not self._project:
            return
        self._end()
        if error is None:
            self.readable.emit()
        elif isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            raise error

    def _end(self) -> None:
        self._waits = False
        set_patience(PATIENCE_MS)
