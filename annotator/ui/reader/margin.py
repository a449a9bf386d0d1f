"""The margin: a bracket and a name beside the lines of each coding."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.reader.margin_layout import Extent, Placed, placed
from annotator.ui.reader.marks import Mark
from annotator.ui.reader.reader_view import ReaderView

_COLUMNS = 5
_COLUMN_STEP = 8
_NEAR_TEXT = 6


class Margin(QWidget):
    """Stands right of the column. What it shows follows the view; it keeps nothing."""

    codingClicked = Signal(object)
    """The GUID of the coding whose bracket or name was clicked."""
    contextMenuRequested = Signal(QPoint, object)
    """Global point and the GUID of the coding below it."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._placed: list[Placed] | None = None
        self._marks: dict[int, Mark] = {}
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Codings beside the text"))
        view.pageMoved.connect(self._stale)
        view.marksChanged.connect(self._stale)

    def sizeHint(self) -> QSize:
        return QSize(self._view.theme.px(210), 0)

    def _stale(self) -> None:
        self._placed = None
        self.update()

    # --- where things are

    def codings(self) -> list[Placed]:
        """The brackets on the screen, from top to bottom."""
        if self._placed is None:
            self._placed = self._place()
        return self._placed

    def _place(self) -> list[Placed]:
        view = self._view
        first, last = view.first_visible_position(), view.last_visible_position()
        marks = view.painter_of_marks.shown(first, last)
        self._marks = {}
        reach: dict[int, tuple[float, float]] = {}
        lines = view.line_tops()
        for mark in marks:
            top, bottom = lines.extent(mark.start, mark.end)
            if bottom <= 0 or top >= self.height():
                continue
            self._marks.setdefault(mark.row, mark)
            before = reach.get(mark.row, (top, bottom))
            # The parts of a discontinuous coding share one bracket.
            reach[mark.row] = (min(before[0], top), max(before[1], bottom))
        extents = [Extent(row, top, bottom) for row, (top, bottom) in reach.items()]
        name_height = self._name_height()
        inset = max(0.0, (QFontMetricsF(view.font()).height() - name_height) / 2)
        return placed(extents, float(self.height()), name_height, _COLUMNS, inset)

    def _name_height(self) -> float:
        return float(round(QFontMetricsF(self.font()).height())) + self._view.theme.px(1)

    def _columns_used(self) -> int:
        return max((place.column for place in self.codings()), default=0) + 1

    def _bracket_x(self, column: int) -> float:
        theme = self._view.theme
        return theme.px(_NEAR_TEXT) + column * theme.px(_COLUMN_STEP) + 0.5

    def _names_x(self) -> float:
        return self._bracket_x(self._columns_used()) + self._view.theme.px(4)

    def name_rect(self, place: Placed) -> QRectF:
        """Where a coding's name stands; an empty rectangle where it has none."""
        if place.name_y is None:
            return QRectF()
        height = self._name_height()
        left = self._names_x()
        return QRectF(left, place.name_y - height / 2, self.width() - left, height)

    def coding_at(self, point: QPointF) -> str | None:
        """The coding whose name or bracket is at a point."""
        place = self._place_at(point)
        return self._view.marks.key(place.row) if place is not None else None

    def _place_at(self, point: QPointF) -> Placed | None:
        for place in self.codings():
            if self.name_rect(place).contains(point):
                return place
        half = self._view.theme.px(_COLUMN_STEP) / 2
        for place in self.codings():
            near = abs(point.x() - self._bracket_x(place.column)) <= half
            if near and place.top <= point.y() <= place.bottom:
                return place
        return None

    # --- words

    def name(self, place: Placed) -> str:
        """What stands beside the bracket: the code, whose it is if not the current coder's."""
        view = self._view
        mark = self._marks[place.row]
        name = view.code_styles[mark.code].name if mark.code < len(view.code_styles) else "?"
        if not view.painter_of_marks.is_filled(mark.coder) and mark.coder < len(view.coder_styles):
            name = self.tr("{code} · {coder}").format(
                code=name, coder=view.coder_styles[mark.coder].initials
            )
        return name

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._view.theme.color("page"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place in self.codings():
                self._paint(painter, place)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, place: Placed) -> None:
        view, theme = self._view, self._view.theme
        mark = self._marks[place.row]
        pen = view.painter_of_marks.pen(mark.code)
        chosen = view.marks.key(place.row) == view.emphasised
        strong = chosen or place.row == self._hovered
        x, tick = self._bracket_x(place.column), theme.px(3)
        top, bottom = place.top + 1.5, place.bottom - 1.5
        bracket = QPen(pen.line, theme.px(2.5 if strong else 1.5))
        bracket.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not view.painter_of_marks.is_filled(mark.coder):
            bracket.setDashPattern([3.0, 1.5])
        painter.setPen(bracket)
        painter.drawPolyline(
            [QPointF(x - tick, top), QPointF(x, top), QPointF(x, bottom), QPointF(x - tick, bottom)]
        )
        if place.name_y is not None:
            self._paint_name(painter, place, mark, strong)

    def _paint_name(self, painter: QPainter, place: Placed, mark: Mark, strong: bool) -> None:
        view, theme = self._view, self._view.theme
        rect = self.name_rect(place)
        font = self.font()
        font.setBold(view.marks.key(place.row) == view.emphasised)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        more = f"  +{place.hidden}" if place.hidden else ""
        room = rect.width() - metrics.horizontalAdvance(more) - theme.px(6)
        name = metrics.elidedText(self.name(place), Qt.TextElideMode.ElideRight, max(0.0, room))
        if strong:
            box = QRectF(rect.left() - theme.px(4), rect.top(), rect.width(), rect.height())
            box.setWidth(metrics.horizontalAdvance(name + more) + theme.px(8))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))
        color = "#888888"
        if mark.code < len(view.code_styles):
            color = view.code_styles[mark.code].color
        painter.setPen(QColor(theme.code_text(color)))
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(rect.left(), baseline), name)
        if more:
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(rect.left() + metrics.horizontalAdvance(name), baseline), more)

    # --- events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            text = self._tip(place) if place is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _tip(self, place: Placed) -> str:
        view = self._view
        mark = self._marks[place.row]
        code = view.code_styles[mark.code].name if mark.code < len(view.code_styles) else "?"
        coder = view.coder_styles[mark.coder].name if mark.coder < len(view.coder_styles) else "?"
        return self.tr("{code} — {coder}").format(code=code, coder=coder)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.coding_at(event.position())
        if key is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self.codingClicked.emit(key)
        elif event.button() == Qt.MouseButton.RightButton:
            self.contextMenuRequested.emit(event.globalPosition().toPoint(), key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(None)

    def _hover(self, place: Placed | None) -> None:
        row = place.row if place is not None else None
        if row != self._hovered:
            self._hovered = row
            known = row is not None
            shape = Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
