"""The key that edits a name where it stands, in lists whose entries can be renamed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

RENAME_KEY = Qt.Key.Key_F2
"""What every list of the platform edits names with; in such a list it comes before the window's
own use of the key."""


class RenameKey(QObject):
    """Lets a list have `RENAME_KEY` while it has the focus: it opens the current name."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == RENAME_KEY:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if plain and event.type() == QEvent.Type.KeyPress:
                index = self._view.currentIndex()
                if index.isValid():
                    self._view.edit(index)
                return True
        return super().eventFilter(watched, event)


def name_editor(parent: QWidget, name: str) -> QLineEdit:
    """A field for a name within a row, which is lower than a field usually is."""
    editor = QLineEdit(parent)
    editor.setAccessibleName(name)
    editor.setStyleSheet("QLineEdit, QLineEdit:focus { padding: 0; min-height: 0; }")
    return editor
