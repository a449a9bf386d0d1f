"""What coders agree on, to be looked at before it is taken over in one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from annotator.corpus.messages import fill, listing, number_of, plural, tr
from annotator.corpus.span import PART_SEPARATOR
from annotator.operations.adjudication.agreeing import AgreedCases
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, rows, sentence, widen_for_bold
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 200
PASSAGE, CODE, ALIKE, DOCUMENT = range(4)


class AgreedModel(QAbstractTableModel):
    """A row a case, ticked until it is unticked; the words of a row are made when it is shown."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        super().__init__()
        self._text_of = text_of
        self._found: AgreedCases | None = None
        self.ticked = np.ones(0, dtype=np.bool_)
        self._words = lru_cache(maxsize=500)(self._make)

    def show(self, found: AgreedCases) -> None:
        """Show these, all ticked."""
        self.beginResetModel()
        self._found = found
        self.ticked = np.ones(found.size, dtype=np.bool_)
        self._words.cache_clear()
        self.endResetModel()

    def tick_all(self, on: bool) -> None:
        """Tick or untick all."""
        self.ticked[:] = on
        self._tell()

    def _tell(self) -> None:
        last = max(0, self.ticked.size - 1)
        self.dataChanged.emit(self.index(0, PASSAGE), self.index(last, PASSAGE))

    def _make(self, row: int) -> tuple[str, str, str, str]:
        found = self._found
        assert found is not None
        side, document = found.side(row), found.document(row)
        text = self._text_of(document.guid)
        parts = (" ".join(text[span.start : span.end].split()) for span in side.spans)
        return (
            PART_SEPARATOR.join(parts)[:_LONGEST],
            found.table.data.paths[side.code][-1],
            _of(int(found.alike[row]), int(found.compared[row])),
            document.name,
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._found is None else self._found.size

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role != _Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        heads = (tr("Passage"), tr("Code", context="noun"), tr("Alike"), tr("Document"))
        return heads[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PASSAGE else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if role == _Role.CheckStateRole and index.column() == PASSAGE:
            on = bool(self.ticked[index.row()])
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        words = self._words(index.row())[index.column()]
        return tip(words) if role == _Role.ToolTipRole else words

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        self.ticked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True


class TakeOverDialog(Form):
    """OK takes over what is ticked. `find` finds the cases on which at least so many coders agree;
    None: all who coded the document. most: how many coders are compared."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        most: int,
        find: Callable[[int | None], AgreedCases],
        text_of: Callable[[str], str],
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(tr("Take over what agrees"))
        self._find = find
        self.least = QComboBox()
        self.least.setAccessibleName(tr("Who must have it alike"))
        self.least.addItem(tr("all who coded the document"), None)
        for number in range(most - 1, 1, -1):
            self.least.addItem(fill(tr("at least {0} of them"), number), number)
        self.model = AgreedModel(text_of)
        self.table = QTableView()
        self.counts, self.left = sentence("", ""), sentence("")
        self.all, self.none = QPushButton(tr("&Tick all")), QPushButton(tr("&Untick all"))
        self._lay_out()
        self.least.currentIndexChanged.connect(lambda _index: self._show())
        self.model.dataChanged.connect(lambda *_what: self._sum_up())
        self.all.clicked.connect(lambda: self.model.tick_all(True))
        self.none.clicked.connect(lambda: self.model.tick_all(False))
        self._show()
        self.finish(860, 560)
        self.table.setFocus()

    def _lay_out(self) -> None:
        self.column.addWidget(
            sentence(
                tr(
                    "What is listed has the same code, passage and values with so many coders, and"
                    " with more than have anything else there, or nothing. Places about which"
                    " something was decided are left out. What is ticked becomes the consensus, in"
                    " one step."
                )
            )
        )
        form = rows(self.theme)
        form.addRow(tr("Alike with"), self.least)
        self.column.addLayout(form)
        self.column.addWidget(self.counts)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(tr("Places on which coders agree"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.theme.space("row"))
        table.setMinimumHeight(self.theme.px(220))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(PASSAGE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((CODE, 170), (ALIKE, 80), (DOCUMENT, 190)):
            header.resizeSection(column, self.theme.px(width))
        self.column.addWidget(table, 1)
        row = FlowLayout(self.theme.space("m"))
        for button in (self.all, self.none):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.left)

    def _show(self) -> None:
        self.found = self._find(self.least.currentData())
        self.model.show(self.found)
        counts = [
            tr("{cases} with {alike}", cases=number_of(number, "place"), alike=_of(alike, there))
            for alike, there, number in self.found.counts()
        ]
        self.counts.setText(
            f"{listing(counts)}." if counts else tr("There is nothing to take over.")
        )
        number = self.found.by_values
        self.left.setText(
            plural(
                "{n} more place would be here if its values were the same: settle it by itself.",
                "{n:,} more places would be here if their values were the same: settle them one by"
                " one.",
                number,
            )
        )
        self.left.setVisible(bool(number))
        self._sum_up()

    def _sum_up(self) -> None:
        number = int(self.model.ticked.sum())
        self.ok.setText(fill(tr("Ta&ke over {0:,}"), number))
        self.ok.setEnabled(number > 0)
        widen_for_bold(self.ok, self.theme)

    def wanted(self) -> list[int]:
        """The cases (rows of the table) that are ticked."""
        rows_: list[int] = self.found.row[self.model.ticked].tolist()
        return rows_

    def is_changed(self) -> bool:
        """Nothing is entered here that would be missed."""
        return False


def _of(alike: int, there: int) -> str:
    return tr("{number} of {there}", number=alike, there=there)
