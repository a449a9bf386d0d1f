"""Which figures of agreement a study reports: those of its last reliability round.

Training, reliability and production are not pooled: a study in rounds reports the round that was
made to measure reliability, from its seal where it has one, and a study without rounds what was
coded by two.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.team import Purpose
from annotator.operations import reliability, sealing, team_agreement
from annotator.operations.reliability import AgreementSettings, Comparison, Selection
from annotator.operations.viewing import Viewer


@dataclass(frozen=True)
class ReportedAgreement:
    """A comparison and the name of its round, empty where the study has none."""

    round: str
    comparison: Comparison


def reported(viewer: Viewer, settings: AgreementSettings | None = None) -> ReportedAgreement | None:
    """The figures that are reported; None where nothing can be compared, as in a blind project."""
    if viewer.blind:
        return None
    for found in reversed(sealing.by_version(viewer)):
        if found.sealed.round.purpose is Purpose.RELIABILITY:
            return ReportedAgreement(found.sealed.round.name, found.comparison)
    settings = settings or AgreementSettings()
    by_round = team_agreement.by_round(viewer, Selection(), settings)
    for one, comparison in reversed(by_round):
        if one.purpose is Purpose.RELIABILITY:
            return ReportedAgreement(one.name, comparison)
    whole = reliability.compare(viewer, None, settings)
    return ReportedAgreement("", whole) if whole.compared else None
