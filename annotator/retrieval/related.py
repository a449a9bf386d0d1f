"""Codings that stand in a relation to others: which have a partner, and which pairs there are.

All relations of place are within one document. Where both codings must be one coder's, those of
each coder are put on an axis of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.query import Direction, Linked, Order, Overlap, Relation, SameUnit, TextUnit
from annotator.retrieval import pairs as pairs_of_place
from annotator.retrieval import sweeps
from annotator.retrieval.arrays import Bools, Ints, having, numbered
from annotator.retrieval.columns import CodingTable, Parts
from annotator.retrieval.material import Material
from annotator.retrieval.pairs import Pairs
from annotator.retrieval.units import (
    Places,
    anywhere,
    document_units,
    touched_by_all,
    unit_places,
    word_places,
)

_STRIDE = np.int64(1) << 32
"""Units between two documents: more than any distance that is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """Where passages are compared: all on the axis of the table, or with `same_coder` those of each
    coder on one of their own, behind that of the coder before."""

    table: CodingTable
    same_coder: bool

    @property
    def by(self) -> Ints:
        """(codings,) how far each is moved for that, in lengths of the axis."""
        return self.table.coder if self.same_coder else np.zeros(len(self.table), dtype=np.int64)

    @property
    def group(self) -> Ints:
        """(codings,) the number of its document, and coder where that counts."""
        document = self.table.document
        return self.by * self.table.documents + document if self.same_coder else document

    def parts_of(self, codings: Bools) -> Parts:
        """The parts of the codings for which a (codings,) array is true."""
        parts = self.table.parts_of(codings)
        return parts.shifted(self.by * self.table.length) if self.same_coder else parts

    @property
    def start(self) -> Ints:
        return self._moved(self.table.start)

    @property
    def end(self) -> Ints:
        return self._moved(self.table.end)

    def _moved(self, positions: Ints) -> Ints:
        return positions + self.by * self.table.length if self.same_coder else positions


def with_partner(
    material: Material, relation: Relation, left: Bools, right: Bools, *, same_coder: bool
) -> Bools:
    """(codings,) which of `left` stand in the relation to another coding, one of `right`."""
    table = material.table
    axis = _Axis(table, same_coder)
    match relation:
        case Overlap():
            return _overlapping(axis, relation, left, right, same_coder)
        case SameUnit(unit):
            ranges = _ranges(material, axis, unit)
            return sweeps.overlapping(ranges.of(left), ranges.of(right), len(table))
        case Order():
            return _ordered(material, axis, relation, left, right)
        case Linked():
            found = pairs(material, relation, left, right, same_coder=same_coder)
            return having(found.left, len(table))


def pairs(
    material: Material, relation: Relation, left: Bools, right: Bools, *, same_coder: bool
) -> Pairs:
    """Each pair of a left and a right coding that stand in the relation."""
    table = material.table
    axis = _Axis(table, same_coder)
    match relation:
        case Overlap():
            sides = axis.parts_of(left), axis.parts_of(right)
            return pairs_of_place.overlap_pairs(table, relation, *sides)
        case SameUnit(unit):
            return pairs_of_place.unit_pairs(_ranges(material, axis, unit), left, right)
        case Order():
            return _ordered_pairs(material, axis, relation, left, right)
        case Linked(kind, forward):
            links = material.links(kind)
            ends = (links.source, links.target) if forward else (links.target, links.source)
            found = pairs_of_place.distinct_pairs(*ends, len(table))
            wanted = left[found.left] & right[found.right]
            if same_coder:
                wanted &= table.coder[found.left] == table.coder[found.right]
            return found.where(wanted)


# --- passages that share code points


def _overlapping(
    axis: _Axis, relation: Overlap, left: Bools, right: Bools, same_coder: bool
) -> Bools:
    table, size = axis.table, len(axis.table)
    if relation is Overlap.SAME_PASSAGE:
        passage = numbered(table.passage, axis.by) if same_coder else table.passage
        return sweeps.equal(passage, left, right)
    mine, theirs = axis.parts_of(left), axis.parts_of(right)
    if relation is Overlap.OVERLAPS:
        return sweeps.overlapping(mine, theirs, size)
    single = table.is_single
    if relation is Overlap.INSIDE:
        found = sweeps.inside(mine.of(single), theirs, size)
        rest = mine.of(~single), theirs
    else:
        sides, singles = _ends(mine, relation), theirs.of(single)
        sweep = {
            Overlap.CONTAINS: sweeps.containing,
            Overlap.STARTS_WITH: sweeps.beginning,
            Overlap.ENDS_WITH: sweeps.ending,
        }[relation]
        found = sweep(sides, singles, size)
        rest = mine, theirs.of(~single)
    if rest[0].start.size and rest[1].start.size:
        found = found | having(pairs_of_place.overlap_pairs(table, relation, *rest).left, size)
    return found


def _ends(parts: Parts, relation: Overlap) -> Parts:
    """The first or the last part of each coding, where the relation is about these."""
    if relation is Overlap.CONTAINS:
        return parts
    fresh = np.diff(parts.coding, prepend=-1) != 0
    if relation is Overlap.ENDS_WITH:
        fresh = np.append(fresh[1:], True)[: fresh.size]
    return parts.where(fresh)


# --- passages of one unit


def _ranges(material: Material, axis: _Axis, unit: TextUnit) -> Parts:
    of_documents = unit is TextUnit.DOCUMENT
    units = document_units(axis.table) if of_documents else material.units(unit)
    return touched_by_all(axis.table, units).shifted(axis.by * (len(units) + 1))


# --- passages before and after each other


def _places(material: Material, axis: _Axis, unit: TextUnit | None) -> Places:
    if unit is None:
        places = anywhere(axis.table)
    elif unit is TextUnit.WORD:
        places = word_places(axis.table, material.units(unit))
    else:
        places = unit_places(axis.table, material.units(unit))
    apart = axis.group * _STRIDE
    return Places(places.first + apart, places.last + apart, places.counted)


def _ordered(material: Material, axis: _Axis, order: Order, left: Bools, right: Bools) -> Bools:
    places = _places(material, axis, order.unit)
    start, end, within = axis.start, axis.end, order.within or 0
    ours, theirs = left & places.counted, right & places.counted
    found = np.zeros(left.size, dtype=np.bool_)
    if order.direction is not Direction.AFTER:
        found |= sweeps.before(end, places.last, ours, start, places.first, theirs, within)
    if order.direction is not Direction.BEFORE:
        # The same from right to left: what ends first there begins last here.
        found |= sweeps.before(-start, -places.first, ours, -end, -places.last, theirs, within)
    if order.direction is Direction.NEAR:
        found |= sweeps.overlapping(axis.parts_of(left), axis.parts_of(right), left.size)
    return found


def _ordered_pairs(
    material: Material, axis: _Axis, order: Order, left: Bools, right: Bools
) -> Pairs:
    places = _places(material, axis, order.unit)
    start, end, within, size = axis.start, axis.end, order.within or 0, left.size
    ours, theirs = left & places.counted, right & places.counted
    found: list[Pairs] = []
    if order.direction is not Direction.AFTER:
        columns = end, places.last, ours, start, places.first, theirs
        found.append(pairs_of_place.before_pairs(*columns, within))
    if order.direction is not Direction.BEFORE:
        columns = -start, -places.first, ours, -end, -places.last, theirs
        found.append(pairs_of_place.before_pairs(*columns, within))
    if order.direction is Direction.NEAR:
        sides = axis.parts_of(left), axis.parts_of(right)
        found.append(pairs_of_place.overlap_pairs(axis.table, Overlap.OVERLAPS, *sides))
    whole = found[0]
    for more in found[1:]:
        whole = pairs_of_place.united(whole, more, size)
    return whole
