"""One line above the text: what has just happened, or why something can't be done."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel


class Notice(QFrame):
    """A refusal stays until it is closed or something else happens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
        self.restyle(theme)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def refuse(self, sentence: str) -> None:
        """Say why something can't be done."""
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(
            theme.space("l"), theme.space("s"), theme.space("s"), theme.space("s")
        )
