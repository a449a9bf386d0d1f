"""A query line as tokens with their places."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.corpus.query.language import TOKEN, unquoted
from annotator.retrieval.language.mistakes import QueryError

LONGEST_LINE = 5_000
"""Characters of a line; who needs more writes several questions."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a group of `language.TOKEN`, or ``end`` behind the last one; `text` is what is
    written, `offset` where (code points)."""

    kind: str
    text: str
    offset: int

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.text)

    @property
    def word(self) -> str:
        """A word or sign in small letters; empty for anything else, which is no keyword."""
        return self.text.casefold() if self.kind in ("word", "sign") else ""

    @property
    def name(self) -> str:
        """What a word or a string names."""
        return unquoted(self.text) if self.kind == "string" else self.text


def tokens(line: str) -> list[Token]:
    """The tokens of a line, and one of kind ``end``. QueryError for what is none."""
    if len(line) > LONGEST_LINE:
        raise QueryError(
            tr(
                "The query has {count:,} characters, and {longest_line:,} is the most. "
                "Ask in several questions, or put codes below a common one and ask for "
                "that.",
                count=len(line),
                longest_line=LONGEST_LINE,
            ),
            LONGEST_LINE,
            len(line) - LONGEST_LINE,
        )
    found: list[Token] = []
    position = 0
    while position < len(line):
        match = TOKEN.match(line, position)
        if match is None:
            raise _unreadable(line, position)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), position))
        position = match.end()
    found.append(Token("end", "", len(line)))
    return found


def _unreadable(line: str, position: int) -> QueryError:
    sign = line[position]
    if sign in '"“/':
        what = tr("A regular expression") if sign == "/" else tr("A text in quotation marks")
        closing = {"“": "”"}.get(sign, sign)
        return QueryError(
            tr(
                "{what} begins and does not end. Put {closing} behind it",
                what=what,
                closing=closing,
            ),
            position,
            len(line) - position,
            line[position:] + closing,
        )
    return QueryError(
        tr(
            "“{sign}” means nothing here. Names with other signs than letters, "
            'digits and hyphens stand in quotation marks: code:"claim (causal)"',
            sign=sign,
        ),
        position,
        1,
    )
