"""How many rows a project holds of each kind."""

from __future__ import annotations

from sqlalchemy import Connection

from annotator.storage import schema


def living_counts(connection: Connection) -> tuple[dict[str, int], int]:
    """Rows that are not deleted, by kind where there are some, and steps of the history."""
    counted = {
        kind: int(
            connection.exec_driver_sql(
                f'SELECT count(*) FROM "{kind}" WHERE deleted = 0'
            ).scalar_one()
        )
        for kind in schema.ROW_TABLES
    }
    steps = int(connection.exec_driver_sql("SELECT count(*) FROM step").scalar_one())
    return {kind: number for kind, number in counted.items() if number}, steps
