"""The line above the tree that says which set of codes is shown alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip


class SetLine(QWidget):
    """A name, and a button that leads back to all codes. It is hidden where all are shown."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.words.setProperty("role", "small")
        button = QToolButton()
        button.setText("✕")
        said = self.tr("Show all codes")
        button.setToolTip(tip(said))
        button.setAccessibleName(said)
        button.clicked.connect(self.left)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(button)
        self.hide()

    def restyle(self, theme: Theme) -> None:
        m, s = theme.space("m"), theme.space("s")
        self._row.setContentsMargins(m, 0, s, s)
