"""The key that edits a name where it stands, in lists whose entries can be renamed."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QWidget

_Index = QModelIndex | QPersistentModelIndex
RENAME_KEY = Qt.Key.Key_F2
"""What every list of the platform edits names with; in such a list it comes before the window's
own use of the key."""


def is_rename_key(event: QEvent) -> bool:
    """Whether `RENAME_KEY` alone is pressed, or about to be: a list accepts the latter in `event`,
    so that the former comes to it."""
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return (
        isinstance(event, QKeyEvent)
        and event.type() in kinds
        and event.key() == RENAME_KEY
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )


def rename_by_key(view: QAbstractItemView, event: QEvent) -> bool:
    """Open the current name of a list where `RENAME_KEY` asks for it; whether it was that key."""
    if not is_rename_key(event):
        return False
    if event.type() == QEvent.Type.KeyPress and view.currentIndex().isValid():
        view.edit(view.currentIndex())
    event.accept()
    return True


def name_editor(parent: QWidget, name: str) -> QLineEdit:
    """A field for a name within a row, which is lower than a field usually is."""
    editor = QLineEdit(parent)
    editor.setAccessibleName(name)
    editor.setStyleSheet("QLineEdit, QLineEdit:focus { padding: 0; min-height: 0; }")
    return editor


class RenamingDelegate(QStyledItemDelegate):
    """Rows whose name is edited in place; a row keeps what it shows until the project says
    otherwise. `named` says what an index stands for."""

    nameEntered = Signal(str, str)
    """GUID of what is renamed and the new name."""

    def named(self, index: _Index) -> tuple[str, str]:
        """GUID and present name."""
        raise NotImplementedError

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(self.named(index)[1])

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, QLineEdit)
        guid, before = self.named(index)
        name = " ".join(editor.text().split())
        if name and editor.text() != before:
            self.nameEntered.emit(guid, name)
