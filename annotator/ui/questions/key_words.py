"""Key words as rows: words that set what was found apart, with how far and on how much evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.corpus.messages import gettext_noop, localised, tr
from annotator.operations.retrieval.keywords import KeyWords
from annotator.retrieval.arrays import Floats, Ints
from annotator.retrieval.keyness import KeyWord, KeyWordTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COLUMNS = (
    gettext_noop("Word"),
    gettext_noop("Here"),
    gettext_noop("There"),
    gettext_noop("Documents"),
    gettext_noop("Log ratio"),
    gettext_noop("95 % interval"),
    gettext_noop("G²"),
)
_EXPLAINED = (
    gettext_noop("A double click shows its passages."),
    gettext_noop("How often the word is in what was found."),
    gettext_noop("How often it is in what that is compared with."),
    gettext_noop("In how many documents of what was found it is."),
    gettext_noop("How much more frequent it is here: 1 is twice, 2 four times, −1 half as often."),
    gettext_noop("Of the log ratio. An interval that holds 0 says little."),
    gettext_noop("Log-likelihood: how much evidence there is of any difference."),
)
_WIDTHS = (200, 80, 80, 100, 100, 150, 90)


class KeyWordsModel(QAbstractTableModel):
    """One row a word."""

    def __init__(self) -> None:
        super().__init__()
        self.found: KeyWords | None = None
        self.words: Sequence[KeyWord] = ()
        self._rows: Sequence[int] = ()
        self._order: tuple[int, bool] | None = None

    def show(self, found: KeyWords | None) -> None:
        """Show other words, in the order of the column that was chosen."""
        self.beginResetModel()
        self.found = found
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self.words, self._rows = (), ()
        if self.found is None:
            return
        self.words = table = self.found.words
        self._rows = range(len(table))
        if self._order is not None:
            column, descending = self._order
            self._rows = _order(_column(table, column), descending=descending)

    def word(self, row: int) -> KeyWord:
        """The word in a row."""
        return self.words[self._rows[row]]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        match role:
            case _Role.DisplayRole:
                return tr(COLUMNS[section])
            case _Role.ToolTipRole:
                return tip(tr(_EXPLAINED[section]))
            case _Role.TextAlignmentRole:
                return int(_LEFT if section == 0 else _RIGHT)
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        match role:
            case _Role.DisplayRole:
                return cells(self.word(index.row()))[index.column()]
            case _Role.TextAlignmentRole if index.column():
                return int(_RIGHT)
        return None


def cells(word: KeyWord) -> tuple[str, ...]:
    """A word with its figures, as they are shown."""
    interval = tr("{low} to {high}", low=_figure(word.low), high=_figure(word.high))
    counts = (localised(f"{n:,}") for n in (word.count, word.other, word.documents))
    return word.word, *counts, _figure(word.log_ratio), interval, _figure(word.g2, 1)


def _figure(value: float, places: int = 2) -> str:
    return localised(f"{value:,.{places}f}").replace("-", "−")


def _column(table: KeyWordTable, column: int) -> Sequence[str] | Ints | Floats:
    figures = (table.here, table.there, table.documents, table.log_ratio, table.low, table.g2)
    return figures[column - 1] if column else table.words


def _order(values: Sequence[str] | Ints | Floats, *, descending: bool) -> list[int]:
    """The rows by their values; equal ones stay as they are."""
    if not isinstance(values, np.ndarray):
        return sorted(range(len(values)), key=values.__getitem__, reverse=descending)
    rows: list[int] = np.argsort(-values if descending else values, kind="stable").tolist()
    return rows


class KeyWordsView(QTableView):
    """A double click or Enter asks for the passages with a word."""

    wordWanted = Signal(object)
    """A `KeyWord`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = KeyWordsModel()
        self.setModel(self.rows)
        self.setAccessibleName(tr("Key words"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.activated.connect(self._open)
        self.restyle(theme)

    def _open(self, index: QModelIndex) -> None:
        self.wordWanted.emit(self.rows.word(index.row()))

    def restyle(self, theme: Theme) -> None:
        """In the sizes of the theme."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.space("m"))
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.px(width))
