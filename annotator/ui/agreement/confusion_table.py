"""Confusion between codes as a table whose names stay in sight, however many codes there are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import fill, tr
from annotator.corpus.number_words import percent
from annotator.operations.reliability.confusion_order import OrderedConfusion
from annotator.ui.agreement.pictures import ink_on, shade
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NAMES = 240
"""Pixels at 100 % that the names of rows may take."""
_CELL = 44
"""Pixels at 100 % of the narrowest column."""
_NAMED = 150
"""The widest column with a name above it."""


class ConfusionModel(QAbstractTableModel):
    """Rows of one coder, columns of the other; a fill is a share of the row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._found: OrderedConfusion | None = None
        self._names: list[str] = []
        self._coders = ("", "")
        self._unit = ""
        self._shares = np.zeros((0, 0))
        self.heads: tuple[list[str], list[str]] = ([], [])

    def show(
        self, found: OrderedConfusion, names: list[str], coders: tuple[str, str], unit: str
    ) -> None:
        """Show another pair; names: of all codes, "uncoded" last. unit: in the plural."""
        self.beginResetModel()
        self._found, self._names, self._coders, self._unit = found, names, coders, unit
        total = found.units.sum(axis=1, keepdims=True)
        empty = np.zeros_like(found.units)
        self.heads = found.rows(names), found.columns(names)
        self._shares = np.divide(found.units, total, out=empty, where=total > 0)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._found is None else len(self._found.codes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return self.rowCount(parent)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if self._found is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == _Role.ToolTipRole:
            return tip(f"{self._coders[across]}: {self._names[self._found.codes[section]]}")
        if role == _Role.DisplayRole:
            return self.heads[across][section]
        if role == _Role.TextAlignmentRole and not across:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        own: Callable[[_Index], object] | None = {
            _Role.DisplayRole: self._number,
            _Role.ToolTipRole: lambda one: tip(self.words(one)),
            _Role.AccessibleTextRole: self.words,
            _Role.BackgroundRole: lambda one: QBrush(self._fill(one)),
            _Role.ForegroundRole: lambda one: QBrush(ink_on(self.theme, self._fill(one))),
            _Role.TextAlignmentRole: lambda _one: Qt.AlignmentFlag.AlignCenter,
        }.get(_Role(role))
        return own(index) if own and self._found is not None else None

    def shorten(self, row: Callable[[str], str], column: Callable[[str], str]) -> None:
        """Cut the names, which are whole in the tips, to the room there is."""
        if self._found is not None:
            rows, columns = self._found.rows(self._names), self._found.columns(self._names)
            self.heads = [row(name) for name in rows], [column(name) for name in columns]

    def _number(self, index: _Index) -> str:
        units = self._units(index)
        return f"{units:,.0f}" if units else ""

    def _units(self, index: _Index) -> float:
        assert self._found is not None
        return float(self._found.units[index.row(), index.column()])

    def _fill(self, index: _Index) -> QColor:
        return shade(self.theme, float(self._shares[index.row(), index.column()]))

    def words(self, index: _Index) -> str:
        """“Ann claim, Ben prediction: 120 characters, 8.5% of the row”."""
        if self._found is None or not index.isValid():
            return ""
        one, other = (
            self._names[self._found.codes[place]] for place in (index.row(), index.column())
        )
        share = percent(float(self._shares[index.row(), index.column()]))
        return fill(
            tr("{0}: {1}; {2}: {3} — {4:,.0f} {5}, {6} of the row"),
            *(self._coders[0], one, self._coders[1], other),
            *(self._units(index), self._unit, share),
        )


class FillDelegate(QStyledItemDelegate):
    """Paints the fill of a cell, which a style sheet leaves out, and a frame around the chosen one:
    a change of the fill would say something else."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.fillRect(option.rect, index.data(_Role.BackgroundRole))
        ink = index.data(_Role.ForegroundRole).color()
        painter.setPen(ink)
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, index.data())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_Selected:
            width = 2 if focused else 1
            painter.setPen(QPen(ink, self.theme.px(width)))  # seen on any fill
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


class ConfusionTable(QWidget):
    """The table, and below it the chosen cell in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = ConfusionModel(theme)
        self.heading, self.chosen = PlainLabel(), PlainLabel()
        for label in (self.heading, self.chosen):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.fills = FillDelegate(theme, self.view)
        self.view.setItemDelegate(self.fills)
        self.view.setAccessibleName(tr("Confusion between codes"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.view.verticalHeader(), self.view.horizontalHeader()):
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.selectionModel().currentChanged.connect(
            lambda index, _before: self.chosen.setText(self.model.words(index))
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.chosen)
        self.restyle(theme)

    def show_pair(
        self, found: OrderedConfusion, names: list[str], coders: tuple[str, str], unit: str
    ) -> None:
        """Show the confusion of two coders; see `ConfusionModel.show`."""
        self.model.show(found, names, coders, unit)
        said = tr(
            "In {0}: rows {1}, columns {2}. Codes that neither used are left out; the most"
            " confused come first. A stronger fill is a larger share of the row."
        )
        self.heading.setText(said.format(unit, *coders))
        self.chosen.setText(tr("Choose a cell to read it in words."))
        self._fit()

    def _fit(self) -> None:
        """Names no wider than they may be; columns as wide as their widest number."""
        theme, columns = self.model.theme, self.view.horizontalHeader()
        rows = self.view.verticalHeader()
        rows.setDefaultSectionSize(theme.space("row") + theme.space("s"))
        font = theme.interface_font()
        font.setBold(True)  # as headings are
        metrics, room = QFontMetrics(font), 2 * theme.space("l")

        def within(width: int) -> Callable[[str], str]:
            left = Qt.TextElideMode.ElideLeft
            return lambda name: metrics.elidedText(name, left, theme.px(width) - room)

        self.model.shorten(within(_NAMES), within(_NAMED))
        names, heads = self.model.heads
        widest = max(map(metrics.horizontalAdvance, names), default=0)
        rows.setFixedWidth(widest + room)
        for column, head in enumerate(heads):
            needed = metrics.horizontalAdvance(head) + room
            numbers = self.view.sizeHintForColumn(column)
            columns.resizeSection(column, max(needed, numbers, theme.px(_CELL)))

    def restyle(self, theme: Theme) -> None:
        self.model.theme = self.fills.theme = theme
        self._column.setSpacing(theme.space("m"))
        self._fit()
