"""The table of codings as an Excel workbook: the columns of the CSV file on one sheet."""

from __future__ import annotations

from typing import BinaryIO

from annotator.corpus.project import ProjectContent
from annotator.exchange.codings_csv import (
    coding_cells,
    coding_rows,
    columns,
    document_attribute_names,
)
from annotator.exchange.tables_xlsx import LONGEST_CELL
from annotator.exchange.workbook import workbook_in

_WIDTHS = {"document": 28, "text": 60, "code path": 34, "coder": 18, "attributes": 30, "memo": 40}
_USUAL_WIDTH = 14


def write_codings_xlsx(content: ProjectContent, file: BinaryIO) -> None:
    """Write the workbook. No cell becomes a formula, a number or a link; what is longer than a
    cell of Excel may be is cut there (the CSV file has all of it)."""
    names = document_attribute_names(content.document_attributes)
    # In constant memory, since a row is done when the next one begins.
    with workbook_in(file, "constant_memory") as workbook:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet("Codings")
        places = bool(content.structures)
        header = columns(names, places=places)
        for column, name in enumerate(header):
            sheet.set_column(column, column, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(coding_rows(content), 1):
            for column, cell in enumerate(coding_cells(row, names, places=places)):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                elif cell:
                    sheet.write_string(line, column, cell[:LONGEST_CELL])
        sheet.autofilter(0, 0, max(1, len(content.codings)), len(header) - 1)
