"""The view of a table on the page of questions: its cells open their passages."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView

from annotator.corpus.messages import tr
from annotator.operations.retrieval.tables import ProjectTable
from annotator.ui.questions.answering import cell_title
from annotator.ui.questions.table_model import ProjectTableModel


class ProjectTableView(QTableView):
    """A double click or Enter opens a cell; two chosen ones are read beside each other."""

    lineWanted = Signal(str, str)
    """The line that finds the codings of a cell, and what to call it."""
    codingsWanted = Signal(object)
    """Lists of codings (GUIDs), each with a title."""
    cellsChosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figures = ProjectTableModel()
        self.setModel(self.figures)
        self.setAccessibleName(tr("Table"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._open)
        self.doubleClicked.connect(self._open)

    def show_table(self, table: ProjectTable | None) -> None:
        """Show another table, or none."""
        self.figures.show(table)
        self.resizeColumnsToContents()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.cellsChosen.emit()

    def cells(self) -> list[QModelIndex]:
        """The chosen cells, without totals."""
        chosen = self.selectionModel().selectedIndexes()
        return [index for index in chosen if self.figures.is_cell(index)]

    def read_cells(self) -> None:
        """Ask for the passages of the chosen cells, beside each other."""
        table = self.figures.table
        if table is not None:
            places = [(index.row(), index.column()) for index in self.cells()]
            sides = [(cell_title(table, *place), table.codings_of(*place)) for place in places]
            self.codingsWanted.emit(sides)

    def _open(self, index: QModelIndex) -> None:
        table = self.figures.table
        if table is None or not self.figures.is_cell(index):
            return
        title = cell_title(table, index.row(), index.column())
        query = table.query_of(index.row(), index.column())
        if query is None:
            codings = table.codings_of(index.row(), index.column())
            self.codingsWanted.emit([(title, codings)])
        else:
            from annotator.retrieval.language import print_query  # noqa: PLC0415  (start-up)

            self.lineWanted.emit(print_query(query), title)
