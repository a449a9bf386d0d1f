"""Paragraph or line numbers, left of the column."""

from __future__ import annotations

import enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.reader.reader_view import ReaderView


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
        if self._numbering is Numbering.NONE:
            return QSize(0, 0)
        widest = QFontMetricsF(self.font())
        most = max(999, self._count())
        room = widest.horizontalAdvance("0" * len(str(most)))
        return QSize(round(room) + self._view.theme.px(18), 0)

    def _count(self) -> int:
        text = self._view.text
        by_line = self._numbering is Numbering.LINES
        return len(text.line_starts if by_line else text.paragraph_starts)

    def visible_numbers(self) -> list[tuple[int, float, float]]:
        """What is shown: number, top and bottom of the line that it stands at."""
        if self._numbering is Numbering.NONE:
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
        finally:
            painter.end()
