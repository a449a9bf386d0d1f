"""The coefficients on what was loaded for a comparison: how each family of them is computed.

Which measures there are is declared in `measure_registry.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotator.agreement import (
    COEFFICIENTS,
    Classical,
    ClassicalIntervals,
    Clusters,
    Gamma,
    GammaSettings,
    Interval,
    PairBootstrap,
    Unitizing,
    classical,
    classical_intervals,
    clusters_of,
    fixed_unit_bootstraps,
    gamma_intervals,
    gamma_of,
    single_valued,
    unitizing,
    unitizing_intervals,
)
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.operations import reliability
from annotator.operations.reliability import reasons
from annotator.operations.reliability.catalogue import MEASURES
from annotator.operations.reliability.comparison import AgreementSettings, ComparisonData
from annotator.operations.reliability.measure_result import MeasureResult

_SET_DISTANCE = {"alpha_sets": "nominal", "alpha_jaccard": "jaccard", "alpha_masi": "masi"}


def pair_bootstraps(data: ComparisonData, n_resamples: int) -> list[PairBootstrap]:
    """Krippendorff's own bootstrap of alpha, by code. UserError where characters are the unit."""
    if data.choice is None:
        raise UserError(
            tr(
                "Krippendorff’s bootstrap takes units as independent, which characters "
                "are not: choose words or sentences (--unit word), or draw documents "
                "(--bootstrap)."
            )
        )
    size = len(data.coders), len(data.codes)
    seed = data.settings.seed
    return fixed_unit_bootstraps(data.continua, *size, data.choice, n_resamples, seed)


def of_table(data: ComparisonData, names: Sequence[str]) -> dict[str, MeasureResult]:
    """The columns of the table of figures."""
    comparison = reliability.compute(replace(data, settings=_alone(data.settings)))
    table, intervals = comparison.table, comparison.interval_table
    least = data.settings.min_overlap
    return {
        name: MeasureResult(
            MEASURES[name],
            tuple(getattr(row, name) for row in table.rows),
            getattr(table.overall, name),
            settings=f"at least {number_of(least, 'character')} in common"
            if name == "f1_overlap"
            else "",
            intervals=tuple(getattr(row, name) for row in intervals.rows) if intervals else (),
            overall_interval=getattr(intervals.overall, name) if intervals else None,
        )
        for name in names
    }


def _alone(settings: AgreementSettings) -> AgreementSettings:
    return replace(settings, pairs=False, confusion=False)


def on_units(data: ComparisonData, names: Sequence[str]) -> dict[str, MeasureResult]:
    """Coefficients on units, by code and over all codes, and alpha of sets of codes."""
    coders, codes = len(data.coders), len(data.codes)
    single = [name for name in names if name in COEFFICIENTS]
    unit, unit_name = _unit(data), f"{data.settings.unit}s"
    numbers = [own.code for one in data.continua for own in one.codings if own is not None]
    used = np.bincount(np.concatenate(numbers or [np.empty(0, np.int64)]), minlength=codes)
    found = classical(
        data.continua, coders, codes, single, data.choice, tuple(_SET_DISTANCE.values())
    )
    spread = _classical_intervals(data, single, found)
    over_all = single_valued(data.continua, coders, codes, data.codebook_codes, single, data.choice)
    result = {
        name: MeasureResult(
            MEASURES[name],
            tuple(
                reasons.on_units(row[name], used[code], unit_name)
                for code, row in enumerate(found.by_code)
            ),
            over_all[name],
            settings=f"on {unit}"
            + (
                f"; {data.codebook_codes} codes in the codebook and “uncoded”"
                if name == "gwet_ac1"
                else ""
            ),
            intervals=tuple(row[name] for row in spread.by_code) if spread else (),
            overall_interval=spread.overall.get(name) if spread else None,
        )
        for name in single
    }
    for name, distance in _SET_DISTANCE.items():
        settings = f"on {unit}; distance between sets of codes: {distance}"
        result[name] = MeasureResult(
            MEASURES[name],
            overall=found.overall[distance],
            settings=settings,
            overall_interval=spread.sets[distance] if spread else None,
        )
    return result


def _classical_intervals(
    data: ComparisonData, names: Sequence[str], found: Classical
) -> ClassicalIntervals | None:
    """By the jackknife, whatever the table's are computed by; None where none are wanted."""
    if data.settings.interval_method is None:
        return None
    return classical_intervals(
        _clusters(data), data.codebook_codes, names, data.choice, found.overall
    )


def _clusters(data: ComparisonData) -> Clusters:
    size = len(data.coders), len(data.codes)
    return clusters_of(data.continua, *size, data.paragraphs)


def _unit(data: ComparisonData) -> str:
    """The unit in words, with the rule by which a code is present on it."""
    settings = data.settings
    if settings.unit == "character":
        return "characters"
    how = "any overlap" if settings.rule == "any" else "more than half of it"
    return tr("{unit}s (a code is present by {how})", unit=settings.unit, how=how)


def of_unitizing(data: ComparisonData, names: Sequence[str]) -> dict[str, MeasureResult]:
    """The alphas for unitizing that were named."""
    found = unitizing(data.continua, len(data.coders), len(data.codes))
    alone = found.alone
    where = "characters; documents that all chosen coders coded, end to end"
    family = {
        "alpha_u": (found.alpha_u, found.alpha_u_overall),
        "u_alpha": (tuple(one.u_alpha for one in alone), found.together.u_alpha),
        "u_alpha_binary": (tuple(one.binary for one in alone), found.together.binary),
        "cu_alpha": ((), found.together.coding),
        "ku_alpha": (found.together.by_code, None),
    }
    spread = _unitized_intervals(data, found)
    return {
        name: MeasureResult(
            MEASURES[name],
            by_code,
            overall,
            found.together.coverage if name == "ku_alpha" else (),
            where,
            *spread.get(name, ((), None)),
        )
        for name, (by_code, overall) in family.items()
        if name in names
    }


def _unitized_intervals(
    data: ComparisonData, found: Unitizing
) -> dict[str, tuple[tuple[Interval, ...], Interval | None]]:
    """By name, by code and overall as in `_unitized`; empty where none are wanted."""
    if data.settings.interval_method is None:
        return {}
    own = unitizing_intervals(data.continua, _clusters(data), found)
    return {
        "alpha_u": (own.alpha_u, own.alpha_u_overall),
        "u_alpha": (own.u_alpha_alone, own.u_alpha),
        "u_alpha_binary": (own.binary_alone, own.binary),
        "cu_alpha": ((), own.coding),
        "ku_alpha": (own.by_code, None),
    }


def of_gamma(data: ComparisonData, names: Sequence[str]) -> dict[str, MeasureResult]:
    """Gamma and what rests on its alignment."""
    settings = GammaSettings(seed=data.settings.seed)
    found = gamma_of(data.continua, len(data.coders), len(data.codes), settings)
    words, own = _gamma_words(found), None
    if data.settings.interval_method is not None:
        own = gamma_intervals(data.continua, _clusters(data), found)
    results = {
        "gamma": MeasureResult(
            *(MEASURES["gamma"], (), found.gamma, (), words),
            overall_interval=own.gamma if own else None,
        ),
        "gamma_cat": MeasureResult(
            *(MEASURES["gamma_cat"], (), found.cat, (), words),
            overall_interval=own.cat if own else None,
        ),
        "gamma_k": MeasureResult(
            *(MEASURES["gamma_k"], found.by_code, None, (), words),
            intervals=own.by_code if own else (),
        ),
    }
    return {name: results[name] for name in names}


def _gamma_words(found: Gamma) -> str:
    how = found.settings.dissimilarity
    return tr(
        "{method}; dissimilarity {alpha:g} · position + {beta:g} · code, no "
        "partner {delta_empty:g}; {sampler} sampler, {samples} random continua,"
        " seed {seed}",
        method=found.method,
        alpha=how.alpha,
        beta=how.beta,
        delta_empty=how.delta_empty,
        sampler=found.settings.sampler,
        samples=found.samples,
        seed=found.settings.seed,
    )
