"""Pairs of codings that stand in a relation of place: each left one with each right one.

Where only the left codings are asked for, `sweeps.py` finds them without their pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.query import Overlap
from annotator.errors import UserError
from annotator.retrieval.arrays import Bools, Ints, expanded, first_of_each
from annotator.retrieval.columns import CodingTable, Parts

MOST_PAIRS = 20_000_000
"""As many are looked at; who has more asks about fewer codings."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Parallel (pairs,) numbers of codings, ordered by left, then right; none with itself."""

    left: Ints
    right: Ints

    def __len__(self) -> int:
        return self.left.size

    def where(self, wanted: Bools) -> Pairs:
        """Those of the pairs for which a flag holds."""
        return Pairs(self.left[wanted], self.right[wanted])


def part_pairs(left: Parts, right: Parts) -> tuple[Ints, Ints]:
    """Indices of all left and right parts that share a position. O(n log n + pairs).

    Two spans overlap where one of them begins within the other, the left one at or after the
    right one's start, or the right one behind the left one's start.
    """
    by_left, by_right = (np.argsort(one.start, kind="stable") for one in (left, right))
    left_start, right_start = left.start[by_left], right.start[by_right]
    low = np.searchsorted(right_start, left.start, "right")
    count = np.maximum(np.searchsorted(right_start, left.end, "left") - low, 0)
    its_low = np.searchsorted(left_start, right.start, "left")
    its_count = np.maximum(np.searchsorted(left_start, right.end, "left") - its_low, 0)
    _limit(int(count.sum() + its_count.sum()))
    one, other = expanded(low, count)
    its_right, its_left = expanded(its_low, its_count)
    return (
        np.concatenate((one, by_left[its_left])),
        np.concatenate((by_right[other], its_right)),
    )


def _limit(number: int) -> None:
    if number > MOST_PAIRS:
        raise UserError(
            tr(
                "There are more than {most_pairs:,} pairs of codings to look at. Ask "
                "about fewer codes or documents.",
                most_pairs=MOST_PAIRS,
            )
        )


def distinct_pairs(left: Ints, right: Ints, size: int) -> Pairs:
    """The pairs of parallel numbers below `size` once each, without those of one with itself."""
    kept = left != right
    key = np.sort(left[kept] * size + right[kept])
    key = key[first_of_each(key)]
    return Pairs(key // max(size, 1), key % max(size, 1))


def overlap_pairs(table: CodingTable, relation: Overlap, left: Parts, right: Parts) -> Pairs:
    """Pairs of passages by how many of their code points they share."""
    a, b = part_pairs(left, right)
    pairs = distinct_pairs(left.coding[a], right.coding[b], len(table))
    if relation is Overlap.OVERLAPS:
        return pairs
    shared = _shared(pairs, left, right, (a, b), len(table))
    is_inside = shared == table.characters[pairs.left]
    contains = shared == table.characters[pairs.right]
    match relation:
        case Overlap.INSIDE:
            return pairs.where(is_inside)
        case Overlap.CONTAINS:
            return pairs.where(contains)
        case Overlap.SAME_PASSAGE:
            return pairs.where(is_inside & contains)
        case Overlap.STARTS_WITH:
            return pairs.where(contains & (table.start[pairs.left] == table.start[pairs.right]))
        case Overlap.ENDS_WITH:
            return pairs.where(contains & (table.end[pairs.left] == table.end[pairs.right]))


def _shared(pairs: Pairs, left: Parts, right: Parts, parts: tuple[Ints, Ints], size: int) -> Ints:
    """(pairs,) how many code points each pair shares, from the parts that overlap."""
    a, b = parts
    low, high = np.maximum(left.start[a], right.start[b]), np.minimum(left.end[a], right.end[b])
    one, other = left.coding[a], right.coding[b]
    kept = one != other
    key = one[kept] * size + other[kept]
    number = np.searchsorted(pairs.left * size + pairs.right, key)
    return np.bincount(number, (high - low)[kept], len(pairs)).astype(np.int64)


def unit_pairs(ranges: Parts, left: Bools, right: Bools) -> Pairs:
    """Pairs of codings that have a unit in common; the ranges are those of `units.touched`."""
    one, other = ranges.of(left), ranges.of(right)
    a, b = part_pairs(one, other)
    return distinct_pairs(one.coding[a], other.coding[b], left.size)


def before_pairs(
    end: Ints, last: Ints, left: Bools, start: Ints, first: Ints, right: Bools, within: int
) -> Pairs:
    """The pairs that `sweeps.before` asks for."""
    one, other = np.flatnonzero(left), np.flatnonzero(right)
    other = other[np.argsort(first[other], kind="stable")]
    # What begins behind a passage has its first place at the last place of it, or later.
    low = np.searchsorted(first[other], last[one], "left")
    count = np.searchsorted(first[other], last[one] + within, "right") - low
    _limit(int(count.sum()))
    a, b = expanded(low.astype(np.int64), count.astype(np.int64))
    found = Pairs(one[a], other[b])
    found = found.where(start[found.right] >= end[found.left])
    return distinct_pairs(found.left, found.right, left.size)


def united(first: Pairs, second: Pairs, size: int) -> Pairs:
    """The pairs of both, once each."""
    left = np.concatenate((first.left, second.left))
    return distinct_pairs(left, np.concatenate((first.right, second.right)), size)


def common_parts(table: CodingTable, pairs: Pairs) -> Parts:
    """The code points that both codings of each pair have; `coding` counts the pairs."""
    own = table.first_part
    a_pair, a = expanded(own[pairs.left], table.number_of_parts[pairs.left])
    b_pair, b = expanded(own[pairs.right], table.number_of_parts[pairs.right])
    # The pairs one behind the other, so that parts of different pairs never meet.
    axis = np.int64(table.length)
    start, end = table.parts.start, table.parts.end
    left = Parts(start[a] + a_pair * axis, end[a] + a_pair * axis, a_pair)
    right = Parts(start[b] + b_pair * axis, end[b] + b_pair * axis, b_pair)
    one, other = part_pairs(left, right)
    low = np.maximum(left.start[one], right.start[other])
    high = np.minimum(left.end[one], right.end[other])
    order = np.argsort(low)
    pair = left.coding[one][order]
    return Parts(low[order] - pair * axis, high[order] - pair * axis, pair)
