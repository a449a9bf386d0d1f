"""Quiet arrows between two passages of a text, drawn over the page for what is in sight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from annotator.corpus.span import Span
from annotator.ui.reader.mark_painter import MarkPainter
from annotator.ui.reader.structured_column import StructuredColumn


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as the page shows it: from one passage to another."""

    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class _Arrow:
    begin: QPointF
    end: QPointF


def paint_links(
    view: StructuredColumn, marks: MarkPainter, painter: QPainter, links: Sequence[Link]
) -> None:
    """Draw the arrows of which at least one end is on the screen; to the other a short one
    points. No names: they would cover words."""
    theme = view.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color("accent")
    color.setAlpha(150)
    for link in links:
        arrow = arrow_of(view, marks, link)
        if arrow is None:
            continue
        path, direction = _curve(arrow, theme.px(26))
        painter.setPen(QPen(color, theme.px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        for span in (link.source, link.target):
            for rect in _rects(view, marks, span):
                painter.drawRoundedRect(rect, theme.radius("small"), theme.radius("small"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawPolygon(_head(arrow.end, direction, theme.px(8)))


def arrow_of(view: StructuredColumn, marks: MarkPainter, link: Link) -> _Arrow | None:
    """Where the arrow of a link begins and ends in the viewport; None where neither is seen."""
    source, target = _rects(view, marks, link.source), _rects(view, marks, link.target)
    if not source and not target:
        return None
    down = link.source.start <= link.target.start
    begin = _anchor(source, at_bottom=down, last=down)
    # An arrow to a passage on the same line runs below both.
    level = bool(source and target) and source[-1].top() == target[0].top()
    end = _anchor(target, at_bottom=not down or level, last=not down)
    # Where the other end is out of sight, a short arrow says in which direction it lies.
    short = QPointF(0, view.theme.px(44) * (1 if down else -1))
    if begin is None and end is not None:
        begin = end - short
    if end is None and begin is not None:
        end = begin + short
    assert begin is not None and end is not None
    return _Arrow(begin, end)


def _rects(view: StructuredColumn, marks: MarkPainter, span: Span) -> list[QRectF]:
    clip = QRectF(view.viewport().rect())
    found: list[QRectF] = []
    for block, origin, _height in view.visible_blocks():
        found += marks.rects(block, span, origin, clip)
    return [rect for rect in found if rect.bottom() > 0 and rect.top() < clip.bottom()]


def _anchor(rects: list[QRectF], *, at_bottom: bool, last: bool) -> QPointF | None:
    if not rects:
        return None
    rect = rects[-1 if last else 0]
    return QPointF(rect.center().x(), rect.bottom() if at_bottom else rect.top())


def _curve(arrow: _Arrow, bow: float) -> tuple[QPainterPath, QPointF]:
    """The path, and the direction in which it arrives."""
    begin, end = arrow.begin, arrow.end
    rise = end.y() - begin.y()
    if abs(rise) < bow:
        first, second = begin + QPointF(0, bow), end + QPointF(0, bow)
    else:
        first, second = begin + QPointF(0, rise * 0.45), end - QPointF(0, rise * 0.45)
    path = QPainterPath(begin)
    path.cubicTo(first, second, end)
    return path, end - second


def _head(tip: QPointF, direction: QPointF, size: float) -> QPolygonF:
    angle = math.atan2(direction.y(), direction.x())
    wings = [
        tip - QPointF(math.cos(angle + turn) * size, math.sin(angle + turn) * size)
        for turn in (-0.4, 0.4)
    ]
    return QPolygonF([tip, *wings])
