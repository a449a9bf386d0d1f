"""What is said of the documents as a table of any length: cells are made when they are shown, and
what is entered is kept beside what stands in the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.corpus.document import DocumentFacts
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_LONGEST_TIP = 1_000
MOST_CHOICES = 30
"""Different values of an attribute that are offered while one types."""


class AttributesModel(QAbstractTableModel):
    """A row a document, a column an attribute."""

    def __init__(
        self, documents: Sequence[DocumentFacts], said: Mapping[str, Mapping[str, str]]
    ) -> None:
        super().__init__()
        self._documents, self._said = documents, said
        known = {name for values in said.values() for name in values}
        self.names = sorted(known, key=str.casefold)
        self._entered: dict[tuple[int, str], str] = {}

    def value(self, row: int, name: str) -> str:
        """What a document is said to be, as it is entered."""
        entered = self._entered.get((row, name))
        return self._stands(row, name) if entered is None else entered

    def _stands(self, row: int, name: str) -> str:
        return self._said.get(self._documents[row].guid, {}).get(name, "")

    def enter(self, row: int, name: str, value: str) -> None:
        """Say something of a document; what stands there already is no change."""
        if value == self._stands(row, name):
            self._entered.pop((row, name), None)
        else:
            self._entered[row, name] = value

    def fill(self, rows: Sequence[int], name: str, value: str) -> None:
        """Say the same of several documents."""
        for row in rows:
            self.enter(row, name, value)
        if rows:
            column = self.names.index(name)
            self.dataChanged.emit(self.index(rows[0], column), self.index(rows[-1], column))

    def add(self, name: str) -> None:
        """One more column, at the end."""
        end = len(self.names)
        self.beginInsertColumns(QModelIndex(), end, end)
        self.names.append(name)
        self.endInsertColumns()

    def choices(self, name: str) -> list[str]:
        """The different values of an attribute; none where they are too many to be a choice."""
        found: set[str] = set()
        for row in range(len(self._documents)):
            found.add(self.value(row, name))
            if len(found) > MOST_CHOICES + 1:
                return []
        return sorted(found - {""}, key=str.casefold)

    def changes(self) -> dict[tuple[str, str], str]:
        """Document (GUID) and name to the value that is entered, where it is another one."""
        return {
            (self._documents[row].guid, name): value for (row, name), value in self._entered.items()
        }

    # --- Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._documents)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self.names[section] if role == Qt.ItemDataRole.DisplayRole else None
        name = self._documents[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(name)
        return name if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.value(index.row(), self.names[index.column()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return value
        return tip(value[:_LONGEST_TIP]) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.enter(index.row(), self.names[index.column()], str(value))
        self.dataChanged.emit(index, index)
        return True
