"""Gamma, gamma-cat and gamma-k (Mathet, Widlöcher & Métivier 2015; Mathet 2017).

gamma = 1 - observed disorder / expected disorder; the expectation is the mean of the best
alignments of random continua. Overlapping and nested codings are fine. Three choices change the
number and belong beside it: the weights, the sampler and the number of random continua.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats
from annotator.agreement.figure import Figure, undefined
from annotator.agreement.gamma.alignment import MOST_UNITS, Alignment, align_two
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable
from annotator.agreement.gamma.gamma_cat import GammaSettings, code_disorders
from annotator.agreement.gamma.sampling import sample
from annotator.agreement.gamma.set_packing import align_many
from annotator.agreement.gamma.tuples import TooHardError
from annotator.corpus.messages import tr

NO_UNITS = tr("Nobody coded anything in the compared documents.")
NO_DISORDER = tr("Chance alone would agree perfectly here, so agreement can't be told from chance.")
EXACT = "exact alignment"
MEAN_OF_PAIRS = "mean of the exact gammas of all pairs of coders"


@dataclass(frozen=True, slots=True, eq=False)
class Gamma:
    """The three figures, how they were computed (`method`) and with how many random continua."""

    gamma: Figure
    cat: Figure
    by_code: tuple[Figure, ...]
    method: str
    samples: int
    settings: GammaSettings


def gamma(units: UnitTable, codes: int, settings: GammaSettings | None = None) -> Gamma:
    """Gamma of the observed units; several groups are several documents of the same coders."""
    settings = settings or GammaSettings()
    if units.size == 0 or units.coders < 2:
        no = undefined(NO_UNITS)
        return Gamma(no, no, (no,) * codes, EXACT, 0, settings)
    if units.coders > 2:
        try:
            return _computed(units, codes, settings)
        except TooHardError:
            return _mean_of_pairs(units, codes, settings)
    return _computed(units, codes, settings)


def align(units: UnitTable, measure: Dissimilarity) -> Alignment:
    """The best alignment. Raises TooHardError if more than two coders can't be aligned exactly."""
    if units.coders == 2:
        return align_two(units, measure)
    return align_many(units, measure)


def best_disorder(units: UnitTable, measure: Dissimilarity) -> float:
    """The disorder of the best alignment, all groups together."""
    return _joined(units, align(units, measure))


def _joined(units: UnitTable, found: Alignment) -> float:
    """Groups weigh by their units: all costs over the mean number of units a coder."""
    counts = sum_by(units.group, np.ones(units.size), units.groups)
    return float((found.disorder * counts).sum() / counts.sum()) if units.size else 0.0


def _computed(units: UnitTable, codes: int, settings: GammaSettings) -> Gamma:
    measure = settings.dissimilarity
    random = np.random.default_rng(settings.seed)
    observed_table = replace(units, group=units.group * 0, groups=1)
    observed = align(units, measure)
    disorder = _joined(units, observed)
    code_disorder = code_disorders(observed_table, observed, codes, settings)[0]
    expected, expected_codes = _by_chance(units, codes, settings, settings.samples, random)
    more = _more_samples(expected, settings)
    if more:
        further, further_codes = _by_chance(units, codes, settings, more, random)
        expected = np.append(expected, further)
        expected_codes = np.concatenate((expected_codes, further_codes))
    counts = {"units": float(units.size), "random continua": float(expected.size)}
    return Gamma(
        one_minus(disorder, float(expected.mean()), counts),
        one_minus(float(code_disorder[-1]), float(expected_codes[:, -1].mean()), counts),
        tuple(
            _of_code(units, code, float(code_disorder[code]), float(expected_codes[:, code].mean()))
            for code in range(codes)
        ),
        EXACT,
        int(expected.size),
        settings,
    )


def _by_chance(
    observed: UnitTable,
    codes: int,
    settings: GammaSettings,
    count: int,
    random: np.random.Generator,
) -> tuple[Floats, Floats]:
    """(count,) disorders of random continua and (count, codes + 1) of their codes."""
    step = max(1, MOST_UNITS // observed.size)
    found, found_codes = [], []
    for first in range(0, count, step):
        chance = sample(observed, min(step, count - first), settings.sampler, random)
        aligned = align(chance, settings.dissimilarity)
        found.append(aligned.disorder)
        found_codes.append(code_disorders(chance, aligned, codes, settings))
    return np.concatenate(found), np.concatenate(found_codes)


def _more_samples(expected: Floats, settings: GammaSettings) -> int:
    """How many random continua are still missing for the precision asked for."""
    if settings.precision is None or expected.mean() == 0:
        return 0
    spread = float(expected.std() / expected.mean())
    needed = int(np.ceil((spread * 1.96 / settings.precision) ** 2))
    return max(0, needed - expected.size)


def one_minus(observed: float, expected: float, counts: dict[str, float]) -> Figure:
    """1 - observed / expected disorder, or undefined where nothing is expected."""
    counts = counts | {"observed disorder": observed, "expected disorder": expected}
    if expected == 0:
        return undefined(NO_DISORDER, counts)
    return Figure(float(1 - observed / expected), None, counts)


def _of_code(units: UnitTable, code: int, observed: float, expected: float) -> Figure:
    own = float((units.code == code).sum())
    if own == 0:
        return undefined(tr("Nobody used this code in the compared documents."))
    return one_minus(observed, expected, {"units": own})


def _mean_of_pairs(units: UnitTable, codes: int, settings: GammaSettings) -> Gamma:
    found = []
    for one, other in combinations(range(units.coders), 2):
        own = (units.coder == one) | (units.coder == other)
        pair = UnitTable(
            units.start[own],
            units.end[own],
            units.code[own],
            (units.coder[own] == other).astype(np.int64),
            units.group[own],
            2,
            units.groups,
        )
        found.append(gamma(pair, codes, settings))
    return Gamma(
        _mean([one.gamma for one in found]),
        _mean([one.cat for one in found]),
        tuple(_mean([one.by_code[code] for one in found]) for code in range(codes)),
        MEAN_OF_PAIRS,
        settings.samples,
        settings,
    )


def _mean(figures: list[Figure]) -> Figure:
    values = [figure.value for figure in figures if figure.value is not None]
    counts = {"pairs of coders": float(len(figures)), "undefined pairs": len(figures) - len(values)}
    if not values:
        return undefined(figures[0].reason or NO_UNITS, counts)
    return Figure(sum(values) / len(values), None, counts)
