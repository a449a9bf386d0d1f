"""A report as an Excel workbook: its sentences on the first sheet, a sheet for every table."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from annotator.corpus.drawing import Drawing
from annotator.exchange.report_document import Quotation, Report, Table, flat
from annotator.exchange.workbook import Book, as_words, workbook_in

_WIDEST = 60
_LONGEST_NAME = 31
"""What Excel allows for the name of a sheet."""


def write_xlsx(report: Report, file: BinaryIO) -> None:
    """Write the workbook. Words stay words: none becomes a formula, a number or a link."""
    with workbook_in(file) as workbook:
        bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": 1})
        front = workbook.add_worksheet("Report")
        front.set_column(0, 0, 110)
        used = {"report"}
        line = _lines(front, 0, [(report.title, bold), (report.subtitle, None)])
        for section in report.sections:
            line = _lines(front, line + 1, [(section.title, bold)])
            for block in section.blocks:
                match block:
                    case Table():
                        name = _sheet_name(block.name, used)
                        _write_table(workbook, name, block, bold)
                        line = _lines(front, line, [(f"{block.caption} → {name}", wrapped)])
                    case Drawing():
                        pass  # its figures stand in a table
                    case Quotation():
                        sides = [(f"{who} {words}", wrapped) for who, words in block.sides]
                        line = _lines(front, line, [(block.where, None), *sides])
                    case _:
                        line = _lines(front, line, [(block, wrapped)])


def _lines(sheet: Any, line: int, texts: list[tuple[str, Any]]) -> int:
    """Write texts one below the other; returns the next line."""
    for text, look in texts:
        sheet.write_string(line, 0, as_words(text), look)
        line += 1
    return line


def _write_table(workbook: Book, name: str, table: Table, bold: Any) -> None:
    header, rows = flat(table)
    sheet = workbook.add_table_sheet(name, header, bold, rows)
    for column, title in enumerate(header):
        widths = (len(str(row[column])[:_WIDEST]) for row in rows)
        sheet.set_column(column, column, min(_WIDEST, max(len(title), *widths, 0) + 2))
    sheet.freeze_panes(1, 1)


def _sheet_name(wanted: str, used: set[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    base = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ")[:_LONGEST_NAME] or "Table"
    name, number = base, 2
    while name.lower() in used:
        tail = f" {number}"
        name, number = base[: _LONGEST_NAME - len(tail)] + tail, number + 1
    used.add(name.lower())
    return name
