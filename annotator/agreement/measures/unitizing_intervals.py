"""Intervals of the unitizing measures and of gamma, by the cluster jackknife.

The u-alpha family is made of sums over documents. Alpha-U and gamma are not: they are computed
again without each document. Where only one document is compared, all of them are computed again
without each of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.coefficients.alpha_u import alpha_u, alpha_u_of
from annotator.agreement.coefficients.binary import ONES, VALUES, binary_sums
from annotator.agreement.coefficients.unitized import (
    UnitizedAlphas,
    alphas_of,
    unitized_alphas,
    unitized_sums,
)
from annotator.agreement.confidence.interval import Basis, Interval, marked_basis
from annotator.agreement.confidence.jackknife import FISHER, LEAST_EFFECTIVE, jackknife
from annotator.agreement.data.clusters import Clusters
from annotator.agreement.data.continuum import Bools, Continuum, Ints
from annotator.agreement.data.cutting import without_stretch
from annotator.agreement.data.partition import Partition, partition
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.figure import Figure
from annotator.agreement.gamma.dissimilarity import UnitTable
from annotator.agreement.gamma.gamma import Gamma, gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.measures.unitizing import Unitizing, gamma_of, gamma_units, unitizing
from annotator.corpus.messages import tr

_T = TypeVar("_T")
MOST_AGAIN = 500
"""Paragraphs of a single document without each of which a measure is computed again."""
MOST_UNITS_AGAIN = {2: 2_000_000, 3: 60_000}
"""Units in all alignments of gamma without each cluster, for two coders and for more: a minute."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitizingIntervals:
    """Under the names of `Unitizing`; of `alone` u-alpha and |u-alpha by code."""

    alpha_u: tuple[Interval, ...]
    alpha_u_overall: Interval
    u_alpha: Interval
    binary: Interval
    coding: Interval
    by_code: tuple[Interval, ...]
    u_alpha_alone: tuple[Interval, ...]
    binary_alone: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GammaIntervals:
    """Under the names of `Gamma`."""

    gamma: Interval
    cat: Interval
    by_code: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Bases:
    """What the intervals rest on: characters marked with each code, and with any of them."""

    by_code: tuple[Basis, ...]
    overall: Basis

    def intervals(
        self, figures: Sequence[Figure], again: Sequence[Sequence[Figure]]
    ) -> tuple[Interval, ...]:
        """By code; `again` holds the figures of all codes without each cluster."""
        return tuple(
            _interval(figure, [row[code] for row in again], basis)
            for code, (figure, basis) in enumerate(zip(figures, self.by_code, strict=True))
        )

    def interval(self, figure: Figure, again: Sequence[Figure]) -> Interval:
        """Of a figure over all codes."""
        return _interval(figure, again, self.overall)


def unitizing_intervals(
    continua: Sequence[Continuum], found: Clusters, figures: Unitizing
) -> UnitizingIntervals:
    """The intervals of `unitizing`."""
    bases = _bases(found)
    if found.kind == "paragraph":
        again = _without_paragraphs(
            continua, found, lambda one: unitizing([one], found.corpus.coders, found.corpus.codes)
        )
    else:
        again = _without_documents(partition(found.corpus), _whole(found)[1])
    alone = figures.alone
    return UnitizingIntervals(
        bases.intervals(figures.alpha_u, [one.alpha_u for one in again]),
        bases.interval(figures.alpha_u_overall, [one.alpha_u_overall for one in again]),
        bases.interval(figures.together.u_alpha, [one.together.u_alpha for one in again]),
        bases.interval(figures.together.binary, [one.together.binary for one in again]),
        bases.interval(figures.together.coding, [one.together.coding for one in again]),
        bases.intervals(figures.together.by_code, [one.together.by_code for one in again]),
        bases.intervals(
            [own.u_alpha for own in alone], [[own.u_alpha for own in one.alone] for one in again]
        ),
        bases.intervals(
            [own.binary for own in alone], [[own.binary for own in one.alone] for one in again]
        ),
    )


def gamma_intervals(
    continua: Sequence[Continuum], found: Clusters, figures: Gamma
) -> GammaIntervals:
    """The intervals of `gamma_of`. With very many units there are none, and it is said."""
    corpus, settings, bases = found.corpus, figures.settings, _bases(found)
    units, again = gamma_units(corpus), []
    count = bases.overall.clusters
    if units.size * count <= MOST_UNITS_AGAIN[min(3, max(2, corpus.coders))]:
        if found.kind == "paragraph":
            again = _without_paragraphs(
                continua, found, lambda one: gamma_of([one], corpus.coders, corpus.codes, settings)
            )
        else:
            again = _without_groups(units, found, corpus.codes, settings)
    return GammaIntervals(
        bases.interval(figures.gamma, [one.gamma for one in again]),
        bases.interval(figures.cat, [one.cat for one in again]),
        bases.intervals(figures.by_code, [one.by_code for one in again]),
    )


def _interval(figure: Figure, again: Sequence[Figure], basis: Basis) -> Interval:
    """By the jackknife; `again` is empty where the figure was not computed again."""
    values = [np.nan if one.value is None else one.value for one in again]
    if len(values) == basis.clusters:
        return jackknife(figure.value, np.array(values), basis, FISHER)
    known = jackknife(figure.value, np.full(basis.clusters, np.nan), basis, FISHER)
    if figure.value is None or basis.effective < LEAST_EFFECTIVE:
        return known
    reason = tr(
        "not estimable: it would have to be computed {n:,} more times, which takes too long;"
        " choose fewer documents or codes",
        n=basis.clusters,
    )
    return replace(known, reason=reason)


def _whole(found: Clusters) -> tuple[Bools, Ints]:
    """(parts,) whether all coders coded it; of those that they did, the number of its cluster."""
    whole: Bools = np.all(found.corpus.present, axis=1)
    return whole, np.unique(found.number[whole], return_inverse=True)[1].astype(np.int64)


def _bases(found: Clusters) -> _Bases:
    """From the characters that were marked where all coders coded."""
    corpus, (whole, number) = found.corpus, _whole(found)
    patterns = character_patterns(corpus, span_boundaries(corpus))
    sums = binary_sums(corpus, patterns).sums[:, whole]
    count = int(number.max()) + 1 if number.size else 0
    ones, values = (
        np.array([sum_by(number, row, count) for row in sums[:, :, column]]).reshape(
            corpus.codes, count
        )
        for column in (ONES, VALUES)
    )
    return _Bases(
        tuple(marked_basis(*own, found.kind) for own in zip(ones, values, strict=True)),
        marked_basis(ones.sum(axis=0), values.sum(axis=0), found.kind),
    )


def _without_documents(parts: Partition, cluster: Ints) -> list[Unitizing]:
    """The measures without each cluster of documents; cluster: (documents,) its number."""
    codes, every = range(parts.codes), np.arange(cluster.size)
    places = [np.flatnonzero(cluster == one) for one in np.unique(cluster)]
    if len(places) < 2:
        return []
    alone = [_families(parts.of_code(code), places) for code in codes]
    together = _families(parts, places)
    found = []
    for number, place in enumerate(places):
        left = parts.of_documents(np.setdiff1d(every, place))
        found.append(
            Unitizing(
                tuple(alpha_u(left, code) for code in codes),
                alpha_u_of(left, list(codes)),
                together[number],
                tuple(family[number] for family in alone),
            )
        )
    return found


def _families(parts: Partition, places: list[Ints]) -> list[UnitizedAlphas]:
    """The u-alpha family without each group of documents, from the sums of documents."""
    if any(own.overlap() for own in parts.coders):
        return [unitized_alphas(parts)] * len(places)  # refused as a whole
    total = unitized_sums(parts)
    return [alphas_of(total.without(unitized_sums(parts.of_documents(own)))) for own in places]


def _without_paragraphs(
    continua: Sequence[Continuum], found: Clusters, measure: Callable[[Continuum], _T]
) -> list[_T]:
    """A measure of the only document without each of its paragraphs; nothing for too many."""
    corpus = found.corpus
    edges = np.append(corpus.cluster_start, corpus.length).tolist()
    if not 2 <= corpus.clusters <= MOST_AGAIN:
        return []
    text = continua[int(corpus.kept[0])]
    return [measure(without_stretch(text, *ends)) for ends in pairwise(edges)]


def _without_groups(
    units: UnitTable, found: Clusters, codes: int, settings: GammaSettings
) -> list[Gamma]:
    """Gamma without each cluster of documents, with the same seed."""
    whole, _number = _whole(found)
    number = found.number[units.group]
    clusters = np.unique(found.number[whole]).tolist()
    return [gamma(units.where(number != one), codes, settings) for one in clusters]
