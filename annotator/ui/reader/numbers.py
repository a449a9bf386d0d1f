"""Paragraph or line numbers, where pages begin, and times, left of the column."""

from __future__ import annotations

import enum
from bisect import bisect_left
from itertools import zip_longest
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.corpus.text import DocumentText
from annotator.corpus.turns import clock, time_at
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.tasks.debouncer import Debouncer

_WIDEST_LABEL, _GAP = 70, 7
_LONG = 1_000_000
"""Code points of a text whose paragraphs are counted after it is first painted."""
_AFTER_MS = 100


class Numbering(enum.StrEnum):
    """What is counted beside the text."""

    NONE = "none"
    PARAGRAPHS = "paragraphs"
    LINES = "lines"


class Numbers(QWidget):
    """Stands left of the column. Lines are those of the text, not those of the window."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._numbering = Numbering.PARAGRAPHS
        self._pages: tuple[object, int] = (None, 0)
        self._counted: DocumentText | None = None
        self._count_later = Debouncer(_AFTER_MS, self._count_now, self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Paragraph numbers"))
        view.pageMoved.connect(self.update)

    @property
    def numbering(self) -> Numbering:
        return self._numbering

    def set_numbering(self, numbering: Numbering) -> None:
        """Count paragraphs, lines or nothing."""
        self._numbering = numbering
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._numbers_width() + self._pages_width() + self._times_width(), 0)

    def _numbers_width(self) -> int:
        if self._numbering is Numbering.NONE:
            return 0
        widest = QFontMetricsF(self.font())
        most = max(999, self._most())
        room = widest.horizontalAdvance("0" * len(str(most)))
        return round(room) + self._view.theme.px(18)

    def _pages_width(self) -> int:
        looks = self._view.looks
        if looks.plain or not looks.elements.page_starts:
            return 0
        elements = looks.elements
        if self._pages[0] != (id(elements), self.font().key()):
            self._pages = ((id(elements), self.font().key()), self._widest_page())
        return self._pages[1]

    def _widest_page(self) -> int:
        metrics, elements = QFontMetricsF(self.font()), self._view.looks.elements
        # The last pages have the longest labels, or the first ones, in Roman numerals.
        count = len(elements.page_starts)
        some = {*range(min(count, 12)), *range(max(0, count - 3), count)}
        labels = [self._page_words(number) for number in some]
        widest = max(map(metrics.horizontalAdvance, labels))
        theme = self._view.theme
        return min(ceil(widest), theme.px(_WIDEST_LABEL)) + 2 * theme.px(_GAP)

    def _page_words(self, number: int) -> str:
        return self.tr("p. {0}").format(self._view.looks.elements.page_label(number))

    def _times_width(self) -> int:
        """Room for the times of a transcript; none in a text without."""
        view = self._view
        if view.looks.plain or "time" not in view.text.structure.kinds:
            return 0
        theme = view.theme
        return ceil(QFontMetricsF(self.font()).horizontalAdvance("0:00:00")) + 2 * theme.px(_GAP)

    def _most(self) -> int:
        """The highest number, or somewhat more: paragraphs need not be counted to be given room."""
        text = self._view.text
        lines = len(text.line_starts)
        return (
            lines
            if self._numbering is Numbering.LINES
            else lines + text.structure.number_of("cell")
        )

    def _is_counted(self) -> bool:
        """Whether numbers can be shown; where they can't yet, they are soon."""
        text = self._view.text
        if self._counted is not text and len(text) > _LONG:
            self._count_later.start()
            return False
        self._counted = text
        return True

    def _count_now(self) -> None:
        self._counted = self._view.text
        _starts = self._counted.paragraph_starts
        self.update()

    def visible_numbers(self) -> list[tuple[int, float, float]]:
        """What is shown: number, top and bottom of the line that it stands at."""
        if self._numbering is Numbering.NONE or not self._is_counted():
            return []
        text = self._view.text
        by_line = self._numbering is Numbering.LINES
        shown: list[tuple[int, float, float]] = []
        for line in self._view.line_tops().lines:
            if not line.first or line.position in self._view.positions.break_set:
                continue
            if by_line:
                shown.append((text.line_number(line.position) + 1, line.top, line.bottom))
                continue
            number = text.paragraph_number(line.position)
            if number and text.paragraph_starts[number - 1] == line.position:
                shown.append((number, line.top, line.bottom))
        return shown

    def visible_pages(self) -> list[tuple[str, float, float]]:
        """Where pages begin: label, top and bottom of the line in which the page does."""
        view = self._view
        starts = view.looks.elements.page_starts
        if view.looks.plain or not starts:
            return []
        tops = view.line_tops()
        shown: list[tuple[str, float, float]] = []
        for line, following in zip_longest(tops.lines, tops.lines[1:]):
            end = following.position if following else tops.end + 1
            # Of pages without words, which begin in one place, the last one is read on.
            number = bisect_left(starts, end) - 1
            if number >= 0 and starts[number] >= line.position:
                shown.append((self._page_words(number), line.top, line.bottom))
        return shown

    def visible_times(self) -> list[tuple[str, float, float]]:
        """The times at which paragraphs begin: in words, top and bottom of the line."""
        if not self._times_width():
            return []
        structure, shown = self._view.text.structure, []
        for line in self._view.line_tops().lines:
            if line.first and line.position not in self._view.positions.break_set:
                time = time_at(structure, line.position)
                if time is not None:
                    shown.append((clock(time), line.top, line.bottom))
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._view.theme
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), theme.color("page"))
            painter.setPen(theme.color("faint"))
            width = self.width() - theme.px(4)
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            for number, top, bottom in self.visible_numbers():
                painter.drawText(QRectF(0, top, width, bottom - top), alignment, str(number))
            self._paint_pages(painter)
            self._paint_times(painter)
        finally:
            painter.end()

    def _paint_pages(self, painter: QPainter) -> None:
        """A label under a rule, left of the numbers."""
        theme, room = self._view.theme, self._pages_width()
        gap = theme.px(_GAP)
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for words, top, bottom in self.visible_pages():
            painter.setPen(theme.color("strong_border"))
            painter.drawLine(gap, round(top), room - gap, round(top))
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(gap, top, room, bottom - top), alignment, self.cut(words))

    def _paint_times(self, painter: QPainter) -> None:
        """Between the pages and the numbers."""
        left, width = self._pages_width(), self._times_width()
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._view.theme.color("muted"))
        for words, top, bottom in self.visible_times():
            room = width - self._view.theme.px(_GAP)
            painter.drawText(QRectF(left, top, room, bottom - top), alignment, words)

    def cut(self, words: str) -> str:
        """The label of a page as far as there is room for it."""
        room = self._pages_width() - 2 * self._view.theme.px(_GAP)
        return QFontMetricsF(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
