"""Agreement on what some speakers say: the documents as if they held those turns alone.

The chosen turns stand one behind the other on an axis of their own, and codings, units and
paragraphs are put on it: so each figure is defined as it is on whole documents. A coding that goes
over several chosen turns is one coding; what lies outside of them is no part of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotator.agreement import Bools, Ints, UnitBounds
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts
from annotator.corpus.span import Span, Spans, united
from annotator.corpus.turns import TurnChoice
from annotator.storage.connections import Connection
from annotator.storage.speaker_names import spoken_structure


class Cut:
    """The axis of some spans (code points, in order, apart): places of a text, put on it."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = np.array([one.start for one in spans], np.int64)
        self._ends = np.array([one.end for one in spans], np.int64)
        lengths = self._ends - self._starts
        self._offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))

    @property
    def length(self) -> int:
        """Code points on the axis."""
        return int(self._offsets[-1])

    def places(self, start: Ints, end: Ints) -> tuple[Ints, Ints, Bools]:
        """Starts and ends on the axis, and which of the spans ``[start, end)`` have anything on
        it."""
        first = np.searchsorted(self._ends, start, "right")
        last = np.searchsorted(self._starts, end, "left") - 1
        there = first <= last
        first, last = np.where(there, first, 0), np.where(there, last, 0)
        begin = self._offsets[first] + np.maximum(start, self._starts[first]) - self._starts[first]
        stop = self._offsets[last] + np.minimum(end, self._ends[last]) - self._starts[last]
        return begin, stop, there

    def back(self, spans: Spans) -> Spans:
        """Where spans of the axis are in the text: in each of the turns that they go over."""
        found = []
        for span in spans:
            first = int(np.searchsorted(self._offsets, span.start, "right")) - 1
            last = int(np.searchsorted(self._offsets, span.end, "left")) - 1
            for turn in range(first, last + 1):
                base = int(self._starts[turn]) - int(self._offsets[turn])
                low = max(span.start, int(self._offsets[turn])) + base
                high = min(span.end, int(self._offsets[turn + 1])) + base
                found.append(Span(low, high))
        return united(found)

    def columns(self, columns: CodingColumns) -> CodingColumns:
        """The codings on the axis, without those that have nothing on it."""
        start, end, there = self.places(columns.start, columns.end)
        start, end = start.copy(), end.copy()
        parts: dict[int, Spans] = {}
        for row, spans in columns.parts.items():
            found = self._spans(spans)
            there[row] = bool(found)
            if found:
                start[row], end[row] = found[0].start, found[-1].end
                if len(found) > 1:
                    parts[row] = found
        moved = replace(columns, start=start, end=end, parts=parts)
        return moved.where(there.tolist())

    def _spans(self, spans: Spans) -> Spans:
        begin, stop, there = self.places(
            np.array([one.start for one in spans], np.int64),
            np.array([one.end for one in spans], np.int64),
        )
        rows = np.flatnonzero(there).tolist()
        return united([Span(int(begin[row]), int(stop[row])) for row in rows]) if rows else ()

    def bounds(self, bounds: UnitBounds) -> UnitBounds:
        """The units that have something on the axis, there."""
        begin, stop, there = self.places(bounds.start, bounds.end)
        return UnitBounds(begin[there], stop[there])

    def starts(self, starts: Ints) -> Ints:
        """Where paragraphs begin on the axis; the first begins with it."""
        begin, _stop, there = self.places(starts, starts + 1)
        return np.unique(np.concatenate((np.zeros(1, np.int64), begin[there])))


def cuts(
    connection: Connection, documents: Sequence[DocumentFacts], chosen: TurnChoice
) -> dict[str, Cut]:
    """By document (GUID) the axis of the chosen turns; documents without any are left out."""
    found = {}
    for document in documents:
        spans = chosen.spans(spoken_structure(connection, document.guid))
        if spans:
            found[document.guid] = Cut(spans)
    return found
