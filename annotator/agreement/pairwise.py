"""Two coders at a time: the matrix of coder pairs, and confusion between codes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from annotator.agreement.confusion import Confusion, confusion
from annotator.agreement.continuum import Continuum
from annotator.agreement.layout import lay_out
from annotator.agreement.sets import character_sets
from annotator.agreement.sweep import switches
from annotator.agreement.table import AgreementTable, agreement_table
from annotator.agreement.units import UnitChoice, unit_patterns


def pair_tables(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    least_overlap: int = 1,
    choice: UnitChoice | None = None,
) -> dict[tuple[int, int], AgreementTable]:
    """The default table of every two coders (by index, the smaller first)."""
    tables = {}
    for pair in combinations(range(len(coders)), 2):
        own = [continuum.of_coders(pair) for continuum in continua]
        names = [coders[index] for index in pair]
        tables[pair] = agreement_table(
            own, names, codes, least_overlap=least_overlap, choice=choice
        )
    return tables


def pair_confusions(
    continua: Sequence[Continuum], coders: int, codes: int, choice: UnitChoice | None = None
) -> dict[tuple[int, int], Confusion]:
    """Confusion between codes of every two coders, in characters or chosen units."""
    layout = lay_out(continua, coders, codes)
    found = switches(layout)
    if choice is None:
        sets = character_sets(layout, found)
    else:
        sets = unit_patterns(layout, found, choice)[1]
    return {pair: confusion(sets, *pair) for pair in combinations(range(coders), 2)}
