"""A table of codings: document, code, coder, and a place (start and end) or the quoted words.

The tables of codings that this program writes are of this form. Positions are code points, unless
the quoted words say otherwise; the texts are those of the project, or files beside the table.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.codings_csv import DOCUMENT_PREFIX, PATH_SEPARATOR
from annotator.exchange.programs.draft import Draft, DraftCoding
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.known_texts import KnownTexts
from annotator.exchange.programs.program import Source
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import text_of
from annotator.exchange.refi.report import LEFT_BEHIND

_ALIASES: Final = {
    "document": ("document", "file", "filename", "file name", "source", "doc", "dokument", "datei"),
    "code": ("code path", "code", "codes", "label", "tag", "kode"),
    "coder": ("coder", "user", "annotator", "kodierer", "rater"),
    "start": ("start", "begin", "start_offset", "from", "anfang"),
    "end": ("end", "end_offset", "to", "ende"),
    "quote": ("quote", "passage", "quotation", "words", "segment", "text", "zitat"),
    "spans": ("spans",),
    "memo": ("memo", "comment", "note", "kommentar"),
    "created": ("created", "date"),
    "modified": ("modified",),
    "attributes": ("attributes",),
}
_SPAN: Final = re.compile(r"(\d{1,15})\s*[-–]\s*(\d{1,15})")
_NUMBER: Final = re.compile(r"\d{1,15}")
_STEP: Final = 5000


def _columns(names: list[str]) -> dict[str, int]:
    """By what it says the number of a column; the first name that is there counts."""
    lower = [" ".join(name.split()).casefold() for name in names]
    found = {}
    for meaning, aliases in _ALIASES.items():
        at = next((lower.index(one) for one in aliases if one in lower), None)
        if at is not None:
            found[meaning] = at
    return found


def recognises(files: Files) -> bool:
    """Whether the file is a text table whose first row names a document, a code and a place."""
    if not files.only or not files.only.lower().endswith((".csv", ".tsv", ".tab")):
        return False
    line = files.head(files.only).decode("utf-8-sig", "replace").splitlines()[:1]
    for delimiter in ",;\t|":
        try:
            names = next(csv.reader(io.StringIO("".join(line)), delimiter=delimiter), [])
        except csv.Error:
            continue
        found = _columns(names)
        placed = {"start", "end"} <= found.keys() or "quote" in found
        if {"document", "code"} <= found.keys() and placed and len(names) > 2:
            return True
    return False


def read(source: Source) -> Job[Draft]:
    """Every row as a coding. UserError where the texts of none are known."""
    path = source.files.path(source.files.only)
    if path is None:
        raise UserError(tr("Take “{name}” out of the archive and import it.", name=source.name))
    table = open_table(path)
    draft = Draft("CSV", source.stem, kind="Table of codings")
    reader = _Rows(draft, KnownTexts(source, draft), list(table.columns))
    rows: list[tuple[int, list[str]]] = []
    for row in table.rows():
        if len(rows) % _STEP == 0:
            yield JobProgress(0, 0, tr("Reading {name}", name=source.name))
        rows.append((row.number, [text_of(cell) for cell in row.cells]))
    reader.read(rows)
    return draft


class _Rows:
    """Reads rows, those of a document together."""

    def __init__(self, draft: Draft, texts: KnownTexts, columns: list[str]) -> None:
        self.draft, self.texts = draft, texts
        self.columns = _columns(columns)
        self.document_columns = [
            (at, name.removeprefix(DOCUMENT_PREFIX))
            for at, name in enumerate(columns)
            if name.startswith(DOCUMENT_PREFIX)
        ]

    def read(self, rows: list[tuple[int, list[str]]]) -> None:
        """All rows."""
        by_document: dict[str, list[tuple[int, list[str]]]] = {}
        for number, cells in rows:
            by_document.setdefault(self._cell(cells, "document").strip(), []).append(
                (number, cells)
            )
        for name, found in by_document.items():
            quotes = [self._cell(cells, "quote") for _number, cells in found]
            key = self.texts.key([name], quotes)
            if key is None:
                for _row in found:
                    message = tr("{n|coding|codings}; the text is not in the project.")
                    place = tr("document “{name}”", name=name)
                    self.draft.findings.tally(place, message, LEFT_BEHIND)
                continue
            for number, cells in found:
                self._row(key, number, cells)
        if not self.draft.documents:
            raise self.texts.missing(next(iter(by_document), ""))

    def _cell(self, cells: list[str], meaning: str) -> str:
        at = self.columns.get(meaning)
        return "" if at is None else cells[at]

    def _row(self, key: str, number: int, cells: list[str]) -> None:
        parts, quote = self._parts(cells), self._cell(cells, "quote")
        path = tuple(
            part.strip() for part in self._cell(cells, "code").split(PATH_SEPARATOR) if part.strip()
        )
        if not path or (not parts and not quote.strip()):
            self.draft.findings.left(
                tr("row {number:,}", number=number), tr("There is no code in it, or no passage.")
            )
            return
        coder = self._cell(cells, "coder").strip()
        self.draft.coders.append(coder)
        for at, name in self.document_columns:
            self.draft.say(key, name, cells[at])
        self.draft.codings.append(
            DraftCoding(
                *(key, self.draft.code_at(path), coder, parts, quote),
                self._cell(cells, "created"),
                self._cell(cells, "modified"),
                self._cell(cells, "memo"),
                self._values(cells),
            )
        )

    def _parts(self, cells: list[str]) -> tuple[tuple[int, int], ...]:
        spans = self._cell(cells, "spans")
        found = [(int(one[1]), int(one[2])) for one in _SPAN.finditer(spans)]
        if found:
            return tuple(found)
        start, end = self._cell(cells, "start").strip(), self._cell(cells, "end").strip()
        if _NUMBER.fullmatch(start) and _NUMBER.fullmatch(end):
            return ((int(start), int(end)),)
        return ()

    def _values(self, cells: list[str]) -> dict[str, str]:
        """The values that this program writes as JSON; others' tables have none."""
        raw = self._cell(cells, "attributes").strip()
        if not raw.startswith("{"):
            return {}
        try:
            said = json.loads(raw)
        except (ValueError, RecursionError):
            return {}
        return {
            name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in said.items()
        }
