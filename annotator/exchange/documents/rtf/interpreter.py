"""Reads a Rich Text file (RTF 1.9.1) from its first byte to its last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from annotator.exchange.documents.rtf import tokens
from annotator.exchange.documents.rtf.state import WORDS, State, changed
from annotator.exchange.documents.rtf.writing import Close, Sink, Writer

CHARACTERS: Final = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"qmspace": "\u2005",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
    b"zwbo": "\u200b",
    b"zwnbo": "\u2060",
    b"ltrmark": "\u200e",
    b"rtlmark": "\u200f",
}
_SYMBOLS: Final = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011"}
_ESCAPED: Final = frozenset((b"\\", b"{", b"}"))
_UNIT_AND_FALLBACK: Final = re.compile(rb"\\u(-?[0-9]+) ?(?:(\?)|(\\'[0-9a-fA-F]{2}))")

_MOST_STATES: Final = 50_000
"""Of a file of endless formats; what is known of them is not kept without bound."""

Word = Callable[["Interpreter", int | None], None]


class Interpreter(Writer):
    """The state of the reader at a place of the file, and what was gathered up to there."""

    def __init__(
        self,
        data: bytes,
        words: dict[bytes, Word],
        starred: frozenset[bytes],
        tracked: str = "accept",
    ) -> None:
        super().__init__(tracked)
        self.data = data
        self.position = 0
        self.jump: int | None = None
        self.nested_row = False
        self.drafts: dict[str, str] = {}
        self.numbering = {"footnote": "decimal", "endnote": "decimal"}
        self.counts = {"footnote": 0, "endnote": 0}
        self.automatic = False
        self.time: dict[bytes, int] = {}
        self.field_parts: list[str] = []
        self.shape: dict[str, str] = {}
        self.words = words
        self._starred = starred
        self.is_piece = False
        self._star = False
        self._skip = 0
        self._stack: list[tuple[State, Sink, Close | None]] = []
        # Of a state (by its id), a word and a number the next state. The first state is kept with
        # it, so that its id stays its own.
        self._states: dict[tuple[int, bytes, int | None], tuple[State, State]] = {}

    # The loop

    def run(self) -> None:
        """Read all of the file."""
        start, size = 0, len(self.data)
        while start < size:
            for match in tokens.TOKEN.finditer(self.data, start):
                self._token(match)
                if self.jump is not None:
                    break
            else:
                break
            start, self.jump = self.jump, None
        while self._stack:
            self._end_group()

    def _token(self, match: re.Match[bytes]) -> None:
        kind = match.lastindex
        if kind == tokens.TEXT:
            self._bytes(match[1])
        elif kind in (tokens.WORD, 3):
            self.position = match.end()
            self._word(match[2], None if match[3] is None else int(match[3]))
        elif kind == tokens.HEX:
            self._bytes(tokens.unhex(match[0]))
        elif kind == tokens.OPEN:
            self._skip = 0
            self._stack.append((self.state, self.sink, self.close))
            self.close = None
        elif kind == tokens.CLOSE:
            self._skip = 0
            self._closing()
        elif kind == tokens.UNITS:
            self._run_of_units(match[0])
        elif kind == tokens.SYMBOL:
            self.position = match.end()
            self._symbol(match[tokens.SYMBOL])
            return
        elif kind == tokens.BARE_UNIT:
            self._unit(int(match[tokens.BARE_UNIT]))
        self._star = False

    def _closing(self) -> None:
        if self._stack:
            self._end_group()
            if not self._stack and not self.is_piece:
                self.gathered.complete = True
                self.jump = len(self.data)

    def _end_group(self) -> None:
        if self.close is not None:
            self.settle()
            self.close()
        self.state, self.sink, self.close = self._stack.pop()

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._stack)

    def skip_group(self) -> None:
        """Go on after the group at hand, whose text is none."""
        self.jump = max(tokens.end_of_group(self.data, self.position) - 1, self.position)

    def skipped_group(self) -> bytes:
        """The rest of the group at hand, which is left out."""
        self.skip_group()
        return self.data[self.position : self.jump]

    def pass_group(self) -> None:
        """Go on after the next group that opens."""
        opening = self.data.find(b"{", self.position)
        if opening >= 0:
            self.jump = tokens.end_of_group(self.data, opening + 1)

    def plain(self, piece: bytes) -> str:
        """The text alone of a piece of the file."""
        reader = Interpreter(piece, self.words, self._starred)
        reader.is_piece = True
        reader.fonts, parts = self.fonts, list[str]()
        reader.state, reader.sink = self.state, parts
        reader.run()
        reader.settle()
        return "".join(parts)

    # Words

    def _word(self, word: bytes, number: int | None) -> None:
        if word in WORDS:
            self._change(word, number)
        elif (char := CHARACTERS.get(word)) is not None:
            if self._skip:
                self._skip -= 1
            else:
                self.put(char)
        elif (action := self.words.get(word)) is not None and (
            not self._star or word in self._starred
        ):
            action(self, number)
        elif word == b"bin":
            self.jump = self.position + max(0, number or 0)
        elif self._star:
            self.skip_group()
        self._skip = 0 if word not in CHARACTERS else self._skip

    def _change(self, word: bytes, number: int | None) -> None:
        if self._star:
            self.skip_group()
            return
        key = (id(self.state), word, number)
        known = self._states.get(key)
        if known is None:
            if len(self._states) > _MOST_STATES:
                self._states.clear()
            known = self.state, changed(self.state, word, number, self.default_font)
            self._states[key] = known
        self.state = known[1]

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._star = True
            return
        self._star = False
        char = _SYMBOLS.get(symbol)
        if symbol in _ESCAPED:
            self._bytes(symbol)
        elif char is not None:
            if self._skip:
                self._skip -= 1
            else:
                self.put(char)
        elif symbol in (b"\n", b"\r"):
            self.words[b"par"](self, None)
            if self.data[self.position : self.position + 1] == b"\n" and symbol == b"\r":
                self.jump = self.position + 1
        elif symbol == b"\t":
            self.put("\t")

    # Text

    def _bytes(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
            if not data:
                return
        state = self.state
        font = state.font
        if data.isascii() and not self.characters.pending and font not in self.fonts.symbols:
            self.put(data.decode("ascii"))
            return
        self.put(self.characters.of_bytes(data, self.fonts.codec(font), self.fonts.name(font)))

    def _unit(self, number: int) -> None:
        font = self.state.font
        self.put(self.characters.of_units([number], self.fonts.codec(font), self.fonts.name(font)))
        self._skip = max(0, self.state.fallback)

    def _run_of_units(self, run: bytes) -> None:
        if self.state.fallback == 1:
            numbers = [int(number) for number in tokens.UNIT.findall(run)]
            font = self.state.font
            self._skip = 0
            self.put(
                self.characters.of_units(numbers, self.fonts.codec(font), self.fonts.name(font))
            )
            return
        for match in _UNIT_AND_FALLBACK.finditer(run):
            self._unit(int(match[1]))
            self._bytes(match[2] or tokens.unhex(match[3]))
