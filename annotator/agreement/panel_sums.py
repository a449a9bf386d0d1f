"""The sums that all figures of the default table are made of, by cluster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.binary import BinarySums, binary_sums
from annotator.agreement.continuum import Floats
from annotator.agreement.layout import Layout
from annotator.agreement.nominal import NominalSums, nominal_sums
from annotator.agreement.sets import SetRows, character_sets
from annotator.agreement.spans import SpanSums, span_sums
from annotator.agreement.sums import sum_by
from annotator.agreement.sweep import character_patterns, switches
from annotator.agreement.units import UnitChoice, unit_patterns


@dataclass(frozen=True, slots=True, eq=False)
class PanelSums:
    """marked: by code, present or absent. units: whole codings. joint: sets of codes. sets: the
    units that `joint` counts. unit: what `marked` and `joint` count, in the plural."""

    layout: Layout
    marked: BinarySums
    units: SpanSums
    joint: NominalSums
    sets: SetRows
    unit: str

    @property
    def varied(self) -> Floats:
        """See `varied_values`; only intervals ask for it."""
        return varied_values(self.sets, self.layout.clusters)


def panel_sums(
    layout: Layout, least_overlap: int = 1, choice: UnitChoice | None = None
) -> PanelSums:
    """Everything in one pass over the layout."""
    found = switches(layout)
    if choice is None:
        patterns, sets = character_patterns(layout, found), character_sets(layout, found)
    else:
        patterns, sets = unit_patterns(layout, found, choice)
    marked = binary_sums(layout, patterns)
    values = max(1, sets.members.shape[0])
    joint = nominal_sums(sets.value, sets.weight, sets.cluster, layout.clusters, values)
    unit = "characters" if choice is None else choice.name
    units = span_sums(layout, least_overlap)
    return PanelSums(layout, marked, units, joint, sets, unit)


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
