"""Colours for the codebook as text: Pygments' YAML lexer, a line at a time.

Qt asks for one line when it changes, and for those below only as long as the state at the end of
a line differs from what it was. So the lexer's whole state is kept with each line; a long codebook
costs no more to type in than a short one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from pygments.lexers.data import (  # type: ignore[import-untyped]
    YamlLexer,
    YamlLexerContext,
)
from pygments.token import Token  # type: ignore[import-untyped]
from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from annotator.ui.reader.code_points import PositionMap
from annotator.ui.theme import Theme

# By token, the most general last, the role in the theme. Plain values keep the colour of text: in
# a codebook they are what is read.
_ROLES = (
    (Token.Comment, "muted"),
    (Token.Name.Tag, "accent"),
    (Token.Literal.String, "success"),
    (Token.Punctuation, "muted"),
    (Token.Name.Label, "warning"),
    (Token.Keyword, "warning"),
    (Token.Error, "error"),
)
_LONGEST = 4_000
"""Characters of a line from which on it stays plain, so that a pasted book can't stall typing."""

_SLICE = 0.02
"""Seconds of colouring after which the window has its turn."""

LineToken = tuple[int, int, Any]
"""Start and end in code points of the line, and Pygments' token."""
LineState = tuple[Any, ...]
"""What the lexer knows at the end of a line; hashable."""
START: LineState = (("root",), (), -1, 0, None)
_LEXER = YamlLexer()


class _EndOfLineError(Exception):
    """The lexer is through with the line and about to look beyond it."""


class _LineContext(YamlLexerContext):  # type: ignore[misc]
    """The lexer's state, which stops it at the end of the line: it would take that for the end of
    the text, and leave every block that goes on in the next line."""

    def __init__(self, line: str, state: LineState) -> None:
        self._length = len(line) + 1
        super().__init__(f"{line}\n", 0, list(state[0]))
        self.indent_stack = list(state[1])
        self.indent, self.next_indent, self.block_scalar_indent = state[2:]

    @property
    def end(self) -> int:
        """Where the lexer may look; it asks before each step."""
        if self.pos >= self._length:
            raise _EndOfLineError
        return self._length

    @end.setter
    def end(self, _end: int) -> None:
        pass

    def state(self) -> LineState:
        """All of it as a value."""
        return (
            tuple(self.stack),
            tuple(self.indent_stack),
            self.indent,
            self.next_indent,
            self.block_scalar_indent,
        )


def lex_line(line: str, state: LineState) -> tuple[list[LineToken], LineState]:
    """The tokens of one line, without its end, and the state for the next line."""
    if len(line) > _LONGEST:
        return [], state
    context = _LineContext(line, state)
    tokens: list[LineToken] = []
    try:
        for start, token, words in _LEXER.get_tokens_unprocessed(context=context):
            end = min(start + len(words), len(line))
            if end > start:
                tokens.append((start, end, token))
    except _EndOfLineError:
        return tokens, context.state()
    except IndexError:
        # On some broken indentation the lexer takes from a stack that is empty.
        pass
    return tokens, START


class SourceHighlighter(QSyntaxHighlighter):
    """Colours the codebook's YAML in `document`, in the colours of the theme.

    A long codebook is coloured from the top, a slice of time after another, so that it can be read
    and typed in at once.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        # Qt keeps a number with each line; the states are counted as they come up.
        self._states: list[LineState] = [START]
        self._numbers: dict[LineState, int] = {START: 0}
        self._formats = _formats(theme)
        self._until: float | None = None
        self._rest: QTextCursor | None = None
        self._last = -1
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether all lines have their colours."""
        return self._rest is None

    def set_theme(self, theme: Theme) -> None:
        """Colour everything anew."""
        self._formats = _formats(theme)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if self._is_too_late():
            self._postpone(self.currentBlock())
            return
        self._last = self.currentBlock().blockNumber()
        before = self.previousBlockState()
        tokens, state = lex_line(text, self._states[max(before, 0)])
        units = _units(text)
        for start, end, token in tokens:
            style = next((style for kind, style in self._formats if token in kind), None)
            if style is not None:
                self.setFormat(units(start), units(end) - units(start), style)
        self.setCurrentBlockState(self._number(state))

    def _number(self, state: LineState) -> int:
        number = self._numbers.setdefault(state, len(self._states))
        if number == len(self._states):
            self._states.append(state)
        return number

    def _is_too_late(self) -> bool:
        """Whether the slice is over. The first line after the window had its turn begins one."""
        now = time.perf_counter()
        if self._until is None:
            self._until = now + _SLICE
            self._timer.start()
        return now > self._until

    def _postpone(self, block: QTextBlock) -> None:
        # A cursor, not a number: it moves with what is typed above it meanwhile.
        if self._rest is None:
            self._rest = QTextCursor(block)
        elif block.position() < self._rest.position():
            self._rest.setPosition(block.position())

    def _go_on(self) -> None:
        """The next slice, from the first line that was left out to the end of the text."""
        self._until = None
        if self._rest is None:
            return
        block, self._rest = self._rest.block(), None
        while block.isValid() and self._rest is None:
            # This goes on to the lines below by itself as long as their state changes.
            self.rehighlightBlock(block)
            block = self.document().findBlockByNumber(max(self._last, block.blockNumber()) + 1)


def _formats(theme: Theme) -> list[tuple[Any, QTextCharFormat]]:
    formats = []
    for kind, role in _ROLES:
        style = QTextCharFormat()
        style.setForeground(theme.color(role))
        if kind is Token.Comment:
            style.setFontItalic(True)
        if kind is Token.Name.Tag:
            style.setFontWeight(QFont.Weight.DemiBold)
        if kind is Token.Error:
            # Not by colour alone.
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(theme.color(role))
        formats.append((kind, style))
    return formats


def _units(line: str) -> Callable[[int], int]:
    """What turns code points of the line into Qt's units."""
    if line.isascii() or max(line) <= "\uffff":
        return int
    return PositionMap(line).to_widget
