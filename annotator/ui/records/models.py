"""A table as it is looked at: the sheet, its columns and what they are for, the first documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.exchange.records.column_types import Column, ColumnType
from annotator.exchange.records.documents import RecordDocument
from annotator.exchange.records.mapping import Mapping
from annotator.exchange.records.table import Row, text_of
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_LONGEST, _LONGEST_TIP = 200, 1_000


def _short(text: str) -> str:
    flat = " ".join(text[: 2 * _LONGEST].split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


class _Table(QAbstractTableModel):
    """Cells are made when they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.header: Sequence[str] = ()

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.header)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.header[section]
        return self.line(section)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _short(self.words(index.row(), index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.words(index.row(), index.column())[:_LONGEST_TIP])
        return None

    def line(self, row: int) -> str:
        """What stands before a row."""
        return f"{row + 1:,}"

    def words(self, row: int, column: int) -> str:
        """What a cell says, in full."""
        raise NotImplementedError


class SheetModel(_Table):
    """The first rows of the table, as they are in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()

    def show(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.header, self._rows = columns, rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def line(self, row: int) -> str:
        return f"{self._rows[row].number:,}"

    def words(self, row: int, column: int) -> str:
        return text_of(self._rows[row].cells[column])


NAME, USES, TYPE, VALUES = range(4)


class ColumnsModel(_Table):
    """The columns of the table: what each is for, the type and the first of its values."""

    def __init__(self) -> None:
        super().__init__()
        self.header = (self.tr("Column"), self.tr("Is"), self.tr("Type"), self.tr("First values"))
        self.columns: Sequence[Column] = ()
        self._mapping = Mapping(())

    def show(self, columns: Sequence[Column], mapping: Mapping) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns, self._mapping = columns, mapping
        self.endResetModel()

    def follow(self, mapping: Mapping) -> None:
        """The columns are for something else now."""
        self._mapping = mapping
        if self.columns:
            last = self.index(len(self.columns) - 1, VALUES)
            self.dataChanged.emit(self.index(0, NAME), last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def words(self, row: int, column: int) -> str:
        one = self.columns[row]
        if column == NAME:
            return one.name
        if column == USES:
            return self._uses(one.name)
        if column == TYPE:
            kind = dict(self._mapping.attributes).get(one.name, one.type)
            form = f" ({one.form})" if one.form and kind is one.type else ""
            return f"{self.type_words(kind)}{form}"
        return " · ".join(one.examples)

    def _uses(self, name: str) -> str:
        mapping = self._mapping
        uses = (
            (self.tr("text"), name in [one.column for one in mapping.text]),
            (self.tr("name"), name in mapping.name),
            (self.tr("key", "of a row"), name == mapping.key),
            (self.tr("attribute"), name in dict(mapping.attributes)),
        )
        return ", ".join(word for word, on in uses if on) or "–"

    def type_words(self, kind: ColumnType) -> str:
        """A type as it is called."""
        return {
            ColumnType.TEXT: self.tr("text"),
            ColumnType.NUMBER: self.tr("number"),
            ColumnType.DATE: self.tr("date"),
            ColumnType.CHOICE: self.tr("choice"),
        }[kind]


class PreviewModel(_Table):
    """The first documents as they will be: name, text, attributes."""

    def __init__(self) -> None:
        super().__init__()
        self._documents: Sequence[RecordDocument] = ()
        self._names: Sequence[str] = ()
        self.header = (self.tr("Document"), self.tr("Text"))

    def show(self, documents: Sequence[RecordDocument], attributes: Sequence[str]) -> None:
        """Show these documents, a column for each of the attributes."""
        self.beginResetModel()
        self._documents, self._names = documents, attributes
        self.header = (self.tr("Document"), self.tr("Text"), *attributes)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._documents)

    def words(self, row: int, column: int) -> str:
        one = self._documents[row]
        if column == 0:
            return one.name
        return one.text if column == 1 else one.attributes.get(self._names[column - 2], "")
