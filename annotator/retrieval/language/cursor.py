"""Where a parser is in the tokens of a line."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.corpus.query.language import UNIT_WORDS
from annotator.corpus.query.relations import TextUnit
from annotator.retrieval.language.mistakes import QueryError, closest, did_you_mean
from annotator.retrieval.language.scanning import Token, tokens


class Cursor:
    """Takes the tokens of a line one after the other; each mistake knows its place. What is said to
    be missing is a message (`gettext_noop`), translated here."""

    def __init__(self, line: str) -> None:
        self._tokens = tokens(line)
        self._next = 0

    @property
    def token(self) -> Token:
        """The next token, not yet taken."""
        return self._tokens[self._next]

    def ahead(self, number: int) -> Token:
        """The token so many places behind the next one, or the end."""
        return self._tokens[min(self._next + number, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next token; the end is never passed."""
        token = self.token
        if token.kind != "end":
            self._next += 1
        return token

    def accept(self, *words: str) -> bool:
        """Take these words where they come next, all of them."""
        if any(self.ahead(number).word != word for number, word in enumerate(words)):
            return False
        self._next += len(words)
        return True

    def expect(self, word: str, why: str) -> None:
        """Take a word or a sign that must come next; `why` says what for."""
        if not self.accept(word):
            raise self.mistake(
                tr("Here “{word}” is missing, {why}", word=word, why=tr(why)),
                suggestion=word,
            )

    def name(self, what: str) -> Token:
        """A word, a number or a text in quotation marks."""
        if self.token.kind not in ("word", "string"):
            raise self.mistake(tr("Here {what} is missing", what=tr(what)))
        return self.take()

    def words(self, what: str) -> str:
        """The same, which must not be empty."""
        token = self.name(what)
        if not token.name:
            raise self.mistake(
                tr("Here {what} is empty", what=tr(what)),
                token,
            )
        return token.name

    def number(self, what: str) -> int:
        """A whole number."""
        token = self.token
        if token.kind != "word" or not (token.text.isascii() and token.text.isdigit()):
            raise self.mistake(tr("Here {what} is missing, a whole number", what=tr(what)))
        self.take()
        if len(token.text) > 9:
            raise self.mistake(tr("The number is too large"), token)
        return int(token.text)

    def unit(self, *but: TextUnit) -> TextUnit:
        """A unit of text, in the singular or plural; none of `but`."""
        allowed = [form for form, unit in UNIT_WORDS.items() if unit not in but]
        if self.token.word not in allowed:
            meant = closest(self.token.word, allowed)
            raise self.mistake(
                tr(
                    "Here a unit is missing: {names}.{meant}",
                    names=", ".join(allowed[::2]),
                    meant=did_you_mean(meant),
                ),
                suggestion=meant,
            )
        return TextUnit(UNIT_WORDS[self.take().word])

    def mistake(self, message: str, token: Token | None = None, suggestion: str = "") -> QueryError:
        """A mistake at a token, or at the next one."""
        token = token or self.token
        return QueryError(message, token.offset, max(1, token.length), suggestion)
