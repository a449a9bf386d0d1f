"""The lines of the page: room between them for underlines, less of it on blank ones."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine
from PySide6.QtWidgets import QPlainTextDocumentLayout

_BLANK_LINE = 0.62


@dataclass(frozen=True, slots=True)
class Spacing:
    """Pixels: `above` a line's letters (more than 0), `below` them, and after a paragraph."""

    above: float = 1.0
    below: float = 6.0
    paragraph: float = 0.0


def lower_by(line: QTextLine) -> float:
    """The fraction of a pixel by which the letters are lower than the line, which Qt makes whole:
    lines are put lower by it."""
    return line.height() - line.naturalTextRect().height()


class SpacedLayout(QPlainTextDocumentLayout):
    """Places the lines that Qt has broken with room between them.

    Qt puts the first line of a fresh layout at 0, so a first line above `above` tells that the
    block was laid out again. Heights of blocks and the lower edges of letters, by which Qt scrolls,
    are whole pixels: it carries fractions along from one scrolling to the next. Heights come from
    `blockBoundingRect`, which is what QPlainTextEdit goes by, so nothing else has to know.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.spacing = Spacing()
        self.soft_starts: frozenset[int] = frozenset()
        """Widget positions of blocks that go on with the paragraph before them."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount() if layout is not None else 0
        if not count:
            return rect
        spacing = self.spacing
        if layout.lineAt(0).y() < spacing.above:
            self._space(block)
            rect = super().blockBoundingRect(block)
        rect.setHeight(floor(rect.height()))
        if block.length() == 1:
            rect.setHeight(round((rect.height() + spacing.below) * _BLANK_LINE))
            return rect
        after = spacing.below
        following = block.next()
        if (
            spacing.paragraph
            and following.length() > 1
            and following.position() not in self.soft_starts
        ):
            after += spacing.paragraph
        rect.setHeight(rect.height() + after)
        return rect

    def _space(self, block: QTextBlock) -> None:
        layout = block.layout()
        y = self.spacing.above
        x = layout.lineAt(0).x()
        # This layout leaves right-to-left lines at the left edge; they belong at the right one.
        from_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            indent = max(0.0, line.width() - line.naturalTextWidth()) if from_right else 0.0
            line.setPosition(QPointF(x + indent, y + lower_by(line)))
            y += line.height() + self.spacing.above + self.spacing.below

    def break_lines(self, block: QTextBlock) -> None:
        """Break a block into lines, which is all that the scroll bar counts."""
        super().blockBoundingRect(block)

    def forget(self, document: QTextDocument) -> None:
        """Have every block laid out again when it is next looked at."""
        self.documentChanged(0, 0, document.characterCount())
