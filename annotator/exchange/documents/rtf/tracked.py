"""Tracked changes of a Rich Text file, accepted, rejected, or both shown."""

from __future__ import annotations

from collections.abc import Callable

from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.rtf.document import date_of
from annotator.exchange.documents.rtf.flow import Flow
from annotator.exchange.documents.rtf.state import State


class Tracked:
    """The insertion or deletion that is open, if one is. `choice` is accept, reject or show; what
    is not in the text then is a value of an element at its place."""

    def __init__(self, author: Callable[[int], str], choice: str) -> None:
        self.open = False
        self._author = author
        self._left_out = {"accept": ("deleted",), "reject": ("inserted",)}.get(choice, ())
        self._key: tuple[str, int, int] | None = None
        self._builder: TextBuilder | None = None
        self._start = 0
        self._words: list[str] = []

    def note(self, flow: Flow, text: str, state: State) -> bool:
        """Take note of text that is about to be written; False where it is not to be."""
        inserted = ("inserted", state.revised_by, state.revised_at)
        deleted = ("deleted", state.deleted_by, state.deleted_at)
        if not (state.deleted or state.revised):
            self.end()
            return True
        # What was inserted and deleted again is in neither text: it counts as what is left out.
        first = inserted if state.revised and "inserted" in self._left_out else deleted
        key = first if state.deleted else inserted
        left_out = key[0] in self._left_out
        if key != self._key or (left_out and not flow.begun):
            self.end()
        flow.begin(state)
        if key != self._key or flow.builder is not self._builder:
            self.end()
            self.open = True
            self._key, self._builder = key, flow.builder
            self._start = flow.builder.position
        if left_out:
            self._words.append(text)
            return False
        return True

    def end(self) -> None:
        """What is open ends here."""
        if self._key is None or self._builder is None:
            return
        kind, author, date = self._key
        said = {
            "author": self._author(author),
            "date": date_of(date),
            "text": "".join(self._words),
        }
        values = {name: value for name, value in said.items() if value}
        end = self._builder.position
        if self._words or end > self._start:
            self._builder.mark(kind, self._start, end, **values)
        self.open = False
        self._key = self._builder = None
        self._words = []
