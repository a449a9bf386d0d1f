"""Pictures of agreement, painted on anything: the window, an SVG, a PNG.

Shades run from the page to the ink, so they keep their order in grey; the number stands in each
cell, so nothing hangs on a shade alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.agreement import Figure, Interval
from annotator.corpus.number_words import decimals, figure_words, typeset
from annotator.ui.agreement.bar_delegate import paint_bar
from annotator.ui.contrast import contrast, mixed
from annotator.ui.theme import Theme

_LONGEST = 24
_STRONGEST = 0.85


@dataclass(frozen=True)
class ShadedTable:
    """A table of shaded cells. shades: from 0 to 1, None for none; texts: what stands in them."""

    title: str
    note: str
    rows: Sequence[str]
    columns: Sequence[str]
    shades: Sequence[Sequence[float | None]]
    texts: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bars:
    """A line for each code: its figure with the interval, on a scale from 0 to 1."""

    title: str
    note: str
    rows: Sequence[tuple[str, Figure, Interval | None]]
    in_percent: bool = False


Picture = ShadedTable | Bars


def size_of(picture: Picture, theme: Theme) -> QSizeF:
    """How much room a picture takes, in pixels."""
    metrics = QFontMetricsF(theme.interface_font())
    top = _top(metrics, theme)
    words = max(map(metrics.horizontalAdvance, (picture.title, picture.note))) + 1
    if isinstance(picture, Bars):
        labels = _label_width(metrics, [name for name, *_ in picture.rows])
        width = max(labels + theme.px(520), words)
        return QSizeF(width, top + (len(picture.rows) + 1) * theme.px(32) + theme.space("xl"))
    side, left = _cell(metrics, theme, picture), _label_width(metrics, picture.rows)
    width = max(left + side.width() * len(picture.columns), theme.px(420), words)
    header = theme.px(32)
    return QSizeF(width + 2, top + header + side.height() * len(picture.rows) + theme.space("l"))


def paint(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Paint a picture with its title, from the upper left corner of the painter."""
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # scales run to the right
    painter.setFont(theme.interface_font())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + theme.space("s")
    painter.setPen(theme.color("text"))
    painter.drawText(QPointF(0, metrics.ascent()), picture.title)
    painter.setPen(theme.color("muted"))
    painter.drawText(QPointF(0, metrics.ascent() + line), picture.note)
    painter.translate(0, _top(metrics, theme))
    if isinstance(picture, Bars):
        _paint_bars(painter, picture, theme, metrics)
    else:
        _paint_matrix(painter, picture, theme, metrics)


def _top(metrics: QFontMetricsF, theme: Theme) -> float:
    return 2 * metrics.height() + theme.space("s") + theme.space("l")


def _label_width(metrics: QFontMetricsF, names: Sequence[str]) -> float:
    widest = max((metrics.horizontalAdvance(_short(name)) for name in names), default=0.0)
    return widest + metrics.averageCharWidth() * 3


def _short(name: str) -> str:
    """Cut in front: paths of codes differ at their ends."""
    return name if len(name) <= _LONGEST else "…" + name[1 - _LONGEST :]


def _cell(metrics: QFontMetricsF, theme: Theme, picture: ShadedTable) -> QSizeF:
    words = [*map(_short, picture.columns), *(text for row in picture.texts for text in row)]
    widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
    numbered = all(name.isdecimal() for name in picture.columns)
    least = theme.px(44 if numbered else 72)
    return QSizeF(max(widest + 2 * theme.space("m"), least), theme.px(36))


def shade(theme: Theme, amount: float) -> QColor:
    """The fill of a cell: the page where nothing is, nearly the accent where everything is."""
    return mixed(theme.color("accent"), theme.color("page"), amount * _STRONGEST)


def ink_on(theme: Theme, fill: QColor) -> QColor:
    """Black or white in the theme's words, whichever is better to read on the fill."""
    inks = (theme.color("text"), theme.color("page"))
    return max(inks, key=lambda ink: contrast(ink, fill))


def _paint_matrix(
    painter: QPainter, picture: ShadedTable, theme: Theme, metrics: QFontMetricsF
) -> None:
    side, left = _cell(metrics, theme, picture), _label_width(metrics, picture.rows)
    top = float(theme.px(32))
    middle = Qt.AlignmentFlag.AlignCenter
    painter.setPen(theme.color("muted"))
    for number, name in enumerate(picture.columns):
        box = QRectF(left + number * side.width(), 0, side.width(), top)
        painter.drawText(box, middle, _short(name))
    for row, name in enumerate(picture.rows):
        y = top + row * side.height()
        painter.setPen(theme.color("text"))
        beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, y, left, side.height()), beside, _short(name))
        for column, amount in enumerate(picture.shades[row]):
            box = QRectF(left + column * side.width(), y, side.width(), side.height())
            inner = box.adjusted(1, 1, -1, -1)
            fill = theme.color("page") if amount is None else shade(theme, amount)
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(fill)
            painter.drawRect(inner)
            painter.setPen(ink_on(theme, fill))
            painter.drawText(inner, middle, picture.texts[row][column])


def _paint_bars(painter: QPainter, picture: Bars, theme: Theme, metrics: QFontMetricsF) -> None:
    left = _label_width(metrics, [name for name, *_ in picture.rows])
    height, width = float(theme.px(32)), float(theme.px(360))
    beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    bottom = height * len(picture.rows)
    for tick in range(6):
        x = left + width * tick / 5
        painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
        painter.setPen(theme.color("muted"))
        box = QRectF(x - height, bottom, 2 * height, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, decimals(tick / 5, 1))
    for number, (name, figure, interval) in enumerate(picture.rows):
        y = number * height
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(0, y, left, height), beside, _short(name))
        ends = interval.ends if interval else None
        words = (
            "–"
            if figure.value is None
            else typeset(figure_words(figure.value, ends, in_percent=picture.in_percent))
        )
        if figure.value is not None:
            paint_bar(painter, QRectF(left, y, width, height), figure.value, interval, theme)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("text"))
        place = QRectF(left + width + theme.space("l"), y, theme.px(150), height)
        painter.drawText(place, beside, words)
