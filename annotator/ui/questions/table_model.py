"""A table about a project as cells with totals."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.corpus.messages import localised, tr
from annotator.operations.retrieval.tables import ProjectTable
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_Alignment = Qt.AlignmentFlag


class ProjectTableModel(QAbstractTableModel):
    """Rows and columns are groups of codings; the last ones are totals. Totals that are no sums
    say so."""

    def __init__(self) -> None:
        super().__init__()
        self.table: ProjectTable | None = None

    def show(self, table: ProjectTable | None) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def is_cell(self, index: _Index) -> bool:
        """Whether it is one of the cells, and no total."""
        table = self.table
        if table is None or not index.isValid():
            return False
        within = index.row() < len(table.rows.labels)
        return within and index.column() < len(table.columns.labels)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self.table is None:
            return 0
        return len(self.table.rows.labels) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self.table is None:
            return 0
        return len(self.table.columns.labels) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if self.table is None or role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        is_row = orientation is Qt.Orientation.Vertical
        labels = (self.table.rows if is_row else self.table.columns).labels
        if section >= len(labels):
            return tr("total")
        label = labels[section]
        return tip(label) if role == _Role.ToolTipRole else label.rsplit(" > ", 1)[-1]

    def value(self, row: int, column: int) -> float:
        """The figure of a cell or a total; not a number where there is none."""
        assert self.table is not None
        figures, rows, columns = self.table.figures, len(self.table.rows.labels), 0
        columns = len(self.table.columns.labels)
        if row < rows and column < columns:
            return float(figures.cells[row, column])
        if row < rows:
            return float(figures.row_totals[row])
        if column < columns:
            return float(figures.column_totals[column])
        return float(figures.total)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if self.table is None:
            return None
        match role:
            case _Role.DisplayRole:
                return figure(self.value(index.row(), index.column()))
            case _Role.TextAlignmentRole:
                return int(_Alignment.AlignRight | _Alignment.AlignVCenter)
            case _Role.FontRole if not self.is_cell(index):
                font = QFont()
                font.setItalic(True)
                return font
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                words = self._in_words(self.table, index)
                return tip(words) if role == _Role.ToolTipRole else words
        return None

    def _in_words(self, table: ProjectTable, index: _Index) -> str:
        row, column = (
            str(self.headerData(place, side) or "")
            for place, side in (
                (index.row(), Qt.Orientation.Vertical),
                (index.column(), Qt.Orientation.Horizontal),
            )
        )
        words = f"{row}, {column}: {figure(self.value(index.row(), index.column()))}"
        beside = table.beside(index.row(), index.column())
        return f"{words} – {beside}" if beside else words


def figure(value: float) -> str:
    """A figure as it is written: none as a dash, shares with three decimals."""
    if math.isnan(value):
        return "–"
    return localised(f"{value:,.0f}" if value == int(value) else f"{value:,.3f}")
