"""What is said of the documents as a table of any length: cells are made when they are shown, and
what is entered is kept beside what stands in the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from annotator.corpus.attribute_types import AttributeType, ValueType, order_of
from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import gettext_noop, tr
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_LONGEST_TIP = 1_000
MOST_CHOICES = 30
"""Different values of an attribute that are offered while one types."""


TYPE_WORDS = {
    ValueType.TEXT: gettext_noop("Text"),
    ValueType.NUMBER: gettext_noop("Number"),
    ValueType.DATE: gettext_noop("Date"),
    ValueType.CHOICE: gettext_noop("Choice"),
}


class AttributesModel(QAbstractTableModel):
    """A row a document, a column an attribute."""

    def __init__(
        self,
        documents: Sequence[DocumentFacts],
        said: Mapping[str, Mapping[str, str]],
        types: Mapping[str, AttributeType] | None = None,
        unfit: QColor | None = None,
    ) -> None:
        super().__init__()
        self._documents, self._said = documents, said
        self.types = dict(types or {})
        self._unfit = unfit
        known = {name for values in said.values() for name in values} | self.types.keys()
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

    def set_type(self, declared: AttributeType) -> None:
        """The values of an attribute are of another type."""
        self.types[declared.name] = declared
        column = self.names.index(declared.name)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)
        self.dataChanged.emit(self.index(0, column), self.index(self.rowCount() - 1, column))

    def fault(self, row: int, name: str) -> str | None:
        """What is wrong with a value; None where it fits the type of its attribute."""
        declared = self.types.get(name)
        return None if declared is None else declared.fault(self.value(row, name))

    def choices(self, name: str) -> list[str]:
        """The different values of an attribute, or those of its choice; none where they are too
        many to be one."""
        declared = self.types.get(name)
        if declared is not None and declared.type is ValueType.CHOICE:
            return list(declared.choices)
        found: set[str] = set()
        for row in range(len(self._documents)):
            found.add(self.value(row, name))
            if len(found) > MOST_CHOICES + 1:
                return []
        return order_of(list(found - {""}), declared)

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
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(type_words(self.types.get(self.names[section])))
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
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        fault = self.fault(index.row(), self.names[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole:
            return None if fault is None else self._unfit
        return tip(fault or value[:_LONGEST_TIP])

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.enter(index.row(), self.names[index.column()], str(value))
        self.dataChanged.emit(index, index)
        return True


def type_words(declared: AttributeType | None) -> str:
    """What the values of an attribute are, for its head."""
    if declared is None:
        return tr(TYPE_WORDS[ValueType.TEXT])
    words = tr(TYPE_WORDS[declared.type])
    if declared.type is ValueType.CHOICE:
        words = f"{words}: {', '.join(declared.choices)}"
    return f"{words}\n{declared.definition}" if declared.definition else words
