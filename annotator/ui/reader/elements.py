"""The elements of the text that is shown, found by place: arrays, asked for a block at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from annotator.corpus.structure import Element, Structure

Numbers = npt.NDArray[np.int64]

NOTES = frozenset({"footnote", "endnote"})
_NOT_SHOWN = frozenset(
    {"paragraph", "page", "row", "furniture", "hyphen", "line-break", "metadata"}
)
"""Kinds that no block looks different for; pages and line breaks are kept apart."""
_LONG = 2_000
"""Code points from which an element is kept among the long ones: what may reach into a place is
looked for among those only that begin this far before it."""


class Elements:
    """The elements of one text."""

    def __init__(self, elements: Sequence[Element] = ()) -> None:
        structure = Structure.of(elements)
        self.structure = structure
        kinds = structure.kinds
        kind, starts, ends = map(_numbers, (structure.kind, structure.start, structure.end))
        shown = np.array([name not in _NOT_SHOWN for name in kinds], dtype=bool)
        rows = np.flatnonzero(shown[kind]) if len(kinds) else kind
        long = ends[rows] - starts[rows] > _LONG
        self._long, short = rows[long], rows[~long]
        self._long_starts: list[int] = starts[self._long].tolist()
        self._long_ends = ends[self._long]
        # Plain lists: bisect on them is five times faster for one look-up than NumPy's.
        self._short: list[int] = short.tolist()
        self._short_starts: list[int] = starts[short].tolist()
        self._short_ends: list[int] = ends[short].tolist()
        # How far any up to each reaches; an empty element touches where it stands.
        self._reach: list[int] = np.maximum.accumulate(
            np.maximum(ends[rows], starts[rows] + 1)
        ).tolist()
        self._starts: list[int] = starts[rows].tolist()
        self.page_rows = _of(kinds, kind, "page")
        self.page_starts: list[int] = starts[self.page_rows].tolist()
        self._line_breaks = frozenset(starts[_of(kinds, kind, "line-break")].tolist())
        self._kinds, self._kind = kinds, kind
        cells = _of(kinds, kind, "cell")
        self._cells, self._cell_starts = cells, starts[cells]
        self._item_starts = frozenset(starts[_of(kinds, kind, "list-item")].tolist())

    def __bool__(self) -> bool:
        return bool(self._starts or self.page_starts)

    def touched(self, start: int, end: int) -> bool:
        """Whether any element that can be seen is in a block and its line feed."""
        first = bisect_right(self._reach, start)
        return first < len(self._starts) and self._starts[first] <= end

    def touching(self, start: int, end: int) -> list[Element]:
        """The elements that share a code point with ``[start, end]``, and the empty ones in it, in
        order; of those that begin at `end`, only empty ones where the block is not empty."""
        low = bisect_left(self._short_starts, start - _LONG)
        high = bisect_right(self._short_starts, end)
        starts, ends, last = self._short_starts, self._short_ends, max(end, start + 1)
        rows = [
            self._short[n]
            for n in range(low, high)
            if ends[n] >= start
            and (
                starts[n] >= start if starts[n] == ends[n] else ends[n] > start and starts[n] < last
            )
        ]
        if self._long_starts:
            count = bisect_left(self._long_starts, last)
            reaching = np.flatnonzero(self._long_ends[:count] > start)
            if len(reaching):
                rows = sorted([*rows, *self._long[reaching].tolist()])
        return [self.structure[row] for row in rows]

    def of_kinds(self, *kinds: str) -> list[Element]:
        """All elements of these kinds, in order."""
        rows = np.flatnonzero(
            np.isin(self._kind, [self._kinds.index(k) for k in kinds if k in self._kinds])
        )
        return [self.structure[row] for row in rows.tolist()]

    def cells_within(self, start: int, end: int, most: int = 0) -> list[Element]:
        """The cells of tables that begin in ``[start, end)``; the first `most` where given."""
        low, high = np.searchsorted(self._cell_starts, (start, end))
        if most:
            high = min(high, low + most)
        return [self.structure[row] for row in self._cells[low:high].tolist()]

    def is_line_break(self, position: int) -> bool:
        """Whether the line feed at `position` is within a paragraph."""
        return position in self._line_breaks

    def item_at(self, position: int) -> bool:
        """Whether an item of a list begins at `position`."""
        return position in self._item_starts

    def pages_within(self, start: int, end: int) -> list[int]:
        """Where pages begin in ``[start, end)``."""
        low, high = bisect_left(self.page_starts, start), bisect_left(self.page_starts, end)
        return self.page_starts[low:high]

    def page_label(self, number: int) -> str:
        """What stands on the page that is the `number`-th of the text, from 0."""
        return str(self.structure[int(self.page_rows[number])].values.get("label", number + 1))


def _numbers(column: array[int]) -> Numbers:
    return np.array(column, dtype=np.int64)


def _of(kinds: Sequence[str], kind: Numbers, name: str) -> Numbers:
    """The rows of the elements of one kind."""
    if name not in kinds:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(kind == kinds.index(name))
