"""From an open project to the values of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import overload

import numpy as np

from annotator.corpus.coding import Memo as StoredMemo
from annotator.corpus.document import DocumentFacts
from annotator.corpus.job import finish
from annotator.corpus.places import place_of
from annotator.corpus.span import Spans, passage
from annotator.corpus.text import DocumentText
from annotator.corpus.trail import TrailFilter
from annotator.library import values
from annotator.library.columns import Array
from annotator.library.sequences import PATH_SEPARATOR, Values, objects, times
from annotator.operations import reading
from annotator.operations.history import trail
from annotator.operations.retrieval import material
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer

_AT_ONCE = 1000


class _Documents(Sequence[values.Document]):
    """Documents that are read when they are asked for, since their texts may be large."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._facts = reading.documents(viewer)
        self._said = reading.attributes_by_document(viewer)

    def __len__(self) -> int:
        return len(self._facts)

    @overload
    def __getitem__(self, number: int) -> values.Document: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[values.Document]: ...
    def __getitem__(self, number: int | slice) -> values.Document | Sequence[values.Document]:
        if isinstance(number, slice):
            return [self._document(one) for one in self._facts[number]]
        return self._document(self._facts[number])

    def _document(self, one: DocumentFacts) -> values.Document:
        return values.Document(
            *(one.guid, one.name, reading.text(self._viewer, one.guid)),
            *(self._said.get(one.guid, {}), one.characters, one.text_sha256),
            *(one.created, one.modified),
        )

    def columns(self) -> dict[str, Array]:
        """The columns without the texts."""
        facts = self._facts
        names = sorted({name for said in self._said.values() for name in said})
        return {
            "guid": objects([one.guid for one in facts]),
            "name": objects([one.name for one in facts]),
            "characters": np.array([one.characters for one in facts], dtype=np.int64),
            "sha256": objects([one.text_sha256 for one in facts]),
            "created": times([one.created for one in facts]),
            "modified": times([one.modified for one in facts]),
        } | {
            f"attribute: {name}": objects(
                [self._said.get(one.guid, {}).get(name, "") for one in facts]
            )
            for name in names
        }


def documents(viewer: Viewer) -> Values[values.Document]:
    """The documents in their order; `columns` are without the texts."""
    found = _Documents(viewer)
    return Values(lambda: found, values.Document, found.columns)


def codes(viewer: Viewer) -> Values[values.Code]:
    """The codes as a tree is read: parents before children."""

    def read() -> list[values.Code]:
        book = reading.codebook(viewer)
        return [
            values.Code(
                *(one.guid, one.name, book.path(one.guid), one.parent, one.color, one.key),
                *(one.definition, one.when_to_use, one.when_not_to_use),
                *(one.examples, one.counter_examples, one.codable),
                tuple(said.name for said in book.attributes_of(one.guid)),
                *(one.created, one.modified),
            )
            for _depth, one in book.walk()
        ]

    return Values(read, values.Code)


def codings(viewer: Viewer) -> Values[values.Coding]:
    """The codings by document, start and end."""
    return Values(lambda: list(_codings(viewer)), values.Coding, partial(_coding_columns, viewer))


def _codings(viewer: Viewer) -> Iterator[values.Coding]:
    book, names = reading.codebook(viewer), coder_names(viewer)
    facts = {one.guid: one for one in reading.documents(viewer)}
    memos = _memo_texts(reading.all_memos(viewer))
    attributes = {one.guid: one.name for one in book.attributes}
    paths = {one.guid: book.path(one.guid) for one in book.codes}
    document, text = "", DocumentText("")
    for one in reading.all_codings(viewer):
        if one.document != document:  # they come by document
            document = one.document
            text = DocumentText(reading.text(viewer, document), reading.structure(viewer, document))
        place = place_of(text.text, text.structure, one.start)
        yield values.Coding(
            *(one.guid, document, facts[document].name, one.code, paths[one.code]),
            *(one.coder, names[one.coder], one.start, one.end, pairs(one.spans)),
            passage(text.text, one.spans),
            {attributes[guid]: said for guid, said in one.attributes.items()},
            memos.get(one.guid, ""),
            *(place.page, place.section, place.note),
            *(one.from_cue, one.created, one.modified),
            one.round,
        )


def pairs(spans: Spans) -> tuple[tuple[int, int], ...]:
    """Spans as pairs of numbers."""
    return tuple((one.start, one.end) for one in spans)


def _memo_texts(memos: Sequence[StoredMemo]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in memos:
        found.setdefault(one.subject, []).append(one.text)
    return {subject: "\n\n".join(texts) for subject, texts in found.items()}


def _coding_columns(viewer: Viewer) -> dict[str, Array]:
    """The columns of codings from arrays, without a value for each."""
    loaded = finish(material.load(viewer))
    table = loaded.table
    offset = table.document_start[table.document]
    start, end = table.start - offset, table.end - offset
    made = reading.coding_times(viewer)
    names = coder_names(viewer)
    paths = [PATH_SEPARATOR.join(loaded.codebook.path(guid)) for guid in loaded.codes]
    coder_guids = [one.guid for one in loaded.coders]
    return {
        "guid": objects(loaded.guids),
        "document": _taken([one.guid for one in loaded.documents], table.document),
        "document_name": _taken([one.name for one in loaded.documents], table.document),
        "code": _taken(loaded.codes, table.code),
        "code_path": _taken(paths, table.code),
        "coder": _taken(coder_guids, table.coder),
        "coder_name": _taken([names[guid] for guid in coder_guids], table.coder),
        "start": start,
        "end": end,
        "parts": table.number_of_parts,
        "text": objects(_passages(loaded, start, end)),
        "created": times([made[guid][0] for guid in loaded.guids]),
        "modified": times([made[guid][1] for guid in loaded.guids]),
    } | _attribute_columns(loaded)


def _taken(names: Sequence[str], numbers: Array) -> Array:
    return objects(names)[numbers] if len(names) else objects([])


def _passages(loaded: ProjectMaterial, start: Array, end: Array) -> list[str]:
    """The words of all passages, in the order of the table."""
    table, found = loaded.table, [""] * len(loaded.table)
    several = table.number_of_parts > 1
    for document in np.unique(table.document).tolist():
        text = loaded.texts.text(document).text
        rows = np.flatnonzero(table.document == document).tolist()
        for row in rows:
            found[row] = (
                passage(text, table.spans(row)) if several[row] else text[start[row] : end[row]]
            )
    return found


def _attribute_columns(loaded: ProjectMaterial) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for attribute in loaded.codebook.attributes:
        column = found.setdefault(f"attribute: {attribute.name}", objects([""] * len(loaded.table)))
        for row, said in loaded.said(attribute).items():
            column[row] = said if isinstance(said, str) else ", ".join(said)
    return found


def relations(viewer: Viewer) -> Values[values.Relation]:
    """The relations between codings, in the order in which they were made."""

    def read() -> list[values.Relation]:
        kinds = {one.guid: one.name for one in reading.codebook(viewer).relation_types}
        return [
            values.Relation(
                *(one.guid, kinds[one.kind], one.source, one.target, one.coder),
                *(one.created, one.modified),
            )
            for one in reading.all_relations(viewer)
        ]

    return Values(read, values.Relation)


def memos(viewer: Viewer) -> Values[values.Memo]:
    """The memos, oldest first."""

    def read() -> list[values.Memo]:
        about = {one.guid: "code" for one in reading.codebook(viewer).codes}
        about |= {one.guid: "document" for one in reading.documents(viewer)}
        about[reading.project_facts(viewer).guid] = "project"
        return [
            values.Memo(
                *(one.guid, one.subject, about.get(one.subject, "coding"), one.coder, one.text),
                *(one.created, one.modified),
                *(one.kind, one.title),
            )
            for one in reading.all_memos(viewer)
        ]

    return Values(read, values.Memo)


def people(viewer: Viewer) -> Values[values.Coder]:
    """The coders in the order they came."""

    def read() -> list[values.Coder]:
        return [
            values.Coder(one.guid, one.name, one.kind.value, one.created, one.modified)
            for one in reading.coders(viewer)
        ]

    return Values(read, values.Coder)


def coder_names(viewer: Viewer) -> Mapping[str, str]:
    """Names by GUID, told apart where two coders share one."""
    return coders.labels(reading.coders(viewer))


def rounds(viewer: Viewer) -> Values[values.Round]:
    """The rounds of the study in their order."""

    def read() -> list[values.Round]:
        found, given, _decisions = reading.team(viewer)
        return [
            values.Round(
                *(one.guid, one.name, one.purpose.value, one.blind, one.cues_locked),
                tuple((a.document, a.coder) for a in given if a.round == one.guid),
            )
            for one in found
        ]

    return Values(read, values.Round)


def decisions(viewer: Viewer) -> Values[values.Decision]:
    """What adjudicators decided, in the order of time."""

    def read() -> list[values.Decision]:
        _rounds, _given, found = reading.team(viewer)
        return [
            values.Decision(
                *(one.guid, one.document, one.coder, one.verdict.value, one.about),
                *(one.taken, one.outcome, one.reason, one.decided),
                one.cause.value,
            )
            for one in found
        ]

    return Values(read, values.Decision)


def history(viewer: Viewer) -> Values[values.Step]:
    """The steps of the history in the order of time."""

    def read() -> list[values.Step]:
        numbers = trail.steps(viewer, TrailFilter())[::-1]
        return [
            values.Step(*(one.guid, one.at, one.coder, one.kind, one.label, one.changes))
            for start in range(0, len(numbers), _AT_ONCE)
            for one in trail.facts(viewer, numbers[start : start + _AT_ONCE])
        ]

    return Values(read, values.Step)
