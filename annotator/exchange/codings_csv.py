"""All codings as a table: rows for JSON, and CSV (RFC 4180) for spreadsheets and statistics.

The window saves them for spreadsheets, with the guard of `formulas`. The command line writes
every text as it is unless it is asked for the guard: a guarded passage is longer than its offsets
say, which matters to programs that read the file as data.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TypedDict

from annotator.corpus.coding import Coding
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.places import place_of
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import passage
from annotator.corpus.structure import EMPTY
from annotator.exchange.attribute_names import attribute_names
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.exchange.times import format_time

COLUMNS = (
    "guid",
    "document",
    "start",
    "end",
    "spans",
    "text",
    "code path",
    "coder",
    "attributes",
    "memo",
    "created",
    "modified",
    "coder guid",
)
"""What comes new comes last: programs may read the columns by number. Behind these stands a column
for each attribute of documents, then `PLACES` where a document has structure (see `columns`)."""
PLACES = ("page", "section", "note", "speaker", "time")
"""Where a passage begins, as it is cited."""
DOCUMENT_PREFIX = "document: "
"""Tells the attributes of documents from the columns that every project has."""
PATH_SEPARATOR = " > "


class CodingRecord(TypedDict):
    """One coding in words. Offsets are code points, half open; times are UTC to the second.

    `document` and `coder` are names, `coder_guid` tells coders of one name apart. `code` holds the
    names from the root of the codebook down. `attributes` are by name, in the order of the
    codebook; several choices are a list. `document_attributes` are what is said of the document,
    by name. `page` and `section` are those in which the passage begins, empty where the document
    has none: the label of the page, the words of the nearest heading; `note` is the mark of the
    note that it begins in.
    """

    guid: str
    document: str
    spans: list[list[int]]
    start: int
    end: int
    text: str
    code: list[str]
    coder: str
    attributes: dict[str, str | list[str]]
    memo: str
    created: str
    modified: str
    coder_guid: str
    document_attributes: dict[str, str]
    page: str
    section: str
    note: str
    speaker: str
    time: str


def document_attribute_names(attributes: Iterable[DocumentAttribute]) -> list[str]:
    """The names of attributes of documents, each once, as columns stand in order."""
    return sorted({one.name for one in attributes}, key=lambda name: (name.casefold(), name))


def columns(names: Sequence[str], *, places: bool = False) -> list[str]:
    """The header of a table of codings whose documents have attributes of these names; with
    `places`, where passages begin as well."""
    return [*COLUMNS, *(f"{DOCUMENT_PREFIX}{name}" for name in names), *(PLACES if places else ())]


def coding_rows(content: ProjectContent) -> Iterator[CodingRecord]:
    """Every coding as a row, ordered by document, start, end as in the content.

    `memo` is what the coder wrote on the coding, then what others wrote, a blank line between.
    """
    documents = {document.guid: document for document in content.documents}
    coders = {coder.guid: coder.name for coder in content.coders}
    paths = {code.guid: list(content.codebook.path(code.guid)) for code in content.codebook.codes}
    memos = _memos_on_codings(content)
    said: dict[str, dict[str, str]] = {}
    for one in content.document_attributes:
        said.setdefault(one.document, {})[one.name] = one.value
    attributes = {
        code.guid: attribute_names(content.codebook, code.guid) for code in content.codebook.codes
    }
    for coding in content.codings:
        document = documents[coding.document]
        structure = content.structures.get(coding.document, EMPTY)
        place = place_of(document.text, structure, coding.start)
        yield {
            "guid": coding.guid,
            "document": document.name,
            "spans": [[span.start, span.end] for span in coding.spans],
            "start": coding.start,
            "end": coding.end,
            "text": passage(document.text, coding.spans),
            "code": paths[coding.code],
            "coder": coders[coding.coder],
            "attributes": _values(coding, attributes[coding.code]),
            "memo": memos.get(coding.guid, ""),
            "created": format_time(coding.created),
            "modified": format_time(coding.modified),
            "coder_guid": coding.coder,
            "document_attributes": said.get(coding.document, {}),
            "page": place.page,
            "section": place.section,
            "note": place.note,
            "speaker": place.speaker,
            "time": place.time,
        }


def _values(coding: Coding, names: dict[str, str]) -> dict[str, str | list[str]]:
    """What the coding says by name, in the order of the codebook."""
    said = coding.attributes
    if not said:
        return {}
    return {
        name: value if isinstance(value, str) else list(value)
        for guid, name in names.items()
        if (value := said.get(guid)) is not None
    }


def _memos_on_codings(content: ProjectContent) -> dict[str, str]:
    codings: dict[str, Coding] = {}
    if content.memos:
        codings = {coding.guid: coding for coding in content.codings}
    texts: dict[str, list[str]] = {}
    for memo in content.memos:
        coding = codings.get(memo.subject)
        if coding is None:
            continue
        found = texts.setdefault(memo.subject, [])
        found.insert(0 if memo.coder == coding.coder else len(found), memo.text)
    return {subject: "\n\n".join(found) for subject, found in texts.items()}


def write_csv(
    content: ProjectContent,
    target: BinaryIO,
    *,
    guard_formulas: bool = False,
    form: CsvForm = COMMA,
) -> None:
    """The rows as CSV: UTF-8 with a byte order mark, so that Excel sees the encoding.

    Records end with CRLF, line ends inside a passage stay LF. Spans are ``start-end`` with a
    space between, the path of a code is joined with `PATH_SEPARATOR`. With `guard_formulas`, text
    that spreadsheets would take for a formula has an apostrophe in front.
    """
    wrapper = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = form.writer(wrapper)
        names = document_attribute_names(content.document_attributes)
        places = bool(content.structures)
        header = columns(names, places=places)
        rows = (coding_cells(row, names, places=places) for row in coding_rows(content))
        writer.writerow(guarded_row(header) if guard_formulas else header)
        writer.writerows(map(guarded_row, rows) if guard_formulas else rows)
    finally:
        # The caller's file stays open.
        wrapper.detach()


def coding_cells(
    row: CodingRecord, names: Sequence[str] = (), *, places: bool = False
) -> list[str | int]:
    """The cells of one row, in the order of `columns` with the same names and places."""
    attributes = row["attributes"]
    return [
        row["guid"],
        row["document"],
        row["start"],
        row["end"],
        " ".join(f"{start}-{end}" for start, end in row["spans"]),
        row["text"],
        PATH_SEPARATOR.join(row["code"]),
        row["coder"],
        json.dumps(attributes, ensure_ascii=False) if attributes else "",
        row["memo"],
        row["created"],
        row["modified"],
        row["coder_guid"],
        *(row["document_attributes"].get(name, "") for name in names),
        *((row["page"], row["section"], row["note"]) if places else ()),
        *((row["speaker"], row["time"]) if places else ()),
    ]
