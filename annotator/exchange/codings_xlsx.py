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
from annotator.exchange.workbook import workbook_in

_WIDTHS = {"document": 28, "text": 60, "code path": 34, "coder": 18, "attributes": 30, "memo": 40}
_USUAL_WIDTH = 14


def write_codings_xlsx(content: ProjectContent, file: BinaryIO) -> None:
    """Write the workbook. No cell becomes a formula, a number or a link; what is longer than a
    cell of Excel may be is cut there (the CSV file has all of it)."""
    names = document_attribute_names(content.document_attributes)
    places = bool(content.structures)
    header = columns(names, places=places)
    with workbook_in(file) as workbook:
        bold = workbook.add_format({"bold": True})
        rows = (coding_cells(row, names, places=places) for row in coding_rows(content))
        sheet = workbook.add_table_sheet("Codings", header, bold, rows)
        for column, name in enumerate(header):
            sheet.set_column(column, column, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(content.codings)), len(header) - 1)
