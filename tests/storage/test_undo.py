"""A step is not undone where the rows are not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.operations.projects import integrity
from annotator.storage import schema
from tests.making import ANN, Made, make


def change(made: Made, *statements: str) -> None:
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_step_whose_rows_are_gone_is_not_undone(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    coding = made.code(ANN, "claim", (0, 6))
    change(made, f"DELETE FROM coding WHERE guid = '{coding}'")
    with pytest.raises(UserError, match="a row that is not in the project"):
        made.project.undo(ANN.guid)
    with made.project.reading() as connection:
        assert connection.execute(schema.coding.select()).all() == []
    assert integrity.check(made.project) == []


def test_the_number_of_the_last_step_grows_with_each(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    first = made.project.last_step()
    made.code(ANN, "claim", (0, 6))
    assert made.project.last_step() > first
    change(made, "DELETE FROM change", "DELETE FROM step")
    assert made.project.last_step() == 0
    made.project.close()
