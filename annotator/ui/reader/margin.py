"""The margin: a bracket and a name beside the lines of each coding."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.reader.margin_layout import Extent, Placed, placed
from annotator.ui.reader.margin_painter import PLAIN, Look, MarginPainter
from annotator.ui.reader.marks import Mark
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.widgets.plain_text import tip

_COLUMNS = 5
_COLUMN_STEP = 8
_NEAR_TEXT = 6
_LOOK = QEvent.Type(QEvent.registerEventType())


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
        self._columns_used = 0
        self._names_x = 0
        self._name_height = 16.0
        self._painter = MarginPainter(view, self.font())
        self._marks: dict[int, Mark] = {}
        self._hovered: str | None = None
        self._styles = view.code_styles
        self._open: frozenset[str] = frozenset()
        self._with_memo: frozenset[str] = frozenset()
        self._unsaved: frozenset[str] = frozenset()
        self._important: frozenset[str] = frozenset()
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Codings beside the text"))
        self._chosen: str | None = None
        view.pageMoved.connect(self._stale)
        self._waiting = False
        view.marksChanged.connect(self._look_soon)

    def sizeHint(self) -> QSize:
        return QSize(self._view.theme.px(320), 0)

    def set_open(self, codings: frozenset[str]) -> None:
        """Mark these codings (GUIDs): something is left to do on them."""
        self._open = codings
        self.update()

    def set_unsaved(self, codings: frozenset[str]) -> None:
        """Mark these codings (GUIDs): they wait to be saved."""
        if codings != self._unsaved:
            self._unsaved = codings
            self.update()

    def _stale(self) -> None:
        self._placed = None
        self.update()

    def _look_soon(self) -> None:
        """Once for all that one key press changes, and still before anything is painted."""
        if not self._waiting:
            self._waiting = True
            QCoreApplication.postEvent(
                self, QEvent(_LOOK), Qt.EventPriority.HighEventPriority.value
            )

    def _marks_changed(self) -> None:
        """Of what is shown, paint again what is elsewhere now, and no more: a key press that codes
        waits for it."""
        before, known, width = self._placed, self._marks, self._columns_used
        self._placed = None
        if before is None or self._styles is not self._view.code_styles:
            self._styles = self._view.code_styles
            self.update()
            return
        now = self.codings()
        chosen = self._view.emphasised
        if self._columns_used != width:
            self.update()
        else:
            old = {(place, known.get(place.row)) for place in before}
            new = {(place, self._marks.get(place.row)) for place in now}
            for place, _mark in old ^ new:
                self._update_place(place)
            if chosen != self._chosen:
                for place in (*before, *now):
                    if self._view.marks.key(place.row) in (chosen, self._chosen):
                        self._update_place(place)
        self._chosen = chosen

    def set_with_memo(self, keys: frozenset[str]) -> None:
        """Show that these codings have a memo."""
        if keys != self._with_memo:
            self._with_memo = keys
            self.update()

    def set_important(self, keys: frozenset[str]) -> None:
        """Show that these codings are important."""
        if keys != self._important:
            self._important = keys
            self.update()

    def _update_place(self, place: Placed) -> None:
        name = self._name_height
        top, bottom = place.top, place.bottom
        if place.name_y is not None:
            top, bottom = min(top, place.name_y - name), max(bottom, place.name_y + name)
        top, bottom = max(0.0, top - 4), min(float(self.height()), bottom + 4)
        if top < bottom:
            self.update(0, int(top), self.width(), int(bottom - top) + 1)

    # --- where things are

    def codings(self) -> list[Placed]:
        """The brackets on the screen, from top to bottom."""
        if self._waiting:  # somebody asks in between: then all is painted again
            self._placed = None
            self.update()
        if self._placed is None:
            self._placed = self._place()
            used = [place.column for place in self._placed if place.column is not None]
            self._columns_used = max(used, default=-1) + 1
            self._names_x = self._bracket_x(self._columns_used) + self._view.theme.px(4)
        return self._placed

    def _place(self) -> list[Placed]:
        view = self._view
        first, last = view.first_visible_position(), view.last_visible_position()
        self._marks = {}
        reach: dict[int, tuple[float, float]] = {}
        lines, height = view.line_tops(), self.height()
        for mark in view.painter_of_marks.shown(first, last):
            top, bottom = lines.extent(mark.start, mark.end)
            if bottom <= 0 or top >= height:
                continue
            if mark.row in reach:
                # The parts of a discontinuous coding share one bracket.
                before = reach[mark.row]
                top, bottom = min(before[0], top), max(before[1], bottom)
            else:
                self._marks[mark.row] = mark
            reach[mark.row] = top, bottom
        extents = [Extent(row, top, bottom) for row, (top, bottom) in reach.items()]
        name_height = self._name_height
        inset = float(max(0, round((QFontMetricsF(view.font()).height() - name_height) / 2)))
        return placed(extents, float(self.height()), name_height, _COLUMNS, inset)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            height = round(QFontMetricsF(self.font()).height()) + self._view.theme.px(1)
            self._name_height = float(height)
            self._painter.set_font(self.font())
            self._stale()

    def _bracket_x(self, column: int) -> int:
        theme = self._view.theme
        return theme.px(_NEAR_TEXT) + column * theme.px(_COLUMN_STEP)

    def name_rect(self, place: Placed) -> QRectF:
        """Where a coding's name stands; an empty rectangle where it has none."""
        if place.name_y is None:
            return QRectF()
        height = self._name_height
        left = self._names_x
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
            if place.column is None:
                continue
            near = abs(point.x() - self._bracket_x(place.column)) <= half
            if near and place.top <= point.y() <= place.bottom:
                return place
        return None

    # --- words

    def name(self, place: Placed) -> str:
        """What stands beside the bracket: the code, whose it is if not the current coder's."""
        mark = self._marks[place.row]
        unsaved = self._view.marks.key(mark.row) in self._unsaved
        return "".join(self._painter.name_parts(mark, unsaved))

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._view.theme.color("page"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painter.begin()
            shown = [
                (place, self._marks[place.row], self._look(place))
                for place in self._in(event.rect(), self.codings())
            ]
            self._paint_brackets(painter, shown)
            for place, mark, look in shown:
                if place.name_y is not None:
                    self._painter.name(painter, self.name_rect(place), place, mark, look)
        finally:
            painter.end()

    def _in(self, clip: QRect, places: list[Placed]) -> list[Placed]:
        """Those of which something is to be painted in `clip`."""
        top, bottom = clip.top(), clip.bottom()
        found = []
        for place in places:
            if place.column is None and place.name_y is None:
                continue
            at = place.name_y if place.name_y is not None else place.top
            if min(place.top, at - 20) <= bottom and max(place.bottom, at + 20) >= top:
                found.append(place)
        return found

    def _paint_brackets(self, painter: QPainter, shown: list[tuple[Placed, Mark, Look]]) -> None:
        columns = [self._bracket_x(column) for column in range(_COLUMNS)]
        lowest = self.height() + 9.0
        for place, mark, look in shown:
            if place.column is not None:
                # What is far off the screen costs as much to paint as what is on it.
                top, bottom = max(place.top + 1.0, -9.0), min(place.bottom - 1.0, lowest)
                self._painter.bracket(columns[place.column], top, bottom, mark, look.strong)
        self._painter.paint_brackets(painter)

    def _look(self, place: Placed) -> Look:
        key = self._view.marks.key(place.row)
        chosen, hovered = key == self._view.emphasised, key == self._hovered
        is_open, with_memo = key in self._open, key in self._with_memo
        unsaved, important = key in self._unsaved, key in self._important
        look = Look(chosen, hovered, is_open, with_memo, unsaved, important)
        return look if any(look) else PLAIN

    # --- events

    def event(self, event: QEvent) -> bool:
        if event.type() == _LOOK:
            self._waiting = False
            self._marks_changed()
            return True
        if isinstance(event, QHelpEvent):
            place = self._place_at(QPointF(event.pos()))
            row = place.row if place is not None else None
            text = self._tip(self._view.marks.key(row)) if row is not None else ""
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().event(event)

    def _tip(self, key: str) -> str:
        name = self._view.coding_name(key)
        if key in self._unsaved:
            return self.tr("{0}\nNot saved yet; it is tried again.").format(name)
        return (
            self.tr("{0}\nSomething is left to do here.").format(name)
            if key in self._open
            else name
        )

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
        key = self._view.marks.key(place.row) if place is not None else None
        if key != self._hovered:
            self._hovered = key
            known = key is not None
            shape = Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
