"""Paints the marks of the visible lines: fills below the letters, underlines above them.

Shapes are kept by block and line in coordinates of the block, and made when a line first comes
into view; a change drops the blocks that it touches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from annotator.corpus.span import Span
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.reader.lanes import lanes
from annotator.ui.reader.line_shapes import has_right_to_left, stretches
from annotator.ui.reader.line_tops import visible_lines
from annotator.ui.reader.marks import Mark, Marks, as_marks
from annotator.ui.reader.page_layout import Spacing
from annotator.ui.reader.pens import CodePen, code_pen
from annotator.ui.reader.pixels import outlined, snapped_point, snapped_rect
from annotator.ui.reader.styles import UNKNOWN_CODE, UNKNOWN_CODER, CoderStyle, CodeStyle
from annotator.ui.theme import Theme

MAX_MARKS_OF_A_BLOCK = 4_000
MAX_BLOCKS_KEPT = 600


@dataclass(slots=True)
class _LineShapes:
    """Fills with their colours, in order, and the underlines of each code."""

    fills: list[tuple[QRectF, QColor]] = field(default_factory=list)
    underlines: dict[int, list[QRectF]] = field(default_factory=dict)


@dataclass(slots=True)
class _BlockShapes:
    """The marks of one block, ordered by start, and what its lines show.

    `starts` and `ends` are in widget units of the block; `reach` is the furthest end so far, so
    that the marks of a line are found without a look at all. `thickness` is that of an underline,
    `step` from one to the next, in pixels. Lists, as a block has few marks:
    for those an array costs more than it saves.
    """

    marks: list[Mark]
    lanes: list[int]
    two_way: bool
    thin: bool
    thickness: float
    step: float
    starts: list[int]
    ends: list[int]
    reach: list[int]
    lines: dict[int, _LineShapes] = field(default_factory=dict)


class MarkPainter:
    """Draws marks, selection and the emphasised coding of one view."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.marks = Marks()
        self.positions = PositionMap("")
        self.text = ""
        self.spacing = Spacing()
        self.ratio = 1.0
        self._emphasised: str | None = None
        self._emphasis: list[Mark] | None = None
        self.only_codes: frozenset[str] | None = None
        self.only_coders: frozenset[str] | None = None
        self._codes: dict[str, CodeStyle] = {}
        self._coders: dict[str, CoderStyle] = {}
        self._pens: dict[tuple[int, bool], CodePen] = {}
        self._blocks: dict[int, _BlockShapes] = {}

    # --- what to draw

    def set_styles(self, codes: Sequence[CodeStyle], coders: Sequence[CoderStyle]) -> None:
        """The looks of codes and coders; the marks are numbered in their order."""
        self._codes = {style.guid: style for style in codes}
        self._coders = {style.guid: style for style in coders}
        self.marks.renumber(list(self._codes), list(self._coders))
        self.refresh()

    def code_style(self, code: int) -> CodeStyle:
        """The looks of a code, by the number that the marks have for it."""
        return self._codes.get(self.marks.code_guids[code], UNKNOWN_CODE)

    def coder_style(self, coder: int) -> CoderStyle:
        """The looks of a coder, by the number that the marks have for them."""
        return self._coders.get(self.marks.coder_guids[coder], UNKNOWN_CODER)

    def refresh(self) -> None:
        """Forget pens and shapes: theme, marks or layout changed as a whole."""
        self._pens.clear()
        self.forget_shapes()

    def forget_shapes(self) -> None:
        """Forget where things are: the lines were laid out again."""
        self._emphasis = None
        self._blocks.clear()

    def forget_block(self, number: int) -> None:
        """Forget one block, whose marks changed."""
        self._emphasis = None
        self._blocks.pop(number, None)

    @property
    def emphasised(self) -> str | None:
        """The coding that stands out; it need not be shown."""
        return self._emphasised

    @emphasised.setter
    def emphasised(self, key: str | None) -> None:
        self._emphasised, self._emphasis = key, None

    def _emphasis_marks(self) -> list[Mark]:
        """Where the emphasised coding is: found once, not for every block that is painted."""
        if self._emphasis is None:
            key = self._emphasised
            known = key is not None and key in self.marks
            self._emphasis = self.marks.marks_of(key) if known and key is not None else []
        return self._emphasis

    def is_filled(self, coder: int) -> bool:
        """Whether the codings of a coder are filled."""
        return self.coder_style(coder).current

    def _filled(self) -> frozenset[int]:
        """The numbers of the coders whose codings are filled."""
        return frozenset(filter(self.is_filled, range(len(self.marks.coder_guids))))

    def thickness(self, thin: bool = False) -> float:
        """Pixels of an underline."""
        return max(1.0, round(self.theme.underline * (0.5 if thin else 1.0) * self.theme.zoom))

    def lane_step(self, thin: bool = False) -> float:
        """Pixels from one underline of a stack to the next."""
        return self.thickness(thin) + max(1.0, round(self.theme.zoom))

    def pen(self, code: int, thin: bool = False) -> CodePen:
        """How a code is drawn."""
        pen = self._pens.get((code, thin))
        if pen is None:
            pen = code_pen(self.code_style(code), self.theme, self.thickness(thin), self.ratio)
            self._pens[code, thin] = pen
        return pen

    def shown(self, start: int, end: int) -> list[Mark]:
        """The marks in a stretch of code points that no filter hides."""
        table = self.marks.filtered(
            self.marks.within(start, end), self.only_codes, self.only_coders
        )
        return as_marks(table[:, :MAX_MARKS_OF_A_BLOCK])

    # --- shapes

    def _block(self, block: QTextBlock) -> _BlockShapes:
        shapes = self._blocks.get(block.blockNumber())
        if shapes is None:
            if len(self._blocks) >= MAX_BLOCKS_KEPT:
                # The oldest one: someone who reads on does not come back soon.
                del self._blocks[next(iter(self._blocks))]
            shapes = self._blocks[block.blockNumber()] = self._make_block(block)
        return shapes

    def _make_block(self, block: QTextBlock) -> _BlockShapes:
        first = self.positions.to_text(block.position())
        last = self.positions.to_text(block.position() + block.length() - 1)
        marks = self.shown(first, last)
        of_marks = lanes(marks, self._filled())
        to_widget, base = self.positions.to_widget, block.position()
        # A mark that goes on behind the block's end maps to the start of the next one.
        longest = block.length() - 1
        starts = [max(0, to_widget(mark.start) - base) for mark in marks]
        ends = [min(longest, to_widget(mark.end) - base) for mark in marks]
        # Where full lines do not fit between the lines of text, half as thick ones do.
        used = max(of_marks, default=0) + 1
        room = self.spacing.above + self.spacing.below + 2 * self.theme.zoom
        thin = used * self.lane_step() > room
        return _BlockShapes(
            marks=marks,
            lanes=of_marks,
            two_way=has_right_to_left(self.text[first:last]),
            thin=thin,
            thickness=self.thickness(thin),
            step=self.lane_step(thin),
            starts=starts,
            ends=ends,
            reach=list(accumulate(ends, max)),
        )

    def _line(self, shapes: _BlockShapes, line: QTextLine) -> _LineShapes:
        made = shapes.lines.get(line.lineNumber())
        if made is None:
            made = shapes.lines[line.lineNumber()] = self._make_line(shapes, line)
        return made

    def _make_line(self, shapes: _BlockShapes, line: QTextLine) -> _LineShapes:
        made = _LineShapes()
        first = line.textStart()
        last = first + line.textLength()
        low, high = bisect_right(shapes.reach, first), bisect_left(shapes.starts, last)
        if low >= high:
            return made
        touched = [index for index in range(low, high) if shapes.ends[index] > first]
        y, height = line.y(), line.height()
        spans = [(shapes.starts[index], shapes.ends[index]) for index in touched]
        pieces = stretches(line, spans, shapes.two_way)
        for index, on_line in zip(touched, pieces, strict=True):
            mark, lane = shapes.marks[index], shapes.lanes[index]
            under = y + height + lane * shapes.step
            lines = made.underlines.setdefault(mark.code, [])
            for left, right in on_line:
                lines.append(snapped_rect(left, under, right, under + shapes.thickness, self.ratio))
            if self.is_filled(mark.coder):
                pen = self.pen(mark.code, shapes.thin)
                tint = pen.tint_above if lane else pen.tint
                for left, right in on_line:
                    made.fills.append((snapped_rect(left, y, right, y + height, self.ratio), tint))
        return made

    # --- painting

    def paint_fills(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        """The fills of the lines of a block that are in `clip`, both in view coordinates."""
        shapes = self._block(block)
        if not shapes.marks:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.theme.radius("small") * 0.75
        origin = snapped_point(origin, self.ratio)
        painter.translate(origin)
        for line in visible_lines(block, origin, clip):
            for rect, color in self._line(shapes, line).fills:
                painter.setBrush(color)
                painter.drawRoundedRect(rect, radius, radius)
        painter.translate(-origin)

    def paint_underlines(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        """The underlines of the lines of a block that are in `clip`."""
        shapes = self._block(block)
        if not shapes.marks:
            return
        origin = snapped_point(origin, self.ratio)
        painter.translate(origin)
        for line in visible_lines(block, origin, clip):
            for code, rects in self._line(shapes, line).underlines.items():
                self.pen(code, shapes.thin).underline(painter, rects)
        painter.translate(-origin)

    def paint_emphasis(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        """The coding that is selected, in all its parts: a stronger fill with an outline."""
        radius, outline = self.theme.radius("small") * 0.75, self.theme.px(1)
        for mark in self._emphasis_marks():
            pen = self.pen(mark.code)
            painter.setPen(QPen(pen.line, outline))
            painter.setBrush(pen.emphasis)
            for rect in self.rects(block, Span(mark.start, mark.end), origin, clip):
                painter.drawRoundedRect(outlined(rect, outline), radius, radius)

    def rects(
        self, block: QTextBlock, span: Span, origin: QPointF, clip: QRectF, full: bool = False
    ) -> list[QRectF]:
        """What a span covers of a block's lines in `clip`; `full` takes the room around too."""
        start = max(0, self.positions.to_widget(span.start) - block.position())
        end = min(block.length() - 1, self.positions.to_widget(span.end) - block.position())
        if start >= end:
            return []
        two_way = self._block(block).two_way
        room = self.spacing.above + self.spacing.below if full else 0.0
        return [
            snapped_rect(
                origin.x() + left,
                origin.y() + line.y() - room / 2,
                origin.x() + right,
                origin.y() + line.y() + line.height() + room / 2,
                self.ratio,
            )
            for line in visible_lines(block, origin, clip)
            for left, right in stretches(line, [(start, end)], two_way)[0]
        ]
