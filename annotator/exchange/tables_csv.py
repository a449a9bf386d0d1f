"""A report as an archive of files that any program reads: its sentences, a CSV for every table."""

from __future__ import annotations

import io
import re
import zipfile
from typing import BinaryIO

from annotator import file_names
from annotator.corpus.drawing import Drawing
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.exchange.report_document import Quotation, Report, Table, flat

_STRANGE = re.compile(r"[^\w .-]+")


def write_tables(report: Report, file: BinaryIO, form: CsvForm = COMMA) -> None:
    """Write the archive: ``report.txt``, and the tables numbered in reading order (RFC 4180).

    They are for spreadsheets: UTF-8 with the mark that these look for, and text that they would
    take for a formula is guarded.
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
            archive.writestr(name, _csv(table, form))


def _csv(table: Table, form: CsvForm) -> bytes:
    text = io.StringIO(newline="")
    writer = form.writer(text)
    header, rows = flat(table)
    writer.writerow(guarded_row(header))
    writer.writerows(form.row(guarded_row(row)) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _file_name(name: str) -> str:
    return file_names.portable(_STRANGE.sub(" ", name).strip()[:60], "table")
