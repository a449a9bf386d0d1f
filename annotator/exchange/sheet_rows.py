"""The rows of a table in an Excel workbook, five times as fast as cell by cell.

xlsxwriter looks at each cell on its own, and a table of 100,000 codings has more than a million. It
makes the workbook with the first rows; the others are put into the XML of their sheet (ECMA-376
part 1, section 18.3.1.73) as text and numbers alone: none is a formula or a link, nor the markup
that xlsxwriter takes a text for that begins with ``<r>`` and ends with ``</r>``.
`tests/exchange/test_sheet_rows.py` compares with xlsxwriter, cell by cell.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import BinaryIO, Final

from annotator.corpus.lettering import letters_of
from annotator.corpus.messages import tr
from annotator.errors import UserError

LONGEST_CELL: Final = 32_767
"""UTF-16 units that Excel allows in a cell."""
MOST_ROWS: Final = 1_048_576
"""Rows that Excel allows in a sheet."""
_TOGETHER: Final = 2_000
_SHORT: Final = 200
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")
_ROWS_END: Final = b"</sheetData>"
_MARKUP: Final = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_LIKE_ESCAPED: Final = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

Cell = str | int | float | None
Rows = Iterable[Sequence[Cell]]


def with_rows(workbook: bytes, tables: Mapping[str, tuple[int, Rows]], file: BinaryIO) -> None:
    """Write to `file` the workbook with more rows: by the path of a sheet in it, the number of the
    first of them and the rows. UserError where a sheet can't hold them, OSError where the disk is
    full."""
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            with new.open(info, "w") as target:
                if info.filename not in tables:
                    target.write(data)
                    continue
                # How far the cells reach needs not be said, and is not known yet.
                head, end, tail = _DIMENSION.sub(b"", data, count=1).partition(_ROWS_END)
                target.write(head)
                for piece in _pieces(*tables[info.filename]):
                    target.write(piece)
                target.write(end + tail)


def _pieces(first: int, rows: Rows) -> Iterator[bytes]:
    """The XML of rows, some thousand at a time."""
    letters: list[str] = []
    lines: list[str] = []
    for number, row in enumerate(rows, first):
        if number > MOST_ROWS:
            raise UserError(
                tr(
                    "A sheet of Excel has {most_rows:,} rows. Write a CSV file.",
                    most_rows=MOST_ROWS,
                )
            )
        if len(letters) < len(row):
            letters = [letters_of(column) for column in range(len(row))]
        cells = "".join(
            [
                f'<c r="{letter}{number}"{_content(cell)}</c>'
                for letter, cell in zip(letters, row, strict=False)
                if cell is not None and cell != ""
            ]
        )
        lines.append(f'<row r="{number}">{cells}</row>')
        if len(lines) == _TOGETHER:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def _content(cell: str | float) -> str:
    """The rest of a cell's tag and what is in it."""
    if isinstance(cell, str):
        return _known_text(cell) if len(cell) < _SHORT else _text(cell)
    if not math.isfinite(cell):
        return _text(str(cell))
    return f"><v>{cell:.16G}</v>"


def _text(text: str) -> str:
    text = _within_a_cell(text)
    keep = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if _MARKUP.search(text):
        text = _LIKE_ESCAPED.sub(r"_x005F\1", text)
        text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{keep}>{text}</t></is>'


# The names of documents, codes and coders stand in very many rows.
_known_text = lru_cache(maxsize=4096)(_text)


def _within_a_cell(text: str) -> str:
    """The text, cut where a cell of Excel ends."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = 0
    for at, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > LONGEST_CELL:
            return text[:at]
    return text
