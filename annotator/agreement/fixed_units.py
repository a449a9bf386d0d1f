"""Krippendorff's own bootstrap of alpha by code, on words or sentences."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.continuum import Continuum
from annotator.agreement.distances import nominal
from annotator.agreement.layout import lay_out
from annotator.agreement.pair_bootstrap import PairBootstrap, pair_bootstrap
from annotator.agreement.ratings import binary_ratings
from annotator.agreement.sweep import switches
from annotator.agreement.units import UnitChoice, unit_patterns


def pair_bootstraps(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    choice: UnitChoice,
    draws: int = 1000,
    seed: int = 0,
) -> list[PairBootstrap]:
    """One for each code, present or absent on the units of `choice`; the same seed gives the same
    draws. Pairs are drawn as if units were independent, which clauses of one text are not."""
    layout = lay_out(continua, coders, codes)
    patterns, _sets = unit_patterns(layout, switches(layout), choice)
    return [
        pair_bootstrap(binary_ratings(layout, patterns, code), nominal(2), draws, seed)
        for code in range(codes)
    ]
