"""Debounce: act once the last key or change is a moment ago, not after each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Debouncer(QTimer):
    """`start()` puts `then` off by so many milliseconds, and off again as long as it goes on."""

    def __init__(self, milliseconds: int, then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(then)
