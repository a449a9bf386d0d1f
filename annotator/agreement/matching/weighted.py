"""Maximum-weight matching of a sparse bipartite graph, exact.

Two coders' codings are matched one to one. The graphs are long and thin: a coding meets the few
that lie near it. Most of them dissolve under two exact reductions done on whole arrays:

- dominance: an edge that weighs at least as much as the best other edges of both its ends together
  is in some best matching;
- leaf: if row i has only the edge (i, j, w), taking j away from i costs w; so i is removed, the
  other edges of j lose w (those left with nothing are removed), and i gets j if nobody else does.

What is left is solved exactly by shortest augmenting paths (`augmenting.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.matching.assignment import augment

LEAST_PROGRESS = 64
"""A round of reductions that removes fewer than 1/64 of the edges is not worth its time."""


@dataclass(slots=True)
class _Edges:
    """The edges still in play; `number` is the index of each in what was given."""

    row: Ints
    col: Ints
    weight: Floats
    number: Ints

    def keep(self, chosen: Bools) -> None:
        """Drop the edges that are not chosen."""
        self.row, self.col = self.row[chosen], self.col[chosen]
        self.weight, self.number = self.weight[chosen], self.number[chosen]


def best_matching(row: Ints, col: Ints, weight: Floats, rows: int, cols: int) -> Ints:
    """The edges (their indices, ascending) of a matching of greatest total weight.

    row, col: (edges,) ends, weight: (edges,). Edges of weight <= 0 are never taken. Parallel edges
    are allowed. Ties between matchings of equal weight are broken the same way every time.
    """
    edges = _Edges(row, col, weight, np.arange(row.size, dtype=np.int64))
    edges.keep(weight > 0)
    taken: list[Ints] = []
    folded: list[tuple[Ints, Ints, bool]] = []
    used_rows = np.zeros(rows, dtype=np.bool_)
    used_cols = np.zeros(cols, dtype=np.bool_)
    while edges.row.size:
        before = edges.row.size
        _take_dominant(edges, taken, used_rows, used_cols)
        _fold_leaves(edges, folded, rows, cols)
        if before - edges.row.size <= before // LEAST_PROGRESS:
            break
    if edges.row.size:
        rest = augment(edges.row, edges.col, edges.weight)
        taken.append(edges.number[rest])
        used_rows[edges.row[rest]] = True
        used_cols[edges.col[rest]] = True
    for numbers, ends, ends_are_cols in reversed(folded):
        used = used_cols if ends_are_cols else used_rows
        free = ~used[ends]
        won = numbers[free]
        used_cols[col[won]] = True
        used_rows[row[won]] = True
        taken.append(won)
    return np.sort(np.concatenate(taken)) if taken else np.empty(0, dtype=np.int64)


def _best_and_second(end: Ints, weight: Floats, size: int) -> tuple[Floats, Floats]:
    """For each end its greatest weight and the greatest of its other edges (0 if none)."""
    best, second = np.zeros(size), np.zeros(size)
    np.maximum.at(best, end, weight)
    holder = np.full(size, -1, dtype=np.int64)
    tight = np.flatnonzero(weight == best[end])
    holder[end[tight]] = tight  # one of them, where several are equal
    rest = holder[end] != np.arange(end.size)
    np.maximum.at(second, end[rest], weight[rest])
    return best, second


def _take_dominant(edges: _Edges, taken: list[Ints], used_rows: Bools, used_cols: Bools) -> None:
    """Settle every edge that outweighs the alternatives of both its ends together."""
    best_row, next_row = _best_and_second(edges.row, edges.weight, used_rows.size)
    best_col, next_col = _best_and_second(edges.col, edges.weight, used_cols.size)
    weight, row, col = edges.weight, edges.row, edges.col
    # The alternative of an end is its best other edge: the second where this one is the best.
    other_row = np.where(weight == best_row[row], next_row[row], best_row[row])
    other_col = np.where(weight == best_col[col], next_col[col], best_col[col])
    dominant = np.flatnonzero(weight >= other_row + other_col)
    if dominant.size == 0:
        return
    # Ties may offer two edges at one end; the first in order is as good as any.
    dominant = dominant[np.unique(row[dominant], return_index=True)[1]]
    dominant = dominant[np.unique(col[dominant], return_index=True)[1]]
    taken.append(edges.number[dominant])
    used_rows[row[dominant]] = True
    used_cols[col[dominant]] = True
    edges.keep(~used_rows[row] & ~used_cols[col])


def _fold_leaves(
    edges: _Edges, folded: list[tuple[Ints, Ints, bool]], rows: int, cols: int
) -> None:
    """Remove ends with a single edge, rows first, then columns."""
    for leaf_is_row, size, other_size in ((True, rows, cols), (False, cols, rows)):
        end, other = (edges.row, edges.col) if leaf_is_row else (edges.col, edges.row)
        if end.size == 0:
            return
        leaf = np.flatnonzero(np.bincount(end, minlength=size)[end] == 1)
        if leaf.size == 0:
            continue
        # Of several leaves at one end only the heaviest can win it.
        leaf = leaf[np.argsort(edges.weight[leaf], kind="stable")]
        price = np.zeros(other_size)
        price[other[leaf]] = edges.weight[leaf]
        winner = np.full(other_size, -1, dtype=np.int64)
        winner[other[leaf]] = leaf
        held = np.flatnonzero(winner >= 0)
        folded.append((edges.number[winner[held]], held, leaf_is_row))
        edges.weight = edges.weight - price[other]
        edges.keep(edges.weight > 0)
