"""Which documents a table is of: those that somebody finished, and that its filter and its rows and
columns speak of. Zero is then that there is none, not that nobody has looked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.query import And, DocumentIs, DocumentValueIs, InSet, Not, Or, Query
from annotator.errors import UserError
from annotator.operations.retrieval import kept_sets
from annotator.operations.retrieval.conditions import named
from annotator.operations.retrieval.loaded import LoadedCodings
from annotator.operations.retrieval.values import value_test
from annotator.retrieval.arrays import Bools, Floats


def documents_of(material: LoadedCodings, query: Query) -> Bools | None:
    """(documents,) those that a query can find codings in, as far as its conditions on documents
    say; None where it says nothing of documents."""
    match query:
        case DocumentIs() | DocumentValueIs() | InSet():
            return _of_condition(material, query)
        case Not(DocumentIs() | DocumentValueIs() | InSet() as inner):
            own = _of_condition(material, inner)
            return None if own is None else ~own
        case And(queries):
            said = _said(material, queries)
            return np.logical_and.reduce(said) if said else None
        case Or(queries):
            said = _said(material, queries)
            return np.logical_or.reduce(said) if len(said) == len(queries) else None
    return None


def _of_condition(
    material: LoadedCodings, condition: DocumentIs | DocumentValueIs | InSet
) -> Bools | None:
    match condition:
        case DocumentIs(name):
            wanted = named(name, "document", ((one.guid, one.name) for one in material.documents))
            return np.array([one.guid in wanted for one in material.documents], dtype=np.bool_)
        case DocumentValueIs():
            return _with_value(material, condition)
        case InSet():
            return _in_set(material, condition)


def _said(material: LoadedCodings, queries: Sequence[Query]) -> list[Bools]:
    found = (documents_of(material, one) for one in queries)
    return [one for one in found if one is not None]


def _in_set(material: LoadedCodings, query: InSet) -> Bools | None:
    """The documents of a set of documents; a set of anything else speaks of none."""
    sets = kept_sets.sets(material.viewer)
    wanted = named(query.name, "set", ((one.guid, one.name) for one in sets))
    chosen = [one for one in sets if one.guid in wanted]
    if any(one.about != "document" for one in chosen):
        return None
    members = {member for one in chosen for member in one.members}
    return np.array([one.guid in members for one in material.documents], dtype=np.bool_)


def _with_value(material: LoadedCodings, query: DocumentValueIs) -> Bools:
    every = dict.fromkeys(name for said in material.document_values.values() for name in said)
    names = named(query.attribute, "attribute of documents", ((n, n) for n in every))
    test = value_test(query.test)
    said = (material.document_values.get(one.guid, {}) for one in material.documents)
    return np.array([any(test(own.get(n, "")) for n in names) for own in said], dtype=np.bool_)


def weights(material: LoadedCodings, attribute: str, counted: Bools) -> Floats:
    """(documents,) how many documents each stands for, as an attribute says, of those that are
    counted; 1 where none is named. UserError for what is no number from 0 on."""
    if not attribute:
        return np.ones(len(material.documents))
    every = dict.fromkeys(name for said in material.document_values.values() for name in said)
    (name, *_others) = sorted(named(attribute, "attribute of documents", ((n, n) for n in every)))
    found = np.zeros(len(material.documents))
    for number in np.flatnonzero(counted).tolist():
        one = material.documents[number]
        said = material.document_values.get(one.guid, {}).get(name, "")
        try:
            found[number] = float(said)
        except ValueError:
            found[number] = np.nan
        if not np.isfinite(found[number]) or found[number] < 0:
            raise UserError(
                tr(
                    "“{document}” has no weight: “{attribute}” says “{value}”. A weight is a number"
                    " from 0 on: how many texts of its stratum one of the sample stands for.",
                    document=one.name,
                    attribute=name,
                    value=said,
                )
            )
    return found
