"""Why coders differed, counted: a row for each code and round, a column for each cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from annotator.corpus.messages import tr
from annotator.corpus.team import Cause
from annotator.operations.rules import causes
from annotator.operations.rules.cases import CaseBook
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_ORDER = (*causes.STATED, Cause.UNSTATED)

_MOST_ROWS = 6
"""Rows that are shown without scrolling."""


class CauseTable(QTableWidget):
    """Counts of settled cases."""

    def __init__(self) -> None:
        super().__init__(0, 2 + len(_ORDER))
        self.setHorizontalHeaderLabels(
            [tr("Code", context="noun"), tr("Round"), *(tr(causes.TITLES[one]) for one in _ORDER)]
        )
        horizontal = Qt.Orientation.Horizontal
        for column, cause in enumerate(_ORDER, 2):
            if cause in causes.EXPLAINED:
                words = tip(tr(causes.EXPLAINED[cause]))
                self.model().setHeaderData(column, horizontal, words, Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(tr("Why coders differed, by code and round"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_counts(self, book: CaseBook) -> None:
        """Count the cases by code, round and cause."""
        counted: dict[tuple[str, str | None], dict[Cause, int]] = {}
        for one in causes.counts(book.cases):
            counted.setdefault((one.code, one.round), {})[one.cause] = one.number
        self.setRowCount(len(counted))
        for row, ((code, made_in), numbers) in enumerate(counted.items()):
            words = [book.code_name(code), book.rounds.get(made_in or "", "–")]
            words += [f"{numbers[one]:,}" if one in numbers else "" for one in _ORDER]
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                if column > 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
        said = {cause for numbers in counted.values() for cause in numbers}
        for column, cause in enumerate(_ORDER, 2):
            self.setColumnHidden(column, cause not in said)
        self.setVisible(bool(counted))
        self._fit()

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self.verticalHeader().setDefaultSectionSize(theme.space("row"))
        self._fit()

    def _fit(self) -> None:
        """As high as its first rows; what is more is scrolled to."""
        rows = min(self.rowCount(), _MOST_ROWS)
        bars = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + bars + bar)
