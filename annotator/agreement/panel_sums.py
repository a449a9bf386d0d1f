"""The sums that all figures of the default table are made of, by cluster."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.agreement.binary import BinarySums, binary_sums
from annotator.agreement.layout import Layout
from annotator.agreement.nominal import NominalSums, nominal_sums
from annotator.agreement.sets import character_sets
from annotator.agreement.spans import SpanSums, span_sums
from annotator.agreement.sweep import character_patterns, switches
from annotator.agreement.units import UnitChoice, unit_patterns


@dataclass(frozen=True, slots=True, eq=False)
class PanelSums:
    """marked: by code, present or absent. units: whole codings. joint: sets of codes. unit: what
    `marked` and `joint` count, in the plural."""

    layout: Layout
    marked: BinarySums
    units: SpanSums
    joint: NominalSums
    unit: str


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
    return PanelSums(layout, marked, span_sums(layout, least_overlap), joint, unit)
