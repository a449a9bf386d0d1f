"""The codings of the open document as a list; a click goes to the passage."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.ui.open_document.codings import ShownCoding
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.assistive_selection import follow_selection
from annotator.ui.widgets.elision import elided, shared
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.panel import Panel
from annotator.ui.widgets.plain_text import PlainLabel, tip

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 120
_REST_MS = 120
SHOWN_ROW = Qt.ItemDataRole.UserRole


class ShownRow(NamedTuple):
    """All that is painted of a row, asked for at once."""

    passage: str
    code: str
    color: str
    coder: str


class CodingsModel(QAbstractTableModel):
    """One row a coding, in the order of the text; cells are made when they are shown."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage) -> None:
        super().__init__()
        self._bridge = bridge
        self._page = page
        self._labels: dict[str, str] = {}
        self._shown = 0
        self._filtered: list[int] | None = None
        page.filterChanged.connect(self._reset)
        page.codingsReset.connect(self._reset)
        page.codingAdded.connect(self._added)
        page.codingRemoved.connect(self._removed)
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._labels = self._bridge.coder_labels()
        self._filtered = self._filtered_rows()
        self._shown = len(self._page.codings if self._filtered is None else self._filtered)
        self.endResetModel()

    def _filtered_rows(self) -> list[int] | None:
        """The rows of the document's codings that the filter shows; None for all of them."""
        if self._page.focus_code is None and self._page.focus_coder is None:
            return None
        entries = enumerate(self._page.codings.entries)
        return [row for row, entry in entries if self._page.in_focus(entry)]

    def _added(self, row: int) -> None:
        if self._filtered is not None:
            self._reset()
            return
        self.beginInsertRows(QModelIndex(), row, row)
        self._labels = self._bridge.coder_labels()
        self._shown += 1
        self.endInsertRows()

    def _removed(self, row: int) -> None:
        if self._filtered is not None:
            self._reset()
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        self._shown -= 1
        self.endRemoveRows()

    def entry(self, row: int) -> ShownCoding:
        """The coding of a row of the list."""
        return self._page.codings.at(row if self._filtered is None else self._filtered[row])

    def row_of(self, guid: str) -> int | None:
        """Where a coding stands in the list; None where the filter hides it."""
        row = self._page.codings.row(guid)
        if self._filtered is None:
            return row
        place = bisect_left(self._filtered, row)
        return place if self._filtered[place : place + 1] == [row] else None

    def refresh(self) -> None:
        """Names or colours have changed; the rows are the same."""
        self._labels = self._bridge.coder_labels()
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(self._shown - 1, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shortened(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._tip(entry))
            case Qt.ItemDataRole.AccessibleTextRole:
                name = self._page.code(entry).name
                return f"{name}, {self._labels.get(entry.coder, '')}: {self._shortened(entry)}"
            case _ if role == SHOWN_ROW:
                code = self._page.code(entry)
                who = self._labels.get(entry.coder, "")
                return ShownRow(self._shortened(entry), code.name, code.color, who)
        return None

    def _tip(self, entry: ShownCoding) -> str:
        """What the row may have no room for."""
        path = " › ".join(self._bridge.codebook.path(entry.code))
        who = self._labels.get(entry.coder, "")
        return f"{path}\n{who}\n{self._page.passage(entry)}"

    def _shortened(self, entry: ShownCoding) -> str:
        return " ".join(self._page.passage(entry)[:_LONGEST].split())


class CodingDelegate(QStyledItemDelegate):
    """Two lines beside a bar in the code's colour: the passage, then code and coder."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._row = QRect()
        """The row that is painted now."""

    def row_height(self) -> int:
        sizes = ("interface_size", "small_size")
        lines = sum(self.theme.interface_font(size).pixelSize() * 1.4 for size in sizes)
        return round(lines) + self.theme.space("m")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self.theme, QRect(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        self._row = rect
        shown: ShownRow = index.data(SHOWN_ROW)
        m, s = theme.space("m"), theme.space("s")
        bar = QRect(rect.left() + m, rect.top() + s, theme.px(3), rect.height() - 2 * s)
        painter.fillRect(placed(painter, rect, bar), theme.code_line(shown.color))
        inner = rect.adjusted(2 * m + theme.px(3), s // 2, -m, -s // 2)
        upper = inner.adjusted(0, 0, 0, -inner.height() * 9 // 20)
        lower = inner.adjusted(0, upper.height(), 0, 0)
        self._line(painter, upper, shown.passage, "interface_size", theme.color("text"))
        self._names(painter, lower, shown)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()

    def _names(self, painter: QPainter, rect: QRect, shown: ShownRow) -> None:
        """Code and coder, which share the line where both are long."""
        theme, middle = self.theme, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.interface_font("small_size"))
        metrics, gap = painter.fontMetrics(), theme.space("m")
        code, coder = shown.code, shown.coder
        # A pixel more each: what takes just as much as there is would be cut for its fraction.
        wanted = metrics.horizontalAdvance(code) + 1, metrics.horizontalAdvance(coder) + 1
        first, second = shared(*wanted, max(0, rect.width() - gap))
        painter.setPen(theme.code_text(shown.color))
        words = elided(metrics, code, first)
        painter.drawText(placed(painter, self._row, rect), middle, words)
        painter.setPen(theme.color("muted"))
        who = metrics.elidedText(coder, Qt.TextElideMode.ElideRight, second)
        beside = rect.adjusted(first + gap, 0, 0, 0)
        painter.drawText(placed(painter, self._row, beside), middle, who)

    def _line(self, painter: QPainter, rect: QRect, text: str, size: str, color: QColor) -> None:
        painter.setFont(self.theme.interface_font(size))
        painter.setPen(color)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(placed(painter, self._row, rect), align, words)


class CodingsPanel(Panel):
    """The list of codings, with a sentence in its place where there is none yet."""

    requestReveal = Signal(str)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme) -> None:
        self.view = QTableView()
        self._delegate = CodingDelegate(theme)
        self._empty = PlainLabel()
        super().__init__(self.tr("CODINGS OF THIS DOCUMENT"), theme)
        self._page = page
        self.model = CodingsModel(bridge, page)
        self._set_up_view()
        self._set_up_sentence()
        self.set_body(self.view)
        self._column.addWidget(self._empty, 1)
        self.view.clicked.connect(self._request)
        self.view.activated.connect(self._request)
        # The text shows a new coding first; the list follows, before anybody can look at it.
        self._soon = Debouncer(_REST_MS, self._follow, self)
        page.selectedCodingChanged.connect(self._follow_soon)
        self.model.rowsAboutToBeInserted.connect(self._follow_soon)
        self.model.rowsAboutToBeRemoved.connect(self._follow_soon)
        for change in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            change.connect(self._say_if_empty)
        self._say_if_empty()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        follow_selection(view)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName(self.tr("Codings of this document"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _set_up_sentence(self) -> None:
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _request(self, index: QModelIndex) -> None:
        self.requestReveal.emit(self.model.entry(index.row()).guid)

    def _follow_soon(self) -> None:
        self.view.setUpdatesEnabled(False)
        self._soon.start()

    def _follow(self) -> None:
        self.view.setUpdatesEnabled(True)
        selected = self._page.selected
        if selected is None:
            self.view.clearSelection()
            return
        row = self.model.row_of(selected.guid)
        if row is None:
            self.view.clearSelection()
            return
        if row < self.model.rowCount() and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row, 0))
        self.view.selectRow(row)

    def _say_if_empty(self) -> None:
        empty = self.model.rowCount() == 0
        hidden = len(self._page.codings) > 0
        self._empty.setText(
            self.tr("The filter hides all codings of this document. Esc ends it.")
            if hidden
            else self.tr("Nothing is coded yet. Select a passage, then press the key of a code.")
        )
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._delegate.theme = theme
        self.view.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        m = theme.space("m")
        self._empty.setContentsMargins(m, m, m, m)
