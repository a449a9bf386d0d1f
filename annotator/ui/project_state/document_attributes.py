"""What is said of the documents, read when it is asked for, or before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject

from annotator.operations import reading
from annotator.operations.viewing import Viewer
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.serial import SerialTasks, await_unwanted

_MANY = 5_000
"""Documents from which attributes are read after the window is there."""
_READ_AHEAD_MS = 1_200

Values = dict[str, dict[str, str]]
"""Values by name, by document (a GUID)."""


class DocumentAttributes(QObject):
    """Reads the attributes of all documents. Of very many documents that takes as long as opening
    the project: it is done beside the window's thread, a moment later. `look` says who looks."""

    def __init__(self, look: Callable[[], Viewer], ahead: SerialTasks, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._ahead = look, ahead
        self._timer = Debouncer(_READ_AHEAD_MS, self._read_ahead, self)
        self._future: Future[Values] | None = None
        self._values: Values | None = {}

    def forget(self) -> None:
        """The project is about to be closed: wait for what is being read of it."""
        self._drop()
        self._values = {}

    def begin(self, documents: int) -> None:
        """Read anew: at once where there are few documents, else when somebody asks or a moment
        later."""
        self._drop()
        self._values = None
        if documents < _MANY:
            self._values = reading.attributes_by_document(self._look())
        else:
            self._timer.start()

    @property
    def values(self) -> Values:
        """Of all documents; waits for them where they are not read yet."""
        if self._values is None:
            future, self._future = self._future, None
            if future is None:
                self._values = reading.attributes_by_document(self._look())
            else:
                self._values = future.result()
        return self._values

    def of(self, document: str) -> dict[str, str]:
        """Of one document (a GUID), without waiting for the others."""
        if self._values is None:
            return reading.attributes_of(self._look(), document)
        return self._values.get(document, {})

    def _read_ahead(self) -> None:
        if self._values is None:
            self._future = self._ahead.submit(reading.attributes_by_document, self._look())

    def _drop(self) -> None:
        self._timer.stop()
        future, self._future = self._future, None
        if future is not None:
            await_unwanted(future)
