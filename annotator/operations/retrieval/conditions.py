"""Of which codings of a project a condition holds: one function a condition.

Names are found here: the exact one, else the only one that differs in capital letters and in what
looks alike, else a GUID; UserError where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from functools import singledispatch

import numpy as np

from annotator.corpus.coding import CoderKind
from annotator.corpus.messages import tr
from annotator.corpus.query import (
    Adjudicated,
    AnyCoder,
    AtLeast,
    CodeIs,
    CoderIs,
    Condition,
    Dated,
    DocumentIs,
    DocumentValueIs,
    FromCue,
    InSet,
    MemoHas,
    Moment,
    OfConsensus,
    Pattern,
    RoundIs,
    UnderVersion,
    ValueIs,
    Words,
)
from annotator.errors import UserError
from annotator.operations.codebook import version_at
from annotator.operations.codebook import versions as codebook_versions
from annotator.operations.retrieval import kept_sets, text_conditions
from annotator.operations.retrieval.loaded import LoadedCodings
from annotator.operations.retrieval.values import value_test
from annotator.retrieval import passages
from annotator.retrieval.arrays import Bools
from annotator.retrieval.at_least import coders_with_code
from annotator.retrieval.language import codes_named, same_name
from annotator.storage import clock, coding_queries, queries, team_queries


def is_kept(condition: Condition) -> bool:
    """Whether its answer is worth keeping for all codings: texts are read for those in question
    alone."""
    return not isinstance(condition, text_conditions.KINDS)


@singledispatch
def _holds(condition: Condition, material: LoadedCodings, among: Bools) -> Bools:
    raise TypeError(f"no condition: {condition!r}")


def holds(material: LoadedCodings, condition: Condition, among: Bools) -> Bools:
    """(codings,) of which of those `among` a condition holds."""
    return _holds(condition, material, among)


# --- names


def named(name: str, what: str, names: Iterable[tuple[str, str]]) -> set[str]:
    """The GUIDs that a name means among pairs (GUID, name). UserError where there is none."""
    pairs = list(names)
    meant = same_name(name, (known for _guid, known in pairs))
    found = {guid for guid, known in pairs if name == guid or known in meant}
    if not found:
        known = ", ".join(dict.fromkeys(known for _guid, known in pairs)) or "none"
        raise UserError(
            tr(
                "There is no {what} “{name}” in the project (it has: {known}).",
                what=what,
                name=name,
                known=known,
            )
        )
    return found


def codes_of(material: LoadedCodings, condition: CodeIs) -> set[str]:
    """The codes (GUIDs) that a condition lets through. UserError for none, or for several of one
    name."""
    book = material.codebook
    found = codes_named(book, condition.path)
    written = " > ".join(condition.path)
    if not found:
        raise UserError(
            tr("There is no code “{written}” in the project any more.", written=written)
        )
    if len(found) > 1:
        paths = ", ".join(" > ".join(book.path(guid)) for guid in found)
        raise UserError(
            tr(
                "There are several codes “{written}”: {paths}. Name one by its path.",
                written=written,
                paths=paths,
            )
        )
    if not condition.below:
        return set(found)
    return {*found, *(code.guid for _depth, code in book.walk(found[0]))}


def coder_guids(material: LoadedCodings, name: str) -> set[str]:
    """The coders of a name."""
    return named(name, "coder", ((one.guid, one.name) for one in material.coders))


def relation_types(material: LoadedCodings, name: str) -> set[str]:
    """The types of relations of a name, or all where it is empty."""
    known = [(one.guid, one.name) for one in material.codebook.relation_types]
    return named(name, "relation", known) if name else {guid for guid, _name in known}


# --- codes, coders, documents


@_holds.register
def _(condition: CodeIs, material: LoadedCodings, among: Bools) -> Bools:
    wanted = codes_of(material, condition)
    numbers = np.array([guid in wanted for guid in material.codes], dtype=np.bool_)
    return among & numbers[material.table.code]


@_holds.register
def _(condition: CoderIs, material: LoadedCodings, among: Bools) -> Bools:
    return among & material.of_coders(coder_guids(material, condition.name))


@_holds.register
def _(_condition: AnyCoder, _material: LoadedCodings, among: Bools) -> Bools:
    return among


@_holds.register
def _(_condition: OfConsensus, material: LoadedCodings, among: Bools) -> Bools:
    consensus = {one.guid for one in material.coders if one.kind is CoderKind.CONSENSUS}
    return among & material.of_coders(consensus)


@_holds.register
def _(condition: AtLeast, material: LoadedCodings, among: Bools) -> Bools:
    coders = material.persons
    if condition.names:
        wanted = set().union(*(coder_guids(material, name) for name in condition.names))
        coders = [n for n, one in enumerate(material.coders) if one.guid in wanted]
    return among & coders_with_code(material.table, coders, condition.number)


def _in_documents(material: LoadedCodings, wanted: Iterable[bool]) -> Bools:
    numbers = np.fromiter(wanted, np.bool_, len(material.documents))
    return np.asarray(numbers[material.table.document])


@_holds.register
def _(condition: DocumentIs, material: LoadedCodings, among: Bools) -> Bools:
    documents = material.documents
    wanted = named(condition.name, "document", ((one.guid, one.name) for one in documents))
    return among & _in_documents(material, (one.guid in wanted for one in documents))


@_holds.register
def _(condition: DocumentValueIs, material: LoadedCodings, among: Bools) -> Bools:
    every = dict.fromkeys(name for said in material.document_values.values() for name in said)
    names = named(condition.attribute, "attribute of documents", ((n, n) for n in every))
    test = value_test(condition.test)
    said = (material.document_values.get(one.guid, {}) for one in material.documents)
    wanted = (any(test(own.get(name, "")) for name in names) for own in said)
    return among & _in_documents(material, wanted)


@_holds.register
def _(condition: RoundIs, material: LoadedCodings, among: Bools) -> Bools:
    with material.viewer.reading() as connection:
        rounds = [(one.guid, one.name) for one in team_queries.rounds(connection)]
        wanted = named(condition.name, "round", rounds)
        given = [one for guid in wanted for one in team_queries.assignments(connection, guid)]
    assigned = np.zeros((len(material.documents), len(material.coders)), dtype=np.bool_)
    documents = {one.guid: number for number, one in enumerate(material.documents)}
    coders = {one.guid: number for number, one in enumerate(material.coders)}
    for one in given:
        if one.coder in coders:
            assigned[documents[one.document], coders[one.coder]] = True
    return among & assigned[material.table.document, material.table.coder]


@_holds.register
def _(condition: InSet, material: LoadedCodings, among: Bools) -> Bools:
    """Several sets of one name are taken together, whatever each is of."""
    sets = kept_sets.sets(material.viewer)
    wanted = named(condition.name, "set", ((one.guid, one.name) for one in sets))
    members = {m for one in sets if one.guid in wanted for m in one.members}
    codes = np.array([guid in members for guid in material.codes], dtype=np.bool_)
    in_documents = _in_documents(material, (one.guid in members for one in material.documents))
    return among & (material.marked(members) | in_documents | codes[material.table.code])


# --- what is said of codings


@_holds.register
def _(condition: ValueIs, material: LoadedCodings, among: Bools) -> Bools:
    declared = [(one.guid, one.name) for one in material.codebook.attributes]
    wanted = named(condition.attribute, "attribute of codings", declared)
    test, table = value_test(condition.test), material.table
    found = np.zeros(len(table), dtype=np.bool_)
    for attribute in material.codebook.attributes:
        if attribute.guid not in wanted or attribute.code not in material.codes:
            continue
        said = material.said(attribute)
        found[[number for number, value in said.items() if test(value)]] = True
        if not condition.said and attribute.default and test(attribute.default):
            silent = table.code == material.codes.index(attribute.code)
            silent[list(said)] = False
            found |= silent
    return among & found


@_holds.register
def _(condition: MemoHas, material: LoadedCodings, among: Bools) -> Bools:
    with material.viewer.reading() as connection:
        memos = queries.memos(connection)
    if isinstance(condition.test, Pattern | Words):
        finds = passages.finder(condition.test)
        memos = [memo for memo in memos if memo.subject in material.number_of and finds(memo.text)]
    return among & material.marked(memo.subject for memo in memos)


@_holds.register
def _(_condition: FromCue, material: LoadedCodings, among: Bools) -> Bools:
    with material.viewer.reading() as connection:
        return among & material.marked(coding_queries.codings_from_cue(connection))


@_holds.register
def _(_condition: Adjudicated, material: LoadedCodings, among: Bools) -> Bools:
    with material.viewer.reading() as connection:
        decisions = team_queries.decisions(connection)
    guids = {guid for one in decisions for guid in (*one.about, one.outcome) if guid}
    return among & material.marked(guids)


@_holds.register
def _(condition: Dated, material: LoadedCodings, among: Bools) -> Bools:
    with material.viewer.reading() as connection:
        times = coding_queries.coding_times(connection)
    column = 0 if condition.moment is Moment.CREATED else 1
    found = np.zeros(len(material.table), dtype=np.bool_)
    for guid, moments in times.items():
        if guid in material.number_of:
            day = clock.to_datetime(moments[column]).astimezone(UTC).date()
            after = condition.since is None or condition.since <= day
            before = condition.until is None or day <= condition.until
            found[material.number_of[guid]] = after and before
    return among & found


@_holds.register
def _(condition: UnderVersion, material: LoadedCodings, among: Bools) -> Bools:
    begins = [version.at for version in codebook_versions(material.viewer.project)]
    for number in (condition.first, condition.last):
        if number is not None and not 1 <= number <= max(len(begins), 1):
            raise UserError(
                tr(
                    "There is no version {number}; the codebook has {count}.",
                    number=number,
                    count=len(begins),
                )
            )
    with material.viewer.reading() as connection:
        times = coding_queries.coding_times(connection)
    found = np.zeros(len(material.table), dtype=np.bool_)
    for guid, (_made, changed) in times.items():
        if guid in material.number_of:
            number = version_at(begins, changed)
            after = condition.first is None or condition.first <= number
            found[material.number_of[guid]] = after and (
                condition.last is None or number <= condition.last
            )
    return among & found


for _kind in text_conditions.KINDS:
    _holds.register(_kind)(text_conditions.holds)
