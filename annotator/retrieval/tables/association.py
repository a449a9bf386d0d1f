"""How far two groups of codings go together: on stated units, and beside chance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from annotator.retrieval.arrays import Floats, Ints, counts, expanded
from annotator.retrieval.columns import CodingTable, Parts
from annotator.retrieval.tables.groups import Groups


def jaccard(rows: Groups, columns: Groups, ranges: Parts, units: int) -> Floats:
    """(rows, columns) units with codings of both groups, divided by those with one of either; NaN
    where there is none (Jaccard 1901). The ranges are those of `units.touched`."""
    ours, theirs = (_units_with(groups, ranges, units) for groups in (rows, columns))
    both = (ours.T @ theirs).astype(np.float64)
    sizes = [side.sum(axis=0, dtype=np.float64) for side in (ours, theirs)]
    either = sizes[0][:, None] + sizes[1][None, :] - both
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(either > 0, both / either, np.nan), dtype=np.float64)


def _units_with(groups: Groups, ranges: Parts, units: int) -> npt.NDArray[np.float32]:
    """(units, groups) 1 where a unit has a coding of the group. Products of these count exactly up
    to 16 million units."""
    range_of, unit = expanded(ranges.start, ranges.end - ranges.start)
    entry, at = groups.joined_to(ranges.coding[range_of])
    found = np.zeros((units, groups.size), dtype=np.float32)
    found[unit[entry], groups.group[at]] = 1
    return found


def expected_overlaps(table: CodingTable, rows: Groups, columns: Groups) -> Floats:
    """(rows, columns) how many codings of the row would overlap one of the column if each were
    moved by chance within its document, whose end is joined to its beginning.

    Exact, without drawing: a passage of n code points misses a gap of g of the column in
    max(0, g - n + 1) of its places. A discontinuous passage is taken from its first to its last
    code point. Shifting one pattern as a whole and joining the ends is the test of Lotwick &
    Silverman (1982) for point patterns.
    """
    found = np.zeros((rows.size, columns.size), dtype=np.float64)
    length = np.diff(table.document_start) - 1
    coding = rows.coding
    document = table.document[coding]
    size = np.minimum(table.end[coding] - table.start[coding], length[document])
    stride = int(length.max(initial=0)) + 1
    # Passages of one length in one document have the same chance.
    kinds, _number = counts(document * stride + size)
    kind = np.searchsorted(kinds, document * stride + size)
    for column in range(columns.size):
        theirs = columns.coding[columns.group == column]
        chance = _chances(table, theirs, kinds // stride, kinds % stride, length)
        found[:, column] = np.bincount(rows.group, chance[kind], rows.size)
    return found


def _chances(table: CodingTable, codings: Ints, document: Ints, size: Ints, length: Ints) -> Floats:
    """Of passages of so many code points in these documents the chance to meet one of `codings`."""
    start, end = _united(table.start[codings], table.end[codings])
    own = np.searchsorted(table.document_start, start, "right") - 1
    first = np.append(True, own[1:] != own[:-1])[: own.size]
    last = np.append(own[1:] != own[:-1], True)[: own.size]
    # The gap behind each stretch; behind a document's last one it goes on at its beginning.
    behind = np.append(start[1:], 0) - end
    wraps = np.flatnonzero(last)
    behind[wraps] = length[own[wraps]] - (end[wraps] - start[np.flatnonzero(first)])
    # Ordered by document already: only the gaps of each are to be sorted.
    stride = int(length.max(initial=0)) + 2
    key = np.sort(own * stride + behind)
    own = key // stride
    behind = key - own * stride
    # Gaps of at least the passage's size, summed: the sorted ones from there to the document's end.
    sums = np.append(0, np.cumsum(behind))
    low = np.searchsorted(key, document * stride + size, "left")
    ends = np.searchsorted(own, np.arange(length.size), "right")
    high = ends[document]
    free = sums[high] - sums[low] - (high - low) * (size - 1)
    there = np.append(0, ends[:-1])[document] < high
    return np.where(there, 1 - free / np.maximum(length[document], 1), 0.0)


def _united(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The fewest spans with the same code points; `start` is in order."""
    reach = np.maximum.accumulate(end) if end.size else end
    fresh = np.append(True, start[1:] > reach[:-1])[: start.size]
    return start[fresh], reach[np.append(fresh[1:], True)[: start.size]]
