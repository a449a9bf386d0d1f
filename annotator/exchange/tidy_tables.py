"""A project as tidy tables, a thing a row, with a data dictionary that says what each column holds.

Every cell is one value (Wickham 2014); what there may be several of has a table of its own. Tables
refer to each other by GUIDs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coding
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.places import Place, place_of
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import passage
from annotator.corpus.structure import EMPTY
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.formulas import guarded_row
from annotator.exchange.times import format_time

Cell: TypeAlias = str | int | float | None
DICTIONARY = "data-dictionary.csv"
_CODEPOINTS = "code points of the document's text, from 0, half open"


@dataclass(frozen=True)
class TidyTable:
    """A table: its name, what a row is, its columns with what they hold, and its rows."""

    name: str
    what: str
    columns: Mapping[str, str]
    rows: Iterable[Sequence[Cell]]


def tables(content: ProjectContent) -> Iterator[TidyTable]:
    """The tables of a project in the order in which one reads them."""
    book = content.codebook
    yield _documents(content)
    yield TidyTable(
        "document_attributes",
        "one thing said of one document",
        {"document": "GUID in documents", "name": "what is said", "value": "its value"},
        [(one.document, one.name, one.value) for one in content.document_attributes],
    )
    yield _codes(book)
    yield _coders(content)
    yield TidyTable(
        "codings",
        "one passage with one code by one coder",
        {
            "guid": "its identity",
            "document": "GUID in documents",
            "code": "GUID in codes",
            "coder": "GUID in coders",
            "start": f"where its first part begins: {_CODEPOINTS}",
            "end": "where its last part ends",
            "parts": "how many parts it has (see spans)",
            "text": "its words; between parts “ … ”",
            "page": "page on which it begins, where the document has pages",
            "section": "heading under which it begins",
            "note": "mark of the note in which it begins",
            "from_cue": "1 where it began from a cue, else 0",
            "created": "when it was made (UTC)",
            "modified": "when it was last changed (UTC)",
        },
        _codings(content),
    )
    yield TidyTable(
        "spans",
        "one part of one coding",
        {
            "coding": "GUID in codings",
            "part": "its number in the coding, from 1",
            "start": f"where it begins: {_CODEPOINTS}",
            "end": "where it ends",
        },
        (
            (coding.guid, number, span.start, span.end)
            for coding in content.codings
            for number, span in enumerate(coding.spans, 1)
        ),
    )
    yield _values(content, book)
    yield _relations(content, book)
    yield TidyTable(
        "memos",
        "one memo of one coder",
        {
            "guid": "its identity",
            "subject": "GUID of what it is about: a coding, document, code, or the project",
            "coder": "GUID in coders",
            "text": "what it says",
            "created": "when it was made (UTC)",
            "modified": "when it was last changed (UTC)",
        },
        (
            (m.guid, m.subject, m.coder, m.text, format_time(m.created), format_time(m.modified))
            for m in content.memos
        ),
    )
    yield TidyTable(
        "statuses",
        "how far one coder is with one document",
        {
            "document": "GUID in documents",
            "coder": "GUID in coders",
            "progress": "not started, in progress or done",
        },
        ((s.document, s.coder, s.progress.value) for s in content.statuses),
    )


def _documents(content: ProjectContent) -> TidyTable:
    columns = {
        "guid": "its identity",
        "name": "its name",
        "file": "the file of its text in this archive, where the texts are in it",
        "characters": "code points of its text",
        "sha256": "SHA-256 of its text in UTF-8",
        "created": "when it was added (UTC)",
    }
    rows = [
        (
            *(one.guid, one.name, text_file(number), len(one.text)),
            *(hashlib.sha256(one.text.encode()).hexdigest(), format_time(one.created)),
        )
        for number, one in enumerate(content.documents, 1)
    ]
    return TidyTable("documents", "one text", columns, rows)


def _codes(book: Codebook) -> TidyTable:
    columns = {
        "guid": "its identity",
        "path": "the names from the root down to it, with “ > ” between",
        "name": "its name",
        "parent": "GUID of the code above it, empty for a root",
        "codable": "1, or 0 for a folder of codes",
        "color": "its colour",
        "definition": "what it means",
        "when_to_use": "when it is to be used",
        "when_not_to_use": "when it is not",
        "examples": "examples, a line each",
        "counter_examples": "what is no example, a line each",
    }
    rows = [
        (
            *(one.guid, " > ".join(book.path(one.guid)), one.name, one.parent or ""),
            *(int(one.codable), one.color, one.definition, one.when_to_use, one.when_not_to_use),
            *("\n".join(one.examples), "\n".join(one.counter_examples)),
        )
        for _depth, one in book.walk()
    ]
    return TidyTable("codes", "one code of the codebook", columns, rows)


def _coders(content: ProjectContent) -> TidyTable:
    return TidyTable(
        "coders",
        "somebody who codes, or the consensus",
        {
            "guid": "their identity",
            "name": "their name",
            "kind": "person, or consensus for what adjudication settled on",
        },
        [(one.guid, one.name, one.kind.value) for one in content.coders],
    )


def _codings(content: ProjectContent) -> Iterator[Sequence[Cell]]:
    texts = {one.guid: one.text for one in content.documents}
    for one in content.codings:
        text, place = texts[one.document], _place(content, texts, one)
        yield (
            *(one.guid, one.document, one.code, one.coder, one.start, one.end, len(one.spans)),
            *(passage(text, one.spans), place.page, place.section, place.note),
            *(int(one.from_cue), format_time(one.created), format_time(one.modified)),
        )


def _place(content: ProjectContent, texts: Mapping[str, str], one: Coding) -> Place:
    return place_of(texts[one.document], content.structures.get(one.document, EMPTY), one.start)


def _values(content: ProjectContent, book: Codebook) -> TidyTable:
    names = {one.guid: one.name for one in book.attributes}
    return TidyTable(
        "coding_values",
        "one value that one coding has in one attribute of its code",
        {
            "coding": "GUID in codings",
            "attribute": "the name of the attribute",
            "value": "the value; where several are chosen, a row each",
        },
        (
            (coding.guid, names[attribute], value)
            for coding in content.codings
            for attribute, said in coding.attributes.items()
            for value in ([said] if isinstance(said, str) else said)
        ),
    )


def _relations(content: ProjectContent, book: Codebook) -> TidyTable:
    kinds = {one.guid: one.name for one in book.relation_types}
    return TidyTable(
        "relations",
        "one directed relation between two codings",
        {
            "guid": "its identity",
            "kind": "the name of its type",
            "source": "GUID in codings",
            "target": "GUID in codings",
            "coder": "GUID in coders",
        },
        ((r.guid, kinds[r.kind], r.source, r.target, r.coder) for r in content.relations),
    )


def without_words(table: TidyTable, words: int) -> TidyTable:
    """A table whose column “text” holds so many words of each passage at most, and whose headings
    are left out, where the texts are not to be given."""
    if table.name != "codings":
        return table
    names = list(table.columns)
    text, section = names.index("text"), names.index("section")

    def shortened(row: Sequence[Cell]) -> Sequence[Cell]:
        cells = list(row)
        said = str(cells[text]).split()
        more = " …" if len(said) > words and words else ""
        cells[text], cells[section] = " ".join(said[:words]) + more, ""
        return cells

    return replace(table, rows=map(shortened, table.rows))


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, guard_formulas: bool = False
) -> bytes:
    """Rows as CSV (RFC 4180), UTF-8 with a mark, records ending with CRLF."""
    file = io.BytesIO()
    # Bytes as the rows come: the whole as a text takes four times as much with one emoji in it.
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(map(guarded_row, rows) if guard_formulas else rows)
        text.flush()
        return file.getvalue()


def dictionary(described: Sequence[TidyTable]) -> bytes:
    """What each column of each table holds, as CSV."""
    rows = [
        (one.name, one.what, column, what)
        for one in described
        for column, what in one.columns.items()
    ]
    return csv_bytes(("table", "a row is", "column", "what it holds"), rows)


def write_tidy(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[None]:
    """The tables as a ZIP archive of CSV files with the data dictionary and the texts."""
    described = list(tables(content))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, one in enumerate(described):
            yield JobProgress(done, len(described), tr("Writing tables"))
            rows = map(guarded_row, one.rows) if settings.guard_formulas else one.rows
            with (
                archive.open(_member(f"{one.name}.csv"), "w") as member,
                io.TextIOWrapper(member, encoding="utf-8-sig", newline="") as text,
            ):
                writer = settings.csv_form.writer(text)
                writer.writerow(list(one.columns))
                writer.writerows(map(settings.csv_form.row, rows))
        archive.writestr(_member(DICTIONARY), dictionary(described))
        for number, document in enumerate(content.documents, 1):
            archive.writestr(_member(text_file(number)), document.text.encode())


def text_file(number: int) -> str:
    """The member that holds the text of a document by its number from 1: its name is data and
    never part of a path."""
    return f"texts/{number:04d}.txt"


def _member(name: str) -> zipfile.ZipInfo:
    """A member without a time of its own, so that the same project gives the same bytes."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
