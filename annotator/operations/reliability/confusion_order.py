"""Confusion between many codes made readable: those that occur, the most confused ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement import Confusion, Floats, Ints

MOST_NAMED = 12
"""Columns that are headed by names; more are headed by the numbers of their rows."""


@dataclass(frozen=True)
class OrderedConfusion:
    """codes: by number, the last being "uncoded". units: (codes, codes), in their order."""

    codes: Ints
    units: Floats

    def rows(self, names: Sequence[str]) -> list[str]:
        """The names of the rows, numbered where the columns are; `names` of all, uncoded last."""
        own = [names[code] for code in self.codes]
        if len(own) <= MOST_NAMED:
            return own
        return [f"{name}   {number}" for number, name in enumerate(own, start=1)]

    def columns(self, names: Sequence[str]) -> list[str]:
        """The names of the columns, or their numbers."""
        if len(self.codes) <= MOST_NAMED:
            return [names[code] for code in self.codes]
        return [str(number) for number in range(1, len(self.codes) + 1)]


def ordered(confusion: Confusion) -> OrderedConfusion:
    """Codes that either coder used, by how much of them was another code for the other coder, then
    by how much was nothing. The last row and column stay "uncoded"."""
    units = confusion.units
    last = units.shape[0] - 1
    apart = units - np.diag(np.diag(units))
    other = (apart[:last, :last].sum(axis=0) + apart[:last, :last].sum(axis=1))[:last]
    nothing = apart[:last, last] + apart[last, :last]
    used = np.flatnonzero(units[:last].sum(axis=1) + units[:, :last].sum(axis=0))
    order = used[np.lexsort((used, -nothing[used], -other[used]))]
    codes = np.append(order, last).astype(np.int64)
    return OrderedConfusion(codes, units[np.ix_(codes, codes)])
