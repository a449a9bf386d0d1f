"""Tables as they are read: what programs really write, and what is told of what can't be."""

from __future__ import annotations

import datetime
import io
import json
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.exchange.records import csv_table, json_table, sheets, table
from annotator.exchange.records.column_types import (
    ColumnType,
    as_date,
    columns_of,
    date_of_serial,
    decimal_sign,
    writer,
)
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import Table, TableOptions
from tests.exchange.records.table_making import ods, ods_table, xls, xlsx, xlsx_merged


def opened(folder: Path, name: str, data: bytes | str, **options: str) -> Table:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_table(path, TableOptions(**options))


def cells(found: Table) -> list[list[object]]:
    return [list(row.cells) for row in found.rows()]


EXCEL = '"id";"score";"answer"\r\n1;2,5;"Yes; ""quite""\nso"\r\n2;10,0;Grüße\r\n'
FORMS = (
    '"Timestamp","Your name","What do you think?"\n'
    '"2026/03/01 10:12:13 AM MEZ","Ann","Much, really"\n'
)
LIMESURVEY = (
    '"id. Antwort ID","submitdate. Datum Abgeschickt","Q1. Ihre Meinung?"\n'
    '"7","2026-03-01 10:11:12","Gut"\n'
)
QUALTRICS = (
    "ResponseId,Q1,Duration (in seconds)\n"
    'Response ID,"What do you think, in your own words?",Duration (in seconds)\n'
    '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""duration""}"\n'
    "R_1abc,It is quiet.,61\n"
)
TWITTER_CSV = (
    '"created_at","id_str","text","user.screen_name"\n'
    '"Wed Oct 10 20:19:24 +0000 2018","1050118621198921728","RT: the quay 🚢, closed",harbour\n'
)


@pytest.mark.parametrize(
    ("data", "columns", "first"),
    [
        (EXCEL, ("id", "score", "answer"), ["1", "2,5", 'Yes; "quite"\nso']),
        ("sep=;\r\n" + EXCEL, ("id", "score", "answer"), ["1", "2,5", 'Yes; "quite"\nso']),
        (
            FORMS,
            ("Timestamp", "Your name", "What do you think?"),
            ["2026/03/01 10:12:13 AM MEZ", "Ann", "Much, really"],
        ),
        (
            LIMESURVEY,
            ("id. Antwort ID", "submitdate. Datum Abgeschickt", "Q1. Ihre Meinung?"),
            ["7", "2026-03-01 10:11:12", "Gut"],
        ),
        (
            QUALTRICS,
            ("ResponseId", "Q1", "Duration (in seconds)"),
            ["R_1abc", "It is quiet.", "61"],
        ),
        ("id\ttext\n1\ta, b; c\n", ("id", "text"), ["1", "a, b; c"]),
        ("id|text\n1|a, b\n", ("id", "text"), ["1", "a, b"]),
        ("text\njust one, column\n", ("text", "column 2"), None),
    ],
)
def test_delimiters_and_quoting_are_found(
    tmp_path: Path, data: str, columns: tuple[str, ...], first: list[str] | None
) -> None:
    if first is None:
        with pytest.raises(UserError, match="line 2: there are 2 values for 1 columns"):
            cells(opened(tmp_path, "t.csv", data))
        return
    found = opened(tmp_path, "t.csv", data)
    assert found.columns == columns
    assert cells(found)[0] == first
    assert cells(found)[0] == first  # rows are read anew each time


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    text = "id;text\n" + "".join(f"{n};Größe, „Öl“ übrig – 5 €\n" for n in range(40))
    found = opened(tmp_path, "t.csv", text.encode(encoding))
    assert cells(found)[39] == ["39", "Größe, „Öl“ übrig – 5 €"]


def test_the_encoding_and_the_delimiter_can_be_named(tmp_path: Path) -> None:
    data = "id,a;text\n1,x;ж\n".encode("koi8-r")
    found = opened(tmp_path, "t.csv", data, encoding="koi8-r", delimiter="semicolon")
    assert found.columns == ("id,a", "text")
    assert cells(found) == [["1,x", "ж"]]
    assert dict(found.facts) == {"delimiter": "semicolon", "encoding": "koi8-r"}
    with pytest.raises(UserError, match="no encoding “klingon”"):
        opened(tmp_path, "t.csv", data, encoding="klingon")
    with pytest.raises(UserError, match="one character"):
        opened(tmp_path, "t.csv", data, delimiter="::")


def test_names_of_columns_are_made_fit_and_it_is_said(tmp_path: Path) -> None:
    found = opened(tmp_path, "t.csv", "a,,a,a\n1,2,3,4\n")
    assert found.columns == ("a", "column 2", "a (2)", "a (3)")
    assert len(found.remarks) == 3
    assert "Column 2 has no name" in found.remarks[0]


def test_rows_that_are_short_are_filled_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    found = opened(tmp_path, "t.csv", "\n\na,b,c\n1\n\n,,\n1,2,3,,\n")
    assert [(row.number, list(row.cells)) for row in found.rows()] == [
        (4, ["1", "", ""]),
        (7, ["1", "2", "3"]),
    ]


LONG = "x" * 25_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        (",,\n1,2,3\n", "is empty|no names of columns"),
        ("a,b\n1,2,3\n", "line 2: there are 3 values for 2 columns"),
        ("a,b\n1,x\0y and much else\n2,z\n", "zero character"),
        ('a,b\n1,"no end\n2,x\n3,y\n', "line 2: a quotation mark"),
        (f"a,b\n1,{LONG}\n", "line 2: a cell that begins here has more than 20,000"),
        ("a,b\n1," + LONG * 2, "line 2: (the line is longer|a cell)"),
        (",".join(f"c{n}" for n in range(2_100)) + "\n", "2,100 columns"),
    ],
)
def test_bad_text_tables_get_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str, sentence: str
) -> None:
    monkeypatch.setattr(csv_table, "LONGEST_CELL", 20_000)
    with pytest.raises(UserError, match=sentence):
        cells(opened(tmp_path, "t.csv", data))


def test_files_that_are_too_large_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(table.LARGEST_TABLE + 1)  # a hole: nothing is on the disk
    with pytest.raises(UserError, match=r"500 MB are possible. Split it"):
        open_table(huge)
    monkeypatch.setattr(sheets, "LARGEST_WHOLE", 1_000)
    with pytest.raises(UserError, match=r"MB are possible. Save the sheet as CSV"):
        opened(tmp_path, "t.xlsx", xlsx([["a"], ["b"]]))
    monkeypatch.setattr(json_table, "LARGEST_WHOLE", 10)
    with pytest.raises(UserError, match="Save it as JSON lines"):
        opened(tmp_path, "t.json", '[{"a": "0123456789"}]')


DAY = datetime.date(2026, 3, 1)


def test_workbooks(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [None, None],
        ["id", "text", "day", "sum", "yes"],
        [1, "=SUM(1)", DAY, ("=1+1", 2), True],
        [None, None],
        [2.5, "two\nlines", None, ("=1/3", ""), False],
    ]
    found = opened(tmp_path, "t.xlsx", xlsx(rows, "Notes", "Answers"))
    assert (found.sheet, found.sheets) == ("Answers", ("Notes", "Answers"))
    read = [(row.number, list(map(table.text_of, row.cells))) for row in found.rows()]
    assert read[1] == (5, ["2.5", "two\nlines", "", "", "false"])
    assert read[0][0] == 3
    assert read[0][1][2:] == ["2026-03-01", "2", "true"]
    with pytest.raises(UserError, match=r"no sheet “Other”. It has “Notes”, “Answers”"):
        open_table(tmp_path / "t.xlsx", TableOptions(sheet="Other"))
    with pytest.raises(UserError, match=r"The sheet “Notes” of “t.xlsx” is empty"):
        open_table(tmp_path / "t.xlsx", TableOptions(sheet="Notes"))
    found = opened(tmp_path, "old.xls", xls())
    assert [list(map(table.text_of, row.cells)) for row in found.rows()] == [
        ["1", "Grüße", "2026-03-01"],
        ["2", "two", "2026-03-02"],
    ]
    found = opened(tmp_path, "t.ods", ods(ods_table([["id", "text"], ["7", "a & b"]])))
    assert cells(found) == [["7", "a & b"]]


def test_merged_cells_and_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    found = opened(tmp_path, "t.xlsx", xlsx_merged())
    assert cells(found) == [["Bremen", "one"], ["", "two"]]
    assert found.remarks == (
        "1 merged ranges of cells: what such a range says stands in its first cell alone.",
    )
    found = opened(tmp_path, "t.xlsx", xlsx([["a", "b"], ["x", ("=1+1", "")]]))
    assert any("no value with" in remark for remark in found.remarks)


FAR: list[list[Any]] = [[None] * 16_383 + ["x"], *[[None]] * 40_000, ["y"]]
ROW = '<table:table-row table:number-rows-repeated="{0}">{1}</table:table-row>'
CELL = '<table:table-cell office:value-type="string" table:number-columns-repeated="{0}"/>'


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("t.xlsx", b"PK\x03\x04" + bytes(200), "not a ZIP archive|damaged"),
        ("t.xlsx", xlsx([["a"]])[:-60], "not a ZIP archive|damaged"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("t.xlsx", xlsx(FAR), "more than 10,000,000 cells"),
        ("t.ods", ods(ods_table([["a"]]).replace("1048570", "1")[:60]), "damaged workbook"),
        (
            "t.ods",
            ods(f"<table:table>{ROW.format(99_999, CELL.format(9_999))}</table:table>"),
            "more than 10,000,000 cells",
        ),
        ("t.xlsx", xlsx([]), "no sheet that holds anything"),
    ],
    ids=["zeros", "cut", "compound", "far cells", "cut xml", "repeats", "empty"],
)
def test_bad_workbooks_get_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        cells(opened(tmp_path, name, data))


TWEETS = [
    {"id_str": "1", "full_text": "On the quay", "user": {"name": "Ann", "geo": None}, "tags": []},
    {"id_str": "2", "full_text": "Ünd", "user": {"name": "Ben"}, "tags": ["a", "b"], "n": 3},
]
COLUMNS = ("id_str", "full_text", "user.name", "user.geo", "tags", "n")


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(TWEETS),
        json.dumps({"data": TWEETS, "meta": {"count": 2}}, indent=1),
        "window.YTD.tweets.part0 = " + json.dumps(TWEETS),
        "\n".join(json.dumps(one) for one in TWEETS) + "\n",
        "\ufeff" + "\r\n\r\n".join(json.dumps(one, ensure_ascii=False) for one in TWEETS),
    ],
)
def test_json_and_json_lines(tmp_path: Path, data: str) -> None:
    found = opened(tmp_path, "tweets.json", data)
    assert found.columns == COLUMNS
    assert cells(found) == [
        ["1", "On the quay", "Ann", "", "", ""],
        ["2", "Ünd", "Ben", "", "a, b", 3],
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("[1, 2]", "not all are objects"),
        ("[]", "holds no rows"),
        ('{"a": [{"x": 1}], "b": [{"x": 1}]}', "several lists"),
        ('{"a": 1}\n{"a": \n', "line 2: this is no JSON"),
        ('{"a": 1}\n[1]\n', "no JSON|an object is wanted"),
        ('[{"a": 1},', "this is no JSON"),
        ("[" * 100_000, "nested too deep|no JSON"),
        ('[{"a": ' + "9" * 5_000 + "}]", "a number that no table can hold"),
    ],
)
def test_bad_json_gets_a_sentence(tmp_path: Path, data: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        cells(opened(tmp_path, "t.json", data))


def test_half_characters_of_json_become_whole_ones(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, "t.json", r'[{"a": "x\ud83d"}]')) == [["x?"]]


@pytest.mark.parametrize(
    ("values", "kind", "form"),
    [
        (["1", "2.5", "1,000.25"], ColumnType.NUMBER, ""),
        (["1", "2,5", "1.000,25"], ColumnType.NUMBER, "decimal comma"),
        (["31.12.2025", "1.2.2026"], ColumnType.DATE, "day, month, year"),
        (["12/31/2025", "1/2/2026"], ColumnType.DATE, "month, day, year"),
        (["31/12/2025", "1/2/2026"], ColumnType.DATE, "day, month, year"),
        (["2026-03-01", "2026-03-01T10:00:00Z"], ColumnType.DATE, ""),
        (["2026/03/01"], ColumnType.DATE, "year, month, day"),
        (["yes", "no", "yes", "no", "yes", "no", "yes", "no"], ColumnType.CHOICE, ""),
        (["yes", "12.3", "x"], ColumnType.TEXT, ""),
        (["31.02.2026", "1.2.2026"], ColumnType.TEXT, ""),
        (["1.2.3"], ColumnType.TEXT, ""),
        (["10:30"], ColumnType.TEXT, ""),
    ],
)
def test_types_are_found(tmp_path: Path, values: list[str], kind: ColumnType, form: str) -> None:
    data = "a;b\n" + "".join(f'"{value}";x\n' for value in values)
    column = columns_of(opened(tmp_path, "t.csv", data))[0]
    assert (column.type, column.form) == (kind, form)


def test_values_are_written_alike() -> None:
    number = writer(ColumnType.NUMBER, ["1.234,5", "2,5"])
    assert [number(one) for one in ("1.234,5", "7", 2.0, "n/a")] == [
        ("1234.5", True),
        ("7", True),
        ("2", True),
        ("n/a", False),
    ]
    date = writer(ColumnType.DATE, ["01.02.2026", "13.02.2026"])
    assert [date(one) for one in ("3.4.26", "2026-01-02", 46082, "46082.5", "soon")] == [
        ("2026-04-03", True),
        ("2026-01-02", True),
        ("2026-03-01", True),
        ("2026-03-01 12:00:00", True),
        ("soon", False),
    ]
    assert as_date("Wed Oct 10 20:19:24 +0000 2018", "iso") == "2018-10-10 20:19:24Z"
    assert as_date("3/4/2026 1:05 pm", "mdy") == "2026-03-04 13:05:00"
    assert date_of_serial(7.0) is None
    assert decimal_sign(["1,234"]) == "."
    assert decimal_sign(["12,34"]) == ","


def test_no_bytes_do_more_than_say_why_not(tmp_path: Path) -> None:
    """A fixed seed: whatever is done to a table, it is read or refused."""
    chance = random.Random(19)
    samples = [
        ("t.csv", EXCEL.encode()),
        ("t.csv", QUALTRICS.encode("utf-16")),
        ("t.json", json.dumps(TWEETS).encode()),
        ("t.xlsx", xlsx([["a", "b"], [1, DAY], [2, "x"]])),
        ("t.xls", xls()),
        ("t.ods", ods(ods_table([["a"], ["b"]]))),
    ]
    for number in range(120):
        name, data = samples[number % len(samples)]
        changed = bytearray(data)
        for _change in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed))
            match chance.randrange(3):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randint(1, 40)]
                case _:
                    changed[at:at] = chance.randbytes(chance.randint(1, 20))
            if not changed:
                changed = bytearray(b"x")
        try:
            found = opened(tmp_path, name, bytes(changed))
            columns_of(found)
            for row in found.rows():
                assert len(row.cells) == len(found.columns)
        except UserError:
            continue


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.json", json.dumps([{"a": "x" * 2_000}])),
        ("t.jsonl", json.dumps({"a": "x" * 2_000})),
        ("t.xlsx", xlsx([["a"], ["x" * 2_000]])),
        ("t.ods", ods(ods_table([["a"], ["x" * 2_000]]))),
    ],
)
def test_cells_are_bounded_in_every_kind_of_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes | str
) -> None:
    monkeypatch.setattr(table, "LONGEST_CELL", 1_000)
    with pytest.raises(UserError, match=r"a cell has 2,000 characters; 1,000 are possible"):
        cells(opened(tmp_path, name, data))


TITLED: list[list[str | None]] = [
    ["Survey of the quay"],
    ["Made on", "2026-03-01"],
    [None],
    ["id", "place", "wave", "answer"],
    ["1", "Kiel", "1", "Yes"],
    ["2", "Bremen", "1", None],
    ["3", "Kiel", "2", "No"],
]


def as_text(rows: Sequence[Sequence[str | None]], sign: str = ";") -> str:
    return "\n".join(sign.join(cell or "" for cell in row) for row in rows)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "semicolons throughout"])
def test_rows_above_a_table_are_no_rows_of_it(tmp_path: Path, kind: str) -> None:
    """As programs of media monitoring and people write them."""
    wide = [[*row, *[None] * (4 - len(row))] for row in TITLED]
    data = xlsx(TITLED) if kind == "xlsx" else as_text(TITLED if kind == "csv" else wide)
    found = opened(tmp_path, "t.xlsx" if kind == "xlsx" else "t.csv", data)
    assert found.columns == ("id", "place", "wave", "answer")
    assert [row.number for row in found.rows()] == [5, 6, 7]
    assert cells(found)[2] == ["3", "Kiel", "2", "No"]
    assert found.remarks == (
        "Above the names of columns stands “Survey of the quay / Made on 2026-03-01”; it is no"
        " row.",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["text"], ["one"], ["two, three, four"], ["five"]],
        [["name", "text"], *([f"{n}", "word"] for n in range(9)), ["1", "a", "b", "c"]],
        [["name", "text"], ["a", "b", "c"]],
    ],
)
def test_one_row_that_is_too_wide_is_no_table_of_its_own(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    found = opened(tmp_path, "t.csv", as_text(rows, ","))
    assert found.columns == tuple(rows[0])
    with pytest.raises(UserError, match="values for"):
        cells(found)
    split = [one[0].split(",") if len(one) == 1 else one for one in rows]
    sheet = opened(tmp_path, "t.xlsx", xlsx(split))
    with pytest.raises(UserError, match="Write a name above each column"):
        cells(sheet)


def test_the_row_of_the_names_can_be_named(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    for name, data in (("t.csv", as_text(rows)), ("t.xlsx", xlsx(rows))):
        found = opened(tmp_path, name, data, header="2")
        assert found.columns == ("d", "e", "f")
        assert cells(found) == [["g", "h", "i"]]
        for wrong in ("9", "x"):
            with pytest.raises(UserError, match=f"nothing in row {wrong}"):
                opened(tmp_path, name, data, header=wrong)


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        packed.writestr("content.xml", b"\x07\x11secret")
    with pytest.raises(UserError, match="protected by a password"):
        opened(tmp_path, "t.ods", target.getvalue())
