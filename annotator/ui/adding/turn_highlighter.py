"""Colours of a transcript before it is read: names, times and what stands around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from annotator.cues.turn_lexer import TurnMark, coloured
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.theme import Theme

_ROLES = {"name": "accent", "time": "success", "around": "muted"}
"""What has a colour, and its role in the theme."""


class TurnHighlighter(QSyntaxHighlighter):
    """Colours what matches in a text that `show` was given; the document holds the same text."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._formats = {}
        for kind, role in _ROLES.items():
            style = QTextCharFormat()
            style.setForeground(theme.color(role))
            background = theme.color(role)
            background.setAlpha(32)
            style.setBackground(background)
            if role == "accent":
                style.setFontWeight(QFont.Weight.DemiBold)
            self._formats[kind] = style
        self._tokens: list[tuple[int, int, QTextCharFormat]] = []
        self._starts: list[int] = []

    def show_marks(self, text: str, marks: Sequence[TurnMark]) -> None:
        """Colour these marks of the text (code points)."""
        units = PositionMap(text).to_widget
        self._tokens = [
            (units(start), units(end), self._formats[kind])
            for start, end, kind in coloured(text, marks)
        ]
        self._starts = [start for start, _end, _style in self._tokens]
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        base = self.currentBlock().position()
        first = max(0, bisect_right(self._starts, base) - 1)
        for start, end, style in self._tokens[first : bisect_left(self._starts, base + len(text))]:
            if end > base:
                begin = max(0, start - base)
                self.setFormat(begin, min(end - base, len(text)) - begin, style)
