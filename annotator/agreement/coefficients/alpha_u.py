"""Alpha for unitizing of 1995/2004 (alpha-U), one code at a time.

Two overlapping units of two coders differ by (start difference)^2 + (end difference)^2; a unit
that lies wholly in the other's gap by its length^2. Do and De as in Krippendorff (1995, 2004) with
the corrected sign (DKPro Statistics, INCEpTION). Positions are characters. Documents are joined; a
gap ends where its document ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.interval_pairs import interval_pairs
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.data.partition import NOT_ALL, Partition, Units
from annotator.agreement.figure import NEVER_USED, Figure, undefined
from annotator.corpus.messages import tr

SAME_CODE_OVERLAP = tr(
    "A coder's own units of this code overlap; alpha for unitizing is "
    "defined only where they don't."
)


@dataclass(frozen=True, slots=True)
class UnitizingDisagreement:
    """Observed and expected disagreement of one code (no unit: shares of the squared length)."""

    observed: float
    expected: float


def alpha_u(parts: Partition, code: int) -> Figure:
    """Alpha-U of one code."""
    return alpha_u_of(parts, [code])


def alpha_u_of(parts: Partition, codes: list[int]) -> Figure:
    """1 - sum of Do / sum of De over codes."""
    if parts.documents == 0:
        return undefined(NOT_ALL)
    chosen = [parts.of_code(code) for code in codes]
    if any(own.overlap() for part in chosen for own in part.coders):
        return undefined(SAME_CODE_OVERLAP)
    units = float(sum(own.start.size for part in chosen for own in part.coders))
    counts = {"units": units, "characters": float(parts.length)}
    found = [disagreement(part) for part in chosen]
    observed = sum(one.observed for one in found)
    expected = sum(one.expected for one in found)
    counts |= {"observed disagreement": observed, "expected disagreement": expected}
    if units == 0:
        return undefined(NEVER_USED, counts)
    if expected == 0:
        return undefined(tr("The units leave no room for chance to differ."), counts)
    return Figure(1 - observed / expected, None, counts)


def disagreement(part: Partition) -> UnitizingDisagreement:
    """Do and De of a partition with a single code."""
    m, length = len(part.coders), float(part.length)
    total = sum(_between(one, other) for one, other in combinations(part.coders, 2))
    observed = 2 * total / (m * (m - 1) * length**2)
    return UnitizingDisagreement(observed, _expected(part, m, length))


def _between(one: Units, other: Units) -> float:
    """Summed differences of two coders' units."""
    left, right = interval_pairs(one.start, one.end, other.start, other.end)
    apart = (one.start[left] - other.start[right]).astype(np.float64) ** 2
    apart += (one.end[left] - other.end[right]).astype(np.float64) ** 2
    total = float(apart.sum())
    for own, met in ((one, left), (other, right)):
        lonely = np.ones(own.start.size, dtype=np.bool_)
        lonely[met] = False
        total += float((own.length[lonely].astype(np.float64) ** 2).sum())
    return total


def _expected(part: Partition, m: int, length: float) -> float:
    unit = np.concatenate([own.length for own in part.coders]).astype(np.float64)
    if unit.size == 0:
        return 0.0
    gap = np.sort(np.concatenate([_gaps(own, part.edges) for own in part.coders]))
    # For each unit, over the gaps it fits in: sum of (gap - unit + 1).
    first = np.searchsorted(gap, unit, side="left")
    above = np.append(np.cumsum(gap[::-1])[::-1], 0.0)
    room = above[first] - (gap.size - first) * (unit - 1)
    chance = (unit.size - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit) + unit**2 * room
    pairs = m * length * (m * length - 1) - float((unit * (unit - 1)).sum())
    return 2 / length * float(chance.sum()) / pairs if pairs > 0 else 0.0


def _gaps(own: Units, edges: Ints) -> Floats:
    """Lengths of the stretches without a unit, cut at the ends of documents."""
    begins = np.sort(np.concatenate((own.end, edges[:-1])))
    ends = np.sort(np.concatenate((own.start, edges[1:])))
    gaps = (ends - begins).astype(np.float64)
    return gaps[gaps > 0]
