"""A box whose list is as wide as its longest entry, however narrow the box itself is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox


class WideCombo(QComboBox):
    """Names that are cut in the box can be told apart in its list."""

    def __init__(self) -> None:
        super().__init__()
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def showPopup(self) -> None:
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        frame = 4 * view.frameWidth() + bar
        most = self.screen().availableGeometry().width() * 2 // 3
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + frame, most))
        super().showPopup()
