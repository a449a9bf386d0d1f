"""Krippendorff's own bootstrap of alpha by code, on words or sentences."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.coefficients.distances import nominal
from annotator.agreement.confidence.pair_bootstrap import PairBootstrap, pair_bootstrap
from annotator.agreement.data.continuum import Continuum
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.ratings import binary_ratings
from annotator.agreement.data.sweep_line import span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns


def fixed_unit_bootstraps(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    choice: UnitChoice,
    n_resamples: int = 1000,
    seed: int = 0,
) -> list[PairBootstrap]:
    """One for each code, present or absent on the units of `choice`; the same seed gives the same
    resamples. Pairs are drawn as if units were independent, which clauses of one text are not."""
    corpus = concatenate(continua, coders, codes)
    patterns, _sets = unit_patterns(corpus, span_boundaries(corpus), choice)
    return [
        pair_bootstrap(binary_ratings(corpus, patterns, code), nominal(2), n_resamples, seed)
        for code in range(codes)
    ]
