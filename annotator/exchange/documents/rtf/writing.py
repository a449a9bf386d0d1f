"""Where the text of a Rich Text file goes: into the body, into notes, into what is said of it."""

from __future__ import annotations

from collections.abc import Callable

from annotator.corpus.structure import Element
from annotator.exchange.documents.rtf import charsets
from annotator.exchange.documents.rtf.characters import Characters, cleaned
from annotator.exchange.documents.rtf.document import Gathered
from annotator.exchange.documents.rtf.flow import Flow
from annotator.exchange.documents.rtf.state import SUB, SUPER, State
from annotator.exchange.documents.rtf.tracked import Tracked

Close = Callable[[], None]
Sink = Flow | list[str] | None
"""Where text goes: into a run of blocks, into a list that a destination reads, nowhere."""


class Writer:
    """What was gathered, and where the text at hand goes. `tracked` is accept, reject or show."""

    def __init__(self, tracked: str) -> None:
        self.gathered = Gathered()
        self.fonts = charsets.Fonts()
        self.default_font = 0
        self.state = State()
        self.sink: Sink = self.gathered.body
        self.close: Close | None = None
        self.section_page = False
        self.tracked = Tracked(self.gathered.author, tracked)
        self.spare_run = ""
        self._spare: tuple[Flow, State] | None = None
        self.characters = Characters()

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

    def settle(self) -> None:
        """What was begun of a character is at its end."""
        if self.characters.pending:
            self._write(self.characters.rest())

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
