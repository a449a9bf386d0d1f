"""Values on fixed units: what the classical coefficients are computed from."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import Patterns


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Which value each coder gave each unit.

    value: (rows, coders) number of the value, -1 where missing. weight: (rows,) how many units a
    row stands for. values: how many values there are to choose from (codes in the codebook), which
    may be more than were used.
    """

    value: Ints
    weight: Floats
    values: int

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.value.shape[1])

    @property
    def given(self) -> Ints:
        """(rows,) how many coders gave a value."""
        return np.asarray((self.value >= 0).sum(axis=1), dtype=np.int64)

    def pairable(self) -> Ratings:
        """Only the units that two coders or more gave a value."""
        return self.rows_where(self.given >= 2)

    def rows_where(self, chosen: Bools) -> Ratings:
        """Only the chosen rows, (rows,) flags."""
        return Ratings(self.value[chosen], self.weight[chosen], self.values)

    def of_pair(self, one: int, other: int) -> Ratings:
        """Two coders on the units that both gave a value."""
        both = (self.value[:, one] >= 0) & (self.value[:, other] >= 0)
        return Ratings(self.value[both][:, [one, other]], self.weight[both], self.values)

    def pairs(self) -> Iterator[Ratings]:
        """`of_pair` for every two coders."""
        for one, other in combinations(range(self.coders), 2):
            yield self.of_pair(one, other)

    def counts(self) -> Ints:
        """(rows, values) how many coders gave each value. Memory: rows times values."""
        table = np.zeros((self.value.shape[0], self.values), dtype=np.int64)
        for column in self.value.T:
            rows = np.flatnonzero(column >= 0)
            table[rows, column[rows]] += 1
        return table

    def shares(self) -> tuple[Floats, Floats]:
        """(rows,) agreeing pairs of coders and all pairs of coders."""
        agreeing = np.zeros(self.value.shape[0])
        for one, other in combinations(range(self.coders), 2):
            left, right = self.value[:, one], self.value[:, other]
            agreeing += (left >= 0) & (left == right)
        m = self.given
        return agreeing, m * (m - 1) / 2

    def margins(self) -> Floats:
        """(coders, values) how many units each coder gave each value."""
        counts = [
            sum_by(column[column >= 0], self.weight[column >= 0], self.values)
            for column in self.value.T
        ]
        return np.array(counts, dtype=np.float64).reshape(self.coders, self.values)


def ratings_of(
    items: Sequence[Sequence[Hashable | None]], values: Sequence[Hashable] | None = None
) -> tuple[Ratings, tuple[Hashable, ...]]:
    """From rows of values, None where missing (only None: "None" and "nan" are values).

    `values`: all that could be chosen; by default those that occur. Returns them in order.
    """
    used = {value for row in items for value in row if value is not None}
    labels = tuple(values) if values is not None else tuple(sorted(used, key=_order))
    number = {label: index for index, label in enumerate(labels)}
    table = [[-1 if value is None else number[value] for value in row] for row in items]
    width = len(items[0]) if items else 0
    array = np.array(table, dtype=np.int64).reshape(len(items), width)
    return Ratings(array, np.ones(len(items)), len(labels)), labels


def binary_ratings(corpus: FlatCorpus, patterns: Patterns, code: int) -> Ratings:
    """One code present (1) or absent (0) on the units of a pattern table."""
    own = patterns.code == code
    bits = (patterns.mask[own][:, None] >> np.arange(corpus.coders)) & 1
    bits[~corpus.present[patterns.cluster[own]]] = -1
    return Ratings(bits, patterns.weight[own], 2)


def _order(value: Hashable) -> tuple[bool, float, str]:
    """Numbers by size, then everything else by its text."""
    if isinstance(value, int | float):
        return False, float(value), ""
    return True, 0.0, repr(value)
