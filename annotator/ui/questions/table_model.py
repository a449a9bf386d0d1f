"""A table about a project as cells with totals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.agreement import Figure
from annotator.corpus.messages import localised, tr
from annotator.operations.retrieval.tables import ProjectTable
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_Alignment = Qt.AlignmentFlag


class ProjectTableModel(QAbstractTableModel):
    """Rows and columns are groups of codings; then come totals, and the agreement of each row where
    that is asked for. Totals that are no sums say so."""

    def __init__(self) -> None:
        super().__init__()
        self.table: ProjectTable | None = None
        self.agreement: Sequence[Figure | None] = ()

    def show(self, table: ProjectTable | None, agreement: Sequence[Figure | None] = ()) -> None:
        """Show another table, or none; with the agreement of each of its rows, or without."""
        self.beginResetModel()
        self.table, self.agreement = table, agreement
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
        return len(self.table.columns.labels) + 1 + bool(self.agreement)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if self.table is None or role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        is_row = orientation is Qt.Orientation.Vertical
        labels = (self.table.rows if is_row else self.table.columns).labels
        if section == len(labels):
            return tr("total")
        if section > len(labels):
            words = tr("Krippendorff’s α of characters, between all coders, in all documents")
            return tip(words) if role == _Role.ToolTipRole else tr("agreement (α)")
        label = labels[section]
        return tip(label) if role == _Role.ToolTipRole else label.rsplit(" > ", 1)[-1]

    def value(self, row: int, column: int) -> float:
        """The figure of a cell or a total; not a number where there is none."""
        assert self.table is not None
        figures, rows = self.table.figures, len(self.table.rows.labels)
        columns = len(self.table.columns.labels)
        if column > columns:
            return self._alpha(row)
        if row < rows and column < columns:
            return float(figures.cells[row, column])
        if row < rows:
            return float(figures.row_totals[row])
        if column < columns:
            return float(figures.column_totals[column])
        return float(figures.total)

    def _alpha(self, row: int) -> float:
        found = self.agreement[row] if row < len(self.agreement) else None
        return math.nan if found is None or found.value is None else found.value

    def _is_agreement(self, index: _Index) -> bool:
        return self.table is not None and index.column() > len(self.table.columns.labels)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if self.table is None:
            return None
        match role:
            case _Role.DisplayRole:
                value = self.value(index.row(), index.column())
                return share(value) if self._is_agreement(index) else figure(value)
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
        if self._is_agreement(index):
            return f"{row}, {column}: {share(self.value(index.row(), index.column()))}"
        words = f"{row}, {column}: {figure(self.value(index.row(), index.column()))}"
        beside = table.beside(index.row(), index.column())
        return f"{words} – {beside}" if beside else words


def figure(value: float) -> str:
    """A figure as it is written: none as a dash, shares with three decimals."""
    if math.isnan(value):
        return "–"
    return localised(f"{value:,.0f}" if value == int(value) else f"{value:,.3f}")


def share(value: float) -> str:
    """A coefficient with three decimals; none as a dash."""
    return "–" if math.isnan(value) else localised(f"{value:.3f}").replace("-", "−")
