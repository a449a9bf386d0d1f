"""Results as rows: passages that sort by their heads, or a concordance around its keywords."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.corpus.messages import tr
from annotator.operations.retrieval.questions import Answer, Row
from annotator.ui.questions import results_model
from annotator.ui.questions.results_model import ResultColumn, ResultsModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.stepwise_table import StepwiseTableView

_Index = QModelIndex | QPersistentModelIndex


class EndDelegate(QStyledItemDelegate):
    """Words of which the last ones are to be seen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ResultsView(StepwiseTableView):
    """A click asks for the passage in the reader; rows can be chosen by keys."""

    passageWanted = Signal(str, str)
    """Document and coding (GUIDs)."""

    def __init__(self, columns: Sequence[ResultColumn], theme: Theme, lines: int = 1) -> None:
        super().__init__()
        self._lines = lines
        self.rows = ResultsModel(columns)
        self.setModel(self.rows)
        self.setAccessibleName(tr("What was found"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        if any(column.sorted_by for column in columns[1:]):
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        self.rows.modelReset.connect(self._size_columns)
        if results_model.BEFORE in columns:
            self._ends = EndDelegate(self)
            self.setItemDelegateForColumn(list(columns).index(results_model.BEFORE), self._ends)
        self.restyle(theme)

    def show_answer(
        self, answer: Answer | None, ordered: Answer | None = None, first: Sequence[Row] = ()
    ) -> None:
        """Show another answer, or none; `ordered` is it as it is sorted here, if that is done, and
        `first` its first rows, if they are read."""
        self.rows.show(answer, ordered, first)

    def _open(self, index: QModelIndex) -> None:
        if len({one.row() for one in self.selectedIndexes()}) <= 1:
            row = self.rows.row(index.row())
            if row is not None:
                self.passageWanted.emit(row.coding.document, row.coding.guid)

    def _size_columns(self) -> None:
        """Fixed columns as they want to be, within three fifths; what is left is shared."""
        room = self.viewport().width()
        wanted = [self._theme.px(column.width) for column in self.rows.columns]
        fixed = sum(wanted)
        scale = min(1.0, room * 0.6 / fixed) if fixed else 1.0
        widths = [round(width * scale) for width in wanted]
        flexible = [at for at, width in enumerate(wanted) if not width]
        left = room - sum(widths)
        for at in flexible:
            widths[at] = max(self._theme.px(80), left // len(flexible))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def restyle(self, theme: Theme) -> None:
        """In the sizes of the theme."""
        self._theme = theme
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(self._lines * line + theme.space("m"))
        self._size_columns()
