"""A figure with its interval as a small bar: the number to read, the bar to compare."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.agreement import Figure, Interval
from annotator.ui.agreement.model import FIGURE_ROLE, INTERVAL_ROLE
from annotator.ui.theme import Theme
from annotator.ui.widgets.mirroring import placed

_BAR = 56
"""Width of the scale from 0 to 1, in pixels at 100 %."""


class BarDelegate(QStyledItemDelegate):
    """Draws the interval left of the number. One ink for all: a figure is no verdict."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        if index.data(FIGURE_ROLE) is not None:
            size.setWidth(size.width() + self.theme.px(_BAR) + 2 * self.theme.space("l"))
        return size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        figure = index.data(FIGURE_ROLE)
        if isinstance(figure, Figure) and figure.value is not None:
            painter.save()
            row = QRect(option.rect)
            left, width = row.left() + self.theme.space("l"), self.theme.px(_BAR)
            scale = placed(painter, row, QRect(left, row.top(), width, row.height()))
            paint_bar(painter, QRectF(scale), figure.value, index.data(INTERVAL_ROLE), self.theme)
            painter.restore()


def paint_bar(
    painter: QPainter, scale: QRectF, value: float, interval: Interval | None, theme: Theme
) -> None:
    """A line from 0 to 1, the interval on it, and the value as a dot; below 0 stands at 0, and an
    interval that goes on there has an arrow head."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = scale.center().y()

    def at(number: float) -> float:
        return scale.left() + min(1.0, max(0.0, number)) * scale.width()

    painter.setPen(QPen(theme.color("border"), theme.px(2)))
    painter.drawLine(QPointF(at(0), middle), QPointF(at(1), middle))
    ends = interval.ends if interval else None
    if ends:
        pen = QPen(theme.color("muted"), theme.px(4))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(at(ends[0]), middle), QPointF(at(ends[1]), middle))
        if ends[0] < 0:
            _paint_arrow(painter, QPointF(at(0), middle), theme)
    painter.setPen(QPen(theme.color("page"), theme.px(1)))
    painter.setBrush(theme.color("text"))
    painter.drawEllipse(QPointF(at(value), middle), theme.px(4), theme.px(4))


def _paint_arrow(painter: QPainter, foot: QPointF, theme: Theme) -> None:
    """A head that points to the left from the end of the line."""
    long, half = theme.px(6), theme.px(5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("muted"))
    above, below = QPointF(foot.x(), foot.y() - half), QPointF(foot.x(), foot.y() + half)
    painter.drawPolygon([above, below, QPointF(foot.x() - long, foot.y())])
