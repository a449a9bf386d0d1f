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

from annotator.agreement.arrays.sorting import numbered, order_of
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.figure import NEVER_USED, Figure, ratio
from annotator.agreement.matching.overlaps import overlapping_partners, span_index

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


def span_sums(corpus: FlatCorpus, min_overlap: int = 1) -> SpanSums:
    """What both kinds of F1 are made of, by code and cluster.

    EXACT, OVERLAP: codings with a partner, counted once in every pair of coders (a match counts
    both its codings). CODINGS: codings compared, once in every pair; FIRST, SECOND: those of the
    coder named first and second in the pair. `min_overlap`: characters that two codings must
    share to be matched.
    """
    place, index, mark = _places(corpus), span_index(corpus, min_overlap), occurrences(corpus)
    cells = corpus.codes * corpus.clusters
    sums = np.zeros((COLUMNS, cells))
    together = corpus.document_present
    whole = bool(together.all())
    by_coder = [
        index.side(np.flatnonzero(corpus.coding_coder == coder)) for coder in range(corpus.coders)
    ]
    held = np.zeros((corpus.coders, int(mark.max(initial=-1)) + 1), dtype=np.bool_)
    held[corpus.coding_coder, mark] = True
    for one, other in combinations(range(corpus.coders), 2):
        sides = [by_coder[one], by_coder[other]]
        if not whole:
            shared = (together[:, one] & together[:, other])[corpus.coding_document]
            sides = [index.side(side.codings[shared[side.codings]]) for side in sides]
        left, right = (side.codings for side in sides)
        first, second = (np.bincount(place[side], minlength=cells) for side in (left, right))
        sums[FIRST] += first
        sums[SECOND] += second
        sums[CODINGS] += first + second
        exact = (left[held[other, mark[left]]], right[held[one, mark[right]]])
        overlapping = overlapping_partners(index, *sides)
        for column, partners in ((EXACT, exact), (OVERLAP, overlapping)):
            for side in partners:
                sums[column] += np.bincount(place[side], minlength=cells)
    return SpanSums(sums.T.reshape(corpus.codes, corpus.clusters, COLUMNS))


def _places(corpus: FlatCorpus) -> Ints:
    """(codings,) the cell (code, cluster) each coding belongs to, by where it starts."""
    begins = np.full(corpus.coding_code.size, corpus.length, dtype=np.int64)
    np.minimum.at(begins, corpus.coding, corpus.start)
    cluster = np.searchsorted(corpus.cluster_start, begins, side="right") - 1
    return corpus.coding_code * corpus.clusters + cluster


def occurrences(corpus: FlatCorpus) -> Ints:
    """(codings,) a number that two codings of two coders share if they match exactly.

    A coder may have marked the same passage twice: the nth of one matches the nth of the other.
    """
    identity = identities(corpus)
    key = identity * corpus.coders + corpus.coding_coder
    order = order_of(key)
    ordered = key[order]
    fresh = np.append(True, ordered[1:] != ordered[:-1]) if key.size else ordered.astype(np.bool_)
    if bool(fresh.all()):
        return identity
    start = np.maximum.accumulate(np.where(fresh, np.arange(key.size), 0))
    nth = np.empty(key.size, dtype=np.int64)
    nth[order] = np.arange(key.size) - start
    return numbered([identity, nth])


def identities(corpus: FlatCorpus) -> Ints:
    """(codings,) a number that two codings share if label and set of spans are the same."""
    parts = np.bincount(corpus.coding, minlength=corpus.coding_code.size)
    result = np.zeros(parts.size, dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(parts)))[:-1]
    order = order_of(corpus.coding)
    start, end = corpus.start[order], corpus.end[order]
    known = 0
    for count in np.unique(parts).tolist():
        own = np.flatnonzero(parts == count)
        keys = [corpus.coding_code[own]]
        for part in range(count):
            keys += [start[first[own] + part], end[first[own] + part]]
        number = numbered(keys)
        result[own] = number + known
        known += int(number.max()) + 1
    return result


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
