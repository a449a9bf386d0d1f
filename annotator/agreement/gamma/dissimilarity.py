"""How unlike two units of two coders are: position and code (Mathet, Widlöcher & Métivier 2015)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.data.continuum import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class UnitTable:
    """Units of several coders in several independent continua ("groups"): parallel (units,) arrays.

    start, end: positions, of any unit of length. code, coder, group: indices. Units of different
    groups are never aligned. coders, groups: how many.
    """

    start: Floats
    end: Floats
    code: Ints
    coder: Ints
    group: Ints
    coders: int
    groups: int

    @property
    def size(self) -> int:
        """How many units there are."""
        return int(self.start.size)

    def where(self, chosen: Bools) -> UnitTable:
        """Only the chosen units, (units,) flags; groups keep their numbers."""
        return replace(
            self,
            start=self.start[chosen],
            end=self.end[chosen],
            code=self.code[chosen],
            coder=self.coder[chosen],
            group=self.group[chosen],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Dissimilarity:
    """d = alpha * d_pos + beta * d_cat, both in units of `delta_empty`, the cost of no partner.

    `categorical` (codes, codes) holds d_cat between codes from 0 to 1; None: 0 if the same, else 1.
    Raises ValueError for weights that make no sense.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0
    categorical: Floats | None = None

    def __post_init__(self) -> None:
        if self.alpha <= 0 or self.beta < 0 or self.delta_empty <= 0:
            raise ValueError("gamma needs alpha > 0, beta >= 0 and delta_empty > 0")

    def positional(self, units: UnitTable, one: Ints, other: Ints) -> Floats:
        """((|start difference| + |end difference|) / (length + length))^2 * delta_empty."""
        apart = np.abs(units.start[one] - units.start[other])
        apart += np.abs(units.end[one] - units.end[other])
        length = units.end[one] - units.start[one] + units.end[other] - units.start[other]
        return np.asarray((apart / length) ** 2 * self.delta_empty, dtype=np.float64)

    def of_codes(self, units: UnitTable, one: Ints, other: Ints) -> Floats:
        """d_cat * delta_empty."""
        left, right = units.code[one], units.code[other]
        if self.categorical is None:
            return np.asarray((left != right) * self.delta_empty, dtype=np.float64)
        return np.asarray(self.categorical[left, right] * self.delta_empty, dtype=np.float64)

    def combined(self, units: UnitTable, one: Ints, other: Ints) -> Floats:
        """(pairs,) alpha * d_pos + beta * d_cat."""
        positional = self.positional(units, one, other)
        return self.alpha * positional + self.beta * self.of_codes(units, one, other)

    def reach(self, most: float) -> float:
        """Pairs cost less than `most` only if their middles are nearer than this times half the
        sum of their lengths."""
        return float(np.sqrt(most / (self.alpha * self.delta_empty)))
