"""The codings of all documents as one list of columns, which follows what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from annotator.corpus.coding import Coding
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.span import Span, Spans

Ints = np.ndarray[Any, np.dtype[np.int64]]

DOCUMENT, START, END, CODE, CODER = range(5)


class CodingList:
    """Codings in the order of documents, start and end. 100,000 of them are five columns of
    numbers and a list of their GUIDs, never 100,000 objects."""

    def __init__(self, documents: Sequence[str]) -> None:
        self.documents = list(documents)
        self.names: list[str] = []
        """GUIDs of codes and coders, by the numbers in the table."""
        self.guids: list[str] = []
        self.table: Ints = np.zeros((5, 0), dtype=np.int64)
        self.parts: dict[str, Spans] = {}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.guids)

    def number(self, guid: str) -> int:
        """The number of a code or coder, a new one where it has none."""
        if guid not in self._numbers:
            self._numbers[guid] = len(self.names)
            self.names.append(guid)
        return self._numbers[guid]

    def document(self, row: int) -> str:
        """The document (a GUID) of a row."""
        return self.documents[int(self.table[DOCUMENT, row])]

    def code(self, row: int) -> str:
        """The code (a GUID) of a row."""
        return self.names[int(self.table[CODE, row])]

    def coder(self, row: int) -> str:
        """The coder (a GUID) of a row."""
        return self.names[int(self.table[CODER, row])]

    def spans(self, row: int) -> Spans:
        """The parts of the coding in a row, in code points, half open."""
        whole = (Span(int(self.table[START, row]), int(self.table[END, row])),)
        return self.parts.get(self.guids[row], whole)

    # --- taking in

    def append(self, document: str, columns: CodingColumns) -> None:
        """Take in the codings of the next document."""
        here = np.full(len(columns.guid), self.documents.index(document), dtype=np.int64)
        code = np.array([self.number(guid) for guid in columns.code], dtype=np.int64)
        coder = np.array([self.number(guid) for guid in columns.coder], dtype=np.int64)
        block = np.stack((here, columns.start, columns.end, code, coder))
        self.table = np.concatenate((self.table, block), axis=1)
        self.guids += columns.guid
        self.parts |= {columns.guid[row]: spans for row, spans in columns.parts.items()}

    def replaced(self, touched: Iterable[str], now: Iterable[Coding]) -> CodingList:
        """The same list after a change: without `touched` (GUIDs), and with these codings."""
        gone = set(touched)
        keep = np.fromiter((guid not in gone for guid in self.guids), dtype=bool, count=len(self))
        result = CodingList(self.documents)
        result.names, result._numbers = list(self.names), dict(self._numbers)
        result.parts = {guid: spans for guid, spans in self.parts.items() if guid not in gone}
        result.guids = [guid for guid in self.guids if guid not in gone]
        result.table = self.table[:, keep]
        for coding in now:
            result._insert(coding)
        return result

    def _insert(self, coding: Coding) -> None:
        if coding.document not in self.documents:
            return
        column = [
            self.documents.index(coding.document),
            coding.start,
            coding.end,
            self.number(coding.code),
            self.number(coding.coder),
        ]
        low, high = np.searchsorted(self.table[DOCUMENT], (column[0], column[0] + 1))
        place = low + int(np.searchsorted(self.table[START, low:high], coding.start, side="right"))
        self.table = np.insert(self.table, place, column, axis=1)
        self.guids.insert(int(place), coding.guid)
        if len(coding.spans) > 1:
            self.parts[coding.guid] = coding.spans


def load(documents: Sequence[str], columns_of: Callable[[str], CodingColumns]) -> Job[CodingList]:
    """Read the codings of these documents (GUIDs)."""
    result = CodingList(documents)
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), "")
        result.append(document, columns_of(document))
    return result


def ordered(
    codings: CodingList,
    chosen: Ints,
    column: int,
    ranks: Sequence[str],
    key: Callable[[str], Any] = str.casefold,
) -> Ints:
    """Rows in the order of a column; `ranks` names the column's numbers, which are sorted by a
    `key` of these names."""
    by_name = sorted(range(len(ranks)), key=lambda number: key(ranks[number]))
    place = np.empty(len(ranks), dtype=np.int64)
    place[by_name] = np.arange(len(ranks))
    result: Ints = chosen[np.argsort(place[codings.table[column, chosen]], kind="stable")]
    return result
