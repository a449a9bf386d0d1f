"""``annotator agree`` on sealed rounds: one of them, or all by version of the codebook."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.operations import sealing
from annotator.operations.reliability import AgreementSettings, ComparisonData, Selection
from annotator.operations.sealing import SealedRound, VersionFigures
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer


def sealed_round(viewer: Viewer, options: argparse.Namespace) -> SealedRound | None:
    """The round that was named, where it is sealed."""
    if not options.round:
        return None
    return sealing.find(viewer, rounds.find(viewer.project, options.round).guid)


def sealed_data(
    viewer: Viewer,
    found: SealedRound,
    options: argparse.Namespace,
    settings: AgreementSettings,
    chosen: Selection,
) -> ComparisonData:
    """What the seal compares, by its own settings but for what was asked for expressly."""
    asked: dict[str, object] = {
        "pairs": settings.pairs,
        "confusion": settings.confusion,
        "each_document": settings.each_document,
    }
    plain = {"unit": "character", "rule": "any", "min_overlap": 1}
    asked |= {
        n: getattr(settings, n) for n, usual in plain.items() if getattr(settings, n) != usual
    }
    if options.bootstrap is not None:
        names = ("interval_method", "n_resamples", "seed")
        asked |= {name: getattr(settings, name) for name in names}
    return sealing.data_of(viewer, found, chosen, **asked)


def version_facts(one: VersionFigures) -> dict[str, Any]:
    """Round and version, as JSON says them."""
    return {
        "version": one.number,
        "codebook": one.sealed.codebook,
        "round": one.sealed.round.name,
        "purpose": one.sealed.round.purpose.value,
        "sealed": one.sealed.at.isoformat(),
    }
