"""The table of documents with what was coded joined on: a row a document, a column a code.

A document of many records (rows of a table that are read in one go) is a row a record. What stands
in a code's column is 1 or 0, how many codings there are, or the words that were coded.
"""

from __future__ import annotations

import enum
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.document import TABLE_ROW, DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.span import passage
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.exchange.codings_csv import PATH_SEPARATOR, document_attribute_names
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.joined_table import Cell, write_table_csv, write_table_xlsx
from annotator.operations import projects
from annotator.operations.viewing import Viewer
from annotator.storage import (
    codebook_queries,
    coding_queries,
    document_files,
    queries,
    table_rows,
)

SUFFIXES: Final = (".csv", ".xlsx")
_AT_ONCE: Final = 500
"""Documents whose texts are read together."""
BETWEEN: Final = " | "
"""Between the passages in a cell."""


class Cells(enum.StrEnum):
    """What stands in the column of a code."""

    PRESENCE = "presence"
    COUNTS = "counts"
    WORDS = "words"


@dataclass(frozen=True)
class Wanted:
    """Which documents, coders and codes (GUIDs) are wanted; None takes all, of coders the people:
    what adjudication settled on is asked for by its name. `text` says whether the texts stand in
    the table."""

    cells: Cells = Cells.PRESENCE
    documents: frozenset[str] | None = None
    coders: frozenset[str] | None = None
    codes: frozenset[str] | None = None
    text: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows and columns of codes were written, and how many cells were cut."""

    rows: int
    codes: int
    cut: int


@dataclass
class _Table:
    """What the rows are made of."""

    header: list[str]
    documents: list[DocumentFacts]
    keys: Mapping[str, str]
    names: list[str]
    said: Mapping[str, Mapping[str, str]]
    codes: list[str]
    codings: Mapping[str, list[Coding]]
    records: frozenset[str]
    written: int = field(default=0)


def write(
    viewer: Viewer,
    target: Path,
    wanted: Wanted | None = None,
    *,
    overwrite: bool = False,
    guard_formulas: bool = False,
    form: CsvForm = COMMA,
) -> Job[Written]:
    """Write the table that is joined to `target`, CSV or xlsx by its suffix; a job. UserError for
    another suffix, or where the file is in the way."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        raise UserError(
            tr("{target} has no suffix of a table ({known}).", target=target.name, known=known)
        )
    projects.refuse_existing(target, overwrite=overwrite)
    wanted = wanted or Wanted()
    yield JobProgress(0, 0, tr("Reading the project"))
    table = _read(viewer, wanted)
    rows = _rows(viewer, table, wanted)
    cut = 0
    with projects.replacing(target) as partial, partial.open("wb") as file:
        if suffix == ".csv":
            write_table_csv(table.header, rows, file, guard_formulas=guard_formulas, form=form)
        else:
            cut = write_table_xlsx(table.header, rows, file, "Documents")
    return Written(table.written, len(table.codes), cut)


def _read(viewer: Viewer, wanted: Wanted) -> _Table:
    with viewer.reading() as connection:
        documents = [
            one
            for one in queries.documents(connection)
            if wanted.documents is None or one.guid in wanted.documents
        ]
        book = codebook_queries.codebook(connection)
        attributes = queries.document_attributes(connection)
        origins = document_files.origins(connection)
        people = {one.guid for one in queries.coders(connection) if one.kind is CoderKind.PERSON}
        coders = people if wanted.coders is None else wanted.coders
        codings: dict[str, list[Coding]] = {}
        for coding in coding_queries.codings(connection):
            if coding.coder in coders:
                codings.setdefault(coding.document, []).append(coding)
        structured = frozenset(document_files.structured(connection))
    said: dict[str, dict[str, str]] = {}
    for one in attributes:
        said.setdefault(one.document, {})[one.name] = one.value
    keys = {guid: one.place for guid, one in origins.items() if one.reader == TABLE_ROW}
    codes = [
        code.guid
        for code in book.codes
        if code.codable and (wanted.codes is None or code.guid in wanted.codes)
    ]
    records = frozenset(guid for guid in structured if keys.get(guid) == "")
    names = document_attribute_names(attributes)
    names += [one for one in _columns_of_records(viewer, records) if one not in names]
    columns = set(names)
    header = ["document", "key", *names, *(["text"] if wanted.text else [])]
    for code in codes:
        path = PATH_SEPARATOR.join(book.path(code))
        header.append(f"code: {path}" if path in (*columns, "document", "key", "text") else path)
    return _Table(header, documents, keys, names, said, codes, codings, records)


def _columns_of_records(viewer: Viewer, documents: Collection[str]) -> list[str]:
    """The columns that records of documents have values in, each once."""
    found: dict[str, None] = {}
    for document in documents:
        with viewer.reading() as connection:
            structure = document_files.structure(connection, document)
        for element in structure.of_kind("record"):
            found.update(dict.fromkeys(json.loads(str(element.values.get("columns", "{}")))))
    return list(found)


def _rows(viewer: Viewer, table: _Table, wanted: Wanted) -> Iterator[Sequence[Cell]]:
    for start in range(0, len(table.documents), _AT_ONCE):
        portion = table.documents[start : start + _AT_ONCE]
        needed = [
            one.guid
            for one in portion
            if wanted.text or wanted.cells is Cells.WORDS or one.guid in table.records
        ]
        with viewer.reading() as connection:
            texts = table_rows.texts_of(connection, needed)
        for one in portion:
            for row in _rows_of(viewer, table, wanted, one, texts.get(one.guid, "")):
                table.written += 1
                yield row


def _rows_of(
    viewer: Viewer, table: _Table, wanted: Wanted, one: DocumentFacts, text: str
) -> Iterator[Sequence[Cell]]:
    codings = table.codings.get(one.guid, [])
    if one.guid in table.records:
        with viewer.reading() as connection:
            elements = document_files.structure(connection, one.guid).of_kind("record")
        for element in elements:
            yield _record_row(table, wanted, one, element, codings, text)
        return
    said = table.said.get(one.guid, {})
    values = [said.get(name, "") for name in table.names]
    shown = [text] if wanted.text else []
    cells = _cells(table, wanted, codings, text)
    yield [one.name, table.keys.get(one.guid, ""), *values, *shown, *cells]


def _record_row(
    table: _Table,
    wanted: Wanted,
    document: DocumentFacts,
    element: Element,
    codings: Sequence[Coding],
    text: str,
) -> list[Cell]:
    """The row of a record: what it says in columns, and the codings that touch it."""
    columns = json.loads(str(element.values.get("columns", "{}")))
    said = {**table.said.get(document.guid, {}), **columns}
    own = [
        coding
        for coding in codings
        if coding.start < element.end and element.start < coding.end and _touches(coding, element)
    ]
    name = str(element.values.get("name", "")) or document.name
    shown = [text[element.start : element.end]] if wanted.text else []
    values = [str(said.get(one, "")) for one in table.names]
    key = str(element.values.get("key", element.values.get("row", "")))
    return [name, key, *values, *shown, *_cells(table, wanted, own, text)]


def _touches(coding: Coding, element: Element) -> bool:
    return any(one.start < element.end and element.start < one.end for one in coding.spans)


def _cells(table: _Table, wanted: Wanted, codings: Sequence[Coding], text: str) -> list[Cell]:
    if wanted.cells is Cells.WORDS:
        words: dict[str, list[str]] = {}
        for coding in codings:
            words.setdefault(coding.code, []).append(passage(text, coding.spans))
        return [BETWEEN.join(words.get(code, ())) for code in table.codes]
    counts = Counter(coding.code for coding in codings)
    if wanted.cells is Cells.COUNTS:
        return [counts[code] for code in table.codes]
    return [int(counts[code] > 0) for code in table.codes]
