"""Tracked changes while a text is read: accepted, rejected, or both shown."""

from __future__ import annotations

from typing import Protocol

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.opendocument.names import TEXT
from annotator.exchange.documents.opendocument.reading import Reading


class Writer(Protocol):
    """What writes the words of paragraphs: `aside` where they are not to be in the text, `within`
    while a paragraph is open."""

    flow: Flow
    aside: int

    @property
    def within(self) -> bool:
        """Whether a paragraph is open."""

    def content(self, element: etree._Element) -> None:
        """Write what is in an element."""

    def line_break(self) -> None:
        """End a line within the paragraph."""

    def words_aside(self, element: etree._Element) -> str:
        """The words of an element, which are not written into the text."""


class Tracked:
    """The insertions that are open: where each began, and its words where they are left out."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._begun: dict[str, int] = {}
        self._dropped: dict[str, list[str]] = {}

    @property
    def dropping(self) -> bool:
        """Whether an insertion that is rejected is open."""
        return bool(self._dropped)

    def drop(self, text: str) -> None:
        """Words of the insertions that are rejected."""
        for words in self._dropped.values():
            words.append(text)

    def begin(self, writer: Writer, element: etree._Element) -> None:
        """An insertion begins."""
        key = element.get(TEXT + "change-id", "")
        change = self._reading.changes.get(key)
        if change is None or not change.inserted or writer.aside:
            return
        if self._reading.tracked == "reject":
            self._dropped[key] = []
        else:
            self._begun[key] = writer.flow.position

    def end(self, writer: Writer, element: etree._Element) -> None:
        """An insertion ends."""
        if not writer.aside:
            self._end(writer, element.get(TEXT + "change-id", ""))

    def close(self, writer: Writer) -> None:
        """At the end of the text: insertions without an end are marked up to it."""
        for key in (*self._begun, *self._dropped):
            self._end(writer, key)

    def _end(self, writer: Writer, key: str) -> None:
        change = self._reading.changes.get(key)
        end = writer.flow.builder.position
        start = self._begun.pop(key, end)
        words = "".join(self._dropped.pop(key, []))
        if change is not None and (start < end or words):
            self._reading.met[self._reading.tracked] += 1
            writer.flow.mark("inserted", min(start, end), end, text=words, **change.who)

    def deletion(self, writer: Writer, element: etree._Element) -> None:
        """The place of a deletion: its words beside the text, or in it."""
        change = self._reading.changes.get(element.get(TEXT + "change-id", ""))
        if change is None or change.inserted or writer.aside or self.dropping:
            return
        self._reading.met[self._reading.tracked] += 1
        flow = writer.flow
        start = flow.position
        if self._reading.tracked == "accept":
            text = "\n".join(writer.words_aside(one) for one in change.deleted)
            at = flow.builder.position if writer.within else start
            if text:
                flow.mark("deleted", at, at, text=text, **change.who)
            return
        for place, one in enumerate(change.deleted):
            if place:
                writer.line_break()
            writer.content(one)
        end = flow.builder.position
        if start < end:
            flow.mark("deleted", start, end, **change.who)
