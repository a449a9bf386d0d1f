"""Sentences to the user: in passing in the status line, or in a notice that stays."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStatusBar

from annotator.ui.widgets.announcement import announce
from annotator.ui.widgets.notice import Notice

_SHOWN_MS = 8000


class Messages(QObject):
    """Where controllers tell what was done, and why something can't be done."""

    def __init__(self, status_bar: QStatusBar, notice: Notice) -> None:
        super().__init__(status_bar)
        self._status_bar, self._notice = status_bar, notice

    def say(self, sentence: str) -> None:
        """Tell in passing what was done."""
        self._status_bar.showMessage(sentence, _SHOWN_MS)
        announce(self._status_bar, sentence)  # Qt does not say what a status line shows

    def unsay(self) -> None:
        """What was said in passing may not hold any more."""
        self._status_bar.clearMessage()

    def refuse(self, sentence: str) -> None:
        """Tell why something can't be done; it stays until something else happens."""
        self._notice.refuse(sentence)
        announce(self._notice, sentence, urgent=True)

    def dismiss(self) -> None:
        """A refusal does not hold any more."""
        self._notice.hide()
