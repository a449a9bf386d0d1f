"""A button whose words are shortened where there is less room than they take."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from annotator.ui.widgets.elision import elided
from annotator.ui.widgets.plain_text import literal, tip

_LEAST_LETTERS = 30
"""How many letters are always in sight."""


class ElidedButton(QPushButton):
    """For words that hold names of the user's own: one long name makes no window wider than its
    screen. The tool tip has them whole."""

    def __init__(self, words: str) -> None:
        super().__init__(literal(words))
        self.words = words
        self.setToolTip(tip(words))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        option.text = literal(elided(self.fontMetrics(), self.words, room))
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
