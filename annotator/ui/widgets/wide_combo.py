"""A box whose list is as wide as its longest entry, however narrow the box itself is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from annotator.ui.widgets.elision import elided

_LEAST_LETTERS = 14
"""How many letters of a name are always in sight."""


class WideCombo(QComboBox):
    """Names that are cut in the box can be told apart in its list."""

    def __init__(self) -> None:
        super().__init__()
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def minimumSizeHint(self) -> QSize:
        """One long name in the list makes no window wider than its screen."""
        hint = super().minimumSizeHint()
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth() + hint.height()
        return QSize(min(hint.width(), least), hint.height())

    def row_of(self, what: object) -> int:
        """The row that stands for something, 0 where none does. Qt's own search compares values of
        Python by what they are stored as, so that equal pairs differ for it."""
        rows = (row for row in range(self.count()) if self.itemData(row) == what)
        return next(rows, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen name too is cut so that it can be told from others; Qt would just stop."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        option.currentText = elided(self.fontMetrics(), option.currentText, room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        frame = 4 * view.frameWidth() + bar
        most = self.screen().availableGeometry().width() * 2 // 3
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + frame, most))
        super().showPopup()
