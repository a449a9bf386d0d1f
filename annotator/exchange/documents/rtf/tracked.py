"""Tracked changes of a Rich Text file: insertions are text, deletions are values."""

from __future__ import annotations

from collections.abc import Callable

from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.rtf.document import date_of
from annotator.exchange.documents.rtf.flow import Flow
from annotator.exchange.documents.rtf.state import State


class Tracked:
    """The insertion or deletion that is open, if one is."""

    def __init__(self, author: Callable[[int], str]) -> None:
        self.open = False
        self._author = author
        self._key: tuple[str, int, int] | None = None
        self._builder: TextBuilder | None = None
        self._start = 0
        self._deleted: list[str] = []

    def note(self, flow: Flow, text: str, state: State) -> bool:
        """Take note of text that is about to be written; False where it was deleted."""
        if state.deleted:
            key = ("deleted", state.deleted_by, state.deleted_at)
        elif state.revised:
            key = ("inserted", state.revised_by, state.revised_at)
        else:
            self.end()
            return True
        if key != self._key:
            self.end()
        flow.begin(state)
        if key != self._key or flow.builder is not self._builder:
            self.end()
            self.open = True
            self._key, self._builder = key, flow.builder
            self._start = flow.builder.position
        if state.deleted:
            self._deleted.append(text)
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
            "text": "".join(self._deleted),
        }
        values = {name: value for name, value in said.items() if value}
        end = self._builder.position
        if kind == "deleted" or end > self._start:
            self._builder.mark(kind, self._start, end, **values)
        self.open = False
        self._key = self._builder = None
        self._deleted = []
