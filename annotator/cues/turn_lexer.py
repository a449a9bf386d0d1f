"""Colours for a transcript before it is read: a Pygments lexer of what stands before turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]

TurnMark = tuple[int, int, tuple[int, int], tuple[int, int]]
"""What stands before a turn, as code points, half open: all of it, the name and the time; these
begin below 0 where there is none."""


class TurnLexer(Lexer):  # type: ignore[misc]
    """Gives (start, token, text) for all of a text, starts in code points: the names in `marks` as
    labels, their times as dates, the rest of each mark as punctuation, the words as text."""

    name = "Annotator transcript"
    aliases = ("annotator-transcript",)

    def __init__(self, marks: Sequence[TurnMark]) -> None:
        super().__init__()
        self._marks = marks

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """Offset, kind and text of each token, in order (Pygments)."""
        position = 0
        for mark in sorted(self._marks):
            start, end = mark[:2]
            if start < position or end > len(text):
                continue
            if position < start:
                yield position, Token.Text, text[position:start]
            yield from _within(mark, text)
            position = end
        if position < len(text):
            yield position, Token.Text, text[position:]


def _within(mark: TurnMark, text: str) -> Iterator[tuple[int, Any, str]]:
    start, end, name, time = mark
    parts = [(span, kind) for span, kind in ((name, _NAME), (time, _TIME)) if span[0] >= start]
    for (first, last), kind in sorted(parts, key=lambda part: part[0]):
        if first < start or last > end:
            continue
        if start < first:
            yield start, Token.Punctuation, text[start:first]
        if first < last:
            yield first, kind, text[first:last]
        start = last
    if start < end:
        yield start, Token.Punctuation, text[start:end]


_NAME, _TIME = Token.Name.Label, Token.Literal.Date


def coloured(text: str, marks: Sequence[TurnMark]) -> list[tuple[int, int, str]]:
    """Start and end (code points) of what has a colour in a text, in order, with what it is:
    ``name``, ``time`` or ``around``."""
    kinds = {_NAME: "name", _TIME: "time", Token.Punctuation: "around"}
    return [
        (start, start + len(words), kinds[token])
        for start, token, words in TurnLexer(marks).get_tokens_unprocessed(text)
        if token in kinds
    ]
