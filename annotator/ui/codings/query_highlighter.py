"""Colours of a query line, and a wave under a mistake."""

from __future__ import annotations

from pygments.token import Token  # type: ignore[import-untyped]
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from annotator.cues.query_lexer import QueryLexer
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.theme import Theme

# By token, the most general last, the role in the theme. Names keep the colour of text.
_ROLES = (
    (Token.Name.Tag, "accent"),
    (Token.Name.Constant, "accent"),
    (Token.Keyword, "warning"),
    (Token.Operator.Word, "warning"),
    (Token.Literal.String, "success"),
    (Token.Punctuation, "muted"),
    (Token.Error, "error"),
)
_LONGEST = 10_000
"""Characters from which on a line stays plain: twice as many as are read at all."""
_LEXER = QueryLexer()


class QueryHighlighter(QSyntaxHighlighter):
    """Colours a line of the query language in the colours of the theme."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._mistake = (0, 0)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Colour everything anew."""
        self._theme = theme
        self.rehighlight()

    def set_mistake(self, start: int, end: int) -> None:
        """Put a wave under these code points; under none where they are none."""
        if (start, end) != self._mistake:
            self._mistake = start, end
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST:
            return
        units = PositionMap(text).to_widget
        for start, token, words in _LEXER.get_tokens_unprocessed(text):
            role = next((role for kind, role in _ROLES if token in kind), None)
            if role is not None:
                style = QTextCharFormat()
                style.setForeground(self._theme.color(role))
                if role == "accent":
                    style.setFontWeight(QFont.Weight.DemiBold)
                self.setFormat(units(start), units(start + len(words)) - units(start), style)
        start, end = self._mistake
        for unit in range(units(start), units(min(end, len(text)))):
            style = self.format(unit)
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(self._theme.color("error"))
            self.setFormat(unit, 1, style)
