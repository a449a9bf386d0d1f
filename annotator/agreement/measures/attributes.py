"""Agreement on an attribute of codings, among the codings that two coders have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.confidence.interval import Interval, basis_of
from annotator.agreement.confidence.jackknife import FISHER, jackknife
from annotator.agreement.confidence.leave_one_out import clustered
from annotator.agreement.data.clusters import Clusters
from annotator.agreement.data.continuum import Bools, Continuum, Floats, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus, concatenate
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import Figure, undefined
from annotator.agreement.matching.overlaps import overlapping_partners, span_index
from annotator.corpus.messages import tr

NO_MATCHES = tr("No two coders' codings match, so there is no attribute to compare.")


@dataclass(frozen=True, slots=True, eq=False)
class MatchedValues:
    """value: (pairs, 2) numbers of the values of matched codings, -1 for none. cluster: (pairs,)
    of the corpus, by where the first of the two begins. choices: how many values there are."""

    value: Ints
    cluster: Ints
    choices: int

    @property
    def decided(self) -> Bools:
        """(pairs,) whether both coders chose a value."""
        return np.asarray((self.value >= 0).all(axis=1), np.bool_)

    @property
    def ratings(self) -> Ratings:
        """Each matched pair a unit."""
        return Ratings(self.value, np.ones(self.value.shape[0]), self.choices)


def matched_values(
    corpus: FlatCorpus,
    continua: Sequence[Continuum],
    values: Sequence[Sequence[Ints | None]],
    choices: int,
    min_overlap: int = 1,
) -> MatchedValues:
    """The values of codings matched by overlap, pooled over pairs of coders.

    values: for each document and coder the (codings,) number of each coding's value, -1 where it
    has none (None for a missing coder). choices: how many values there are, in order of rank for
    "ordinal".
    """
    value = _values(continua, corpus, values)
    index = span_index(corpus, min_overlap)
    sides = [
        index.side(np.flatnonzero(corpus.coding_coder == coder)) for coder in range(corpus.coders)
    ]
    begins = np.full(corpus.coding_code.size, corpus.length, dtype=np.int64)
    np.minimum.at(begins, corpus.coding, corpus.start)
    part = np.searchsorted(corpus.cluster_start, begins, side="right") - 1
    tables, clusters = [np.empty((0, 2), dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for one, other in combinations(range(corpus.coders), 2):
        matched = overlapping_partners(index, sides[one], sides[other])
        tables.append(np.column_stack([value[side] for side in matched]))
        clusters.append(part[matched[0]])
    return MatchedValues(np.concatenate(tables), np.concatenate(clusters), choices)


def attribute_alpha(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    values: Sequence[Sequence[Ints | None]],
    choices: int,
    *,
    level: str = "nominal",
    scale: Floats | None = None,
    min_overlap: int = 1,
) -> Figure:
    """`matched_alpha` of `matched_values`."""
    corpus = concatenate(continua, coders, codes)
    matched = matched_values(corpus, continua, values, choices, min_overlap)
    return matched_alpha(matched, level, scale)


def matched_alpha(
    matched: MatchedValues, level: str = "nominal", scale: Floats | None = None
) -> Figure:
    """Alpha of an attribute, each matched pair for which both chose a value a unit; `scale` has the
    numbers of the values."""
    decided = int(matched.decided.sum())
    counts = {
        "matched codings": float(matched.value.shape[0]),
        "decided by both": float(decided),
    }
    if matched.value.shape[0] == 0:
        return undefined(NO_MATCHES, counts)
    figure = alpha(matched.ratings, level, scale)
    return Figure(figure.value, figure.reason, {**figure.counts, **counts})


def attribute_interval(
    matched: MatchedValues, found: Clusters, level: str = "nominal", scale: Floats | None = None
) -> Interval:
    """The interval of `matched_alpha` by the cluster jackknife; w are the pairs for
    which both chose a value."""
    cluster = found.number[matched.cluster[matched.decided]]
    own = clustered(matched.ratings.rows_where(matched.decided), cluster, found.count)
    basis = basis_of(own.weight.sum(axis=1), found.kind, "matched codings")
    point = alpha(own.total, level, scale).value
    none = not own.agrees(leaving_out=-1)
    without = own.without(lambda ratings: alpha(ratings, level, scale))
    return jackknife(point, without, basis, FISHER, none=none)


def _values(
    continua: Sequence[Continuum], corpus: FlatCorpus, values: Sequence[Sequence[Ints | None]]
) -> Ints:
    """(codings,) the values of all compared codings, in the order of the corpus."""
    given = [
        own
        for document in corpus.kept.tolist()
        for own, codings in zip(values[document], continua[document].codings, strict=True)
        if own is not None and codings is not None and codings.count
    ]
    value = np.concatenate(given) if given else np.empty(0, dtype=np.int64)
    if value.size != corpus.coding_code.size:
        raise ValueError("every coding needs a value, or -1")
    return np.asarray(value, dtype=np.int64)
