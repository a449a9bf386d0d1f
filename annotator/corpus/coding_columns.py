"""The codings of a document as columns: 100,000 of them without 100,000 objects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.corpus.span import Span, Spans


@dataclass(frozen=True)
class CodingColumns:
    """The codings of one document as columns, in order of start, end, GUID.

    `start` and `end` are int64 arrays of code points; `parts` holds the spans of the few
    discontinuous ones by row number.
    """

    guid: list[str]
    code: list[str]
    coder: list[str]
    start: np.ndarray[Any, np.dtype[np.int64]]
    end: np.ndarray[Any, np.dtype[np.int64]]
    parts: dict[int, Spans]

    def spans(self, row: int) -> Spans:
        """The parts of a coding by its row number."""
        return self.parts.get(row) or (Span(int(self.start[row]), int(self.end[row])),)

    def without_repeats(self) -> CodingColumns:
        """Without the codings that say what an earlier row of the same coder says."""
        same = (np.diff(self.start) == 0) & (np.diff(self.end) == 0)
        if not same.any():
            return self
        known: set[tuple[str, str, Spans]] = set()
        wanted = np.ones(len(self.guid), dtype=bool)
        near = np.flatnonzero(np.append(same, False) | np.append(False, same))
        for row in near.tolist():
            said = (self.code[row], self.coder[row], self.spans(row))
            wanted[row] = said not in known
            known.add(said)
        return self.where(wanted)

    def where(self, wanted: Iterable[bool]) -> CodingColumns:
        """The rows for which `wanted` is true, in their order."""
        mask = np.fromiter(wanted, dtype=bool)
        rows = np.flatnonzero(mask).tolist()
        numbers = {row: number for number, row in enumerate(rows)}
        guid, code, coder = (
            [column[row] for row in rows] for column in (self.guid, self.code, self.coder)
        )
        parts = {numbers[row]: spans for row, spans in self.parts.items() if row in numbers}
        return CodingColumns(guid, code, coder, self.start[mask], self.end[mask], parts)
