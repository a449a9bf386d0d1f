"""The speakers as a table: a row a person, a column an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.operations.speakers.persons import Person
from annotator.operations.speakers.table import attribute_names
from annotator.ui.widgets.plain_text import tip

NAME, ROLE = range(2)
_BEFORE, _BEHIND = 2, 3
_Index = QModelIndex | QPersistentModelIndex


class SpeakersModel(QAbstractTableModel):
    """Name, role and attributes can be edited; what is entered is asked for, and shown once it is
    so."""

    requestName = Signal(object, str)
    """A person is to be called otherwise."""
    requestRole = Signal(object, str)
    requestValue = Signal(object, str, str)
    """A person, an attribute and what is to be said."""

    def __init__(self) -> None:
        super().__init__()
        self.persons: Sequence[Person] = ()
        self.attributes: list[str] = []
        self._added: list[str] = []
        self.read_only = False

    def show(self, persons: Sequence[Person]) -> None:
        """Show these persons."""
        self.beginResetModel()
        self.persons = persons
        known = attribute_names(persons)
        self._added = [one for one in self._added if one not in known]
        self.attributes = [*known, *self._added]
        self.endResetModel()

    def add_attribute(self, name: str) -> int:
        """Add a column for an attribute of which nothing is said yet; the number of the column."""
        if name not in self.attributes:
            at = _BEFORE + len(self.attributes)
            self.beginInsertColumns(QModelIndex(), at, at)
            self.attributes.append(name)
            self._added.append(name)
            self.endInsertColumns()
        return _BEFORE + self.attributes.index(name)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.persons)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _BEFORE + len(self.attributes) + _BEHIND

    def _is_editable(self, column: int) -> bool:
        return column < _BEFORE + len(self.attributes) and not self.read_only

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(section):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        first = (self.tr("Speaker"), self.tr("Role"))
        last = (self.tr("Names in the texts"), self.tr("Documents"), self.tr("Turns"))
        return (*first, *self.attributes, *last)[section]

    def _is_number(self, column: int) -> bool:
        return column >= self.columnCount() - 2

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._is_editable(index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.words(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        one = self.persons[row]
        said = (one.values.get(name, "") for name in self.attributes)
        counts = (", ".join(one.names), f"{len(one.documents):,}", f"{one.turns:,}")
        return (one.name, one.role, *said, *counts)[column]

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        words = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or words == self.words(index.row(), index.column()):
            return False
        person = self.persons[index.row()]
        if index.column() == NAME:
            self.requestName.emit(person, words)
        elif index.column() == ROLE:
            self.requestRole.emit(person, words)
        else:
            self.requestValue.emit(person, self.attributes[index.column() - _BEFORE], words)
        return True
