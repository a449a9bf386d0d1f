"""Which kind of table a file is, by its content, and the table of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.compound import SIGNATURE
from annotator.exchange.records.csv_table import read_csv
from annotator.exchange.records.json_table import read_json
from annotator.exchange.records.sheets import read_sheet
from annotator.exchange.records.table import Table, TableOptions
from annotator.input_files import opened, shown

SUFFIXES: Final = (
    *(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    *(".json", ".jsonl", ".ndjson"),
)
_AS_FOUND: Final = TableOptions()
_OPENDOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_JSON: Final = (".json", ".jsonl", ".ndjson", ".js")


def is_table(path: Path) -> bool:
    """Whether a file is one that comes in as a table: by its name alone, of a text."""
    return path.suffix.lower() in SUFFIXES


def open_table(path: Path, options: TableOptions = _AS_FOUND) -> Table:
    """The table of a file. UserError where it can't be read or is no table."""
    name = shown(path.name)
    with opened(path) as file:
        head = file.read(4096)
    if not head:
        raise UserError(tr("“{name}” is empty. Add a table that has rows in it.", name=name))
    if head.startswith(SIGNATURE):
        return read_sheet(path, name, options)
    if head.startswith(b"PK"):
        _refuse_other_archives(path, head, name)
        return read_sheet(path, name, options)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[") or path.suffix.lower() in _JSON:
        return read_json(path, name, options)
    return read_csv(path, name, options)


def _refuse_other_archives(path: Path, head: bytes, name: str) -> None:
    if _OPENDOCUMENT in head or path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods"):
        return
    if b"xl/" in head or b"[Content_Types]" in head:
        return
    raise UserError(
        tr("“{name}” is an archive and no workbook. Add the table that is in it.", name=name)
    )
