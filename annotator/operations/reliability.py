"""Agreement between the coders of a project: what is compared, and the table of figures.

A coder is compared in the documents they *touched*: they coded in it, or marked it as done. A coder
who did not touch a document is missing there, which is not disagreement.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.agreement.continuum import Codings, Continuum
from annotator.agreement.table import AgreementTable, agreement_table
from annotator.corpus.codebook import Code, CodePath
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.errors import UserError
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.queries import CodingColumns, DocumentFacts


@dataclass(frozen=True)
class Selection:
    """What to compare, by GUID; None takes all there is.

    All coders are those who touched any of the documents; all codes are the codable ones.
    """

    coders: Collection[str] | None = None
    documents: Collection[str] | None = None
    codes: Collection[str] | None = None


@dataclass(frozen=True)
class Comparison:
    """The figures with what they are about: `table.rows` are in the order of `codes`."""

    coders: list[Coder]
    documents: list[DocumentFacts]
    codes: list[Code]
    paths: list[CodePath]
    table: AgreementTable

    @property
    def compared(self) -> list[DocumentFacts]:
        """The documents that at least two of the coders touched."""
        return [self.documents[index] for index in self.table.compared]


def compare(project: ProjectFile, selection: Selection | None = None) -> Comparison:
    """The agreement table of the selected codings as they stand now."""
    chosen = selection or Selection()
    with project.reading() as connection:
        codebook = queries.codebook(connection)
        codes = [
            code
            for _depth, code in codebook.walk()
            if (code.codable if chosen.codes is None else code.guid in chosen.codes)
        ]
        documents = [
            document
            for document in queries.documents(connection)
            if chosen.documents is None or document.guid in chosen.documents
        ]
        done = {
            (status.document, status.coder)
            for status in queries.statuses(connection)
            if status.progress == Progress.DONE
        }
        everyone = queries.coders(connection)
        columns = [queries.coding_columns(connection, d.guid) for d in documents]
    touched = [_touched(d.guid, column, done) for d, column in zip(documents, columns, strict=True)]
    coders = [
        coder
        for coder in everyone
        if (
            any(coder.guid in who for who in touched)
            if chosen.coders is None
            else coder.guid in chosen.coders
        )
    ]
    continua = [
        _continuum(document, column, who, coders, codes)
        for document, column, who in zip(documents, columns, touched, strict=True)
    ]
    paths = [codebook.path(code.guid) for code in codes]
    names = [coder.name for coder in coders]
    table = agreement_table(continua, names, [" > ".join(path) for path in paths])
    return Comparison(coders, documents, codes, paths, table)


def _touched(document: str, columns: CodingColumns, done: set[tuple[str, str]]) -> set[str]:
    return set(columns.coder) | {coder for where, coder in done if where == document}


def _continuum(
    document: DocumentFacts,
    columns: CodingColumns,
    touched: set[str],
    coders: Sequence[Coder],
    codes: Sequence[Code],
) -> Continuum:
    by_code = {code.guid: number for number, code in enumerate(codes)}
    by_coder = {coder.guid: number for number, coder in enumerate(coders)}
    code = np.array([by_code.get(guid, -1) for guid in columns.code], np.int64)
    coder = np.array([by_coder.get(guid, -1) for guid in columns.coder], np.int64)
    return Continuum(
        document.characters,
        tuple(
            _codings(columns, code, np.flatnonzero((coder == number) & (code >= 0)))
            if person.guid in touched
            else None
            for number, person in enumerate(coders)
        ),
    )


def _codings(
    columns: CodingColumns,
    code: np.ndarray[Any, np.dtype[np.int64]],
    rows: np.ndarray[Any, np.dtype[np.int64]],
) -> Codings:
    discontinuous = [(n, int(row)) for n, row in enumerate(rows) if int(row) in columns.parts]
    if not discontinuous:
        return Codings.contiguous(columns.start[rows], columns.end[rows], code[rows])
    plain = np.array([int(row) not in columns.parts for row in rows])
    parts = [(s.start, s.end, n) for n, row in discontinuous for s in columns.parts[row]]
    more = np.array(parts, np.int64)
    return Codings.from_arrays(
        code[rows],
        np.concatenate([columns.start[rows][plain], more[:, 0]]),
        np.concatenate([columns.end[rows][plain], more[:, 1]]),
        np.concatenate([np.flatnonzero(plain), more[:, 2]]),
    )


def select_by_name(
    project: ProjectFile,
    coders: Sequence[str] | None,
    documents: Sequence[str] | None,
    codes: Sequence[str] | None,
) -> Selection:
    """The selection that names (or GUIDs) mean. UserError names the first that means nothing.

    A code is named by its name, or by its path with `` > `` between the names.
    """
    with project.reading() as connection:
        codebook = queries.codebook(connection)
        known_coders = [((c.guid, c.name), c.guid) for c in queries.coders(connection)]
        known_documents = [((d.guid, d.name), d.guid) for d in queries.documents(connection)]
        known_codes = [
            ((code.guid, code.name, " > ".join(codebook.path(code.guid))), code.guid)
            for code in codebook.codes
        ]
    return Selection(
        _named("coder", coders, known_coders),
        _named("document", documents, known_documents),
        _named("code", codes, known_codes),
    )


def _named(
    what: str, names: Sequence[str] | None, known: Sequence[tuple[tuple[str, ...], str]]
) -> list[str] | None:
    if not names:
        return None
    found: list[str] = []
    for name in names:
        guids = [guid for aliases, guid in known if name in aliases]
        if not guids:
            there = ", ".join(aliases[-1] for aliases, _guid in known) or "none"
            raise UserError(f"There is no {what} called “{name}” in the project (it has: {there}).")
        found += guids
    return found
