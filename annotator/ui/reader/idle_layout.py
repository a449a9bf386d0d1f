"""Lays out the rest of a document while nothing else happens, so that the scroll bar is exact."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

_BUDGET_S = 0.006
_BLOCKS_AT_A_TIME = 10


class IdleLayout(QObject):
    """Works through the blocks of a document in steps of a few milliseconds."""

    progressed = Signal()
    """More blocks have their height; the scroll range changed."""
    finished = Signal()

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._next = QTextBlock()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._timer.start)

    @property
    def running(self) -> bool:
        return self._timer.isActive() or self._delay.isActive()

    def start(self, delay_ms: int = 60) -> None:
        """Begin again at the first block, after the window had time to paint."""
        self._timer.stop()
        self._next = self._document.firstBlock()
        self._delay.start(delay_ms)

    def stop(self) -> None:
        """Leave the rest as it is."""
        self._timer.stop()
        self._delay.stop()
        self._next = QTextBlock()

    def finish(self) -> None:
        """Lay out everything now."""
        self._delay.stop()
        while self._next.isValid():
            self._lay_out(_BLOCKS_AT_A_TIME)
        self._end()

    def _step(self) -> None:
        until = time.perf_counter() + _BUDGET_S
        while self._next.isValid() and time.perf_counter() < until:
            self._lay_out(_BLOCKS_AT_A_TIME)
        if not self._next.isValid():
            self._end()
        else:
            self._announce()

    def _lay_out(self, count: int) -> None:
        layout = self._document.documentLayout()
        block = self._next
        for _ in range(count):
            if not block.isValid():
                break
            layout.blockBoundingRect(block)
            block = block.next()
        self._next = block

    def _announce(self) -> None:
        layout = self._document.documentLayout()
        if isinstance(layout, QPlainTextDocumentLayout):
            layout.documentSizeChanged.emit(layout.documentSize())
        self.progressed.emit()

    def _end(self) -> None:
        self._timer.stop()
        self._announce()
        self.finished.emit()
