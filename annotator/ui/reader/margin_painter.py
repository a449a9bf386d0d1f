"""Draws the brackets and names of the margin: each name is shaped and measured once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import is_
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText

from annotator.corpus.messages import tr
from annotator.ui.reader.margin_layout import Placed
from annotator.ui.reader.marks import Mark
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.widgets.elision import elided as elided_name

_NARROWEST_NAME = 40
_RING = 7
_SHEET = 15
_STAR = 13
_MOST_KEPT = 2_000


class Look(NamedTuple):
    """How one coding stands out: it is the selected one, the mouse is over it, something is left
    to do on it, it has a memo, it waits to be saved, it is important."""

    chosen: bool = False
    hovered: bool = False
    open: bool = False
    with_memo: bool = False
    unsaved: bool = False
    important: bool = False

    @property
    def strong(self) -> bool:
        return self.chosen or self.hovered


PLAIN = Look()
"""That of most codings."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A name as far as there is room for it, what stands behind it, and their widths in pixels.
    The chosen one is `bold` where that cuts nothing off."""

    name: QStaticText
    width: float
    more: QStaticText | None
    more_width: float
    color: QColor
    bold: bool


class MarginPainter:
    """Paints what the margin has placed. Looks come from the view's theme and styles."""

    def __init__(self, view: ReaderView, font: QFont) -> None:
        self._view = view
        self._made_for: tuple[object, ...] = ()
        self._labels: dict[tuple[object, ...], _Label] = {}
        self._dashes: dict[tuple[int, bool], QPen] = {}
        self._whole: dict[int, list[QRect]] = {}
        self._dashed: dict[tuple[int, bool], list[QLineF]] = {}
        self._thickness = {False: 0, True: 0}
        self._tick = self._narrowest = self._padding = 0
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """What names are written in; the chosen one's is bold."""
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics = {False: QFontMetricsF(font), True: QFontMetricsF(self._bold)}
        self._made_for = ()

    def begin(self) -> None:
        """Before a paint: forget what was made for another theme or other styles."""
        view = self._view
        made_for = (view.theme, view.code_styles, view.coder_styles)
        same = len(made_for) == len(self._made_for) and all(map(is_, made_for, self._made_for))
        if not same or len(self._labels) >= _MOST_KEPT:
            self._labels.clear()
            self._dashes.clear()
            self._made_for = made_for
            px = view.theme.px
            self._thickness = {False: px(1.5), True: px(2.5)}
            self._tick, self._narrowest, self._padding = px(3), px(_NARROWEST_NAME), px(6)

    # --- brackets

    def bracket(self, x: int, top: float, bottom: float, mark: Mark, strong: bool) -> None:
        """A bracket to be painted, its line in the middle of `x`: whole for the current coder's,
        dashed for others'."""
        thick, tick = self._thickness[strong], self._tick
        left, high, low = x - thick // 2, round(top), round(bottom)
        ink = self._ink(mark)
        whole = self._whole.setdefault(ink, [])
        whole.append(QRect(left - tick, high, tick, thick))
        whole.append(QRect(left - tick, low - thick, tick, thick))
        if self._view.painter_of_marks.is_filled(mark.coder):
            whole.append(QRect(left, high, thick, low - high))
        else:
            middle = left + thick / 2
            lines = self._dashed.setdefault((ink, strong), [])
            lines.append(QLineF(middle, high, middle, low))

    def _ink(self, mark: Mark) -> int:
        """What a bracket has its colour of: the number of a code, or below 0 one of a coder."""
        by_coder = self._view.painter_of_marks.coder_style(mark.coder).color
        return -1 - mark.coder if by_coder else mark.code

    def _line(self, ink: int) -> QColor:
        looks = self._view.painter_of_marks
        if ink >= 0:
            return looks.pen(ink).line
        return self._view.theme.code_line(looks.coder_style(-1 - ink).color)

    def paint_brackets(self, painter: QPainter) -> None:
        """All brackets that were asked for, colour by colour."""
        painter.setPen(Qt.PenStyle.NoPen)
        # Without smoothing, edges are on whole device pixels.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for ink, rects in self._whole.items():
            painter.setBrush(self._line(ink))
            painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (ink, strong), lines in self._dashed.items():
            painter.setPen(self._dashes_of(ink, strong))
            painter.drawLines(lines)
        self._whole.clear()
        self._dashed.clear()

    def _dashes_of(self, ink: int, strong: bool) -> QPen:
        pen = self._dashes.get((ink, strong))
        if pen is None:
            thick = self._thickness[strong]
            unit = self._thickness[False] / thick
            pen = QPen(self._line(ink), thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([3.0 * unit, 1.5 * unit])
            self._dashes[ink, strong] = pen
        return pen

    # --- names

    def name_parts(self, mark: Mark, unsaved: bool = False) -> tuple[str, str]:
        """The code's name, and whose coding it is if not the current coder's, or that it waits to
        be saved."""
        looks = self._view.painter_of_marks
        name, coder = looks.code_style(mark.code).name, looks.coder_style(mark.coder)
        if unsaved:
            return name, tr(" · not saved yet")
        if coder.current:
            return name, ""
        whose = tr(" · {coder}")
        return name, whose.format(coder=coder.short)

    def _label(self, place: Placed, mark: Mark, look: Look, room: int) -> _Label:
        asked = (mark.code, mark.coder, place.hidden, look.chosen, look.unsaved, room)
        label = self._labels.get(asked)
        if label is None:
            label = self._labels[asked] = self._make_label(place, mark, look, room)
        return label

    def _make_label(self, place: Placed, mark: Mark, look: Look, room: float) -> _Label:
        view = self._view
        whole = "".join(self.name_parts(mark, look.unsaved))
        bold = look.chosen and self._metrics[True].horizontalAdvance(whole) <= room
        metrics = self._metrics[bold]

        def elided(text: str, width: float) -> str:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))

        code, coder = self.name_parts(mark, look.unsaved)
        more = elided(f"  +{place.hidden}", room) if place.hidden else ""
        more_width = metrics.horizontalAdvance(more)
        # Whose it is stays when the code's name must be cut.
        coder = elided(coder, room)
        left = room - more_width - metrics.horizontalAdvance(coder)
        name = elided_name(metrics, code, max(0, int(left))) + coder
        looks = view.painter_of_marks
        color = looks.coder_style(mark.coder).color or looks.code_style(mark.code).color
        return _Label(
            self._shaped(name, bold),
            metrics.horizontalAdvance(name),
            self._shaped(more, bold) if more else None,
            more_width,
            view.theme.code_text(color),
            bold,
        )

    def _shaped(self, text: str, bold: bool) -> QStaticText:
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.prepare(font=self._bold if bold else self._font)
        return shaped

    def name(self, painter: QPainter, rect: QRectF, place: Placed, mark: Mark, look: Look) -> None:
        """The coding's name in `rect`, with the count of those that it stands for."""
        theme = self._view.theme
        if rect.width() < self._narrowest:
            return
        sheet = theme.px(_SHEET) if look.with_memo else 0
        star = theme.px(_STAR) if look.important else 0
        sheet += star
        signs = sheet + (theme.px(_RING + 5) if look.open else 0)
        room = int(rect.width()) - self._padding - signs
        label = self._label(place, mark, look, room)
        left = rect.left()
        if look.strong:
            self._box(painter, rect, label.width + label.more_width + theme.px(8) + sheet)
        if label.bold:
            # Given back by `restore`: a font that was set makes Qt shape each name anew.
            painter.save()
            painter.setFont(self._bold)
        top = rect.top() + (rect.height() - self._metrics[label.bold].height()) / 2
        painter.setPen(label.color)
        painter.drawStaticText(QPointF(left, top), label.name)
        if label.more is not None:
            painter.setPen(theme.color("muted"))
            painter.drawStaticText(QPointF(left + label.width + sheet, top), label.more)
        if label.bold:
            painter.restore()
        if look.important:
            self._star(painter, left + label.width + theme.px(_STAR / 2 + 2), rect.center().y())
        if look.with_memo:
            self._sheet(painter, left + label.width + star, rect.center().y())
        if look.open:
            after = left + label.width + label.more_width + sheet
            self._ring(painter, after + theme.px(4), rect.center().y())

    def _box(self, painter: QPainter, rect: QRectF, width: float) -> None:
        """The ground of a name that stands out."""
        theme = self._view.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        box = rect.adjusted(-theme.px(4), 0, 0, 0)
        box.setWidth(width)
        painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))

    def _ring(self, painter: QPainter, left: float, middle: float) -> None:
        """Something is left to do."""
        theme = self._view.theme
        size = theme.px(_RING)
        painter.setPen(QPen(theme.color("warning"), theme.px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left, middle - size / 2, size, size))

    def _star(self, painter: QPainter, middle: float, y: float) -> None:
        """The coding is important."""
        theme = self._view.theme
        outer, inner = theme.px(5), theme.px(5) * 0.42
        points = [
            QPointF(
                middle + (inner if n % 2 else outer) * math.sin(n * math.pi / 5),
                y - (inner if n % 2 else outer) * math.cos(n * math.pi / 5),
            )
            for n in range(10)
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warning"))
        painter.drawPolygon(points)

    def _sheet(self, painter: QPainter, left: float, middle: float) -> None:
        """A small written sheet: there is a memo."""
        theme = self._view.theme
        width, height = theme.px(8), theme.px(9)
        box = QRectF(left + theme.px(4) + 0.5, middle - height / 2, width, height)
        painter.setPen(QPen(theme.color("muted"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        for number in (1, 2):
            y = box.top() + number * height / 3
            painter.drawLine(QPointF(box.left() + 2, y), QPointF(box.right() - 2, y))
