"""Where passages of the text are dropped: on the list of memos, or on the memo that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView

from annotator.ui.reader.passage_drag import dragged


class PassageDrop(QObject):
    """Takes passages only; what else is dropped goes where it would go anyway."""

    dropped = Signal(int, str, object)
    """A row of the table, or -1 for the memo that is shown; a document (a GUID) and a Span."""

    def __init__(self, table: QTableView, areas: Sequence[QAbstractScrollArea]) -> None:
        super().__init__(table)
        self._table = table
        for area in (table, *areas):
            area.setAcceptDrops(True)
            area.viewport().setAcceptDrops(True)
            area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):  # entering and moving are drops too
            return super().eventFilter(watched, event)
        found = dragged(event.mimeData())
        if found is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            on_table = watched is self._table.viewport()
            row = self._table.rowAt(int(event.position().y())) if on_table else -1
            self.dropped.emit(row, *found)
        return True
