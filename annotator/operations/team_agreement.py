"""Agreement by rounds of the study, and of each coder with what adjudication settled on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from annotator.corpus.attribute_types import order_of
from annotator.corpus.coding import CoderKind
from annotator.corpus.job import finish
from annotator.corpus.messages import tr
from annotator.corpus.team import Round
from annotator.corpus.turns import TurnChoice
from annotator.errors import UserError
from annotator.exchange.codings_csv import document_attribute_names
from annotator.operations import adjudication, reliability, sealing
from annotator.operations.reliability import AgreementSettings, Comparison, Selection
from annotator.operations.sealing import ChangedSince, SealedRound
from annotator.operations.speakers.persons import persons
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer
from annotator.storage import queries, set_queries
from annotator.storage.attribute_type_rows import attribute_types


def of_round(
    selection: Selection, given: Collection[tuple[str, str]], coding_round: str | None = None
) -> Selection:
    """The selection within a round (its GUID): of the pairs (document, coder) assigned in it, those
    chosen. Only these pairs are compared, on what was coded in the round."""
    documents = list(dict.fromkeys(document for document, _coder in given))
    coders = list(dict.fromkeys(coder for _document, coder in given))
    return replace(
        selection,
        documents=_both(documents, selection.documents),
        coders=_both(coders, selection.coders),
        pairs=frozenset(given),
        round=coding_round,
    )


def _both(there: list[str], chosen: Collection[str] | None) -> list[str]:
    return there if chosen is None else [guid for guid in there if guid in chosen]


@dataclass(frozen=True)
class Compared:
    """A comparison, and where it is of a sealed round the seal with what was changed since."""

    comparison: Comparison
    sealed: SealedRound | None = None
    since: ChangedSince | None = None


def compared(viewer: Viewer, selection: Selection, settings: AgreementSettings) -> Compared:
    """The figures of a selection: as they stand, or of a sealed round as it was sealed, by the
    settings of the seal."""
    found = sealing.find(viewer, selection.round) if selection.round is not None else None
    if found is None:
        return Compared(reliability.compare(viewer, selection, settings))
    asked: dict[str, object] = {}
    if settings.unit != "character":  # it was chosen; else the seal says
        asked = {"unit": settings.unit, "rule": settings.rule}
    data = sealing.data_of(
        viewer,
        found,
        selection,
        **asked,
        pairs=settings.pairs,
        confusion=settings.confusion,
        each_document=settings.each_document,
    )
    return Compared(reliability.compute(data), found, sealing.since(viewer, found))


def by_round(
    viewer: Viewer, selection: Selection, settings: AgreementSettings
) -> list[tuple[Round, Comparison]]:
    """The figures of each round, in their order, on what is assigned in it; of a sealed one, as it
    was sealed. A round in which no document is two coders' is left out."""
    found = []
    for one, given in rounds.listed(viewer):
        within = of_round(selection, [(a.document, a.coder) for a in given], one.guid)
        if within.documents and within.coders and len(within.coders) > 1:
            comparison = compared(viewer, within, settings).comparison
            if comparison.compared:
                found.append((one, comparison))
    return found


def by_attribute(
    viewer: Viewer, selection: Selection, settings: AgreementSettings, name: str
) -> list[tuple[str, Comparison]]:
    """The figures of the documents of which an attribute says the same, by its values; where it
    says nothing, or no document is two coders', there are none. “speaker” is by who speaks, “set”
    by sets of documents, where no attribute is called so. UserError for an attribute that no
    document has."""
    with viewer.reading() as connection:
        documents = [one.guid for one in queries.documents(connection)]
        attributes = queries.document_attributes(connection)
        types = {one.name: one for one in attribute_types(connection)}
    said = {one.document: one.value for one in attributes if one.name == name}
    if not said and name in _PARTS:
        parts = _PARTS[name](viewer, selection)
        compared = ((one, reliability.compare(viewer, part, settings)) for one, part in parts)
        return [(one, comparison) for one, comparison in compared if comparison.compared]
    if not said:
        known = ", ".join(f"“{one}”" for one in document_attribute_names(attributes)) or "none"
        raise UserError(
            tr(
                "No document has an attribute “{name}”: figures are by document, by "
                "round, or by an attribute of documents ({known}).",
                name=name,
                known=known,
            )
        )
    chosen, declared = _both(documents, selection.documents), types.get(name)
    found = []
    for value in order_of({said[one] for one in chosen if one in said}, declared):
        within = replace(selection, documents=[one for one in chosen if said.get(one) == value])
        comparison = reliability.compare(viewer, within, settings)
        if comparison.compared:
            found.append((value, comparison))
    return found


def _by_speaker(viewer: Viewer, selection: Selection) -> list[tuple[str, Selection]]:
    """What each speaker says alone, but those that are left out."""
    whole = selection.turns or TurnChoice()
    names = [
        one.name
        for one in finish(persons(viewer))
        if one.turns
        and (whole.speakers is None or one.name in whole.speakers)
        and one.name not in whole.without
        and one.role.casefold() not in {role.casefold() for role in whole.without_roles}
    ]
    return [(name, replace(selection, turns=TurnChoice((name,)))) for name in names]


def _by_set(viewer: Viewer, selection: Selection) -> list[tuple[str, Selection]]:
    """The documents of each set."""
    with viewer.reading() as connection:
        sets = set_queries.document_sets(connection)
    return [
        (one.name, replace(selection, documents=_both(list(one.documents), selection.documents)))
        for one in sets
    ]


_PARTS: Final = {"speaker": _by_speaker, "set": _by_set}


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
                "Settle disagreements in the window (Settle, Adjudication) first."
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
