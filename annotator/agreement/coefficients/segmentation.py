"""Agreement of segmentations: where a text is cut into segments, without codes (Fournier 2013).

B = 1 - (A + w T) / (A + T + M): A boundaries that only one coder set, T near misses (two lone
boundaries of different coders at most n_t - 1 places apart, w = distance / n_t), M boundaries in
common. For full segmentations only: free codings leave gaps and overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.data.continuum import Ints
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, ratio, undefined
from annotator.corpus.messages import tr

NO_BOUNDARIES = tr("Neither coder set a boundary.")


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """One coder's cuts of one text: places from 1 to length - 1, sorted, once each."""

    length: int
    cuts: Ints


@dataclass(frozen=True, slots=True)
class Edits:
    """What separates two segmentations."""

    lone: int
    near: int
    near_cost: float
    common: int

    @property
    def all(self) -> int:
        """Boundaries in all, a near miss counting once."""
        return self.lone + self.near + self.common

    @property
    def kept(self) -> float:
        """The boundaries less the cost of the edits."""
        return self.all - self.lone - self.near_cost


def boundary_similarity(one: Segmentation, other: Segmentation, n_t: int = 2) -> Figure:
    """B of two coders; undefined where neither set a boundary."""
    found = edits(one, other, n_t)
    counts = {"in common": found.common, "near misses": found.near, "only one": found.lone}
    return ratio(found.kept, found.all, NO_BOUNDARIES, counts)


def boundary_pi(texts: Sequence[Sequence[Segmentation]], n_t: int = 2) -> Figure:
    """Fleiss' pi of boundaries with B as observed agreement; texts of the same coders.

    Chance: the squared mean share of places that a coder makes a boundary (Fournier & Inkpen 2012).
    """
    kept = total = 0.0
    shares: list[float] = []
    for coders in texts:
        for one, other in combinations(coders, 2):
            found = edits(one, other, n_t)
            kept += found.kept
            total += found.all
            for own in (one, other):
                if own.length > 1:
                    shares.append(own.cuts.size / (own.length - 1))
    if not shares:
        return undefined(NO_PAIRS)
    if total == 0:
        return undefined(NO_BOUNDARIES)
    observed, expected = kept / total, (sum(shares) / len(shares)) ** 2
    counts = {"observed": observed, "expected by chance": expected, "boundaries": total}
    if expected == 1:
        return undefined(NO_VARIATION, counts)
    return Figure((observed - expected) / (1 - expected), None, counts)


def edits(one: Segmentation, other: Segmentation, n_t: int = 2) -> Edits:
    """Common boundaries, near misses (the shortest first, from the left) and lone ones.

    Raises ValueError where the two are not of the same text.
    """
    if one.length != other.length:
        raise ValueError("segmentations of texts of different lengths")
    left, right = set(one.cuts.tolist()), set(other.cuts.tolist())
    lone = dict.fromkeys(left - right, 1) | dict.fromkeys(right - left, 2)
    near, moved = 0, 0
    for distance in range(1, n_t):
        for cut in sorted(lone):
            # The two of a near miss have different owners: 1 and 2.
            if cut in lone and lone[cut] + lone.get(cut + distance, 0) == 3:
                del lone[cut], lone[cut + distance]
                near += 1
                moved += distance
    return Edits(len(lone), near, moved / n_t, len(left & right))
