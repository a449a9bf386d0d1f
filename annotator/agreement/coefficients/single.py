"""Coefficients over all codes at once, where every unit has one code or none.

The value of a unit is its code, or "uncoded". Where a coder's codes overlap a unit has several, and
these coefficients don't apply: take them by code, or alpha of the sets of codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from annotator.agreement.coefficients.classical import COEFFICIENTS
from annotator.agreement.data.code_sets import SetRows, character_sets
from annotator.agreement.data.continuum import Continuum
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.data.sweep_line import span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns
from annotator.agreement.figure import Figure, undefined
from annotator.corpus.messages import tr


def single_valued(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    codebook: int,
    measures: Sequence[str],
    choice: UnitChoice | None = None,
) -> Mapping[str, Figure]:
    """The named coefficients of COEFFICIENTS; refused where a unit has two codes of one coder.

    `codebook`: how many codes there are to choose from, used or not; with "uncoded" they are the
    number of values that AC1, S and Randolph's kappa take.
    """
    corpus = concatenate(continua, coders, codes)
    found = span_boundaries(corpus)
    sets = (
        character_sets(corpus, found) if choice is None else unit_patterns(corpus, found, choice)[1]
    )
    ratings = single_ratings(sets, codes, codebook)
    if isinstance(ratings, float):
        unit = "characters" if choice is None else choice.name
        reason = tr(
            "A coder's codes overlap on {ratings:,.0f} {unit}, so these have no "
            "single value; read the figure by code, or alpha of the sets of codes.",
            ratings=ratings,
            unit=unit,
        )
        return dict.fromkeys(measures, undefined(reason, {unit: ratings}))
    return {name: COEFFICIENTS[name](ratings) for name in measures}


def single_ratings(sets: SetRows, codes: int, codebook: int) -> Ratings | float:
    """Units by their one code, uncoded being number `codes`; or how many units have several."""
    held = sets.members.sum(axis=1)
    number = np.where(held == 0, codes, sets.members.argmax(axis=1)) if sets.members.size else held
    several = (held[np.maximum(sets.value, 0)] > 1) & sets.present if held.size else sets.present
    crowded = float(sets.weight[several.any(axis=1)].sum())
    if crowded:
        return crowded
    value = np.where(sets.present, number[np.maximum(sets.value, 0)] if held.size else 0, -1)
    return Ratings(value.astype(np.int64), sets.weight, max(codes, codebook) + 1)
