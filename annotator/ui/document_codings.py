"""The codings of the open document as sorted entries, up to date with each change."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import NamedTuple

from annotator.corpus.coding import Coding
from annotator.corpus.span import Span, Spans
from annotator.storage.queries import CodingColumns


class Entry(NamedTuple):
    """A coding as lists need it, ordered by where it stands.

    `start` and `end` are code points from the first part to the last; `code` and `coder` are
    GUIDs; `parts` holds the spans of a discontinuous coding, else None.
    """

    start: int
    end: int
    guid: str
    code: str
    coder: str
    parts: Spans | None

    @property
    def spans(self) -> Spans:
        return self.parts or (Span(self.start, self.end),)


class DocumentCodings:
    """Entries in order of start, end, GUID; a change of one costs a look-up and a few moved
    pointers, whatever their number."""

    def __init__(self, columns: CodingColumns | None = None) -> None:
        self.entries: list[Entry] = []
        if columns is not None:
            positions = (columns.start.tolist(), columns.end.tolist())
            rows = zip(*positions, columns.guid, columns.code, columns.coder, strict=True)
            parts = columns.parts
            self.entries = [Entry(*row, parts.get(number)) for number, row in enumerate(rows)]
        self._by_guid = {entry.guid: entry for entry in self.entries}

    def get(self, guid: str) -> Entry | None:
        return self._by_guid.get(guid)

    def __contains__(self, guid: str) -> bool:
        return guid in self._by_guid

    def row(self, guid: str) -> int:
        """Where an entry stands. KeyError where it is not here."""
        return bisect_left(self.entries, self._by_guid[guid])

    def add(self, coding: Coding) -> Entry:
        """Take in a coding that is not here yet."""
        parts = coding.spans if len(coding.spans) > 1 else None
        entry = Entry(coding.start, coding.end, coding.guid, coding.code, coding.coder, parts)
        insort(self.entries, entry)
        self._by_guid[entry.guid] = entry
        return entry

    def row_from(self, position: int) -> int:
        """The first row whose coding begins at or behind a code point."""
        return bisect_left(self.entries, (position,))

    def remove(self, guid: str) -> Entry:
        """Take a coding out. KeyError where it is not here."""
        row = self.row(guid)
        del self._by_guid[guid]
        return self.entries.pop(row)
