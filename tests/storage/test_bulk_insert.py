"""Rows that go straight to the driver are stored as SQLAlchemy stores them."""

from __future__ import annotations

from sqlalchemy import create_engine, select

from annotator.storage import schema, table_parts
from annotator.storage.bulk_insert import insert_rows, insert_rows_plainly

STEPS = [
    {"seq": number, "guid": f"g{number}", "at": number << 40, "coder": "é“'\";--", "kind": "edit"}
    | {"label": "", "state": state}
    for number, state in enumerate(["done", None, "undone"], 1)
]
CHANGES = [
    {"step": 1, "number": number, "kind": "memo", "row": "r", "before": before, "after": "{}"}
    for number, before in enumerate([None, "{}"])
]


def test_both_ways_store_the_same() -> None:
    stored = []
    for write in (insert_rows, insert_rows_plainly):
        with create_engine("sqlite://").begin() as connection:
            table_parts.metadata.create_all(connection)
            for table, rows in ((schema.step, STEPS), (schema.change, CHANGES)):
                write(connection, table, [])
                write(connection, table, rows)
            stored.append(
                [connection.execute(select(t)).all() for t in (schema.step, schema.change)]
            )
    assert stored[0] == stored[1]
    assert [len(rows) for rows in stored[0]] == [3, 2]
