"""Lays out the rest of a document while nothing else happens, so that the scroll bar is exact."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from annotator.ui.reader.page_layout import SpacedLayout

_BUDGET_S = 0.006
_BLOCKS_AT_A_TIME = 10
_ANNOUNCE_EVERY_S = 0.2


class IdleLayout(QObject):
    """Works through the blocks of a document in steps of a few milliseconds."""

    progressed = Signal()
    """More blocks have their height; the scroll range changed."""
    finished = Signal()

    def __init__(
        self, document: QTextDocument, layout: SpacedLayout, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._layout = layout
        self._next = QTextBlock()
        self._announced = 0.0
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
        elif until - self._announced > _ANNOUNCE_EVERY_S:
            self._announced = until
            self._announce()

    def _lay_out(self, count: int) -> None:
        block = self._next
        for _ in range(count):
            if not block.isValid():
                break
            self._layout.break_lines(block)
            block = block.next()
        self._next = block

    def _announce(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())
        self.progressed.emit()

    def _end(self) -> None:
        self._timer.stop()
        self._announce()
        self.finished.emit()
