"""A table that paints a page of new rows in two steps."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView


class StepwiseTableView(QTableView):
    """For rows that are shown anew while one types: painting a page of long lines takes as long as
    a screen waits for its next picture, and keys come between the steps. Until the second one, the
    lower half shows what it did."""

    def __init__(self) -> None:
        super().__init__()
        self._is_new_page = False
        # Nothing is erased before it is painted over.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._begin_page)

    def _begin_page(self) -> None:
        self._is_new_page = True

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_new_page:
            self._is_new_page = False
            whole = event.rect()
            upper, lower = QRect(whole), QRect(whole)
            upper.setHeight(whole.height() // 2)
            lower.setTop(upper.bottom() + 1)
            QTimer.singleShot(0, self, lambda: self.viewport().update(lower))
            event = QPaintEvent(upper)
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self.viewport().palette().base())
        super().paintEvent(event)
