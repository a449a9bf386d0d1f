"""A stack that takes the room of what is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class ShownStack(QStackedWidget):
    """Needs as much room as the widget that is shown. Qt's stack needs that of the largest of its
    widgets, and as much height as those with lines that wrap would like to have, so that a page
    with it has to be scrolled where nothing is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What is shown needs."""
        shown = self.currentWidget()
        return QSize() if shown is None else shown.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Heights for a width are those that all widgets would like."""
        return False
