"""The sums that all figures of the default table are made of, by cluster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.coefficients.binary import BinarySums, binary_sums
from annotator.agreement.coefficients.nominal import NominalSums, nominal_sums
from annotator.agreement.coefficients.spans import SpanSums, span_sums
from annotator.agreement.data.code_sets import SetRows, character_sets
from annotator.agreement.data.continuum import Floats
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.data.units import UnitChoice, unit_patterns


@dataclass(frozen=True, slots=True, eq=False)
class TableSums:
    """marked: by code, present or absent. units: whole codings. joint: sets of codes. sets: the
    units that `joint` counts. unit: what `marked` and `joint` count, in the plural."""

    corpus: FlatCorpus
    marked: BinarySums
    units: SpanSums
    joint: NominalSums
    sets: SetRows
    unit: str

    @property
    def varied(self) -> Floats:
        """See `varied_values`; only intervals ask for it."""
        return varied_values(self.sets, self.corpus.clusters)


def table_sums(
    corpus: FlatCorpus, min_overlap: int = 1, choice: UnitChoice | None = None
) -> TableSums:
    """Everything in one pass over the corpus."""
    found = span_boundaries(corpus)
    if choice is None:
        patterns, sets = character_patterns(corpus, found), character_sets(corpus, found)
    else:
        patterns, sets = unit_patterns(corpus, found, choice)
    marked = binary_sums(corpus, patterns)
    values = max(1, sets.members.shape[0])
    joint = nominal_sums(sets.value, sets.weight, sets.cluster, corpus.clusters, values)
    unit = "characters" if choice is None else choice.name
    units = span_sums(corpus, min_overlap)
    return TableSums(corpus, marked, units, joint, sets, unit)


def varied_values(sets: SetRows, clusters: int) -> Floats:
    """(clusters,) values of pairable units other than the most frequent set, which is usually
    none: what agreement on sets depends on, as it does on the rarer value of a single code."""
    given = np.where(sets.present & (sets.present.sum(axis=1) >= 2)[:, None], sets.value, -1)
    number = np.zeros(max(1, sets.members.shape[0]))
    for column in given.T:
        here = column >= 0
        number += sum_by(column[here], sets.weight[here], number.size)
    varied = ((given >= 0) & (given != number.argmax())).sum(axis=1)
    return sum_by(sets.cluster, sets.weight * varied, clusters)
