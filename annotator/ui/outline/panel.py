"""The outline beside the text: its headings, a click or Enter away, with the cursor's marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.corpus.places import outline
from annotator.ui.controllers.services import Services
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.outline.model import LEVEL, OutlineModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.filter_line import FilterLine
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.panel import OptionalPanel
from annotator.ui.widgets.plain_text import PlainLabel

MANY = 10
"""Headings from which there is a filter."""
_MOST_LEVELS = 6
_Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """One line a heading, the deeper the further in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self.theme.px(80), self.theme.space("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, state = self.theme, QRect(option.rect), option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        level = min(int(index.data(LEVEL)), _MOST_LEVELS)
        font = theme.interface_font()
        font.setWeight(QFont.Weight.DemiBold if level == 1 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.color("text" if level < 3 else "muted"))
        inner = rect.adjusted(
            theme.space("m") + (level - 1) * theme.px(14), 0, -theme.space("s"), 0
        )
        metrics = painter.fontMetrics()
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(placed(painter, rect, inner), Qt.AlignmentFlag.AlignVCenter, words)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()


class OutlinePanel(OptionalPanel):
    """The headings of the open document. It is shown where there are some, unless it was closed."""

    requestPlace = Signal(int)
    """One wants to read at this code point."""

    def __init__(self, page: DocumentPage, theme: Theme) -> None:
        self.view = QListView()
        self._delegate = OutlineDelegate(theme)
        self._filter = FilterLine(self.tr("Filter the headings"))
        self._empty = PlainLabel(self.tr("This document has no headings."))
        super().__init__(self.tr("OUTLINE"), theme)
        self.filter = self._filter.line
        self.model = OutlineModel(self)
        self._page = page
        self._wanted = True
        self._asked_for = False
        self._set_up_view()
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._filter)
        self.set_body(self.view)
        self._column.addWidget(self._empty, 1)
        self._filter.wordsChanged.connect(self._filter_by)
        self._filter.requestList.connect(self.view.setFocus)
        self._filter.requestFirst.connect(lambda: self._go(self.model.index(0)))
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        page.documentChanged.connect(self._show_document)
        page.reader.view.cursorMoved.connect(self._follow)
        self.restyle(theme)
        self._show_document()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName(self.tr("Headings of the document"))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- what is shown

    def _show_document(self) -> None:
        self._asked_for = False
        self._filter.line.clear()
        structure = self._page.structure
        self.model.show(outline(self._page.text, structure), structure)
        self._filter.show_if(self.model.rowCount() >= MANY)
        self._show_state()
        self._follow(self._page.reader.view.cursor_position())

    def _show_state(self) -> None:
        empty = self.model.is_empty
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)
        self.setVisible((self._wanted and not empty) or self._asked_for)

    def set_wanted(self, wanted: bool) -> None:
        """Whether the outline of a document that has headings is shown."""
        self._wanted = wanted
        self._show_state()

    def toggle(self) -> bool:
        """Show it, or close it where it is shown; returns whether outlines are wanted now. Of a
        document without headings it says so, until another one is opened."""
        if self.isHidden():
            self._wanted = self._asked_for = True
        else:
            self._asked_for = False
            self._wanted = self._wanted and self.model.is_empty
        self._show_state()
        return self._wanted

    def _filter_by(self, words: str) -> None:
        self.model.filter(words)
        self._follow(self._page.reader.view.cursor_position())

    # --- where one is, and where to go

    def _follow(self, position: int) -> None:
        """Mark the section that the cursor is in."""
        row = self.model.row_at(position)
        if row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row))  # an invalid one marks none

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.requestPlace.emit(self.model.entry(index.row()).start)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._delegate.theme = theme
        self._filter.restyle(theme)
        m = theme.space("m")
        self._empty.setContentsMargins(m, m, m, m)
        self.view.scheduleDelayedItemsLayout()


def make_outline(services: Services) -> OutlinePanel:
    """The outline of a window."""
    panel = OutlinePanel(services.page, services.theme)
    panel.requestPlace.connect(services.navigator.go_to)
    return panel
