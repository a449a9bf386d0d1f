"""Draws cues: a line of dots above the words, since every line below them is a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from annotator.corpus.span import Span
from annotator.ui.reader.cue_marks import lanes_of

if TYPE_CHECKING:
    from annotator.ui.reader.page_view import PageView

_DOT = 2.0
_STEP = 2.6
"""Diameter of a dot in pixels, and the distance of two in diameters."""
_MOST_CODES = 2
"""Codes whose dots alternate over the same words; the tip names all of them."""


def paint_cues(
    view: PageView, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
) -> None:
    """The known cues of one block, in view coordinates."""
    first = view.positions.to_text(block.position())
    last = view.positions.to_text(block.position() + block.length() - 1)
    cues = view.cues.within(first, last) if last > first else []
    size = max(1.0, _DOT * view.theme.zoom)
    for cue, lane in lanes_of(cues):
        if lane >= _MOST_CODES:
            continue
        painter.setPen(_pen(view.theme.code_line(view.color_of(cue.code)), size, lane))
        for rect in view.painter_of_marks.rects(block, Span(cue.start, cue.end), origin, clip):
            y = rect.top() + size / 2
            painter.drawLine(QLineF(rect.left() + size / 2, y, rect.right() - size / 2, y))


def _pen(color: QColor, size: float, lane: int) -> QPen:
    pen = QPen(color, size)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, _STEP * _MOST_CODES if lane else _STEP])
    pen.setDashOffset(-_STEP * lane)
    return pen
