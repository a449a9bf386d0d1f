"""A picture in the window: it scrolls, tells what is pointed at, and opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from annotator.corpus.drawing import NO_MARK, Boxes, Drawing, Mark, Words, bounds
from annotator.ui.pictures.painting import paint
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.plain_text import tip

_FRAME, _GAP = 2, 2
"""Pixels of the frame around a mark, and between the two."""
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class PictureCanvas(QWidget):
    """The drawing itself, at the zoom of the window."""

    pointed = Signal(int)
    """The number of the mark under the pointer or chosen by keys, `NO_MARK` for none."""
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self._theme = theme
        self._current = NO_MARK
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def take(self, drawing: Drawing | None, theme: Theme) -> None:
        """Show another drawing, or none."""
        self.drawing, self._theme, self._current = drawing, theme, NO_MARK
        zoom = theme.zoom
        size = QSize(0, 0)
        if drawing is not None:
            size = QSize(int(drawing.width * zoom), int(drawing.height * zoom))
        self.setMinimumSize(size)
        self.setAccessibleName(drawing.title if drawing else "")
        self.setAccessibleDescription(drawing.about if drawing else "")
        self.update()

    @property
    def current(self) -> int:
        """The mark that is chosen or pointed at."""
        return self._current

    def area_of(self, mark: int) -> QRectF:
        """Where a mark is, in pixels of this widget; empty where it has no shape of its own."""
        if self.drawing is None:
            return QRectF()
        for shape in self.drawing.shapes:
            if isinstance(shape, Boxes):
                for at in (shape.mark == mark).nonzero()[0][:1].tolist():
                    sides = shape.x[at], shape.y[at], shape.width[at], shape.height[at]
                    return self._scaled(QRectF(*map(float, sides)))
            elif not isinstance(shape, Words) and shape.mark == mark:
                left, top, right, bottom = bounds(shape)
                return self._scaled(QRectF(left, top, right - left, bottom - top))
        return QRectF()

    def _scaled(self, area: QRectF) -> QRectF:
        zoom = self._theme.zoom
        return QRectF(area.x() * zoom, area.y() * zoom, area.width() * zoom, area.height() * zoom)

    def _mark_at(self, place: QPointF) -> int:
        if self.drawing is None:
            return NO_MARK
        return self.drawing.mark_at(place.x() / self._theme.zoom, place.y() / self._theme.zoom)

    def point_at(self, mark: int) -> None:
        """Choose a mark, as the pointer does."""
        if mark != self._current:
            self._update(self._current)
            self._current = mark
            self._update(mark)
            chosen = Mark("")
            if self.drawing is not None and mark != NO_MARK:
                chosen = self.drawing.marks[mark]
            opens, shapes = bool(chosen.passages), Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if opens else shapes.ArrowCursor)
            self.setToolTip(tip(chosen.label))
            self.pointed.emit(mark)

    def _update(self, mark: int) -> None:
        """Paint again where a mark is, with the frame around it."""
        area = self.area_of(mark) if mark != NO_MARK else QRectF()
        if not area.isEmpty():
            edge = self._theme.px(_FRAME) + _GAP
            self.update(area.adjusted(-edge, -edge, edge, edge).toAlignedRect())

    # --- what Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.drawing is None:
            return
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), QColor(self.drawing.background))
            zoom = self._theme.zoom
            painter.scale(zoom, zoom)
            seen = QRectF(event.rect())
            exposed = QRectF(
                seen.x() / zoom, seen.y() / zoom, seen.width() / zoom, seen.height() / zoom
            )
            paint(painter, self.drawing, exposed)
            painter.resetTransform()
            area = self.area_of(self._current) if self._current != NO_MARK else QRectF()
            if not area.isEmpty():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.color("text"), self._theme.px(_FRAME)))
                painter.drawRect(area.adjusted(-_GAP, -_GAP, _GAP, _GAP))
            if self.hasFocus():
                paint_focus_frame(painter, self._theme, self.visibleRegion().boundingRect())
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(NO_MARK)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark != NO_MARK:
            self.opened.emit(mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        number = len(self.drawing.marks) if self.drawing else 0
        if step is not None and number:
            start = -1 if self._current == NO_MARK and step > 0 else max(self._current, 0)
            self.point_at((start + step) % number)
            assert self.drawing is not None
            words = self.drawing.marks[self._current].label
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current != NO_MARK:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)


class PictureView(QScrollArea):
    """The canvas, scrolled where it has no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = PictureCanvas(theme)
        self.setWidget(self.canvas)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.canvas.pointed.connect(self._reveal)
        # The frame of the focus is around what is in sight.
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.canvas.update())

    @property
    def room(self) -> int:
        """Pixels that a picture may be wide without being scrolled sideways."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return self.maximumViewportSize().width() - max(
            bar, self.verticalScrollBar().sizeHint().width()
        )

    def _reveal(self, mark: int) -> None:
        area = self.canvas.area_of(mark) if mark != NO_MARK else QRectF()
        if self.canvas.hasFocus() and not area.isEmpty() and not self.canvas.underMouse():
            middle = area.center().toPoint()
            self.ensureVisible(middle.x(), middle.y())
