"""Text like formulas in tables: guarded for spreadsheets, as it is for programs, never a number."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.codings_csv import write_csv
from annotator.exchange.formulas import guarded, unguarded
from annotator.exchange.report_document import Report, Section, Table
from annotator.exchange.tables_csv import write_tables
from annotator.exchange.tables_xlsx import write_xlsx
from tests.exchange.refi_samples import TEXT, sample_project

FORMULA = '=HYPERLINK("https://example.org","here")'


@pytest.mark.parametrize(
    "text", [FORMULA, "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "--1"]
)
def test_text_like_a_formula_has_an_apostrophe_in_front(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "cell", ["claim", "", "’tis", "'quoted'", "a=b", "–", "-0.25", "+3", "1e-5", -0.25, 7, None]
)
def test_other_text_and_numbers_stay(cell: object) -> None:
    assert guarded(cell) is cell


@given(st.text(alphabet="'=+-@\t\r\n＝0.5a ", max_size=6))
def test_every_text_is_read_back(text: str) -> None:
    written = guarded(text)
    assert unguarded(written) == text
    assert unguarded(text) == text or guarded(text) == f"'{text}"


def test_codings_are_guarded_where_it_is_asked_for() -> None:
    content = sample_project()
    document = replace(content.documents[0], name=FORMULA, text="=" + TEXT[1:])
    content = replace(content, documents=(document, *content.documents[1:]))
    for guard, expected in ((False, FORMULA), (True, f"'{FORMULA}")):
        target = io.BytesIO()
        write_csv(content, target, guard_formulas=guard)
        rows = csv.DictReader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline=""))
        names = [row["document"] for row in rows]
        assert expected in names
        assert guard != (FORMULA in names)


def test_tables_of_a_report_are_guarded_and_those_of_excel_hold_strings() -> None:
    table = Table("codes", "Codes", (FORMULA, "n"), [["-claim", -3], [FORMULA, -0.5]])
    report = Report(FORMULA, "", [Section("Codes", [table])])
    packed = io.BytesIO()
    write_tables(report, packed)
    with zipfile.ZipFile(packed) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".csv"))
        rows = list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    assert rows == [[f"'{FORMULA}", "n"], ["'-claim", "-3"], [f"'{FORMULA}", "-0.5"]]
    workbook = io.BytesIO()
    write_xlsx(report, workbook)
    with zipfile.ZipFile(workbook) as archive:
        sheets = [archive.read(one) for one in archive.namelist() if "/worksheets/" in one]
        assert b"HYPERLINK" in archive.read("xl/sharedStrings.xml")
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
