"""What the values of attributes can be: declared, kept, held to, and found in tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.attribute_types import AttributeType, ValueType, order_of
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations.documents import attribute_types, document_attributes, records
from tests.making import ANN, Made, make

YEAR = AttributeType("year", ValueType.NUMBER)
OUTLET = AttributeType("outlet", ValueType.CHOICE, ("Post", "Times"), "Who printed it")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


@pytest.mark.parametrize(
    ("type_", "fits", "not_"),
    [
        (ValueType.TEXT, ["", "anything"], []),
        (
            ValueType.NUMBER,
            ["", "12", "-3.5", "1e3"],
            ["3,5", "many", "nan", "inf", "1_000", "1e999"],
        ),
        (ValueType.DATE, ["", "2026-11-30", "2026-11-30T10:00"], ["30.11.2026", "2026-13-01"]),
        (ValueType.CHOICE, ["", "Post"], ["post", "Sun"]),
    ],
)
def test_values_fit_or_not(type_: ValueType, fits: list[str], not_: list[str]) -> None:
    one = AttributeType("x", type_, ("Post",))
    assert [one.fault(value) for value in fits] == [None] * len(fits)
    assert all(f"“{value}”" in (one.fault(value) or "") for value in not_)


def test_a_type_is_kept_held_to_and_undone(made: Made) -> None:
    project = made.project
    attribute_types.declare(project, ANN.guid, YEAR)
    attribute_types.declare(project, ANN.guid, OUTLET)
    assert attribute_types.declared(project) == {"year": YEAR, "outlet": OUTLET}
    document_attributes.set_value(project, ANN.guid, made.document, "year", "1999")
    with pytest.raises(UserError, match="year: “soon” is no number"):
        document_attributes.set_value(project, ANN.guid, made.document, "year", "soon")
    assert document_attributes.by_document(project) == {made.document: {"year": "1999"}}
    attribute_types.declare(project, ANN.guid, AttributeType("year"))
    document_attributes.set_value(project, ANN.guid, made.document, "year", "soon")
    project.undo(ANN.guid)
    project.undo(ANN.guid)
    assert attribute_types.declared(project)["year"] == YEAR


def test_values_that_are_there_must_fit(made: Made) -> None:
    project = made.project
    document_attributes.set_value(project, ANN.guid, made.document, "year", "about 1999")
    with pytest.raises(UserError, match="A value of “year” doesn’t fit: “about 1999”"):
        attribute_types.declare(project, ANN.guid, YEAR)
    with pytest.raises(UserError, match="needs values"):
        attribute_types.declare(project, ANN.guid, AttributeType("x", ValueType.CHOICE))
    assert attribute_types.declared(project) == {}


def test_types_of_a_table_are_declared_and_a_later_wave_brings_choices(
    made: Made, tmp_path: Path
) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "table: survey\ntext: answer\nkey: id\n"
        "attributes:\n  year: number\n  outlet: choice\n  day: date\n",
        encoding="utf-8",
    )
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(
        "id,answer,year,outlet,day\n1,One,1999,Post,2026-01-02\n2,Two,x,Sun,2026-01-03\n"
    )
    second.write_text("id,answer,year,outlet,day\n3,Three,2001,Times,2026-01-04\n")
    for path in (first, second):
        source = records.Source(path, records.load_mapping(mapping))
        finish(records.add(made.project, ANN.guid, source))
    found = attribute_types.declared(made.project)
    assert "year" not in found, "one of its values is no number"
    assert found["outlet"].choices == ("Post", "Sun", "Times")
    assert found["day"].type is ValueType.DATE


def test_values_are_listed_by_their_type() -> None:
    assert order_of(["10", "9", "x"], YEAR) == ["9", "10", "x"]
    assert order_of(["Times", "Sun", "Post"], OUTLET) == ["Post", "Times", "Sun"]
    assert order_of(["b", "10", "", "A", "9"]) == ["9", "10", "A", "b", ""]
    day = AttributeType("day", ValueType.DATE)
    days = ["soon", "2026-02-01T08:00", "2026-02-01 07:00", "2026-01-31"]
    assert order_of(days, day) == [*reversed(days[1:]), "soon"]
