"""Two coders at a time: the matrix of coder pairs, and confusion between codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from annotator.agreement.confusion import Confusion, confusion
from annotator.agreement.continuum import Continuum, Ints
from annotator.agreement.interval import JACKKNIFE
from annotator.agreement.layout import lay_out
from annotator.agreement.panel import Panel, agreement_panel
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
    return {
        pair: agreement_table(own, names, codes, least_overlap=least_overlap, choice=choice)
        for pair, own, names in _by_pair(continua, coders)
    }


def pair_panels(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    paragraphs: Sequence[Ints] | None = None,
    choice: UnitChoice | None = None,
    method: str = JACKKNIFE,
    draws: int = 1000,
    seed: int = 0,
    least_overlap: int = 1,
) -> dict[tuple[int, int], Panel]:
    """The same with intervals; see `agreement_panel`."""
    return {
        pair: agreement_panel(
            *(own, names, codes),
            paragraphs=paragraphs,
            choice=choice,
            method=method,
            draws=draws,
            seed=seed,
            least_overlap=least_overlap,
        )
        for pair, own, names in _by_pair(continua, coders)
    }


def _by_pair(
    continua: Sequence[Continuum], coders: Sequence[str]
) -> Iterator[tuple[tuple[int, int], list[Continuum], list[str]]]:
    """Every two coders, the documents with them alone, and their names."""
    for pair in combinations(range(len(coders)), 2):
        own = [continuum.of_coders(pair) for continuum in continua]
        yield pair, own, [coders[index] for index in pair]


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
