"""Says to a screen reader what codings the caret has come into; Qt does not expose them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.ui.reader.reader_view import ReaderView


class Announcer(QObject):
    """Follows the caret of one view."""

    announced = Signal(str)
    """What was said."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._inside: frozenset[str] = frozenset()
        view.cursorMoved.connect(self._moved)

    def _moved(self, position: int) -> None:
        keys = self._view.codings_at(position)
        entered = [key for key in keys if key not in self._inside]
        left = self._inside.difference(keys)
        self._inside = frozenset(keys)
        if entered:
            self._say(
                self.tr("Coding: {codings}").format(
                    codings="; ".join(map(self._view.coding_name, entered))
                )
            )
        elif left and not keys:
            self._say(self.tr("End of the coding"))

    def _say(self, text: str) -> None:
        self.announced.emit(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))
