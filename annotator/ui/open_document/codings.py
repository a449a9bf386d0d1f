"""The codings of the open document as sorted entries, up to date with each change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from annotator.corpus.coding import Coding
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.span import Span, Spans


class ShownCoding(NamedTuple):
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
    """Entries in order of start, end, GUID, kept as columns: an entry is made when it is asked
    for. A change of one costs a look-up and a few moved pointers, whatever their number."""

    def __init__(self, columns: CodingColumns | None = None) -> None:
        self._start: list[int] = columns.start.tolist() if columns else []
        self._end: list[int] = columns.end.tolist() if columns else []
        self._guid = list(columns.guid) if columns else []
        self._code = list(columns.code) if columns else []
        self._coder = list(columns.coder) if columns else []
        parts = columns.parts.items() if columns else ()
        self._parts = {self._guid[row]: spans for row, spans in parts}
        self._ranges: dict[str, tuple[int, int]] | None = None
        self.entries: Sequence[ShownCoding] = _Entries(self)

    def _by_guid(self) -> dict[str, tuple[int, int]]:
        """Start and end by GUID, made when first asked for: opening a document must not wait."""
        if self._ranges is None:
            places = zip(self._start, self._end, strict=True)
            self._ranges = dict(zip(self._guid, places, strict=True))
        return self._ranges

    def make_ready(self) -> None:
        """Make the look-up by GUID, if it is not there yet."""
        self._by_guid()

    def __len__(self) -> int:
        return len(self._guid)

    def at(self, row: int) -> ShownCoding:
        """The entry of a row. IndexError where there is none."""
        guid = self._guid[row]
        place = (self._start[row], self._end[row])
        return ShownCoding(*place, guid, self._code[row], self._coder[row], self._parts.get(guid))

    def get(self, guid: str) -> ShownCoding | None:
        return self.at(self.row(guid)) if guid in self._by_guid() else None

    def __contains__(self, guid: str) -> bool:
        return guid in self._by_guid()

    def row(self, guid: str) -> int:
        """Where an entry stands. KeyError where it is not here."""
        return self._row_of(*self._by_guid()[guid], guid)

    def _row_of(self, start: int, end: int, guid: str) -> int:
        rows = range(len(self._guid))
        return bisect_left(rows, (start, end, guid), key=self._order)

    def _order(self, row: int) -> tuple[int, int, str]:
        return self._start[row], self._end[row], self._guid[row]

    def row_from(self, position: int) -> int:
        """The first row whose coding begins at or behind a code point."""
        return bisect_left(self._start, position)

    def add(self, coding: Coding) -> ShownCoding:
        """Take in a coding that is not here yet."""
        self._by_guid()[coding.guid] = (coding.start, coding.end)
        row = self._row_of(coding.start, coding.end, coding.guid)
        self._start.insert(row, coding.start)
        self._end.insert(row, coding.end)
        self._guid.insert(row, coding.guid)
        self._code.insert(row, coding.code)
        self._coder.insert(row, coding.coder)
        if len(coding.spans) > 1:
            self._parts[coding.guid] = coding.spans
        return self.at(row)

    def remove(self, guid: str) -> ShownCoding:
        """Take a coding out. KeyError where it is not here."""
        row = self.row(guid)
        entry = self.at(row)
        for column in (self._start, self._end, self._guid, self._code, self._coder):
            del column[row]
        self._parts.pop(guid, None)
        del self._by_guid()[guid]
        return entry


class _Entries(Sequence[ShownCoding]):
    """The rows as a sequence that makes its items when they are asked for."""

    def __init__(self, codings: DocumentCodings) -> None:
        self._codings = codings

    def __len__(self) -> int:
        return len(self._codings)

    @overload
    def __getitem__(self, row: int) -> ShownCoding: ...
    @overload
    def __getitem__(self, row: slice) -> list[ShownCoding]: ...

    def __getitem__(self, row: int | slice) -> ShownCoding | list[ShownCoding]:
        if isinstance(row, slice):
            return [self._codings.at(number) for number in range(*row.indices(len(self)))]
        return self._codings.at(row)

    def __iter__(self) -> Iterator[ShownCoding]:
        return map(self._codings.at, range(len(self)))
