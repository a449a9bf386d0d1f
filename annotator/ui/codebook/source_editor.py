"""An editor for source: line numbers, and marks at the lines where something is wrong."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from annotator.ui.theme import Theme


class SourceEditor(QPlainTextEdit):
    """Plain text in the font of source. Lines are counted from 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._faulty: frozenset[int] = frozenset()
        self._gutter = _Gutter(self)
        self.setTabChangesFocus(True)
        self.setFont(theme.mono_font())
        # The style sheet of the application would set another font.
        font = theme.mono_font()
        family, size = font.family(), font.pixelSize()
        self.setStyleSheet(f"QPlainTextEdit {{ font-family: '{family}'; font-size: {size}px; }}")
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scroll_gutter)
        self._make_room()

    def mark(self, lines: Collection[int]) -> None:
        """Mark these lines as faulty, and no others."""
        self._faulty = frozenset(lines)
        selections = []
        for line in self._faulty:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(block)
                selection.format = self._format()
                selections.append(selection)
        self.setExtraSelections(selections)
        self._gutter.update()

    @property
    def marked(self) -> frozenset[int]:
        return self._faulty

    def _format(self) -> QTextCharFormat:
        shape, tint = QTextCharFormat(), self.theme.color("error")
        tint.setAlpha(40)
        shape.setBackground(tint)
        shape.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return shape

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of a line, in sight, and the focus here."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    # --- the numbers

    def gutter_width(self) -> int:
        digits = max(3, len(str(self.blockCount())))
        metrics = QFontMetrics(self.theme.mono_font())
        return metrics.horizontalAdvance("9" * digits) + 2 * self.theme.space("m")

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    def _scroll_gutter(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._gutter.setGeometry(inner.left(), inner.top(), self.gutter_width(), inner.height())

    def paint_gutter(self, painter: QPainter, clip: QRect) -> None:
        """Draw the numbers of the lines in sight; a faulty one in the colour of errors."""
        painter.setFont(self.theme.mono_font())
        block, height = self.firstVisibleBlock(), painter.fontMetrics().lineSpacing()
        right = self._gutter.width() - self.theme.space("m")
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > clip.bottom():
                break
            line = block.blockNumber() + 1
            painter.setPen(self._number_color(line))
            text = f"● {line}" if line in self._faulty else str(line)
            painter.drawText(
                QRect(0, int(box.top()), right, height),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
            block = block.next()

    def _number_color(self, line: int) -> QColor:
        return self.theme.color("error" if line in self._faulty else "faint")


class _Gutter(QWidget):
    """Left of the text; the editor paints it."""

    def __init__(self, editor: SourceEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._editor.theme.color("panel"))
            self._editor.paint_gutter(painter, event.rect())
        finally:
            painter.end()
