"""Two files' histories: what is new in one, what of that can't be read, and both as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from annotator.storage import clock, histories, schema
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, Made, make


@pytest.fixture(params=[1, 2, 5_000])
def pair(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Made, ProjectFile]]:
    """Ann's file, and a copy of it in which she made three codings; read in chunks of steps."""
    monkeypatch.setattr(histories, "_CHUNK", request.param)
    ours = make(tmp_path / "ours.annot")
    ours.project.copy_to(tmp_path / "theirs.annot")
    with ProjectFile.open(tmp_path / "theirs.annot") as theirs, ours.project:
        for number in range(3):
            Made(theirs, ours.document, ours.codes).code(ANN, "claim", (number, 9))
        yield ours, theirs


def spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def steps(connection: Connection) -> list[str]:
    return list(connection.scalars(select(schema.step.c.guid).order_by(schema.step.c.seq)))


def test_new_steps_that_cannot_be_read_are_told_and_known_ones_are_not(
    pair: tuple[Made, ProjectFile],
) -> None:
    ours, theirs = pair
    with theirs.reading() as source:
        first, second, third = steps(source)[-3:]
    of_step = "step = (SELECT seq FROM step WHERE guid = '{}')"
    path = theirs.path
    spoil(path, f"UPDATE change SET after = 'no JSON' WHERE {of_step.format(first)}")
    spoil(path, f"UPDATE change SET \"row\" = 'none' WHERE {of_step.format(third)}")
    spoil(path, f"UPDATE step SET kind = 'dance' WHERE guid = '{third}'")
    spoil(path, "UPDATE step SET kind = 'dance' WHERE seq = 1")
    with ours.project.reading() as target, theirs.reading() as source:
        assert dict(histories.faulty_steps(target, source)) == {
            first: "it is no JSON",
            third: "its kind is not known",
        }
    assert second not in (first, third)


def test_the_steps_of_both_are_there_with_their_changes_but_for_those_skipped(
    pair: tuple[Made, ProjectFile],
) -> None:
    ours, theirs = pair
    with theirs.reading() as source:
        every = steps(source)
        latest = histories.latest_reading(source)
        assert latest == max(source.scalars(select(schema.step.c.at)))
        with ours.project.rewriting() as target:
            histories.unite(target, source, {every[-2]})
            assert steps(target) == [*every[:-2], every[-1]]
            histories.unite(target, source)
            histories.unite(target, source)
            assert steps(target) == [*every[:-2], every[-1], every[-2]]
            change, step = schema.change.c, schema.step.c
            columns = (step.guid, change.number, change.kind, change.row, change.after)
            query = select(*columns).join_from(schema.change, schema.step, change.step == step.seq)
            assert set(target.execute(query)) == set(source.execute(query))
            undoable = select(step.guid).where(step.state.is_not(None))
            assert set(target.scalars(undoable)) <= set(every[:-3])


def test_what_a_file_knows_of_a_row_are_the_times_and_coders_of_its_changes(
    pair: tuple[Made, ProjectFile],
) -> None:
    ours, theirs = pair
    with ours.project.reading() as target, theirs.reading() as source:
        ((coding, at),) = source.execute(
            select(schema.coding.c.guid, schema.coding.c.changed_at).where(
                schema.coding.c.start == 2
            )
        )
        assert histories.known_versions(source, [coding]) == {(coding, at, ANN.guid)}
        assert histories.known_versions(target, [coding]) == set()


def test_a_reading_that_no_clock_can_show_is_not_the_latest(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    with made.project.reading() as connection:
        latest = histories.latest_reading(connection)
    spoil(made.project.path, f"UPDATE step SET at = {clock.LATEST + 1} WHERE seq = 1")
    with made.project.reading() as connection:
        assert histories.latest_reading(connection) == latest
    spoil(made.project.path, "UPDATE step SET at = -1")
    with made.project.reading() as connection:
        assert histories.latest_reading(connection) == clock.ORIGIN
