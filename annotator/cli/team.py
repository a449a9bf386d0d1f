"""The rounds of a study as the commands print them."""

from __future__ import annotations

from typing import Any

from annotator.operations.team import coders, rounds
from annotator.operations.viewing import Viewer


def rounds_document(viewer: Viewer) -> list[dict[str, Any]]:
    """Every round with its rules, and its assignments with how far they are."""
    found = []
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
            }
        )
    return found
