"""The order of a table's columns: as a file tells it, else as versions of the program had it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.identity import new_guid
from annotator.storage import schema
from annotator.storage.repair import layouts
from annotator.storage.repair.layouts import Layout
from annotator.storage.repair.records import Record, Value
from tests.making import make

FILES = sorted((Path(__file__).parents[1] / "files").glob("version-*.annot"))
STAMP: tuple[Value, ...] = (2, "", 2, "", 0)


def statements(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        return dict(connection.execute(query).fetchall())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_order_that_a_file_tells_is_known_without_it(path: Path) -> None:
    for name, statement in statements(path).items():
        told = layouts.told(statement)
        assert told is not None and told.table == name
        assert told in layouts.known(name) or len(told.columns) < len(layouts.TABLES[name].columns)


def test_the_order_that_a_statement_tells_is_read_in_any_way_it_is_written(tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    (names,) = (layouts.known("status")[0].columns,)
    turned = names[::-1]
    statement = f"create table status ({', '.join(turned)})"
    assert layouts.told(statement) == Layout("status", turned)
    assert layouts.told(f'  CREATE TABLE\n"status"({", ".join(turned)}, more)') == Layout(
        "status", (*turned, "more")
    )


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "CREATE TABLE nothing (a)",
        "CREATE TABLE status (guid)",
        "CREATE TABLE status (guid",
        "CREATE TABLE status (guid); CREATE TABLE other (a)",
        "CREATE TABLE status AS SELECT 1",
        "DROP TABLE status",
    ],
)
def test_a_statement_that_is_none_of_a_table_tells_nothing(statement: str) -> None:
    assert layouts.told(statement) is None


def test_a_record_fits_where_its_values_can_stand_there() -> None:
    attribute = layouts.known(schema.document_attribute.name)[0]
    assert attribute.columns[:4] == ("guid", "document", "name", "value")
    row: tuple[Value, ...] = (new_guid(), new_guid(), "name", "value", *STAMP)
    assert attribute.fits(Record(1, row))
    for place, value in ((0, "no GUID"), (1, "no GUID"), (2, None), (2, 7), (3, b""), (4, "2")):
        assert not attribute.fits(Record(1, (*row[:place], value, *row[place + 1 :])))
    assert not attribute.fits(Record(1, (*row, 0))), "too many"
    assert not attribute.fits(Record(1, row[:-1])), "too few"
    assert not attribute.fits(Record(1, ()))


def test_a_record_from_before_a_column_came_fits_and_has_its_default() -> None:
    memo = next(one for one in layouts.known("memo") if one.columns[-2:] == ("kind", "title"))
    row: tuple[Value, ...] = (new_guid(), new_guid(), new_guid(), "Why?", *STAMP)
    assert memo.fits(Record(1, row))
    assert memo.row(Record(1, row))["title"] == ""
    assert memo.row(Record(1, (*row, "", "Why")))["title"] == "Why"


def test_an_entry_of_the_history_holds_json() -> None:
    change = layouts.known(layouts.CHANGES)[0]
    assert change.columns == ("step", "number", "kind", "row", "before", "after")
    assert change.fits(Record(0, (1, 0, "code", new_guid(), None, "{}")))
    assert not change.fits(Record(0, (1, 0, "code", new_guid(), None, "text")))
    assert not change.fits(Record(0, (1, 0, "code", new_guid(), "text", "{}")))


def test_a_step_has_its_number_from_its_place() -> None:
    step = layouts.known(schema.step.name)[0]
    assert step.columns[0] == "seq"
    row = step.row(Record(41, (None, *("",) * (len(step.columns) - 1))))
    assert row["seq"] == 41
    assert step.broken(Record(41, (), frozenset({2, 0}))) == ["seq", step.columns[2]]
