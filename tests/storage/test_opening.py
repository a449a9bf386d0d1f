"""What a file must be before a project is opened from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import FaultyProjectError
from annotator.operations import projects
from annotator.storage import opening
from tests.making import Made, content, make


def change(made: Made, *statements: str) -> None:
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_long_name_is_told_in_short(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    for name, told in (("n" * 80, "n" * 80), ("n" * 81, "n" * 79 + "…")):
        change(made, f"UPDATE document SET name = '{name}', characters = 3")
        with pytest.raises(FaultyProjectError, match=f"The document “{told}” has"):
            projects.open_(made.project.path)


def test_documents_in_a_circle_are_told(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    change(made, "UPDATE document SET replaced_by = guid")
    with pytest.raises(FaultyProjectError, match="it is replaced by itself"):
        projects.open_(made.project.path)


def test_steps_that_can_not_be_are_told(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    for statement, told in (
        (f"UPDATE step SET seq = seq + {2**53}", "not numbered"),
        (f'UPDATE "change" SET step = step + {2**53}', None),
        (f"UPDATE step SET seq = seq - {2**53} + 7", None),
        (f'UPDATE "change" SET step = step - {2**53} + 8', "not numbered"),
        ('UPDATE "change" SET step = step - 1', None),
        ("UPDATE step SET kind = 'dance' WHERE seq = 8", "Steps of the history that can't be: 1"),
    ):
        change(made, "PRAGMA foreign_keys = OFF", statement)
        if told is not None:
            with pytest.raises(FaultyProjectError, match=told):
                projects.open_(made.project.path)


def test_a_project_has_one_identity(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    path = made.project.path
    with made.project.reading() as connection:
        assert opening.identity(connection, path) == content(made.project).guid
    change(made, "UPDATE project SET guid = 'none'")
    with (
        made.project.reading() as connection,
        pytest.raises(FaultyProjectError, match="no identity"),
    ):
        opening.identity(connection, path)
    change(made, "DELETE FROM project")
    with (
        made.project.reading() as connection,
        pytest.raises(FaultyProjectError, match="holds no project"),
    ):
        opening.identity(connection, path)
