"""Tips of buttons that do what an action does: what that is, and its key."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton

from annotator.ui.widgets.plain_text import tip, without_mnemonic


def action_words(action: QAction) -> str:
    """“Undo: Code a passage (Ctrl+Z)”: both may change with the action."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    said = without_mnemonic(action.text()).rstrip("…")
    return f"{said} ({key})" if key else said


class _Follower(QObject):
    """Goes with its button: the action outlives that."""

    def __init__(self, button: QAbstractButton, action: QAction) -> None:
        super().__init__(button)
        self._button, self._action = button, action
        action.changed.connect(self.show_tip)
        self.show_tip()

    def show_tip(self) -> None:
        self._button.setToolTip(tip(action_words(self._action)))


def follow_tip(button: QAbstractButton, action: QAction) -> None:
    """Give a button the action's tip, now and whenever the action changes."""
    _Follower(button, action)
