"""Every classical coefficient by name, on characters, words or sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.coefficients import chance, percent
from annotator.agreement.coefficients.alpha import alpha, set_alpha
from annotator.agreement.data.code_sets import character_sets
from annotator.agreement.data.continuum import Continuum
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.ratings import Ratings, binary_ratings
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns
from annotator.agreement.figure import NEVER_USED, NO_VARIATION, Figure, undefined

Measure = Callable[[Ratings], Figure]

COEFFICIENTS: dict[str, Measure] = {
    "alpha": alpha,
    "percent_units": percent.percent_units,
    "percent_values": percent.percent_values,
    "percent_pairs": percent.percent_pairs,
    "holsti": percent.holsti,
    "cohen_kappa": chance.cohen_kappa,
    "scott_pi": chance.scott_pi,
    "fleiss_kappa": chance.fleiss_kappa,
    "fleiss_gwet": chance.fleiss_gwet,
    "light_kappa": chance.light_kappa,
    "hubert_kappa": chance.hubert_kappa,
    "gwet_ac1": chance.gwet_ac1,
    "bennett_s": chance.bennett_s,
    "randolph_kappa": chance.randolph_kappa,
}
"""By name, what takes `Ratings` and gives a `Figure`."""
UNCORRECTED = frozenset({"percent_units", "percent_values", "percent_pairs", "holsti"})
"""Those that mean something where every value is the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Classical:
    """by_code: for each code, present or absent (q = 2). overall: alpha of the sets of codes, by
    name of the distance. unit: what was counted, in the plural."""

    by_code: tuple[Mapping[str, Figure], ...]
    overall: Mapping[str, Figure]
    unit: str


def classical(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    measures: Sequence[str] = tuple(COEFFICIENTS),
    choice: UnitChoice | None = None,
    distances: Sequence[str] = ("nominal", "jaccard", "masi"),
) -> Classical:
    """The named coefficients, and alpha of the sets of codes with the named `distances` (keys of
    SET_DISTANCES). KeyError for an unknown name."""
    corpus = concatenate(continua, coders, codes)
    found = span_boundaries(corpus)
    if choice is None:
        patterns, sets = character_patterns(corpus, found), character_sets(corpus, found)
    else:
        patterns, sets = unit_patterns(corpus, found, choice)
    by_code = []
    for code in range(codes):
        ratings = binary_ratings(corpus, patterns, code)
        by_code.append({name: by_code_figure(ratings, name) for name in measures})
    joint = Ratings(sets.value, sets.weight, max(1, sets.members.shape[0]))
    overall = {name: set_alpha(joint, sets.members, name) for name in distances}
    return Classical(tuple(by_code), overall, "characters" if choice is None else choice.name)


def by_code_figure(ratings: Ratings, name: str) -> Figure:
    """A coefficient of one code; undefined where the code is nowhere, or everywhere.

    Coefficients with a fixed chance term (AC1, S, Randolph's) would be 1 for a code that nobody
    used; that is no agreement on the code.
    """
    used = ratings.pairable().margins().sum(axis=0)
    if name not in UNCORRECTED and used.sum() > 0 and used[1] == 0:
        return undefined(NEVER_USED, {"units": float(ratings.pairable().weight.sum())})
    if name not in UNCORRECTED and used.sum() > 0 and used[0] == 0:
        return undefined(NO_VARIATION, {"units": float(ratings.pairable().weight.sum())})
    return COEFFICIENTS[name](ratings)
