"""A report as an archive of files that any program reads: its sentences, a CSV for every table."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import BinaryIO

from annotator.corpus.drawing import Drawing
from annotator.exchange.formulas import guarded_row
from annotator.exchange.report_document import Quotation, Report, Table, flat

_STRANGE = re.compile(r"[^\w .-]+")


def write_tables(report: Report, file: BinaryIO) -> None:
    """Write the archive: ``report.txt``, and the tables numbered in reading order (RFC 4180).

    They are for spreadsheets: text that these would take for a formula is guarded.
    """
    lines: list[str] = [report.title, report.subtitle]
    tables: list[tuple[str, Table]] = []
    for section in report.sections:
        lines += ["", section.title, ""]
        for block in section.blocks:
            match block:
                case Table():
                    name = f"{len(tables) + 1:02} {_file_name(block.name)}.csv"
                    tables.append((name, block))
                    lines.append(f"{block.caption}: see {name}")
                case Drawing():
                    pass  # its figures stand in a table
                case Quotation():
                    lines += [block.where, *(f"  {who} {words}" for who, words in block.sides)]
                case _:
                    lines.append(block)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", "\n".join(lines) + "\n")
        for name, table in tables:
            archive.writestr(name, _csv(table))


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    header, rows = flat(table)
    writer.writerow(guarded_row(header))
    writer.writerows(map(guarded_row, rows))
    return text.getvalue()


def _file_name(name: str) -> str:
    return _STRANGE.sub(" ", name).strip()[:60] or "table"
