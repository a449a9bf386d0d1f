"""How far the answer to a question is, and a button that ends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.corpus.job import JobProgress
from annotator.corpus.messages import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel


class BusyLine(QWidget):
    """Hidden until there is something to tell; hide it when the answer is there."""

    stopped = Signal()
    askedAgain = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.words.setProperty("role", "muted")
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        self._is_stopped = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words)
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self.restyle(theme)
        self.hide()

    def tell(self, step: JobProgress) -> None:
        """How far it is."""
        told = tr("Looking for the answer…")
        if step.total:
            told = tr("Reading text {done:,} of {total:,}…", done=step.done + 1, total=step.total)
        self._show(told, tr("Stop"), is_stopped=False)

    def _press(self) -> None:
        if self._is_stopped:
            self.hide()
            self.askedAgain.emit()
        else:
            self._show(tr("Stopped."), tr("Ask again"), is_stopped=True)
            self.stopped.emit()

    def _show(self, told: str, button: str, *, is_stopped: bool) -> None:
        self._is_stopped = is_stopped
        self.words.setText(told)
        self.button.setText(button)
        self.show()

    def restyle(self, theme: Theme) -> None:
        """In the distances of the theme."""
        self._row.setSpacing(theme.space("s"))
