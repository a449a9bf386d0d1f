"""Agreement by rounds of the study, and of each coder with what adjudication settled on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from annotator.corpus.coding import CoderKind
from annotator.corpus.messages import tr
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations import adjudication, reliability
from annotator.operations.reliability import AgreementSettings, Comparison, Selection
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer
from annotator.storage import queries


def of_round(selection: Selection, given: Collection[tuple[str, str]]) -> Selection:
    """The selection within a round: of the pairs (document, coder) assigned in it, those chosen."""
    documents = list(dict.fromkeys(document for document, _coder in given))
    coders = list(dict.fromkeys(coder for _document, coder in given))
    return replace(
        selection,
        documents=_both(documents, selection.documents),
        coders=_both(coders, selection.coders),
    )


def _both(there: list[str], chosen: Collection[str] | None) -> list[str]:
    return there if chosen is None else [guid for guid in there if guid in chosen]


def by_round(
    viewer: Viewer, selection: Selection, settings: AgreementSettings
) -> list[tuple[Round, Comparison]]:
    """The figures of each round, in their order, on what is assigned in it. A round in which no
    document is two coders' is left out."""
    found = []
    for one, given in rounds.listed(viewer):
        within = of_round(selection, [(a.document, a.coder) for a in given])
        if within.documents and within.coders and len(within.coders) > 1:
            comparison = reliability.compare(viewer, within, settings)
            if comparison.compared:
                found.append((one, comparison))
    return found


def against_consensus(
    viewer: Viewer, selection: Selection, settings: AgreementSettings
) -> list[Comparison]:
    """Each coder beside the consensus, in the documents that were adjudicated.

    UserError where nothing was: there is no consensus then.
    """
    consensus = adjudication.consensus_coder(viewer)
    if consensus is None:
        raise UserError(
            tr(
                "There is no consensus yet: nothing in the project was adjudicated. "
                "Settle disagreements in the window (Settle, Adjudication) first.",
            )
        )
    with viewer.reading() as connection:
        people = [c for c in queries.coders(connection) if c.kind is CoderKind.PERSON]
    comparisons = [
        reliability.compare(
            viewer, replace(selection, coders=[person.guid, consensus.guid]), settings
        )
        for person in people
        if selection.coders is None or person.guid in selection.coders
    ]
    return [one for one in comparisons if one.compared]
