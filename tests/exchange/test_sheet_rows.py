"""Rows that are written into a workbook say what xlsxwriter says, cell by cell."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from annotator.errors import UserError
from annotator.exchange import sheet_rows
from annotator.exchange.sheet_rows import Cell
from annotator.exchange.workbook import as_words, workbook_in

_CELLS: tuple[Cell, ...] = (
    *(
        "plain",
        "a & b",
        "<i>",
        " before",
        "behind ",
        "two\nlines",
        "tab\t",
        "_x0041_",
        "\x0c",
        "\x01",
    ),
    *(
        "\x01",
        "😀" * 3,
        "=1+1",
        "+49",
        "'",
        '"',
        "\ufffe",
        "\r\n",
        "007",
        "1e5",
        "http://x.example",
    ),
    *(0, 7, -3, 2.5, 1e-7, 1 / 3, 123456789, None, ""),
)


def _ours(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    with workbook_in(target) as workbook:
        workbook.add_table_sheet("T", header, workbook.add_format({"bold": True}), rows)
    return target.getvalue()


def _by_library(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = workbook.add_worksheet("T")
    for line, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell) if cell else None
            elif cell is not None:
                sheet.write_number(line, column, cell)
    workbook.close()
    return target.getvalue()


def _read(data: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def test_cells_are_what_the_library_writes() -> None:
    chance = random.Random(11)
    header = [f"column {number}" for number in range(30)]
    rows = [chance.choices(_CELLS, k=30) for _row in range(200)]
    assert _read(_ours(header, rows)) == _read(_by_library(header, rows))


def test_markup_of_a_cell_stays_words() -> None:
    """xlsxwriter takes such a text for markup, and the workbook can't be opened."""
    said = "<r>& <b>x</r>"
    data = _ours(["<r>&</r>"], [[said]])
    assert _read(data) == [["<r>&</r> "], [said]]
    assert as_words("<r>") == "<r>"


def test_a_long_text_is_cut_by_units_of_utf16() -> None:
    rows = [["a" * 40_000], ["😀" * 20_000], ["é" * 32_767]]
    lengths = [len(str(row[0])) for row in _read(_ours(["x"], rows))[1:]]
    assert lengths == [32_767, 16_383, 32_767]


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 10)
    _ours(["x"], [[1]] * 9)
    with pytest.raises(UserError, match="has 10 rows"):
        _ours(["x"], [[1]] * 10)


def test_the_same_rows_give_the_same_bytes_and_sound_xml(tmp_path: Path) -> None:
    first, second = _ours(["x"], [[1, "b"]]), _ours(["x"], [[1, "b"]])
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert [cell.get("r") for cell in root.iter("{*}c")] == ["A1", "A2", "B2"]
