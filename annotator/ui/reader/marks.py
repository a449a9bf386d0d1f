"""What is to be drawn in one document, as arrays: quick to ask for a stretch of text.

A mark is one span of one coding. Marks are rows of five integers, sorted by start, then end, then
the place of their coding: ``start, end, row, code, coder``; positions in code points, half open.
`row`, `code` and `coder` are numbers of this object only: everything outside it names codings,
codes and coders by GUID. A coding of several parts has several marks of one row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.corpus.coding import Coding
from annotator.corpus.span import Span, Spans

Table = npt.NDArray[np.int32]
"""Shape (5, n), columns are marks."""

START, END, ROW, CODE, CODER = range(5)
VERY_LONG = 4_000
"""Code points from which a mark is kept in the separate list, so that it does not widen each
query for the short ones."""


class Mark(NamedTuple):
    """One mark as a value, for the few that are on the screen or under the cursor: a tuple, as
    hundreds are made for each page."""

    start: int
    end: int
    row: int
    code: int
    coder: int


def _empty() -> Table:
    return np.empty((5, 0), dtype=np.int32)


def _sorted(table: Table) -> Table:
    """By start, then end; what is equal keeps its order."""
    starts, ends = table[START], table[END]
    later, same = starts[1:] > starts[:-1], starts[1:] == starts[:-1]
    if (later | (same & (ends[1:] >= ends[:-1]))).all():
        return table
    return table[:, np.lexsort((ends, starts))]


class Marks:
    """The marks of a document, and which coding each belongs to.

    `code_guids` and `coder_guids` name the numbers in the tables.
    """

    def __init__(self, code_guids: Sequence[str] = (), coder_guids: Sequence[str] = ()) -> None:
        self.code_guids = list(code_guids)
        self.coder_guids = list(coder_guids)
        self.keys: list[str] = []
        """The coding GUID of each row; rows are not used again after a removal."""
        self._rows_made: dict[str, int] | None = None
        self._short = _empty()
        self._long = _empty()
        self._reach = 0

    @classmethod
    def from_table(
        cls, table: Table, keys: list[str], code_guids: Sequence[str], coder_guids: Sequence[str]
    ) -> Marks:
        """From marks in any order; `keys` are the GUIDs of the codings by row, in the order of
        start, end and GUID of the whole coding."""
        marks = cls(code_guids, coder_guids)
        marks.keys = keys
        table = np.asarray(table, dtype=np.int32)
        if (np.diff(table[ROW]) < 0).any():
            table = table[:, np.argsort(table[ROW], kind="stable")]
        table = _sorted(table)
        lengths = table[END] - table[START]
        marks._short = np.ascontiguousarray(table[:, lengths < VERY_LONG])
        marks._long = np.ascontiguousarray(table[:, lengths >= VERY_LONG])
        marks._reach = int(lengths[lengths < VERY_LONG].max(initial=0))
        return marks

    @classmethod
    def from_codings(
        cls, codings: Iterable[Coding], code_guids: Sequence[str], coder_guids: Sequence[str]
    ) -> Marks:
        """From values. Raises KeyError for a code or coder that is not among the given ones."""
        codes = {guid: index for index, guid in enumerate(code_guids)}
        coders = {guid: index for index, guid in enumerate(coder_guids)}
        keys: list[str] = []
        flat: list[tuple[int, int, int, int, int]] = []
        for row, coding in enumerate(codings):
            keys.append(coding.guid)
            code, coder = codes[coding.code], coders[coding.coder]
            flat.extend((span.start, span.end, row, code, coder) for span in coding.spans)
        table = np.array(flat, dtype=np.int32).reshape(-1, 5).T
        return cls.from_table(table, keys, code_guids, coder_guids)

    @property
    def _rows(self) -> dict[str, int]:
        """The row of each coding, made when first asked for: a first paint needs none."""
        if self._rows_made is None:
            self._rows_made = {key: row for row, key in enumerate(self.keys)}
        return self._rows_made

    def make_ready(self) -> None:
        """Make the look-up by GUID, if it is not there yet."""
        len(self._rows)

    def renumber(self, code_guids: Sequence[str], coder_guids: Sequence[str]) -> None:
        """Number codes and coders in this order; those that are not in it come behind.

        The marks keep their codes and coders, whatever became of the order of the codebook.
        """
        for column, before, wanted in (
            (CODE, self.code_guids, code_guids),
            (CODER, self.coder_guids, coder_guids),
        ):
            now = list(dict.fromkeys((*wanted, *before)))
            if now == before:
                continue
            places = {guid: number for number, guid in enumerate(now)}
            numbers = np.array([places[guid] for guid in before], dtype=np.int32)
            for table in (self._short, self._long):
                if table.shape[1]:
                    table[column] = numbers[table[column]]
            before[:] = now

    def __len__(self) -> int:
        """The number of codings."""
        return len(self._rows)

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    # --- changes

    def add(self, key: str, spans: Spans, code: str, coder: str) -> None:
        """Take in a coding; `code` and `coder` are GUIDs, new ones get a number.

        Raises ValueError where the coding is already here.
        """
        if key in self._rows:
            raise ValueError(f"coding {key} is already marked")
        row = len(self.keys)
        self.keys.append(key)
        self._rows[key] = row
        numbers = (row, _number(self.code_guids, code), _number(self.coder_guids, coder))
        place = spans[0].start, spans[-1].end, key
        for span in spans:
            self._insert(np.array((span.start, span.end, *numbers), dtype=np.int32), place)

    def _insert(self, column: Table, place: tuple[int, int, str]) -> None:
        """Put a mark where a table that is read anew would have it; `place` is its coding's."""
        length = int(column[END] - column[START])
        table = self._short if length < VERY_LONG else self._long
        at = _first_not_before(table, int(column[START]), int(column[END]))
        while at < table.shape[1] and (table[:ROW, at] == column[:ROW]).all():
            if self._place(int(table[ROW, at])) > place:
                break
            at += 1
        # Assigning two halves is three times faster than numpy.insert.
        wider = np.empty((5, table.shape[1] + 1), dtype=np.int32)
        wider[:, :at] = table[:, :at]
        wider[:, at] = column
        wider[:, at + 1 :] = table[:, at:]
        if length < VERY_LONG:
            self._short = wider
            self._reach = max(self._reach, length)
        else:
            self._long = wider

    def _place(self, row: int) -> tuple[int, int, str]:
        """What codings are ordered by: start and end of the whole, and GUID."""
        spans = self.spans(self.keys[row])
        return spans[0].start, spans[-1].end, self.keys[row]

    def remove(self, key: str) -> Spans:
        """Take out a coding and return where it was. Raises KeyError where it is not here."""
        spans = self.spans(key)
        row = self._rows.pop(key)
        self._short = _without(self._short, row)
        self._long = _without(self._long, row)
        return spans

    def replace(self, key: str, spans: Spans, code: str, coder: str) -> Spans:
        """Give a coding other spans or another code, and return where it was."""
        before = self.remove(key)
        self.add(key, spans, code, coder)
        return before

    # --- questions

    def within(self, start: int, end: int) -> Table:
        """The marks that share a code point with ``[start, end)``, ordered by start."""
        # Of the table's own type: for another one, all of the starts would be copied into it.
        edges = np.array((start - self._reach, end), dtype=np.int32)
        low, high = self._short[START].searchsorted(edges).tolist()
        near = self._short[:, low:high]
        near = near[:, near[END] > start]
        if self._long.shape[1]:
            mask = (self._long[START] < end) & (self._long[END] > start)
            if mask.any():
                near = _sorted(np.concatenate((self._long[:, mask], near), axis=1))
        return near

    def at(self, position: int) -> list[Mark]:
        """The marks that hold the code point at `position`, the shortest first."""
        return shortest_first(as_marks(self.within(position, position + 1)))

    def key(self, row: int) -> str:
        """The GUID of the coding of a row."""
        return self.keys[row]

    def spans(self, key: str) -> Spans:
        """Where a coding is. Raises KeyError where it is not here."""
        return tuple(Span(mark.start, mark.end) for mark in self.marks_of(key))

    def marks_of(self, key: str) -> list[Mark]:
        """The marks of a coding, in order. Raises KeyError where it is not here."""
        row = self._rows[key]
        found = [table[:, table[ROW] == row] for table in (self._short, self._long)]
        return as_marks(_sorted(np.concatenate(found, axis=1)))

    def code_of(self, key: str) -> str:
        """The GUID of the code of a coding. Raises KeyError where it is not here."""
        return self.code_guids[self.marks_of(key)[0].code]

    def all(self) -> Table:
        """All marks, ordered by start: for the overview, never for a paint."""
        if not self._long.shape[1]:
            return self._short
        return _sorted(np.concatenate((self._short, self._long), axis=1))

    def filtered(
        self, table: Table, codes: Collection[str] | None, coders: Collection[str] | None
    ) -> Table:
        """Of a table of these marks those of `codes` and `coders` (GUIDs); None is all of them."""
        for column, guids, wanted in (
            (CODE, self.code_guids, codes),
            (CODER, self.coder_guids, coders),
        ):
            if wanted is not None:
                numbers = [number for number, guid in enumerate(guids) if guid in wanted]
                table = table[:, np.isin(table[column], numbers)]
        return table

    def chosen(self, codes: frozenset[str] | None, coders: frozenset[str] | None) -> Marks:
        """The marks of these codes and coders (GUIDs) as an object of their own."""
        table = self.filtered(self.all(), codes, coders)
        return Marks.from_table(table, list(self.keys), self.code_guids, self.coder_guids)


def _number(guids: list[str], guid: str) -> int:
    if guid not in guids:
        guids.append(guid)
    return guids.index(guid)


def _first_not_before(table: Table, start: int, end: int) -> int:
    """The first mark that does not lie before ``[start, end)`` by start, then end."""
    starts, ends = table[START], table[END]
    low, high = (int(starts.searchsorted(start, side=side)) for side in ("left", "right"))
    return low + int(ends[low:high].searchsorted(end, side="left"))


def shortest_first(marks: Sequence[Mark]) -> list[Mark]:
    """The shortest first; marks of one length stay as they are ordered."""
    return sorted(marks, key=lambda mark: mark.end - mark.start)


def _without(table: Table, row: int) -> Table:
    """The table without the marks of a row; joining slices is quicker than a mask."""
    found = np.flatnonzero(table[ROW] == row).tolist()
    if not found:
        return table
    borders = zip([-1, *found], [*found, table.shape[1]], strict=True)
    return np.concatenate([table[:, before + 1 : at] for before, at in borders], axis=1)


def as_marks(table: Table) -> list[Mark]:
    """The columns of a table as values."""
    return list(map(Mark._make, table.T.tolist()))
