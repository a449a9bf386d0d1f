"""Two coders at a time: the matrix of coder pairs, and confusion between codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from annotator.agreement.coefficients.confusion import Confusion, confusion
from annotator.agreement.confidence.interval import JACKKNIFE
from annotator.agreement.data.code_sets import character_sets
from annotator.agreement.data.continuum import Continuum, Ints
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.sweep_line import span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns
from annotator.agreement.measures.interval_table import IntervalTable, interval_table
from annotator.agreement.measures.table import AgreementTable, agreement_table


def pair_tables(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    min_overlap: int = 1,
    choice: UnitChoice | None = None,
) -> dict[tuple[int, int], AgreementTable]:
    """The default table of every two coders (by index, the smaller first)."""
    return {
        pair: agreement_table(own, names, codes, min_overlap=min_overlap, choice=choice)
        for pair, own, names in _by_pair(continua, coders)
    }


def pair_interval_tables(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    paragraphs: Sequence[Ints] | None = None,
    choice: UnitChoice | None = None,
    method: str = JACKKNIFE,
    n_resamples: int = 1000,
    seed: int = 0,
    min_overlap: int = 1,
) -> dict[tuple[int, int], IntervalTable]:
    """The same with intervals; see `interval_table`."""
    return {
        pair: interval_table(
            *(own, names, codes),
            paragraphs=paragraphs,
            choice=choice,
            method=method,
            n_resamples=n_resamples,
            seed=seed,
            min_overlap=min_overlap,
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
    corpus = concatenate(continua, coders, codes)
    found = span_boundaries(corpus)
    if choice is None:
        sets = character_sets(corpus, found)
    else:
        sets = unit_patterns(corpus, found, choice)[1]
    return {pair: confusion(sets, *pair) for pair in combinations(range(coders), 2)}
