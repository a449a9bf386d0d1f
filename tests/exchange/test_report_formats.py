"""The formats of a report: what is shown, and that no words turn into markup or formulas."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.csv_form import FORMS
from annotator.exchange.report_document import (
    Measured,
    Quotation,
    Report,
    Section,
    Table,
    cell_text,
)
from annotator.exchange.report_html import html_of
from annotator.exchange.tables_csv import write_tables
from annotator.exchange.tables_xlsx import write_xlsx

REPORT = Report(
    "A < B",
    "=1+1",
    [
        Section(
            "One",
            [
                "Tom & Jerry",
                Table(
                    "By/code: a name that is much too long for a sheet",
                    "caption",
                    ["Code", "n", "Alpha"],
                    [
                        ["=HYPERLINK(1)", 7, Measured(0.5, 0.25, 0.75)],
                        ["<script>", None, Measured(None)],
                    ],
                ),
                Table("By code  a name that is much too long for a sheet", "again", ["x"], [["y"]]),
                Quotation("here", [("Ann:", "“<b>”"), ("Ben:", "–")]),
            ],
        )
    ],
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Measured(0.5, 0.25, 0.75), "0.500 [0.25, 0.75]"),
        (Measured(None), "–"),
        (None, "–"),
        (1234, "1,234"),
        ("nan", "nan"),
        (Measured(0.0), "0.000"),
    ],
)
def test_cells(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("bars", [True, False])
def test_html_is_self_contained_and_escaped(bars: bool) -> None:
    page = html_of(REPORT, bars=bars)
    assert etree.HTML(page) is not None
    assert "<script" not in page
    assert "&lt;script&gt;" in page and "Tom &amp; Jerry" in page
    assert not re.search(r"(src|href|url\()", page)
    assert ("<svg" in page) == bars
    assert "@media print" in page


def test_a_workbook_keeps_words_words() -> None:
    file = io.BytesIO()
    write_xlsx(REPORT, file)
    with zipfile.ZipFile(file) as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if "sheet" in name}
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        words = book.read("xl/sharedStrings.xml").decode() + "".join(sheets.values())
    assert len(names) == 3 == len({name.lower() for name in names})
    assert all(len(name) <= 31 for name in names)
    assert not any("<f>" in text for text in sheets.values())
    assert "=HYPERLINK(1)" in words and "undefined" in words
    table = next(text for name, text in sheets.items() if name.endswith("sheet2.xml"))
    for number in ("0.5", "0.25", "0.75", "7"):
        assert f"<v>{number}</v>" in table


def test_every_table_as_csv() -> None:
    file = io.BytesIO()
    write_tables(REPORT, file)
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        assert names[0] == "report.txt"
        assert [name[:3] for name in names[1:]] == ["01 ", "02 "]
        words = packed.read("report.txt").decode()
        table = packed.read(names[1]).decode("utf-8-sig")
    assert "Tom & Jerry" in words
    assert f"caption: see {names[1]}" in words
    assert "  Ann: “<b>”" in words
    assert list(csv.reader(io.StringIO(table))) == [
        ["Code", "n", "Alpha", "Alpha low", "Alpha high"],
        ["'=HYPERLINK(1)", "7", "0.5", "0.25", "0.75"],
        ["<script>", "", "undefined", "", ""],
    ]


def test_tables_have_the_form_of_csv_that_is_asked_for() -> None:
    file = io.BytesIO()
    write_tables(REPORT, file, FORMS["semicolon-comma"])
    with zipfile.ZipFile(file) as packed:
        table = packed.read(packed.namelist()[1])
    assert table.startswith("\ufeff".encode())
    assert table.splitlines()[1] == b"'=HYPERLINK(1);7;0,5;0,25;0,75"
