"""Intervals of the coefficients that are not in the default table, by the cluster jackknife."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.coefficients.classical import COEFFICIENTS, UNCORRECTED, by_code_figure
from annotator.agreement.coefficients.single import single_ratings
from annotator.agreement.confidence.interval import Interval, basis_of, marked_basis, varied
from annotator.agreement.confidence.jackknife import FISHER, LOGIT, Scale, jackknife
from annotator.agreement.confidence.leave_one_out import (
    ClusteredRatings,
    clustered,
    set_alphas_without,
)
from annotator.agreement.data.clusters import Clusters
from annotator.agreement.data.code_sets import character_sets
from annotator.agreement.data.ratings import Ratings, binary_ratings
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns
from annotator.agreement.figure import Figure

FIXED_CHANCE = frozenset({"gwet_ac1", "bennett_s", "randolph_kappa"})
"""Coefficients for which agreeing that a code is absent is agreement, too."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassicalIntervals:
    """by_code: for each code, by the name of the coefficient; overall: of units with one code or
    none; sets: of alpha of the sets of codes, by the name of the distance."""

    by_code: tuple[Mapping[str, Interval], ...]
    overall: Mapping[str, Interval]
    sets: Mapping[str, Interval]


def classical_intervals(
    found: Clusters,
    codebook: int,
    measures: Sequence[str],
    choice: UnitChoice | None = None,
    distances: Mapping[str, Figure] | None = None,
) -> ClassicalIntervals:
    """The intervals of `classical` and `single_valued`, by what they call their figures.

    codebook: as `single_valued` takes it. distances: the figures of alpha of the sets of codes.
    """
    corpus, switched = found.corpus, span_boundaries(found.corpus)
    if choice is None:
        patterns, sets = character_patterns(corpus, switched), character_sets(corpus, switched)
    else:
        patterns, sets = unit_patterns(corpus, switched, choice)
    unit = "characters" if choice is None else choice.name
    by_code = []
    for code in range(corpus.codes if measures else 0):
        own = patterns.code == code
        cluster = found.number[patterns.cluster[own]]
        ratings = clustered(binary_ratings(corpus, patterns, code), cluster, found.count)
        by_code.append({name: _of_code(ratings, name, found.kind, unit) for name in measures})
    number = found.number[sets.cluster]
    joint = Ratings(sets.value, sets.weight, max(1, sets.members.shape[0]))
    of_sets = {}
    if distances:
        rated = clustered(joint, number, found.count)
        usual = rated.usual()
        basis = basis_of(rated.other_than(usual), found.kind, varied(unit))
        of_sets = {
            name: jackknife(
                figure.value, set_alphas_without(rated, sets.members, name), basis, FISHER
            )
            for name, figure in distances.items()
        }
    overall = {}
    single = single_ratings(sets, corpus.codes, codebook)
    if isinstance(single, Ratings):
        rated = clustered(single, number, found.count)
        overall = {name: _of_all(rated, name, corpus.codes, found.kind, unit) for name in measures}
    return ClassicalIntervals(tuple(by_code), overall, of_sets)


def _of_code(own: ClusteredRatings, name: str, kind: str, unit: str) -> Interval:
    ones, all_ = own.other_than(0), own.other_than(-1)
    none = name not in UNCORRECTED | FIXED_CHANCE and not own.agrees(leaving_out=0)
    point = by_code_figure(own.total, name).value
    without = own.without(lambda ratings: by_code_figure(ratings, name))
    basis = marked_basis(ones, all_, kind, unit)
    return jackknife(point, without, basis, scale_of(name), none=none)


def _of_all(own: ClusteredRatings, name: str, uncoded: int, kind: str, unit: str) -> Interval:
    none = name not in UNCORRECTED | FIXED_CHANCE and not own.agrees(leaving_out=uncoded)
    coefficient = COEFFICIENTS[name]
    point, without = coefficient(own.total).value, own.without(coefficient)
    basis = basis_of(own.other_than(own.usual()), kind, varied(unit))
    return jackknife(point, without, basis, scale_of(name), none=none)


def scale_of(name: str) -> Scale:
    """The scale on which the interval of a coefficient is computed."""
    return LOGIT if name in UNCORRECTED else FISHER
