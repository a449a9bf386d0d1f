"""The view of a table on the page of questions: its cells open their passages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView

from annotator.agreement import Figure
from annotator.corpus.messages import tr
from annotator.operations.retrieval.tables import ProjectTable
from annotator.ui.questions.answering import cell_title
from annotator.ui.questions.table_model import ProjectTableModel

_MOST_FITTED = 60
"""Columns that are measured one by one."""


class ProjectTableView(QTableView):
    """A double click or Enter opens a cell or a total; two chosen cells, rows or columns are read
    beside each other."""

    lineWanted = Signal(str, str)
    """The line that finds the codings of a cell, and what to call it."""
    codingsWanted = Signal(object)
    """Lists of codings (GUIDs), each with a title."""
    cellsChosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figures = ProjectTableModel()
        self._fitted: Sequence[str] = ()
        self.setModel(self.figures)
        self.setAccessibleName(tr("Table"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._open)

    def show_table(
        self, table: ProjectTable | None, agreement: Sequence[Figure | None] = ()
    ) -> None:
        """Show another table, or none; with the agreement of each of its rows, or without."""
        self.figures.show(table, agreement)
        if table is not None and table.columns.labels != self._fitted:
            self._fitted = table.columns.labels
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Each as wide as it needs; of very many all as wide as the first ones need."""
        header = self.horizontalHeader()
        number = header.count()
        if number <= _MOST_FITTED:
            self.resizeColumnsToContents()
            return
        widest = max(header.sectionSizeHint(column) for column in range(_MOST_FITTED))
        header.setDefaultSectionSize(widest)
        header.resizeSections(header.ResizeMode.Interactive)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.cellsChosen.emit()

    def cells(self) -> list[QModelIndex]:
        """The chosen cells, without totals."""
        chosen = self.selectionModel().selectedIndexes()
        return [index for index in chosen if self.figures.is_cell(index)]

    def _groups(self) -> tuple[list[int], list[int]]:
        """The rows and columns that are chosen as a whole, without totals."""
        table, selection = self.figures.table, self.selectionModel()
        if table is None:
            return [], []
        sides = len(table.rows.labels), len(table.columns.labels)
        rows = [one.row() for one in selection.selectedRows() if one.row() < sides[0]]
        columns = [c.column() for c in selection.selectedColumns() if c.column() < sides[1]]
        return rows, columns

    def has_two(self) -> bool:
        """Whether two rows, two columns or two cells are chosen."""
        rows, columns = self._groups()
        if rows or columns:
            return (len(rows), len(columns)) in ((2, 0), (0, 2))
        return len(self.cells()) == 2

    def read_beside(self) -> None:
        """Ask for the passages of what is chosen, beside each other."""
        table = self.figures.table
        if table is None:
            return
        rows, columns = self._groups()
        if rows or columns:
            sides = [(_short(table.rows.labels[one]), table.codings_of_row(one)) for one in rows]
            sides += [
                (_short(table.columns.labels[one]), table.codings_of_column(one)) for one in columns
            ]
        else:
            places = [(index.row(), index.column()) for index in self.cells()]
            sides = [(cell_title(table, *place), table.codings_of(*place)) for place in places]
        self.codingsWanted.emit(sides)

    def _open(self, index: QModelIndex) -> None:
        table = self.figures.table
        if table is None:
            return
        if not self.figures.is_cell(index):
            self._open_total(table, index)
            return
        title = cell_title(table, index.row(), index.column())
        query = table.query_of(index.row(), index.column())
        if query is None:
            codings = table.codings_of(index.row(), index.column())
            self.codingsWanted.emit([(title, codings)])
        else:
            from annotator.retrieval.language import print_query  # noqa: PLC0415  (start-up)

            self.lineWanted.emit(print_query(query), title)

    def _open_total(self, table: ProjectTable, index: QModelIndex) -> None:
        """Ask for the passages of a row, of a column, or of all; of agreement there are none."""
        row, column = index.row(), index.column()
        rows, columns = table.rows.labels, table.columns.labels
        if row < len(rows) and column == len(columns):
            side = _short(rows[row]), table.codings_of_row(row)
        elif row == len(rows) and column < len(columns):
            side = _short(columns[column]), table.codings_of_column(column)
        elif row == len(rows) and column == len(columns):
            side = tr("total"), table.codings_of_all()
        else:
            return
        self.codingsWanted.emit([side])


def _short(label: str) -> str:
    return label.rsplit(" > ", 1)[-1]
