"""The list of codings as what questions are answered on, and which of its rows a line finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from annotator.corpus.attribute_types import Types
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.query import ResultUnit
from annotator.corpus.span import Spans
from annotator.errors import NotSavedError, UserError
from annotator.operations import reading
from annotator.operations.retrieval import questions
from annotator.operations.retrieval.coding_list import (
    CODE,
    CODER,
    DOCUMENT,
    END,
    START,
    CodingList,
    load,
)
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.texts import ProjectTexts
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Ints
from annotator.retrieval.columns import DocumentCodings, table_of
from annotator.retrieval.language import parse


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """What the numbers and GUIDs in a list stand for."""

    documents: Iterable[DocumentFacts]
    coders: Sequence[Coder]
    codebook: Codebook
    document_values: Mapping[str, Mapping[str, str]]
    document_types: Types = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class FoundRows:
    """rows: of the list, in its order. head: on whose codings the question was answered and with
    what, where that is not all codings and these themselves; else empty."""

    rows: Ints
    head: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ListAnswer:
    """What was found in a list. `material` is good for the next line until something changes;
    `mistake` is what is wrong with the line, where something is."""

    codings: CodingList
    material: ProjectMaterial
    found: FoundRows
    mistake: UserError | None


def find(
    viewer: Viewer,
    known: ProjectNames,
    lines: Iterable[str],
    codings: CodingList | None = None,
    material: ProjectMaterial | None = None,
) -> Job[ListAnswer]:
    """What the first of the lines finds that can be answered: no rows where none can. The list and
    its material are made where they are not given."""
    if codings is None:
        columns = partial(reading.coding_columns, viewer)
        codings = yield from load([one.guid for one in known.documents], columns)
    material = material or material_of(viewer, codings, known)
    mistake: UserError | None = None
    for line in lines:
        try:
            found = yield from rows(material, line)
        except NotSavedError:
            raise  # the file can't be read now, whatever is asked
        except UserError as error:
            mistake = mistake or error
        else:
            return ListAnswer(codings, material, found, mistake)
    return ListAnswer(codings, material, FoundRows(np.zeros(0, dtype=np.int64)), mistake)


def material_of(viewer: Viewer, codings: CodingList, known: ProjectNames) -> ProjectMaterial:
    """What questions about the listed codings are answered on: the number of a coding is its row.

    Nothing is read. The documents must be known; a list with codes or coders that are not is older
    than what is known, and so is what is found in it.
    """
    facts = {one.guid: one for one in known.documents}
    documents = [facts[guid] for guid in codings.documents]
    strangers = [guid for guid in codings.names if guid not in known.codebook.by_guid]
    codes = [*(code.guid for _depth, code in known.codebook.walk()), *strangers]
    coders = list(known.coders)
    table = table_of(
        _by_document(codings, codes, [one.guid for one in coders]),
        [one.characters for one in documents],
    )
    return ProjectMaterial(
        viewer,
        table,
        codings.guids,
        documents,
        codes,
        coders,
        known.codebook,
        known.document_values,
        known.document_types,
        ProjectTexts(viewer, documents),
    )


def _by_document(
    codings: CodingList, codes: Sequence[str], coders: Sequence[str]
) -> list[DocumentCodings]:
    code = _places(codings.names, codes)[codings.table[CODE]]
    coder = _places(codings.names, coders)[codings.table[CODER]]
    start, end = codings.table[START], codings.table[END]
    borders = np.searchsorted(codings.table[DOCUMENT], np.arange(len(codings.documents) + 1))
    parts: list[dict[int, Spans]] = [{} for _document in codings.documents]
    if codings.parts:
        split = (row for row, guid in enumerate(codings.guids) if guid in codings.parts)
        for row in split:
            document = int(codings.table[DOCUMENT, row])
            parts[document][row - int(borders[document])] = codings.parts[codings.guids[row]]
    return [
        DocumentCodings(code[low:high], coder[low:high], start[low:high], end[low:high], own)
        for low, high, own in zip(borders[:-1], borders[1:], parts, strict=True)
    ]


def _places(names: Sequence[str], known: Sequence[str]) -> Ints:
    """(names,) the place of each among the known ones."""
    place = {guid: number for number, guid in enumerate(known)}
    return np.fromiter((place.get(guid, 0) for guid in names), np.int64, len(names))


def rows(material: ProjectMaterial, line: str) -> Job[FoundRows]:
    """The rows of which a line holds; all of them where it is empty. QueryError has the place of a
    mistake in it, UserError is for what can't be answered."""
    yield JobProgress(0, 0, "")
    if not line.strip():
        return FoundRows(np.arange(len(material.table), dtype=np.int64))
    question = parse(line, vocabulary(material.viewer))
    yield JobProgress(0, 0, "")
    answer = questions.answered(material, question)
    said = []
    if question.unit is not ResultUnit.CODINGS:
        said.append(tr("{count:,} pairs; here their left codings.", count=len(answer)))
    if not answer.analysis_set.codings.all():
        said.append(tr("Answered on {codings}.", codings=answer.analysis_set.words()))
    return FoundRows(np.unique(answer.found.codings), " ".join(said))
