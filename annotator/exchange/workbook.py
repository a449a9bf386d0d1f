"""Excel workbooks that are written whole, and leave nothing behind where the disk is full."""

from __future__ import annotations

import contextlib
import errno
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from annotator.exchange.sheet_rows import LONGEST_CELL, Rows, with_rows

_WORDS_STAY_WORDS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Options of a workbook in which text is never anything else."""


_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class _Whole(io.BytesIO):
    """A workbook in memory. When one is given up, the archive in it is ended after that."""

    def close(self) -> None:
        pass


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose sheets get their tables as rows, besides the cells that are written."""

    def __init__(self, whole: BinaryIO) -> None:
        super().__init__(whole, {"in_memory": True} | _WORDS_STAY_WORDS)
        # When it was written would make other bytes of the same table.
        self.set_properties({"created": _ALWAYS})
        self._tables: dict[str, tuple[int, Rows]] = {}

    def add_table_sheet(self, name: str, header: Sequence[str], bold: Any, rows: Rows) -> Any:
        """A sheet with a header, frozen, and the rows below it, which are asked for at the end;
        how wide its columns are is left to the caller."""
        sheet = self.add_worksheet(name)
        for column, title in enumerate(header):
            sheet.write_string(0, column, as_words(title), bold)
        self._tables[f"xl/worksheets/sheet{len(self.worksheets())}.xml"] = (2, rows)
        return sheet

    @property
    def tables(self) -> Mapping[str, tuple[int, Rows]]:
        """By path in the workbook, the number of the first row and the rows."""
        return self._tables


@contextlib.contextmanager
def workbook_in(file: BinaryIO) -> Iterator[Book]:
    """A workbook that is in `file` at the end of the block; no text in it becomes a formula, a
    number or a link. Raises OSError where the disk is full."""
    whole = _Whole()
    workbook = Book(whole)
    try:
        yield workbook
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0]
        raise cause if isinstance(cause, OSError) else OSError(errno.EIO, str(error)) from None
    with_rows(whole.getvalue(), workbook.tables, file)


def as_words(text: str) -> str:
    """A text for `write_string`, cut where a cell ends. One between ``<r>`` and ``</r>`` has a
    space behind it, or it would be taken for the markup of a cell."""
    text = text[:LONGEST_CELL]
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
