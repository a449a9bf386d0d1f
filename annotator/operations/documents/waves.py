"""Whether a table is a later wave of one that the project has, though it is called otherwise.

Which document a row is follows from the table's name. Where a mapping doesn't name the table, the
file's name does, and the next wave is another file: its rows would come in a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.records.documents import Records, keys_of
from annotator.exchange.records.mapping import Becomes, Mapping
from annotator.exchange.records.table import Row, Table
from annotator.operations.documents.record_rows import title_of
from annotator.storage import table_rows
from annotator.storage.connections import Connection

_LOOKED_AT: Final = 1_000
"""Rows whose keys are looked for."""


def earlier_wave(
    connection: Connection, table: Table, rows: Sequence[Row], mapping: Mapping
) -> str:
    """The name of the table in the project that has rows with these keys, and of which something is
    said that the mapping's columns say; empty where none has."""
    if not mapping.key or mapping.key not in table.columns or mapping.becomes is Becomes.ONE:
        return ""
    keys = keys_of(table, rows[:_LOOKED_AT], mapping.key)
    names = [column for column, _type in mapping.attributes]
    for data in table_rows.tables_with(connection, keys, names):
        title = title_of(data)
        if title:
            return title
    return ""


def check_name(connection: Connection, records: Records) -> None:
    """UserError where the mapping names no table and an earlier wave is there under another
    name: nothing is guessed, and nothing comes in twice."""
    if records.mapping.table:
        return
    rows = records.table.first(_LOOKED_AT)
    title = earlier_wave(connection, records.table, rows, records.mapping)
    if title and title != records.title:
        raise UserError(
            tr(
                "The project has rows with the same keys as “{table}”, in the table “{earlier}”."
                " Write “table: {earlier}” into the mapping if this is its next wave, or “table: "
                "{title}” if it is another table.",
                table=records.table.name,
                earlier=title,
                title=records.title,
            )
        )


def check_apart(all_records: Sequence[Records]) -> None:
    """UserError where the mapping names no table, and two of the files have rows with one key."""
    met: dict[str, str] = {}
    for records in all_records:
        mapping, table = records.mapping, records.table
        if mapping.table or not mapping.key or mapping.becomes is Becomes.ONE:
            return
        for key in keys_of(table, table.first(_LOOKED_AT), mapping.key):
            other = met.setdefault(key, table.name)
            if other != table.name:
                raise UserError(
                    tr(
                        "“{one}” and “{other}” both have a row with the key “{key}”. Write “table:"
                        " NAME” into the mapping if they are waves of one table, or add them one "
                        "by one, each with its own name there.",
                        one=other,
                        other=table.name,
                        key=key[:80],
                    )
                )
