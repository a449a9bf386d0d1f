"""The table of codings: exact, quoted, readable by spreadsheets and by json."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import lxml.etree  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from annotator.corpus.codebook import Attribute, AttributeKind, Value
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.exchange.codings_csv import (
    COLUMNS,
    coding_cells,
    coding_rows,
    columns,
    write_csv,
)
from annotator.exchange.codings_xlsx import write_codings_xlsx
from tests.exchange.refi_samples import T0, TEXT, sample_project


def test_rows_are_the_contract_of_the_command_line() -> None:
    content = sample_project()
    rows = list(coding_rows(content))
    assert len(rows) == len(content.codings)
    first = rows[0]
    assert list(first) == [
        *("guid", "document", "spans", "start", "end", "text", "code", "coder"),
        *("attributes", "memo", "created", "modified"),
        "coder_guid",
        "document_attributes",
        *("page", "section", "note", "speaker", "time"),
    ]
    assert first["document_attributes"]["age"] == "42"
    assert first["spans"] == [[0, 1], [3, 9], [14, 20]]
    assert (first["start"], first["end"]) == (0, 20)
    assert first["text"] == " … ".join((TEXT[0:1], TEXT[3:9], TEXT[14:20]))
    assert first["memo"] == "On\r\n0\n\nform\x0cfeed"
    assert first["created"] == "2026-01-01T10:05:00Z"
    assert rows[2]["code"] == ["a::b/c", "claim"]
    assert json.loads(json.dumps(rows)) == rows


def test_csv_is_read_back_exactly() -> None:
    content = sample_project()
    target = io.BytesIO()
    write_csv(content, target)
    assert not target.closed
    data = target.getvalue()
    assert data.startswith(b"\xef\xbb\xbfguid,document,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    names = ["age", "code no.", "consent", "genre", "recorded"]
    assert list(rows[0]) == [*COLUMNS, *(f"document: {name}" for name in names)]
    assert columns(names) == list(rows[0])
    assert {row["document: age"] for row in rows} == {"42", "7"}
    for cells, row in zip(rows, coding_rows(content), strict=True):
        assert cells["text"] == row["text"]
        assert cells["memo"] == row["memo"]
        assert cells["code path"] == " > ".join(row["code"])
        assert [[int(n) for n in span.split("-")] for span in cells["spans"].split()] == row[
            "spans"
        ]


def test_a_passage_like_a_formula_stays_what_it_is() -> None:
    content = sample_project()
    document = replace(content.documents[0], text="=1+1" + TEXT[4:])
    content = replace(content, documents=(document, *content.documents[1:]))
    target = io.BytesIO()
    write_csv(content, target)
    assert "=1+1"[0] + " … " in target.getvalue().decode()


def test_attributes_by_name_in_the_order_of_the_codebook() -> None:
    content = sample_project()
    code = content.codings[1].code
    kinds = ("b", AttributeKind.CHOICES), ("a", AttributeKind.TEXT), ("a", AttributeKind.NUMBER)
    made = tuple(
        Attribute(guid_from("csv", str(at)), code, name, kind, T0, T0, at)
        for at, (name, kind) in enumerate(kinds)
    )
    said: dict[str, Value] = {made[2].guid: "3", made[1].guid: "“x”, y", made[0].guid: ("p", "q")}
    content = replace(
        content,
        codebook=replace(content.codebook, attributes=made),
        codings=(replace(content.codings[1], attributes=said), content.codings[2]),
    )
    rows = list(coding_rows(content))
    assert list(rows[0]["attributes"].items()) == [
        ("b", ["p", "q"]),
        ("a", "“x”, y"),
        ("a (2)", "3"),
    ]
    assert rows[1]["attributes"] == {}
    assert json.loads(str(coding_cells(rows[0])[COLUMNS.index("attributes")])) == {
        "b": ["p", "q"],
        "a": "“x”, y",
        "a (2)": "3",
    }
    assert coding_cells(rows[1])[COLUMNS.index("attributes")] == ""


def test_a_workbook_holds_the_same_table_and_no_formula() -> None:
    content = sample_project()
    content = replace(
        content,
        document_attributes=(
            *content.document_attributes,
            DocumentAttribute(content.codings[0].document, "sum", "=1+1"),
        ),
    )
    target = io.BytesIO()
    write_codings_xlsx(content, target)
    with zipfile.ZipFile(target) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    root = lxml.etree.fromstring(sheet.encode())
    lines = root.findall(".//{*}row")
    assert len(lines) == 1 + len(content.codings)
    header = (
        CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
        .get_sheet_by_index(0)
        .to_python()[0]
    )
    assert header == [*COLUMNS, *header[len(COLUMNS) :]]
    assert "document: sum" in header
    start = lines[1][COLUMNS.index("end")]
    assert (start.get("t"), start.findtext("{*}v")) == (None, "20"), "a number stays one"
