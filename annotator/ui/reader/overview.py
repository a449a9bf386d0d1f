"""The overview bar: the whole document at a glance, and a click away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.corpus.span import Span
from annotator.ui.reader.marks import CODE, CODER, END, START, Table
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.tasks.debouncer import Debouncer

_WIDTH = 30
_REST_MS = 120

Rows = npt.NDArray[np.int64]


def dominant_codes(table: Table, length: int, height: int, codes: int) -> Rows:
    """For each of `height` rows of pixels the code with most marks there, -1 for none.

    `length` is the text's in code points. Counts are sums over starts and ends, so the work does
    not grow with the length of a mark.
    """
    if not table.shape[1] or not length:
        return np.full(height, -1, dtype=np.int64)
    starts = table[START].astype(np.int64) * height // length
    ends = (table[END].astype(np.int64) - 1) * height // length + 1
    kinds = table[CODE].astype(np.int64)
    width = height + 1
    size = codes * width
    changes = np.bincount(kinds * width + starts.clip(0, height), minlength=size)
    changes = changes - np.bincount(kinds * width + ends.clip(0, height), minlength=size)
    counts = np.cumsum(changes.reshape(codes, width), axis=1)[:, :height]
    best: Rows = np.argmax(counts, axis=0)
    best[counts.max(axis=0) == 0] = -1
    return best


def _places(spans: Sequence[Span]) -> Rows:
    """Starts and ends as two rows."""
    table = np.array([(span.start, span.end) for span in spans], dtype=np.int64)
    return table.reshape(-1, 2).T


class OverviewBar(QWidget):
    """Shows where codings, disagreements, memos and search hits are. Up is the beginning."""

    positionRequested = Signal(int)
    """The user wants to read at this code point."""

    def __init__(self, view: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._picture: QPixmap | None = None
        self._memos = _places(())
        self._disagreements = _places(())
        self._hits = _places(())
        # Drawing it anew takes milliseconds at 100,000 codings: not within a key press.
        self._rest = Debouncer(_REST_MS, self.refresh, self)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the document"))
        self.setToolTip(self.tr("Codings, disagreements, memos and search hits in this document"))
        view.pageMoved.connect(self.update)
        view.marksChanged.connect(self._rest.start)

    def sizeHint(self) -> QSize:
        return QSize(self._view.theme.px(_WIDTH), 0)

    # --- what to show besides codings

    def set_memos(self, spans: Sequence[Span]) -> None:
        """Passages that have a memo."""
        self._memos = _places(spans)
        self.refresh()

    def set_disagreements(self, spans: Sequence[Span]) -> None:
        """Passages that coders see differently."""
        self._disagreements = _places(spans)
        self.refresh()

    def set_hits(self, spans: Sequence[Span]) -> None:
        """What a search has found."""
        self._hits = _places(spans)
        self.refresh()

    def refresh(self) -> None:
        """Draw it anew: marks, theme or size changed."""
        self._picture = None
        self.update()

    # --- where things are

    def y_of(self, position: int) -> float:
        """Pixels from the top for a code point."""
        return position * self.height() / max(1, len(self._view.text))

    def position_at(self, y: float) -> int:
        """The code point for a place on the bar."""
        length = len(self._view.text)
        return min(max(0, length - 1), max(0, int(y * length / max(1, self.height()))))

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._draw()
        theme = self._view.theme
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture)
            if not len(self._view.text):
                return  # nothing is in view
            top = self.y_of(self._view.first_visible_position())
            bottom = self.y_of(self._view.last_visible_position())
            height = max(theme.px(4), round(bottom - top))
            frame = QRectF(0.5, round(top) + 0.5, self.width() - 1.0, height - 1.0)
            shade = theme.color("text")
            shade.setAlpha(18)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(shade)
            painter.setPen(theme.color("strong_border"))
            painter.drawRoundedRect(frame, theme.radius("small") / 2, theme.radius("small") / 2)
        finally:
            painter.end()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        theme = self._view.theme
        picture.fill(theme.color("panel"))
        painter = QPainter(picture)
        try:
            painter.fillRect(0, 0, 1, self.height(), theme.color("border"))
            if len(self._view.text):
                self._draw_codings(painter)
                self._draw_others(painter)
        finally:
            painter.end()
        return picture

    def _draw_codings(self, painter: QPainter) -> None:
        marks = self._view.painter_of_marks
        table = marks.marks.filtered(marks.marks.all(), marks.only_codes, marks.only_coders)
        current = {n for n in range(len(marks.marks.coder_guids)) if marks.is_filled(n)}
        mine = np.isin(table[CODER], list(current))
        theme = self._view.theme
        self._draw_lane(painter, table[:, mine], theme.px(4), theme.px(9))
        self._draw_lane(painter, table[:, ~mine], theme.px(14), theme.px(5))

    def _draw_lane(self, painter: QPainter, table: Table, x: int, width: int) -> None:
        marks = self._view.painter_of_marks
        codes = max(1, len(marks.marks.code_guids))
        rows = dominant_codes(table, len(self._view.text), self.height(), codes)
        borders = np.flatnonzero(np.diff(rows, prepend=-2, append=-2)).tolist()
        for top, bottom in pairwise(borders):
            if rows[top] >= 0:
                color = marks.pen(int(rows[top])).line
                painter.fillRect(x, top, width, max(2, bottom - top), color)

    def _draw_others(self, painter: QPainter) -> None:
        theme = self._view.theme
        x, width = theme.px(21), theme.px(6)
        least = theme.px(2)
        for top, height in self._stretches(self._disagreements, least):
            painter.fillRect(QRectF(x, top, width, height), theme.color("error"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        # Two dots on one pixel are one.
        dots = self._memos[0] * self.height() // max(1, len(self._view.text))
        for y in set(dots.tolist()):  # np.unique would import all of np.ma, at each start
            painter.drawEllipse(QRectF(x, y - width / 2, width, width))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for top, height in self._stretches(self._hits, least):
            place = QRectF(theme.px(2), top, self.width() - theme.px(4), height)
            painter.fillRect(place, theme.color("warning"))

    def _stretches(self, places: Rows, least: int) -> list[tuple[int, int]]:
        """Where passages are on the bar, as (top, height) in pixels, however many they are: what
        meets on the bar is one stretch, `least` pixels high at least."""
        height, length = self.height(), max(1, len(self._view.text))
        if not places.shape[1]:
            return []
        tops = places[0] * height // length
        bottoms = np.maximum(places[1] * height // length, tops + least).clip(0, height)
        change = np.bincount(tops.clip(0, height), minlength=height + 1)
        change = change - np.bincount(bottoms, minlength=height + 1)
        covered = np.cumsum(change)[:height] > 0
        edges = np.flatnonzero(np.diff(covered, prepend=False, append=False)).tolist()
        return [(top, bottom - top) for top, bottom in zip(edges[::2], edges[1::2], strict=True)]

    # --- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over it scrolls the text."""
        lines = -event.angleDelta().y() * QApplication.wheelScrollLines() / 120
        self._view.scroll_lines(round(lines))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.positionRequested.emit(self.position_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.positionRequested.emit(self.position_at(event.position().y()))
