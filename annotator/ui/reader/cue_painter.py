"""Draws cues: a line of dots above the words, since every line below them is a coding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTextBlock

from annotator.corpus.span import Span
from annotator.ui.reader.cue_marks import CueMarks, lanes_of
from annotator.ui.reader.mark_painter import MarkPainter
from annotator.ui.reader.structured_column import StructuredColumn

_DOT = 2.0
_STEP = 2.6
"""Diameter of a dot in pixels, and the distance of two in diameters."""
_MOST_CODES = 2
"""Codes whose dots alternate over the same words; the tip names all of them."""


class CuePainter:
    """Keeps a tile of dots for each look: a path of dots would take a page's whole time. `color_of`
    gives the colour of a code (a GUID)."""

    def __init__(self, marks: MarkPainter, color_of: Callable[[str], str]) -> None:
        self._marks, self._color_of = marks, color_of
        self._tiles: dict[tuple[int, float, float, int], QPixmap] = {}

    def paint(
        self,
        view: StructuredColumn,
        known: CueMarks,
        painter: QPainter,
        block: QTextBlock,
        origin: QPointF,
        clip: QRectF,
    ) -> None:
        """The known cues of one block, in view coordinates."""
        first = view.positions.to_text(block.position())
        last = view.positions.to_text(block.position() + block.length() - 1)
        cues = known.within(first, last) if last > first else []
        size = max(1.0, _DOT * view.theme.zoom)
        for cue, lane in lanes_of(cues):
            if lane >= _MOST_CODES:
                continue
            color = view.theme.code_line(self._color_of(cue.code))
            tile = self._tile(color, size, view.devicePixelRatioF(), lane)
            period = tile.width() / tile.devicePixelRatio()
            for rect in self._marks.rects(block, Span(cue.start, cue.end), origin, clip):
                # From the page's edge, so that the dots of two codes fall into each other's places.
                line = QRectF(rect.left(), rect.top(), rect.width(), size)
                painter.drawTiledPixmap(line, tile, QPointF(line.left() % period, 0))

    def _tile(self, color: QColor, size: float, ratio: float, lane: int) -> QPixmap:
        """One dot with the room after it; of a second code, with room for the first one's."""
        asked = (color.rgba(), size, ratio, lane)
        if asked not in self._tiles:
            step = max(2, round(size * _STEP * ratio))
            tile = QPixmap(step * (lane + 1), max(1, round(size * ratio)))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            dots = QPainter(tile)
            try:
                dots.setRenderHint(QPainter.RenderHint.Antialiasing)
                dots.setPen(Qt.PenStyle.NoPen)
                dots.setBrush(color)
                dots.drawEllipse(QRectF(0, 0, size, size))
            finally:
                dots.end()
            self._tiles[asked] = tile
        return self._tiles[asked]
