"""The names of a project, as queries are written and completed with them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotator.corpus import turns
from annotator.corpus.attribute_types import order_of
from annotator.corpus.coding import CoderKind
from annotator.operations.viewing import Viewer
from annotator.retrieval.language import Vocabulary
from annotator.storage import (
    codebook_queries,
    coding_queries,
    document_files,
    queries,
    team_queries,
)
from annotator.storage.attribute_type_rows import attribute_types
from annotator.storage.rows import living_rows
from annotator.storage.set_rows import NamedSetRow
from annotator.storage.speaker_names import spoken_structure

MOST_VALUES = 200
"""Values of an attribute that are offered."""


def vocabulary(viewer: Viewer, *, values: bool = False) -> Vocabulary:
    """The names that a query may refer to; with `values`, what is said in attributes and who speaks
    too, as far as the viewer may see it: for the completion."""
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        coders = queries.coders(connection)
        documents = queries.documents(connection)
        rounds = team_queries.rounds(connection)
        sets = living_rows(connection, NamedSetRow)
        said: dict[str, dict[str, None]] = {}
        for one in queries.document_attributes(connection):
            said.setdefault(one.name, {})[one.value] = None
        types = {one.name: one for one in attribute_types(connection)}
        used: dict[str, list[str]] = {}
        speakers: dict[str, None] = {}
        roles: dict[str, None] = {}
        if values:
            for attribute in codebook.attributes:
                found = coding_queries.values_of(connection, attribute.guid)
                declared = [choice.name for choice in attribute.choices]
                used.setdefault(attribute.name, []).extend(declared + _each(found))
            for document in document_files.structured(connection):
                structure = spoken_structure(connection, document)
                speakers.update(dict.fromkeys(turns.speakers(structure)))
                roles.update(dict.fromkeys(turns.roles(structure).values()))
    everything = (codebook.codes, codebook.attributes, codebook.relation_types)
    guids = [one.guid for kind in (*everything, coders, documents, rounds, sets) for one in kind]
    return Vocabulary(
        codebook,
        coders=tuple(one.name for one in coders if one.kind is CoderKind.PERSON),
        documents=tuple(one.name for one in documents),
        rounds=tuple(one.name for one in rounds),
        sets=tuple(one.name for one in sets),
        values={name: tuple(dict.fromkeys(own))[:MOST_VALUES] for name, own in used.items()},
        document_values={
            name: tuple(order_of(own, types.get(name))[:MOST_VALUES]) for name, own in said.items()
        },
        speakers=tuple(filter(None, speakers)),
        roles=tuple(filter(None, roles)),
        guids=frozenset(guids),
    )


def _each(found: Iterable[tuple[str, str]]) -> list[str]:
    values: list[str] = []
    for _coding, text in found:
        value = json.loads(text)
        values += value if isinstance(value, list) else [value]
    return list(filter(None, values))
