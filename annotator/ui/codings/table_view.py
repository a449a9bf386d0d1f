"""The view of the table of codings: rows and cells are copied, names keep their colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.ui.codings.table_model import (
    CODE_COLUMN,
    DOCUMENT_COLUMN,
    PASSAGE_COLUMN,
    PLACE_COLUMN,
    CodingTableModel,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets.elision import elided

_Index = QModelIndex | QPersistentModelIndex


class NameDelegate(QStyledItemDelegate):
    """A name, cut so that it can be told from others, in its own colour whether its row is chosen
    or not: the style sheet would give all words of a chosen row one colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        m = self.theme.space("m")
        rect = option.rect.adjusted(m, 0, -m, 0)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(own if isinstance(own, QColor) else self.theme.color("text"))
        shown = elided(painter.fontMetrics(), str(index.data() or ""), rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class CodingTableView(QTableView):
    """Ctrl+C copies the chosen rows, a menu at the mouse a cell."""

    copied = Signal(int)
    """So many rows are on the clipboard."""
    requestMenu = Signal(QPoint, QModelIndex)
    """A menu for a cell, at a point of the screen."""

    def __init__(self, model: CodingTableModel, theme: Theme) -> None:
        super().__init__()
        self._codings = model
        self._names = NameDelegate(theme)
        self.setModel(model)
        for column in (CODE_COLUMN, DOCUMENT_COLUMN):
            self.setItemDelegateForColumn(column, self._names)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(PASSAGE_COLUMN, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._hide_empty)
        self._hide_empty()

    def minimumSizeHint(self) -> QSize:
        """The names of the columns and a part of a row: what is asked for comes before what is
        found where letters are large."""
        least = super().minimumSizeHint()
        header = self.horizontalHeader().sizeHint().height()
        return QSize(least.width(), min(least.height(), header + header // 2))

    def _hide_empty(self) -> None:
        """Pages and sections have a column where some document has any."""
        self.setColumnHidden(PLACE_COLUMN, not self._codings.has_places)

    def restyle(self, theme: Theme) -> None:
        self._names.theme = theme
        self.verticalHeader().setDefaultSectionSize(theme.space("row"))

    # --- copy

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is the table's while it has the focus, not the text's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard, whole, with tabs between their cells."""
        rows = self.chosen_rows()
        columns = [c for c in range(self._codings.columnCount()) if not self.isColumnHidden(c)]
        words = self._codings.whole_words
        lines = ["\t".join(words(row, column) for column in columns) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.copied.emit(len(lines))

    def copy_cell(self, index: QModelIndex) -> None:
        """Put what a cell says on the clipboard, whole."""
        words = self._codings.whole_words(index.row(), index.column())
        QGuiApplication.clipboard().setText(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse, or at the current cell where the key for menus asked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.requestMenu.emit(self.viewport().mapToGlobal(place), index)
