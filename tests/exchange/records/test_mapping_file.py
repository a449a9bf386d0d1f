"""Mappings: read from files that people write, with the line of every mistake."""

from __future__ import annotations

import pytest

from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.mapping import Becomes, LeftOut, Mapping, TextColumn
from annotator.exchange.records.mapping_file import MappingProblems, dump_mapping, read_mapping
from annotator.exchange.records.table import TableOptions

FULL = """\
annotator-table: 1
table: Survey 2026
sheet: Answers
header: 3
delimiter: semicolon
text:
  - column: q1
    heading: What do you think?
  - q2
name: [first name, place]
key: id
attributes:
  age: number
  place: text
  no: choice
leave_out:
  status: [test, "no"]
  wave: 0
leave_out_empty: no
as: one
"""


def test_a_mapping_says_what_is_what() -> None:
    found = read_mapping(FULL.encode(), "m.yaml")
    assert found == Mapping(
        (TextColumn("q1", "What do you think?"), TextColumn("q2")),
        "Survey 2026",
        ("first name", "place"),
        "id",
        (("age", ColumnType.NUMBER), ("place", ColumnType.TEXT), ("no", ColumnType.CHOICE)),
        (LeftOut("status", ("test", "no")), LeftOut("wave", ("0",))),
        False,
        Becomes.ONE,
        TableOptions("Answers", "", "semicolon", "3"),
    )
    assert dict(found.lines)["age"] == 13
    assert read_mapping(dump_mapping(found).encode(), "m.yaml") == found


@pytest.mark.parametrize(
    "text",
    ["text: answer\n", "text: [answer]\n", "text:\n  answer: ''\n", "text:\n  - column: answer\n"],
)
def test_one_column_of_text_is_said_in_any_way(text: str) -> None:
    found = read_mapping(text.encode(), "m.yaml")
    assert found == Mapping((TextColumn("answer"),))
    assert read_mapping(dump_mapping(found).encode(), "m.yaml") == found


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "A mapping begins with"),
        ("- a\n", 1, "A mapping begins with"),
        ("key: id\n", 1, "“text”, the column that has the text, is missing"),
        ("text: a\nkeys: id\n", 2, "“keys” is not a field of a mapping"),
        ("text: a\ntext: b\n", 2, "a second time"),
        ("text: a\nkey: [b, c]\n", 2, "“key” is one column, not 2"),
        (
            "text: a\nattributes:\n  age: numbers\n",
            3,
            "should be one of text, number",
        ),
        ("text: a\nattributes: age\n", 2, "should be a list of columns"),
        ("text: a\nas: rows\n", 2, "“as” should be one of documents, one"),
        ("text: a\nleave_out: [b]\n", 2, "column: value"),
        ("text: a\nleave_out:\n  b:\n    c: d\n", 4, "should be a text"),
        ("text: a\nannotator-table: 2\n", 2, "not known"),
        ("text: a\nname: *x\n", 2, "Anchors"),
        ("text: a\nname: [b\n", 3, "cannot be read"),
        ("text:\n  - {heading: x}\n", 2, "The “column” is missing"),
    ],
)
def test_every_mistake_has_its_line(text: str, line: int, sentence: str) -> None:
    with pytest.raises(MappingProblems) as found:
        read_mapping(text.encode(), "m.yaml")
    assert any(at == line and sentence in said for at, said in found.value.problems), found.value
