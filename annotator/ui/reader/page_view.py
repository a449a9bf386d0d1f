"""The text column with marks painted on it. It knows nothing of selecting."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextBlock
from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span, Spans
from annotator.corpus.text import DocumentText
from annotator.ui.reader.block_look import PLAIN, BlockLook
from annotator.ui.reader.cells import is_beside
from annotator.ui.reader.cue_marks import CueMarks, Find
from annotator.ui.reader.cue_painter import CuePainter
from annotator.ui.reader.hits import Hits, Positions
from annotator.ui.reader.line_tops import visible_lines
from annotator.ui.reader.links import Link, paint_links
from annotator.ui.reader.mark_painter import MarkPainter
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.pixels import outlined
from annotator.ui.reader.structure_painter import StructurePainter
from annotator.ui.reader.structured_column import StructuredColumn
from annotator.ui.reader.styles import CoderStyle, CodeStyle
from annotator.ui.reader.text_column import OVERHANG
from annotator.ui.theme import Theme

_LANES = 2
"""Underlines for which the lines of text make room, whatever is coded: a text that moved with
every deeper coding could not be read on in. With what lies between the lines anyway there is room
for a third; where there are more, all are half as thick."""


class PageView(StructuredColumn):
    """Shows codings as fills and underlines. Codings, codes and coders are named by GUIDs."""

    marksChanged = Signal()
    """Other marks, styles or filters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # Before the column, which asks what room the underlines need.
        self.painter_of_marks = MarkPainter(theme)
        self.code_styles: list[CodeStyle] = []
        self.coder_styles: list[CoderStyle] = []
        self._colors: dict[str, str] = {}
        self._cue_painter = CuePainter(self.painter_of_marks, self.color_of)
        self._structure_painter = StructurePainter()
        self.links: Sequence[Link] = ()
        self.hits = Hits()
        super().__init__(theme, parent)
        self.cues = CueMarks(self)
        self.cues.pieceFound.connect(self._show_cues)
        self.pageMoved.connect(self._move_links)
        self.pageMoved.connect(self._want_cues)
        # Painted to the last pixel, so that scrolling moves what is there and paints the rest.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_document(self, text: str | DocumentText) -> None:
        """Show a text, without marks, from its beginning."""
        self.painter_of_marks.marks = Marks()
        self.painter_of_marks.emphasised = None
        self.links = ()
        self.hits = Hits()
        super().show_document(text)
        self.cues.set_text(self.text.text)
        self._want_cues()
        self.marksChanged.emit()

    # --- the marks

    @property
    def marks(self) -> Marks:
        return self.painter_of_marks.marks

    def set_marks(
        self, marks: Marks, codes: Sequence[CodeStyle], coders: Sequence[CoderStyle]
    ) -> None:
        """Show these marks, with the looks of their codes and coders."""
        self.painter_of_marks.marks = marks
        self.set_styles(codes, coders)

    def set_styles(self, codes: Sequence[CodeStyle], coders: Sequence[CoderStyle]) -> None:
        """Codes were renamed or recoloured, or another coder is the current one."""
        self.code_styles, self.coder_styles = list(codes), list(coders)
        self._colors = {style.guid: style.color for style in codes}
        self.painter_of_marks.set_styles(self.code_styles, self.coder_styles)
        self._marks_changed()

    def add_coding(self, key: str, spans: Spans, code: str, coder: str) -> None:
        """Show one more coding. Raises ValueError where it is already shown."""
        self.marks.add(key, spans, code, coder)
        self._touched(spans)

    def remove_coding(self, key: str) -> None:
        """Show it no longer. Raises KeyError where it is not shown."""
        self._touched(self.marks.remove(key))

    def replace_coding(self, key: str, spans: Spans, code: str, coder: str) -> None:
        """Show it elsewhere or with another code. Raises KeyError where it is not shown."""
        before = self.marks.replace(key, spans, code, coder)
        self._touched((*before, *spans))

    def set_focus_filter(
        self, codes: Sequence[str] | None = None, coders: Sequence[str] | None = None
    ) -> None:
        """Show only the codings of these codes and coders (GUIDs); None is all of them."""
        painter = self.painter_of_marks
        painter.only_codes = None if codes is None else frozenset(codes)
        painter.only_coders = None if coders is None else frozenset(coders)
        self.cues.only = painter.only_codes
        painter.forget_shapes()
        self._marks_changed()

    def emphasise(self, key: str | None) -> None:
        """Make one coding stand out, in all its parts."""
        before = self.painter_of_marks.emphasised
        if key == before:
            return
        self.painter_of_marks.emphasised = key
        for changed in (before, key):
            if changed is not None and changed in self.marks:
                self.update_spans(self.marks.spans(changed))
        self.marksChanged.emit()

    @property
    def emphasised(self) -> str | None:
        """The GUID of the coding that stands out."""
        return self.painter_of_marks.emphasised

    def set_links(self, links: Sequence[Link]) -> None:
        """Draw these arrows over the page."""
        if links or self.links:
            self.links = links
            self.viewport().update()

    def set_hits(self, starts: Sequence[int] | Positions, ends: Sequence[int] | Positions) -> None:
        """Show these passages as found by a search: code points, in order."""
        self.hits = Hits(np.asarray(starts, dtype=np.int64), np.asarray(ends, dtype=np.int64))
        self.viewport().update()

    # --- cues

    def show_cues(self, find: Find | None) -> None:
        """Mark cues that `find` looks for, from now on; None marks none."""
        if find is not None:
            self.cues.start(find)
            self._want_cues()
        elif self.cues.on:
            self.cues.stop()
        self.viewport().update()

    def color_of(self, code: str) -> str:
        """The colour of a code (GUID)."""
        return self._colors.get(code, "#888888")

    def _want_cues(self) -> None:
        if self.cues.on:
            self.cues.want(self.first_visible_position(), self.last_visible_position())

    def _show_cues(self, start: int, end: int) -> None:
        self.update_spans((Span(start, end),))

    def _move_links(self) -> None:
        # Scrolling moves what is painted; arrows that point to an edge have to stay there.
        if self.links:
            self.viewport().update()

    def _touched(self, spans: Spans) -> None:
        for span in spans:
            block = self.block_at(span.start)
            last = self.block_at(max(span.start, span.end - 1)).blockNumber()
            if last - block.blockNumber() > 200:
                self.painter_of_marks.forget_shapes()
                break
            while block.isValid() and block.blockNumber() <= last:
                self.painter_of_marks.forget_block(block.blockNumber())
                block = block.next()
        self.update_spans(spans)
        self.marksChanged.emit()

    def update_spans(self, spans: Spans) -> None:
        """Have the blocks on the screen that these passages are in painted again."""
        page = self.viewport()
        for block, origin, height in self.visible_blocks():
            first = self.positions.to_text(block.position())
            last = self.positions.to_text(block.position() + block.length())
            if any(span.start < last and span.end >= first for span in spans):
                top = int(origin.y()) - OVERHANG
                page.update(0, top, page.width(), int(height) + 2 * OVERHANG)

    def _marks_changed(self) -> None:
        self.viewport().update()
        self.marksChanged.emit()

    # --- the looks

    def _looks_changed(self) -> None:
        painter = self.painter_of_marks
        painter.theme = self.theme
        self._structure_painter.formats = self.looks.formats
        painter.text, painter.positions = self.text.text, self.positions
        painter.ratio = self.devicePixelRatioF()
        painter.refresh()

    def _lines_moved(self) -> None:
        self.painter_of_marks.spacing = self.spacing
        self.painter_of_marks.forget_shapes()

    def _underlines_height(self) -> float:
        return _LANES * self.painter_of_marks.lane_step() + 1.0

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        clip = QRectF(event.rect())
        if self.painter_of_marks.ratio != self.devicePixelRatioF():
            # The window was moved to a screen with finer pixels.
            self._looks_changed()
        painter = QPainter(self.viewport())
        blocks = []
        try:
            painter.fillRect(event.rect(), self.theme.color("page"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, origin, height in self.visible_blocks():
                if (
                    origin.y() + height + OVERHANG >= clip.top()
                    and origin.y() - OVERHANG <= clip.bottom()
                ):
                    look = self.looks.of(block)
                    blocks.append((block, origin, look))
                    block.layout().setCacheEnabled(True)
                    if look is not PLAIN:
                        size = (self.viewport().width(), height)
                        self._structure_painter.paint_below(painter, block, look, origin, size)
                    self.paint_below(painter, block, origin, clip)
        finally:
            painter.end()
        rows = [(block, origin) for block, origin, look in blocks if is_beside(look)]
        with self._layout.unpainted([block for block, _origin in rows]):
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        try:
            for block, origin in rows:
                self._paint_cells(painter, block, origin, clip)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, origin, look in blocks:
                if look is not PLAIN:
                    self._paint_commented(painter, block, look, origin, clip)
                    self._structure_painter.paint_above(painter, block, look, origin)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for block, origin, _look in blocks:
                self.painter_of_marks.paint_underlines(painter, block, origin, clip)
                if self.cues.on:
                    self._cue_painter.paint(self, self.cues, painter, block, origin, clip)
            if self.links:
                paint_links(self, self.painter_of_marks, painter, self.links)
        finally:
            painter.end()

    def _paint_cells(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        """The letters and the caret of a row of cells that stand beside each other."""
        painter.setPen(self.theme.color("text"))
        for line in visible_lines(block, origin, clip):
            line.draw(painter, origin)
        caret = self.getPaintContext().cursorPosition - block.position()
        if 0 <= caret < block.length():
            block.layout().drawCursor(painter, origin, caret, self.cursorWidth())

    def _paint_commented(
        self, painter: QPainter, block: QTextBlock, look: BlockLook, origin: QPointF, clip: QRectF
    ) -> None:
        """A thin line over the words that a comment is on: every line below them is a coding."""
        commented = [e for e in look.elements if e.kind == "comment" and e.start < e.end]
        painter.setPen(QPen(self.theme.color("warning"), 1, Qt.PenStyle.DotLine))
        for element in commented:
            span = Span(element.start, element.end)
            for rect in self.painter_of_marks.rects(block, span, origin, clip):
                painter.drawLine(rect.topLeft(), rect.topRight())

    def paint_below(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        """What is painted under the letters of one block."""
        self.painter_of_marks.paint_fills(painter, block, origin, clip)
        self.painter_of_marks.paint_emphasis(painter, block, origin, clip)
        first = self.positions.to_text(block.position())
        last = self.positions.to_text(block.position() + block.length() - 1)
        found = self.hits.within(first, last)
        if not found:
            return
        color = QColor(self.theme.color("warning"))
        painter.setPen(QPen(color, 1))
        color.setAlpha(60)
        painter.setBrush(color)
        for span in found:
            for rect in self.painter_of_marks.rects(block, span, origin, clip):
                painter.drawRoundedRect(outlined(rect, 1), 2, 2)
