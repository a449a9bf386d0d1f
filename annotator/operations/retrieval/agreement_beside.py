"""The agreement of each code, to stand beside its counts: how far a count is anybody else's too."""

from __future__ import annotations

from annotator.agreement import Figure
from annotator.operations import reliability
from annotator.operations.reliability import AgreementSettings
from annotator.operations.retrieval.axes import Axis
from annotator.operations.viewing import Viewer

MEASURE = "alpha_character"
"""Krippendorff's alpha of code points (unitizing); a name of `annotator.agreement.FIGURES`."""


def agreement_of(viewer: Viewer, axis: Axis, codes: tuple[str, ...]) -> list[Figure | None]:
    """Of each group of an axis the agreement on its code, between all coders and in all documents
    that two of them coded; None for what is no code, and in a blind project, where nobody is
    compared. `codes` are the GUIDs in the order of the axis, where it is one of codes."""
    nothing: list[Figure | None] = [None] * len(axis.labels)
    if axis.title != "codes" or viewer.blind:
        return nothing
    settings = AgreementSettings(interval_method=None)
    comparison = reliability.compare(viewer, None, settings)
    rows = zip(comparison.codes, comparison.table.rows, strict=True)
    found: dict[str, Figure] = {code.guid: getattr(row, MEASURE) for code, row in rows}
    return [found.get(guid) for guid in codes]
