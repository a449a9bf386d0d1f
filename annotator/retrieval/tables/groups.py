"""Groups of codings: the rows or the columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import Bools, Ints, expanded


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Parallel (memberships,) numbers of codings, ascending, and of the groups they are in. size:
    how many groups there are, empty ones included."""

    coding: Ints
    group: Ints
    size: int

    @property
    def are_disjoint(self) -> bool:
        """Whether no coding is in two groups, so that their counts add up."""
        return bool((np.diff(self.coding) > 0).all())

    def of(self, codings: Bools) -> Groups:
        """The memberships of the codings for which a (codings,) array is true."""
        kept = codings[self.coding]
        return Groups(self.coding[kept], self.group[kept], self.size)

    def joined_to(self, coding: Ints) -> tuple[Ints, Ints]:
        """(index, membership) for each membership of each of the given numbers of codings."""
        size = int(coding.max(initial=-1)) + 1
        if self.are_disjoint:
            place = np.full(size, -1, dtype=np.int64)
            own = np.searchsorted(self.coding, size)
            place[self.coding[:own]] = np.arange(own)
            membership = place[coding]
            if membership.min(initial=0) >= 0:
                return np.arange(coding.size, dtype=np.int64), membership
            index = np.flatnonzero(membership >= 0)
            return index, membership[index]
        first = np.searchsorted(self.coding, np.arange(size + 1)).astype(np.int64)
        return expanded(first[coding], np.diff(first)[coding])


def groups_of(number: Ints, size: int) -> Groups:
    """Groups by a (codings,) number of each coding's only one, -1 for none."""
    coding = np.flatnonzero(number >= 0)
    return Groups(coding, number[coding], size)


def groups_of_masks(masks: Sequence[Bools]) -> Groups:
    """A group for each (codings,) array."""
    if not masks:
        return Groups(np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
    coding, group = np.nonzero(np.stack(masks, axis=1))
    return Groups(coding.astype(np.int64), group.astype(np.int64), len(masks))
