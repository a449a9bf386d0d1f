"""Words, sentences, paragraphs and turns of all documents, and which of them passages touch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import Bools, Ints, first_of_each
from annotator.retrieval.columns import CodingTable, Parts


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """(units,) starts and ends of units on the axis of a `CodingTable`: in order, disjoint, none
    of them empty. What lies between two of them is in neither."""

    start: Ints
    end: Ints

    def __len__(self) -> int:
        return self.start.size


def units_of(start: Ints, end: Ints) -> Units:
    """Units in any order; where two overlap, the earlier one ends where the later one begins, and
    empty ones are left out."""
    if (start < end).all() and (end[:-1] <= start[1:]).all():
        return Units(start, end)  # as units of most kinds are
    order = np.lexsort((-end, start))
    start, end = start[order], end[order]
    end = np.minimum(end, np.append(start[1:], np.iinfo(np.int64).max))
    kept = start < end
    return Units(start[kept], end[kept])


def document_units(table: CodingTable) -> Units:
    """Each document as one unit."""
    bounds = table.document_start
    return table.kept("documents", lambda: Units(bounds[:-1], bounds[1:]))


def touched_by_all(table: CodingTable, units: Units) -> Parts:
    """The units that each coding of a table has a code point in (`touched`); found once."""
    return table.kept(("touched", units), lambda: touched(table.parts, units))


def touched(parts: Parts, units: Units) -> Parts:
    """The units that each coding has a code point in: ranges ``start <= unit < end`` of their
    numbers. Ranges of one coding that share a unit are joined; a coding in no unit has none."""
    first = np.searchsorted(units.end, parts.start, "right")
    last = np.searchsorted(units.start, parts.end, "left")
    ranges = Parts(first.astype(np.int64), last.astype(np.int64), parts.coding)
    return _joined(ranges.where(first < last))


def _joined(ranges: Parts) -> Parts:
    if ranges.coding.size == 0:
        return ranges
    fresh = first_of_each(ranges.coding)
    fresh[1:] |= ranges.start[1:] >= ranges.end[:-1]
    last = np.append(fresh[1:], True)
    return Parts(ranges.start[fresh], ranges.end[last], ranges.coding[fresh])


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """(codings,) the first and the last place of each coding in a count of units, such that the
    distance from one coding to a later one is ``first[later] - last[earlier]``. counted: which
    codings have a place at all."""

    first: Ints
    last: Ints
    counted: Bools


def word_places(table: CodingTable, words: Units) -> Places:
    """How many words begin before each passage begins, and before it ends; found once."""
    return table.kept(("words", words), lambda: _word_places(table, words))


def _word_places(table: CodingTable, words: Units) -> Places:
    return Places(
        np.searchsorted(words.start, table.start).astype(np.int64),
        np.searchsorted(words.start, table.end).astype(np.int64),
        np.ones(len(table), dtype=np.bool_),
    )


def unit_places(table: CodingTable, units: Units) -> Places:
    """The numbers of the first and the last unit that each passage has a code point in; found
    once."""
    return table.kept(("places", units), lambda: _unit_places(table, units))


def _unit_places(table: CodingTable, units: Units) -> Places:
    ranges = touched_by_all(table, units)
    first = np.zeros(len(table), dtype=np.int64)
    last = np.zeros(len(table), dtype=np.int64)
    counted = np.zeros(len(table), dtype=np.bool_)
    # Written in reverse, the first range of a coding is the last one written.
    first[ranges.coding[::-1]] = ranges.start[::-1]
    last[ranges.coding] = ranges.end - 1
    counted[ranges.coding] = True
    return Places(first, last, counted)


def anywhere(table: CodingTable) -> Places:
    """No distance at all between passages of one document."""
    nothing = np.zeros(len(table), dtype=np.int64)
    return Places(nothing, nothing, np.ones(len(table), dtype=np.bool_))
