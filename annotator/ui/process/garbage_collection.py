"""Garbage in rings is looked for in the window's thread alone.

Python looks for it in whichever thread happens to make values, and what it finds may hold widgets:
one destroyed outside the window's thread takes the program down. So the automatic look is off,
and a timer looks instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class WindowThreadGarbageCollector(QObject):
    """Looks as often as Python would, generation by generation, while the event loop runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the generations that have grown beyond Python's own thresholds."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
