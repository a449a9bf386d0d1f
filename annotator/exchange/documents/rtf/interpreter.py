"""Reads a Rich Text file (RTF 1.9.1) from its first byte to its last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from annotator.corpus.structure import Element
from annotator.exchange.documents.rtf import charsets, tokens
from annotator.exchange.documents.rtf.characters import Characters, cleaned
from annotator.exchange.documents.rtf.document import Gathered
from annotator.exchange.documents.rtf.flow import Flow
from annotator.exchange.documents.rtf.state import SUB, SUPER, WORDS, State, changed
from annotator.exchange.documents.rtf.tracked import Tracked

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

Close = Callable[[], None]
Sink = Flow | list[str] | None
"""Where text goes: into a run of blocks, into a list that a destination reads, nowhere."""
Word = Callable[["Interpreter", int | None], None]


class Interpreter:
    """The state of the reader at a place of the file, and what was gathered up to there."""

    def __init__(self, data: bytes, words: dict[bytes, Word], starred: frozenset[bytes]) -> None:
        self.data = data
        self.gathered = Gathered()
        self.fonts = charsets.Fonts()
        self.default_font = 0
        self.state = State()
        self.sink: Sink = self.gathered.body
        self.close: Close | None = None
        self.position = 0
        self.jump: int | None = None
        self.section_page = False
        self.nested_row = False
        self.tracked = Tracked(self.gathered.author)
        self.spare_run = ""
        self._spare: tuple[Flow, State] | None = None
        self.drafts: dict[str, str] = {}
        self.numbering: dict[str, Callable[[int], str]] = {"footnote": str, "endnote": str}
        self.counts = {"footnote": 0, "endnote": 0}
        self.automatic = False
        self.time: dict[bytes, int] = {}
        self.field_parts: list[str] = []
        self.words = words
        self._starred = starred
        self.is_piece = False
        self._star = False
        self._skip = 0
        self._stack: list[tuple[State, Sink, Close | None]] = []
        self._characters = Characters()
        self._states: dict[tuple[int, bytes, int | None], State] = {}
        self._kept: dict[State, State] = {self.state: self.state}

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

    def divert(self, sink: Sink, close: Close | None = None) -> None:
        """The text of the group at hand goes elsewhere; `close` is called at its end."""
        self.settle()
        self.settle_run()
        if isinstance(sink, Flow):
            # Nothing of the paragraph that a note hangs on holds within it.
            self.tracked.end()
            self.state = State(self.default_font, fallback=self.state.fallback)
        self.sink, self.close = sink, close

    def new_flow(self) -> Flow:
        """A run of blocks beside the body."""
        return Flow(self.gathered.styles.kind)

    def finish_flow(self, flow: Flow) -> tuple[str, list[Element]]:
        """Its text and elements."""
        self.settle_run()
        self.tracked.end()
        return flow.finish(self.state)

    def plain(self, piece: bytes) -> str:
        """The text alone of a piece of the file."""
        reader = Interpreter(piece, self.words, self._starred)
        reader.is_piece = True
        reader.fonts, parts = self.fonts, list[str]()
        reader.state, reader.sink = self.state, parts
        reader.run()
        reader.settle()
        return "".join(parts)

    def set_code_page(self, number: int) -> None:
        """The code page of text whose font says nothing."""
        found = charsets.code_page(number)
        if found is not None:
            self.fonts.document = found
            self.fonts.settle()

    def take_spare_run(self) -> str:
        """The superscript that was held back, which is then not written."""
        run, self.spare_run = self.spare_run, ""
        return run

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
        state = self._states.get(key)
        if state is None:
            state = changed(self.state, word, number, self.default_font)
            # Kept, so that its id stays its own.
            state = self._kept.setdefault(state, state)
            self._states[key] = state
            if len(self._states) > 50_000:
                self._forget()
        self.state = state

    def _forget(self) -> None:
        """A file of endless formats: what is known of them is not kept without bound."""
        self._states.clear()
        self._kept = {state: state for state, _sink, _close in self._stack}
        self._kept[self.state] = self.state

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
        if data.isascii() and not self._characters.pending and font not in self.fonts.symbols:
            self.put(data.decode("ascii"))
            return
        self.put(self._characters.of_bytes(data, self.fonts.codec(font), self.fonts.name(font)))

    def _unit(self, number: int) -> None:
        font = self.state.font
        self.put(self._characters.of_units([number], self.fonts.codec(font), self.fonts.name(font)))
        self._skip = max(0, self.state.fallback)

    def _run_of_units(self, run: bytes) -> None:
        if self.state.fallback == 1:
            numbers = [int(number) for number in tokens.UNIT.findall(run)]
            font = self.state.font
            self._skip = 0
            self.put(
                self._characters.of_units(numbers, self.fonts.codec(font), self.fonts.name(font))
            )
            return
        for match in _UNIT_AND_FALLBACK.finditer(run):
            self._unit(int(match[1]))
            self._bytes(match[2] or tokens.unhex(match[3]))

    def settle(self) -> None:
        """What was begun of a character is at its end."""
        if self._characters.pending:
            self._write(self._characters.rest())

    def put(self, text: str) -> None:
        """Text at the place at hand."""
        if text:
            self._write(cleaned(text))

    def _write(self, text: str) -> None:
        sink, state = self.sink, self.state
        if isinstance(sink, list):
            sink.append(text)
        elif sink is not None:
            if state.hidden:
                self.gathered.hidden += len(text)
                return
            if self.spare_run:
                self.settle_run()
            if (state.deleted or state.revised or self.tracked.open) and not self.tracked.note(
                sink, text, state
            ):
                return
            if not sink.begun:
                self.begin_paragraph(sink)
            if state.emphasis & (SUPER | SUB) and len(text) <= 8:
                # Held back: it may turn out to be the mark of a note.
                self.spare_run, self._spare = text, (sink, state)
                return
            sink.write(text, state)

    def settle_run(self) -> None:
        """Write the superscript that was held back."""
        if self.spare_run and self._spare is not None:
            run, self.spare_run = self.spare_run, ""
            sink, state = self._spare
            sink.write(run, state)

    @property
    def flow(self) -> Flow | None:
        """The run of blocks at hand, with all that came before written to it."""
        self.settle()
        self.settle_run()
        return self.sink if isinstance(self.sink, Flow) else None

    def begin_paragraph(self, sink: Flow) -> None:
        """Begin a paragraph of `sink`, on a new page where it asks for one."""
        if sink is self.gathered.body and (self.section_page or self.state.new_page):
            self.section_page = False
            if sink.base.builder.position:
                self.break_page(sink)
        sink.begin(self.state)

    def break_page(self, sink: Flow) -> None:
        """A page begins here."""
        place = sink.break_page(self.state)
        pages = self.gathered.pages
        if place is not None and sink is self.gathered.body and place not in pages[-1:]:
            pages.append(place)
