"""A scroll area that shows what has the focus, however the focus came there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class FocusArea(QScrollArea):
    """Has no frame and takes no keys itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._reveal)

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls only where Tab was pressed within the area."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)
