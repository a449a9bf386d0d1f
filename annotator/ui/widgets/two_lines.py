"""Rows of two lines in a list: what it is, and smaller, what there is to know about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.ui.theme import Theme
from annotator.ui.widgets.elision import elided_heading
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
DETAIL = Qt.ItemDataRole.UserRole + 10


class TwoLines(QStyledItemDelegate):
    """Both lines are shortened to the width of the list; a box to tick stands before them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        sizes = ("interface_size", "small_size")
        lines = sum(self.theme.interface_font(size).pixelSize() * 1.4 for size in sizes)
        return QSize(10, round(lines) + 2 * self.theme.space("s"))

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        theme = self.theme
        m, s = theme.space("m"), theme.space("s")
        box = theme.px(16) + m + s if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0
        inner = option.rect.adjusted(m + box, s, -m, -s)
        middle = inner.height() * 11 // 20
        painter.save()
        for rect, role, size, color in (
            (inner.adjusted(0, 0, 0, middle - inner.height()), 0, "interface_size", "text"),
            (inner.adjusted(0, middle, 0, 0), DETAIL, "small_size", "muted"),
        ):
            painter.setFont(theme.interface_font(size))
            painter.setPen(theme.color(color))
            text = " ".join(str(index.data(role) or "").split())
            metrics, right = painter.fontMetrics(), Qt.TextElideMode.ElideRight
            # The upper line tells rows apart by its end; the lower one is read from its beginning.
            shown = (
                metrics.elidedText(text, right, rect.width())
                if role == DETAIL
                else elided_heading(metrics, text, rect.width())
            )
            place = placed(painter, option.rect, rect)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, option.rect)


def two_line_list(theme: Theme, name: str) -> QListWidget:
    """An empty list of such rows; `name` is for screen readers."""
    view = QListWidget()
    delegate = TwoLines(theme)
    delegate.setParent(view)
    view.setItemDelegate(delegate)
    view.setAccessibleName(name)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def add_row(view: QListWidget, text: str, detail: str) -> QListWidgetItem:
    """A row at the end of such a list."""
    item = QListWidgetItem(text, view)
    item.setData(DETAIL, detail)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {detail}")
    item.setToolTip(tip(f"{text}\n{detail}" if detail else text))  # both may be shortened
    return item
