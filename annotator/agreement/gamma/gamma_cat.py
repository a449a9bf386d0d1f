"""The disorder of codes alone: gamma-cat, and gamma-k of a single code (Mathet 2017).

Where units are aligned, how far are their codes apart? An aligned pair weighs
max(0, 1 - alpha d_pos) / (units of its unitary alignment - 1), so pairs that hardly touch hardly
count.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.gamma.alignment import Alignment
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable


@dataclass(frozen=True, slots=True, eq=False)
class GammaSettings:
    """What gamma depends on besides the codings.

    samples: random continua, at least. precision: relative error of the expected disorder (at
    95 %) that more of them are drawn for; None: no more. The same seed gives the same figure.
    unpaired: gamma-cat and gamma-k count a unit and the place of an absent one as a full
    disagreement, as pygamma-agreement 0.5.9 does; the published definition takes aligned pairs
    only, and the figures differ widely.
    """

    dissimilarity: Dissimilarity = field(default_factory=Dissimilarity)
    sampler: str = "statistical"
    samples: int = 30
    precision: float | None = None
    seed: int = 0
    unpaired: bool = False


@dataclass(slots=True)
class _Means:
    """Running sums of weighted disorders by group and code; the last column is of all codes."""

    total: Floats
    weight: Floats

    def add(self, group: Ints, codes: list[Ints], total: Floats, weight: Floats) -> None:
        """Add one entry to the column of every code that it has, once each, and to the last."""
        columns = self.total.shape[1]
        places = [np.full(group.size, columns - 1), codes[0]]
        chosen = [np.ones(group.size, dtype=np.bool_)] * 2
        if len(codes) == 2:
            places.append(codes[1])
            chosen.append(codes[0] != codes[1])
        for column, own in zip(places, chosen, strict=True):
            place = (group * columns + column)[own]
            self.total += sum_by(place, total[own], self.total.size).reshape(self.total.shape)
            self.weight += sum_by(place, weight[own], self.total.size).reshape(self.total.shape)


def code_disorders(
    units: UnitTable, found: Alignment, codes: int, settings: GammaSettings
) -> Floats:
    """(groups, codes + 1) mean disorder of the pairs that have each code; last: of all pairs."""
    measure = settings.dissimilarity
    means = _Means(np.zeros((units.groups, codes + 1)), np.zeros((units.groups, codes + 1)))
    nearness = 1 - measure.alpha * measure.positional(units, found.one, found.other)
    weight = np.maximum(0, nearness) / (found.size - 1)
    apart = measure.of_codes(units, found.one, found.other) * weight
    pair = [units.code[found.one], units.code[found.other]]
    means.add(units.group[found.one], pair, apart, weight)
    if settings.unpaired:
        met = np.bincount(np.concatenate((found.one, found.other)), minlength=units.size)
        absent = (units.coders - 1 - met).astype(np.float64)
        empty = measure.delta_empty
        means.add(units.group, [units.code], absent * empty**2, absent * empty)
    mean = np.divide(
        means.total, means.weight, out=np.zeros_like(means.total), where=means.weight > 0
    )
    # A code that a random continuum does not hold at all counts as full disorder there.
    held = np.zeros((units.groups, codes), dtype=np.bool_)
    held[units.group, units.code] = True
    mean[:, :codes][~held] = 1.0
    return mean
