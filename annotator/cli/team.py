"""The rounds of a study as the commands print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from annotator.corpus.messages import number_of, tr
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Assignment
from annotator.operations import sealing
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import Viewer


def rounds_document(viewer: Viewer) -> list[dict[str, Any]]:
    """Every round with its rules, and its assignments with how far they are."""
    found = []
    seals = {one.round.guid: one.at for one in sealing.sealed(viewer)}
    for one, given in rounds.listed(viewer):
        seen = rounds.overview(viewer, one.guid)
        labels = coders.labels(seen.coders)
        names = {document.guid: document.name for document in seen.documents}
        found.append(
            {
                "guid": one.guid,
                "name": one.name,
                "purpose": one.purpose.value,
                "blind": one.blind,
                "cues_locked": one.cues_locked,
                "design": dict(one.design),
                "repeat": design_of(one).repeat,
                "unsought": design_of(one).unsought,
                "sealed": seals[one.guid].isoformat() if one.guid in seals else None,
                "assignments": [
                    {
                        "document": names[pair.document],
                        "coder": labels[pair.coder],
                        "progress": seen.cells[pair.document, pair.coder].progress.value,
                        "codings": seen.cells[pair.document, pair.coder].codings,
                    }
                    for pair in given
                    if (pair.document, pair.coder) in seen.cells
                ],
                "remarks": _remarks(given, design_of(one).unsought),
            }
        )
    return found


def _remarks(given: Sequence[Assignment], unsought: str) -> list[str]:
    """What is to be known of who is assigned."""
    if unsought:
        return [tr("Agreement is not sought in this round, because {why}.", why=unsought)]
    alone = sum(number < 2 for number in Counter(one.document for one in given).values())
    if not alone:
        return []
    return [
        tr(
            "Fewer than two coders are assigned to {documents}: nothing can be compared there.",
            documents=number_of(alone, "document"),
        )
    ]
