"""Shows the pages of a document as printed, with its codings; what is selected on them is selected
in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QToolTip, QWidget

from annotator.corpus.span import Span
from annotator.operations.documents.printed_pages import PrintedPages
from annotator.ui.printed.layout import PageLayout
from annotator.ui.printed.pictures import PagePictures
from annotator.ui.tasks.latest import Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.pinch import Pinch
from annotator.ui.widgets.plain_text import tip

_LEAST, _MOST = 0.25, 6.0
_STEP = 1.1
_FILL_ALPHA = 90
_FOLLOW = 0.25
"""A place that is brought into sight comes this far below the top of the view."""


_Bar = QAbstractSlider.SliderAction
_STEPS = {
    Qt.Key.Key_Down: _Bar.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Bar.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _Bar.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Bar.SliderPageStepSub,
    Qt.Key.Key_Home: _Bar.SliderToMinimum,
    Qt.Key.Key_End: _Bar.SliderToMaximum,
}


@dataclass(frozen=True, slots=True)
class PageMark:
    """A stretch of a coding to be drawn: code points, half open; its colour; whether it is the
    current coder's (filled) or another's (a line)."""

    start: int
    end: int
    color: str
    filled: bool
    label: str


Marks = Callable[[int, int], Sequence[PageMark]]
"""The marks that overlap a stretch of the text."""


class PrintedView(QAbstractScrollArea):
    """The pages one below the other. It changes nothing: it tells what was selected."""

    _pinch: Pinch | None = None  # Qt sends events while the view is made
    selected = Signal(int, int)
    """Code points, half open, were selected with the mouse; equal for a click."""
    released = Signal()
    """The mouse button is up again: what was selected stays."""
    scrolled = Signal(int)
    """The user scrolled the pages, and this character is at the top now."""
    currentPageChanged = Signal(int)
    """Another page (from 0) is in the middle of the view."""
    scaleChanged = Signal(float)

    def __init__(self, theme: Theme, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: PrintedPages | None = None
        self._marks: Marks = lambda _start, _end: ()
        self._selection: Span | None = None
        self._anchor: int | None = None
        self._current = 0
        self._by_user = False
        self._fit_width = True
        self.scale = 1.0
        self.pictures = PagePictures(run, self)
        self.pictures.ready.connect(lambda _page: self.viewport().update())
        self._layout = PageLayout([], 1.0, 0, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages as printed"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self._pinch = Pinch(self.viewport())
        # Told for wheel, keys and mouse, just before the bar moves, but not where it is set.
        self.verticalScrollBar().actionTriggered.connect(self._note_user)

    # --- what is shown

    def show_pages(self, pages: PrintedPages | None, marks: Marks) -> None:
        """Show a document's pages from the first, or none."""
        self._pages, self._marks = pages, marks
        self._selection = self._anchor = None
        self._current = 0
        self.pictures.show(pages)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def marks_changed(self) -> None:
        """Codings came, went or look otherwise."""
        self.viewport().update()

    def show_selection(self, span: Span | None) -> None:
        """Show what is selected in the text."""
        if span != self._selection:
            self._selection = span
            self.viewport().update()

    def reveal(self, position: int) -> None:
        """Bring a character into sight, where it is not."""
        if self._pages is None:
            return
        boxes = self._pages.boxes(position, position + 1)
        rect = self._layout.box(boxes[0]) if boxes else self._page_rect(position)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if rect.top() < top or rect.bottom() > top + height:
            self.verticalScrollBar().setValue(round(rect.top() - height * _FOLLOW))
        left, width = self.horizontalScrollBar().value(), self.viewport().width()
        if rect.left() < left or rect.left() > left + width:
            self.horizontalScrollBar().setValue(round(rect.left() - width * _FOLLOW))

    def _page_rect(self, position: int) -> QRectF:
        assert self._pages is not None
        return self._layout.rect(self._pages.page_of(position))

    def go_to_page(self, page: int) -> None:
        """Bring the head of a page (from 0) to the top."""
        if self._pages is not None and 0 <= page < len(self._pages.sizes):
            rect = self._layout.rect(page)
            self.verticalScrollBar().setValue(round(rect.top()) - self._gap)

    @property
    def pages(self) -> PrintedPages | None:
        """What is shown."""
        return self._pages

    @property
    def current_page(self) -> int:
        """The page (from 0) in the middle of the view."""
        return self._current

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._lay_out()
        self.viewport().update()

    # --- scale

    @property
    def _gap(self) -> int:
        return self._theme.space("m")

    def fit_width(self) -> None:
        """Make the widest page as wide as the view, also when it is resized."""
        self._fit_width = True
        self._lay_out()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Larger or smaller, about a point of the viewport, without one about its middle."""
        self._fit_width = False
        point = QPointF(self.viewport().rect().center()) if about is None else about
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        x = (across.value() + point.x()) / max(1, self._layout.width)
        y = (down.value() + point.y()) / max(1.0, self._layout.height)
        self.scale = min(_MOST, max(_LEAST, self.scale * factor))
        self._lay_out()
        across.setValue(round(x * self._layout.width - point.x()))
        down.setValue(round(y * self._layout.height - point.y()))
        self.scaleChanged.emit(self.scale)

    def _lay_out(self) -> None:
        sizes = self._pages.sizes if self._pages is not None else []
        width = self.viewport().width()
        if self._fit_width and sizes:
            widest = max(page for page, _height in sizes)
            self.scale = min(_MOST, max(_LEAST, (width - 2 * self._gap) / max(1.0, widest)))
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        above = vertical.value() / max(1.0, self._layout.height)
        self._layout = PageLayout(sizes, self.scale, self._gap, width)
        self.pictures.set_scale(self.scale * self.devicePixelRatioF())
        height = self.viewport().height()
        vertical.setRange(0, max(0, round(self._layout.height) - height))
        vertical.setPageStep(height)
        vertical.setSingleStep(self._theme.space("row"))
        horizontal.setRange(0, max(0, self._layout.width - width))
        horizontal.setPageStep(width)
        vertical.setValue(round(above * self._layout.height))  # the same place at another size
        self._moved()

    def _moved(self) -> None:
        """Ask for the pictures of what is seen now, then of its neighbours."""
        if self._pages is None:
            return
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        seen = self._layout.visible(top, top + height)
        near = [page for page in (seen.stop, seen.start - 1) if 0 <= page < len(self._pages.sizes)]
        self.pictures.want([*seen, *near])
        current = self._layout.page_at(top + height / 2)
        if current != self._current:
            self._current = current
            self.currentPageChanged.emit(current)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), self._theme.color("window"))
            painter.translate(-left, -top)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self._pages is not None:
                for page in self._layout.visible(top, top + self.viewport().height()):
                    self._paint_page(painter, page)
            if self.hasFocus():
                painter.resetTransform()
                paint_focus_frame(painter, self._theme, self.viewport().rect())
        finally:
            painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._layout.rect(page)
        painter.fillRect(rect, Qt.GlobalColor.white)
        picture = self.pictures.picture(page)
        if picture is not None:
            painter.drawImage(rect, picture)
        assert self._pages is not None
        start, end = self._pages.span(page)
        if start < end:
            self._paint_marks(painter, max(start, 0), end)
        painter.setPen(QPen(self._theme.color("strong_border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_marks(self, painter: QPainter, start: int, end: int) -> None:
        # Multiplied, so that the letters keep their blackness under any number of fills.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        marks = self._marks(start, end)
        for mark in marks:
            if mark.filled:
                self._fill(painter, max(start, mark.start), min(end, mark.end), mark.color)
        selection = self._selection
        if selection is not None and selection.start < end and selection.end > start:
            color = self._theme.color("selection").name()
            self._fill(painter, max(start, selection.start), min(end, selection.end), color)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark in marks:
            self._underline(painter, max(start, mark.start), min(end, mark.end), mark.color)

    def _fill(self, painter: QPainter, start: int, end: int, color: str) -> None:
        shade = QColor(color)
        shade.setAlpha(_FILL_ALPHA)
        for rect in self.rects(start, end):
            painter.fillRect(rect, shade)

    def _underline(self, painter: QPainter, start: int, end: int, color: str) -> None:
        thickness = max(1.0, 1.2 * self.scale)
        for rect in self.rects(start, end):
            painter.fillRect(
                QRectF(rect.left(), rect.bottom(), rect.width(), thickness), QColor(color)
            )

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where characters stand, in pixels of the whole, a rectangle for each line; none as long
        as their places are not found."""
        if self._pages is None or start >= end:
            return []
        return [self._layout.box(box) for box in self._pages.boxes(start, end)]

    # --- mouse and keys

    def _position_at(self, point: QPoint | QPointF) -> int | None:
        if self._pages is None:
            return None
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._pages.position(*self._layout.point(QPointF(point) + QPointF(*bars)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self._anchor = self._position_at(event.position())
            if self._anchor is not None:
                self.selected.emit(self._anchor, self._anchor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._scroll_at_the_edge(event.position().y())
        position = self._position_at(event.position())
        if position is not None:
            self.selected.emit(*sorted((self._anchor, position)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._anchor is not None:
            self._anchor = None
            self.released.emit()

    def _scroll_at_the_edge(self, y: float) -> None:
        beyond = min(0.0, y) + max(0.0, y - self.viewport().height())
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(_STEP if turned > 0 else 1 / _STEP, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(step)

    def viewportEvent(self, event: QEvent) -> bool:
        pinched = self._pinch.follow(event) if self._pinch is not None else None
        if pinched is not None:
            factor, about = pinched
            if factor != 1.0:
                self.zoom(factor, about)
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        position = self._position_at(event.pos())
        marks = self._marks(position, position + 1) if position is not None else ()
        names = "\n".join(dict.fromkeys(mark.label for mark in marks))
        if names:
            QToolTip.showText(event.globalPos(), tip(names), self.viewport())
        else:
            QToolTip.hideText()

    # --- size

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()
        self._moved()
        if self._by_user:
            self._by_user = False
            position = self._position_at(QPoint(-self.horizontalScrollBar().value(), self._gap))
            if position is not None:
                self.scrolled.emit(position)

    def _note_user(self, _action: int) -> None:
        bar = self.verticalScrollBar()
        self._by_user = bar.sliderPosition() != bar.value()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(520), self._theme.px(560))

    def visible_rect(self) -> QRect:
        """What is seen of the whole, in pixels."""
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(QPoint(*bars), self.viewport().size())
