"""Excel workbooks that are written whole, and leave nothing behind where the disk is full."""

from __future__ import annotations

import contextlib
import errno
import io
from collections.abc import Iterator
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from annotator.atomic_file import private_folder

_WORDS_STAY_WORDS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Options of a workbook in which text is never anything else."""


class _Whole(io.BytesIO):
    """A workbook in memory. When one is given up, the archive in it is ended after that."""

    def close(self) -> None:
        pass


@contextlib.contextmanager
def workbook_in(file: BinaryIO, option: str) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is in `file` at the end of the block; no text in it becomes a formula, a
    number or a link. `option` is how its cells are kept meanwhile: ``constant_memory``, row by row
    in temporary files, or ``in_memory``. Raises OSError where the disk is full."""
    whole = _Whole()
    with private_folder() as folder:
        options = {option: True, "tmpdir": str(folder)} | _WORDS_STAY_WORDS
        workbook = xlsxwriter.Workbook(whole, options)
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            cause = error.args[0]
            raise cause if isinstance(cause, OSError) else OSError(errno.EIO, str(error)) from None
        finally:
            _close_rows(workbook)
    file.write(whole.getbuffer())


def _close_rows(workbook: xlsxwriter.Workbook) -> None:
    """Close the temporary files of rows, which stay open where a workbook is given up."""
    for sheet in workbook.worksheets():
        rows = getattr(sheet, "row_data_fh", None)
        if rows is not None:
            rows.close()
