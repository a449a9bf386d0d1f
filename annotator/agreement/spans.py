"""Agreement on whole codings: exact and overlapping matches of two coders, one to one.

F1 = 2 * matches / (nA + nB), pooled over pairs of coders and documents (Hripcsak & Rothschild
2005: the limit of kappa where true negatives abound; symmetric, not corrected for chance).
A discontinuous coding is one unit. Sums are kept by code and cluster; a coding belongs to the
cluster in which it starts, so a match counts half for each of its two codings.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.continuum import Bools, Floats, Ints
from annotator.agreement.figure import NEVER_USED, Figure, ratio
from annotator.agreement.layout import Layout
from annotator.agreement.overlaps import overlapping_pairs, overlapping_partners

EXACT, OVERLAP, CODINGS, FIRST, SECOND = range(5)
"""The columns of `span_sums`; see there."""
COLUMNS = 5


@dataclass(frozen=True, slots=True, eq=False)
class SpanSums:
    """(codes, clusters, COLUMNS) sums over pairs of coders."""

    sums: Floats

    def totals(self) -> Floats:
        """(codes, COLUMNS) over all clusters."""
        return np.asarray(self.sums.sum(axis=1), dtype=np.float64)


def span_sums(layout: Layout, least_overlap: int = 1) -> SpanSums:
    """What both kinds of F1 are made of, by code and cluster.

    EXACT, OVERLAP: codings with a partner, counted once in every pair of coders (a match counts
    both its codings). CODINGS: codings compared, once in every pair; FIRST, SECOND: those of the
    coder named first and second in the pair. `least_overlap`: characters that two codings must
    share to be matched.
    """
    place = _places(layout)
    identity = identities(layout)
    cells = layout.codes * layout.clusters
    sums = np.zeros((COLUMNS, cells))
    together = layout.document_present
    for one, other in combinations(range(layout.coders), 2):
        shared = (together[:, one] & together[:, other])[layout.coding_document]
        sides = [np.flatnonzero(shared & (layout.coding_coder == own)) for own in (one, other)]
        first, second = (np.bincount(place[side], minlength=cells) for side in sides)
        sums[FIRST] += first
        sums[SECOND] += second
        sums[CODINGS] += first + second
        exact = exact_partners(identity, sides[0], sides[1])
        for column, pairs in (
            (EXACT, exact),
            (OVERLAP, overlapping_partners(layout, sides[0], sides[1], least_overlap)),
        ):
            for side in pairs:
                sums[column] += np.bincount(place[side], minlength=cells)
    return SpanSums(sums.T.reshape(layout.codes, layout.clusters, COLUMNS))


def _places(layout: Layout) -> Ints:
    """(codings,) the cell (code, cluster) each coding belongs to, by where it starts."""
    begins = np.full(layout.coding_code.size, layout.length, dtype=np.int64)
    np.minimum.at(begins, layout.coding, layout.start)
    cluster = np.searchsorted(layout.cluster_start, begins, side="right") - 1
    return layout.coding_code * layout.clusters + cluster


def identities(layout: Layout) -> Ints:
    """(codings,) a number that two codings share if label and set of spans are the same."""
    parts = np.bincount(layout.coding, minlength=layout.coding_code.size)
    result = np.zeros(parts.size, dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(parts)))[:-1]
    order = np.argsort(layout.coding, kind="stable")
    start, end = layout.start[order], layout.end[order]
    known = 0
    for count in np.unique(parts).tolist():
        own = np.flatnonzero(parts == count)
        keys = [layout.coding_code[own]]
        for part in range(count):
            keys += [start[first[own] + part], end[first[own] + part]]
        number = _numbered(keys)
        result[own] = number + known
        known += int(number.max()) + 1
    return result


def _numbered(keys: list[Ints]) -> Ints:
    """Equal tuples of parallel keys get equal numbers from 0."""
    order = np.lexsort(keys[::-1])
    fresh = np.zeros(order.size, dtype=np.bool_)
    for key in keys:
        ordered = key[order]
        fresh[1:] |= ordered[1:] != ordered[:-1]
    number = np.empty(order.size, dtype=np.int64)
    number[order] = np.cumsum(fresh)
    return number


def exact_partners(identity: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The codings of `left` and `right` that pair up by identity, each used at most once.

    A coder may have marked the same passage twice: the nth of one is matched to the nth of the
    other.
    """
    sides = []
    for side in (left, right):
        order = side[np.argsort(identity[side], kind="stable")]
        ordered = identity[order]
        begins = np.searchsorted(ordered, ordered, side="left")
        sides.append((order, ordered, np.arange(order.size) - begins))
    (one, id_one, nth_one), (other, id_other, nth_other) = sides
    return one[_rank_exists(id_one, nth_one, id_other)], other[
        _rank_exists(id_other, nth_other, id_one)
    ]


def _rank_exists(identity: Ints, nth: Ints, among: Ints) -> Bools:
    """Whether `among` (sorted) holds at least nth + 1 of each identity."""
    left = np.searchsorted(among, identity, side="left")
    right = np.searchsorted(among, identity, side="right")
    return np.asarray(right - left > nth, dtype=np.bool_)


def f1_figure(total: Floats, column: int, reason: str = NEVER_USED) -> Figure:
    """F1 from one (COLUMNS,) row of sums; `column` is EXACT or OVERLAP."""
    both = float(total[column]) / 2
    counts = {
        "codings both": both,
        "codings only first": float(total[FIRST]) - both,
        "codings only second": float(total[SECOND]) - both,
        "codings": float(total[CODINGS]),
    }
    return ratio(float(total[column]), float(total[CODINGS]), reason, counts)


__all__ = ["SpanSums", "f1_figure", "overlapping_pairs", "span_sums"]
