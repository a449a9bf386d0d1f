"""The rows and columns of a table about a project: each is a query, and found as a group."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.corpus.attribute_types import order_of
from annotator.corpus.coding import CoderKind
from annotator.corpus.job import finish
from annotator.corpus.messages import tr
from annotator.corpus.query import (
    And,
    Anything,
    CodeIs,
    CoderIs,
    Comparison,
    DocumentIs,
    DocumentValueIs,
    InSet,
    Not,
    Or,
    Query,
    RoundIs,
    SpeakerIs,
    ValueIs,
    names_coders,
)
from annotator.corpus.query.language import name as as_written
from annotator.corpus.query.language import unquoted
from annotator.errors import UserError
from annotator.operations.codebook import code_sets
from annotator.operations.retrieval.conditions import named
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.written_names import code_paths, names_of
from annotator.operations.speakers import persons
from annotator.operations.team import coders
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.evaluate import holds
from annotator.retrieval.language import Vocabulary, parse, print_query, same_name
from annotator.retrieval.language.mistakes import closest, did_you_mean
from annotator.retrieval.tables import Groups, groups_of
from annotator.retrieval.tables.groups import groups_of_masks
from annotator.storage import team_queries
from annotator.storage.rows import living_rows
from annotator.storage.set_rows import NamedSetRow

MISSING = "–"
"""The group of what says nothing in an attribute."""
_ATTRIBUTE = re.compile(r'(document|speaker|value)\.("(?:[^"\\]|\\.)*"|[^\W\d][\w-]*)')


@dataclass(frozen=True, eq=False)
class Axis:
    """Groups of codings with their names. `title` says what they are; `queries` are what each group
    is, one a label. of_documents: (groups, documents) which documents a group is about, where it is
    about documents."""

    title: str
    labels: tuple[str, ...]
    queries: tuple[Query, ...]
    groups: Groups
    of_documents: Bools | None = None

    @property
    def names_coders(self) -> bool:
        """Whether a group says whose codings it is about."""
        return any(map(names_coders, self.queries))


def axis(material: ProjectMaterial, words: Sequence[str], vocabulary: Vocabulary) -> Axis:
    """What somebody names: ``codes``, ``code-sets``, ``documents``, ``coders``, ``rounds``,
    ``speakers``, ``document.NAME``, ``speaker.NAME``, ``value.NAME``, or queries. UserError for
    anything else."""
    if len(words) == 1:
        simple = _SIMPLE.get(words[0].strip().casefold())
        if simple is not None:
            return simple(material)
        attribute = _ATTRIBUTE.fullmatch(words[0].strip())
        if attribute is not None:
            name = attribute[2] if attribute[2][0] != '"' else unquoted(attribute[2])
            return _WITH_NAME[attribute[1]](material, name)
        if ":" not in words[0] and words[0].replace("-", "_").isidentifier():
            known = ", ".join((*_SIMPLE, *(f"{kind}.NAME" for kind in _WITH_NAME)))
            raise UserError(
                tr(
                    "A table has no “{words}”. It has {known}, or queries.{meant}",
                    words=words[0],
                    known=known,
                    meant=did_you_mean(_meant(words[0], vocabulary)),
                )
            )
    asked = [parse(line, vocabulary).query for line in words]
    everything = np.ones(len(material.table), dtype=np.bool_)
    masks = [holds(query, material, everything) for query in asked]
    labels = tuple(map(print_query, asked))
    return Axis("queries", labels, tuple(asked), groups_of_masks(masks))


def _meant(word: str, vocabulary: Vocabulary) -> str:
    """What may be meant by a word that is no kind of rows: one of them, or a code."""
    code = next(iter(same_name(word, vocabulary.code_names)), "")
    return f"code:{as_written(code)}" if code else closest(word, _SIMPLE)


def _codes(material: ProjectMaterial) -> Axis:
    book = material.codebook
    paths = code_paths(book)
    return Axis(
        "codes",
        tuple(" > ".join(book.path(guid)) for guid in material.codes),
        tuple(CodeIs(paths[guid]) for guid in material.codes),
        groups_of(material.table.code, len(material.codes)),
    )


def _coders(material: ProjectMaterial) -> Axis:
    """Those whose work is shown: where it is withheld, zero would be wrong."""
    labels = coders.labels(material.coders)
    names = names_of([(one.guid, one.name) for one in material.coders])
    # Of others than persons a query knows no names.
    names |= {one.guid: one.guid for one in material.coders if one.kind is not CoderKind.PERSON}
    shown = [n for n, one in enumerate(material.coders) if material.viewer.sees(one.guid)]
    place = np.full(len(material.coders), -1, dtype=np.int64)
    place[shown] = np.arange(len(shown))
    guids = [material.coders[n].guid for n in shown]
    return Axis(
        "coders",
        tuple(labels[guid] for guid in guids),
        tuple(CoderIs(names[guid]) for guid in guids),
        groups_of(place[material.table.coder], len(shown)),
    )


def _documents(material: ProjectMaterial) -> Axis:
    size = len(material.documents)
    names = names_of([(one.guid, one.name) for one in material.documents])
    return Axis(
        "documents",
        tuple(one.name for one in material.documents),
        tuple(DocumentIs(names[one.guid]) for one in material.documents),
        groups_of(material.table.document, size),
        np.eye(size, dtype=np.bool_),
    )


def _rounds(material: ProjectMaterial) -> Axis:
    with material.viewer.reading() as connection:
        rounds = team_queries.rounds(connection)
    names = names_of([(one.guid, one.name) for one in rounds])
    queries = tuple(RoundIs(names[one.guid]) for one in rounds)
    labels = tuple(one.name for one in rounds)
    return Axis("rounds", labels, queries, _by_query(material, queries))


def _code_sets(material: ProjectMaterial) -> Axis:
    """A coding is in each set that its code is in."""
    sets = code_sets.listed(material.viewer, material.codebook)
    with material.viewer.reading() as connection:
        every = [(one.guid, one.name) for one in living_rows(connection, NamedSetRow)]
    names = names_of(every)
    queries = tuple(InSet(names[one.guid]) for one in sets)
    labels = tuple(one.name for one in sets)
    return Axis("code-sets", labels, queries, _by_query(material, queries))


def _speakers(material: ProjectMaterial) -> Axis:
    names = [one.name for one in finish(persons.persons(material.viewer))]
    queries = tuple(SpeakerIs(name) for name in names)
    return Axis("speakers", tuple(names), queries, _by_query(material, queries))


def _speaker_values(material: ProjectMaterial, name: str) -> Axis:
    """The persons who have a value as one group; of nobody else anything is said."""
    said = persons.attributes(material.viewer)
    known = dict.fromkeys(one for own in said.values() for one in own)
    (attribute, *_others) = sorted(named(name, "attribute of speakers", ((n, n) for n in known)))
    people: dict[str, list[Query]] = {}
    for person, own in said.items():
        if attribute in own:
            people.setdefault(own[attribute], []).append(SpeakerIs(person))
    values = order_of(people)
    queries = tuple(
        people[one][0] if len(people[one]) == 1 else Or(tuple(people[one])) for one in values
    )
    groups = _by_query(material, queries)
    return Axis(f"speaker.{attribute}", tuple(values), queries, groups)


_SIMPLE: dict[str, Callable[[ProjectMaterial], Axis]] = {
    "codes": _codes,
    "code-sets": _code_sets,
    "documents": _documents,
    "coders": _coders,
    "rounds": _rounds,
    "speakers": _speakers,
}


def _by_query(material: ProjectMaterial, queries: Sequence[Query]) -> Groups:
    everything = np.ones(len(material.table), dtype=np.bool_)
    return groups_of_masks([holds(query, material, everything) for query in queries])


def _document_values(material: ProjectMaterial, name: str) -> Axis:
    said = [material.document_values.get(one.guid, {}) for one in material.documents]
    known = [(one, one) for own in said for one in own]
    (attribute, *_others) = sorted(named(name, "attribute of documents", known))
    used = {own[attribute] for own in said if own.get(attribute)}
    values = order_of(used, material.document_types.get(attribute))
    number = {value: place for place, value in enumerate(values)}
    of_document: Ints = np.array([number.get(own.get(attribute, ""), len(values)) for own in said])
    queries: list[Query] = [DocumentValueIs(attribute, Comparison(value)) for value in values]
    labels = list(values)
    if (of_document == len(values)).any():
        queries.append(Not(DocumentValueIs(attribute, Anything())))
        labels.append(MISSING)
    size = len(labels)
    groups = groups_of(of_document[material.table.document], size)
    which = of_document[None, :] == np.arange(size)[:, None]
    return Axis(f"document.{attribute}", tuple(labels), tuple(queries), groups, which)


def _values(material: ProjectMaterial, name: str) -> Axis:
    book = material.codebook
    known = [(one.guid, one.name) for one in book.attributes if one.code in book.by_guid]
    wanted = named(name, "attribute of codings", known)
    attributes = [one for one in book.attributes if one.guid in wanted]
    values: dict[str, None] = {}
    for attribute in attributes:
        said = material.said(attribute).values()
        used = {value for one in said for value in ([one] if isinstance(one, str) else one)}
        default = [attribute.default] if attribute.default else []
        declared = [choice.name for choice in attribute.choices]
        values |= dict.fromkeys([*declared, *default, *order_of(used)])
    title = attributes[0].name
    paths = code_paths(book)
    having: list[Query] = [CodeIs(paths[one.code]) for one in attributes]
    with_attribute = having[0] if len(having) == 1 else Or(tuple(having))
    queries: list[Query] = [ValueIs(title, Comparison(value)) for value in values]
    queries.append(And((with_attribute, Not(ValueIs(title, Anything())))))
    return Axis(f"value.{title}", (*values, MISSING), tuple(queries), _by_query(material, queries))


_WITH_NAME: dict[str, Callable[[ProjectMaterial, str], Axis]] = {
    "document": _document_values,
    "speaker": _speaker_values,
    "value": _values,
}
