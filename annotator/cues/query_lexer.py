"""Colours for a query line: a Pygments lexer of the tokens that its parser reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]

from annotator.corpus.query.language import (
    CONNECTIVES,
    FIELDS,
    FLAGS,
    OPERATOR_WORDS,
    RESULTS,
    TOKEN,
    UNIT_WORDS,
)

_KINDS = {
    "space": Token.Text.Whitespace,
    "string": Token.Literal.String,
    "pattern": Token.Literal.String.Regex,
    "time": Token.Literal.Number,
    "sign": Token.Punctuation,
}
_WORDS = (
    ((*CONNECTIVES, *RESULTS), Token.Keyword),
    ((*OPERATOR_WORDS, *UNIT_WORDS), Token.Operator.Word),
    (tuple(FLAGS), Token.Name.Constant),
)
_BEFORE_NAMES = (":", ".", ">", "=", "<", "<=", ">=")


class QueryLexer(Lexer):  # type: ignore[misc]
    """Gives (start, token, text) for all of a line, starts in code points. What the parser can't
    read is an error of one character."""

    name = "Annotator query"
    aliases = ("annotator-query",)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """Offset, kind and text of each token, in order (Pygments)."""
        position, previous = 0, ""
        while position < len(text):
            match = TOKEN.match(text, position)
            if match is None:
                yield position, Token.Error, text[position]
                position += 1
                continue
            written = match.group()
            following = text[match.end() : match.end() + 1]
            yield position, _kind(str(match.lastgroup), written, previous, following), written
            position = match.end()
            previous = written


def _kind(group: str, written: str, previous: str, following: str) -> Any:
    if group != "word":
        return _KINDS[group]
    word = written.casefold()
    if previous not in _BEFORE_NAMES:
        if word in FIELDS and following in (":", ".", "="):
            return Token.Name.Tag
        for words, kind in _WORDS:
            if word in words:
                return kind
    return Token.Literal.Number if word.isdigit() else Token.Name
