"""A stack that takes the room of what is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class ShownStack(QStackedWidget):
    """Needs as much room as the widget that is shown. Qt's stack needs that of the largest of its
    widgets, and as much height as those with lines that wrap would like to have, so that a page
    with it has to be scrolled where nothing is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What is shown needs, with its lines as they are at this width."""
        shown = self.currentWidget()
        if shown is None:
            return QSize()
        least, layout = shown.minimumSizeHint(), shown.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(max(self.width(), least.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Heights for a width are those that all widgets would like."""
        return False
