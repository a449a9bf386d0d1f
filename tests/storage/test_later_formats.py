"""A file of a later minor version: opened, coded, copied, handed out, merged both ways."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.job import finish
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.history.trail import steps, tell
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.storage import schema
from annotator.storage.file_header import read_header, unpacked
from tests.making import ANN, BEN, Made, made_of, make

STAMP = (
    "created_at INTEGER NOT NULL, created_by TEXT NOT NULL, changed_at INTEGER NOT NULL,"
    " changed_by TEXT NOT NULL, deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))"
)
BOOKMARK = "22222222-2222-4222-8222-222222222222"


def make_later(path: Path, minor: int = schema.MINOR + 1) -> None:
    """Turn a project into what a program of a later minor version could have made of it."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "ALTER TABLE coding ADD COLUMN certainty INTEGER;"
        "ALTER TABLE project ADD COLUMN motto TEXT NOT NULL DEFAULT '';"
        "CREATE TABLE bookmark (guid TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL,"
        f" place INTEGER NOT NULL, {STAMP}, FOREIGN KEY (document) REFERENCES document (guid)"
        " DEFERRABLE INITIALLY DEFERRED) STRICT;"
        "CREATE TABLE note (number INTEGER PRIMARY KEY, words TEXT) STRICT;"
        "CREATE INDEX bookmark_by_document ON bookmark (document);"
        "UPDATE coding SET certainty = 80; UPDATE project SET motto = 'Look twice';"
        f"INSERT INTO bookmark SELECT '{BOOKMARK}', guid, 7, changed_at, changed_by, changed_at,"
        " changed_by, 0 FROM document LIMIT 1;"
        "INSERT INTO note VALUES (1, 'A word to keep');"
        "INSERT INTO step SELECT max(seq) + 1, '33333333-3333-4333-8333-333333333333', max(at) + 1,"
        " coder, 'edit', 'Set a bookmark', 'done', NULL FROM step;"
        f"INSERT INTO change SELECT max(seq), 0, 'bookmark', '{BOOKMARK}', NULL,"
        """ '{"place":7,"deleted":0}' FROM step;"""
        f"PRAGMA user_version = {schema.VERSION << 16 | minor};"
    )
    connection.close()


def ask(path: Path, query: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def is_whole(path: Path) -> bool:
    return (
        ask(path, "SELECT place FROM bookmark") == [(7,)]
        and ask(path, "SELECT words FROM note") == [("A word to keep",)]
        and (80,) in ask(path, "SELECT certainty FROM coding")
    )


@pytest.fixture
def later(tmp_path: Path) -> Path:
    made = make(tmp_path / "later.annot")
    made.code(ANN, "claim", (0, 6))
    made.project.close()
    make_later(made.project.path)
    return made.project.path


def opened(path: Path) -> Made:
    return made_of(projects.open_(path))


def test_a_later_minor_opens_is_coded_and_keeps_what_it_has(later: Path) -> None:
    made = opened(later)
    (remark,) = made.project.remarks
    assert f"format {schema.VERSION}.{schema.MINOR + 1}" in remark and "not shown" in remark
    made.code(BEN, "claim", (7, 12))
    assert integrity.check(made.project) == []
    for number in steps(everything(made.project), TrailFilter()):
        tell(everything(made.project), number)
    made.project.undo(BEN.guid)
    with pytest.raises(UserError, match="later Annotator"):
        made.project.undo(ANN.guid)
    made.project.close()
    assert is_whole(later)
    assert ask(later, "SELECT motto FROM project") == [("Look twice",)]
    assert read_header(later).minor == schema.MINOR + 1


def test_a_copy_has_it_and_a_copy_for_a_coder_has_not(later: Path, tmp_path: Path) -> None:
    made = opened(later)
    projects.save_copy(made.project, tmp_path / "copy.annot")
    assert is_whole(tmp_path / "copy.annot")
    handout.hand_out(made.project, tmp_path / "ben.annot", BEN, Rules(blind=True))
    with projects.open_(tmp_path / "ben.annot") as copy:
        assert integrity.check(copy) == []
    assert ask(tmp_path / "ben.annot", "SELECT * FROM bookmark") == []
    assert b"A word to keep" not in (tmp_path / "ben.annot").read_bytes()


def test_ours_merges_into_the_later_one(later: Path, tmp_path: Path) -> None:
    ours = make(tmp_path / "ours.annot", BEN)
    ours.code(BEN, "prediction", (0, 12))
    made = opened(later)
    report = finish(merges.merge(made.project, ANN.guid, [ours.project.path])).reports[0]
    assert report.added["coding"] == 1 and report.rejected == []
    assert integrity.check(made.project) == []
    assert is_whole(later)


def test_the_later_one_merges_into_ours_and_is_carried(later: Path, tmp_path: Path) -> None:
    ours = make(tmp_path / "ours.annot", BEN)
    ours.code(BEN, "prediction", (0, 12))
    foreseen = finish(merges.preview(ours.project, [later]))
    merged = finish(merges.merge(ours.project, BEN.guid, [later]))
    assert foreseen == merged.reports
    assert merged.reports[0].rejected == []
    assert integrity.check(ours.project) == []
    ours.project.close()
    assert is_whole(ours.project.path)
    assert read_header(ours.project.path).minor == schema.MINOR + 1
    again = opened(ours.project.path)
    assert not finish(merges.merge(again.project, BEN.guid, [later])).changes
    # What was bookmarked later there wins here.
    connection = sqlite3.connect(later)
    connection.execute("UPDATE bookmark SET place = 9, changed_at = changed_at + 5")
    connection.commit()
    connection.close()
    finish(merges.merge(again.project, BEN.guid, [later]))
    assert ask(ours.project.path, "SELECT place FROM bookmark") == [(9,)]
    finish(merges.merge(opened(later).project, ANN.guid, [ours.project.path]))
    assert ask(later, "SELECT place FROM bookmark") == [(9,)]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON coding BEGIN DELETE FROM coding; END",
        "CREATE VIEW v AS SELECT * FROM coding",
        "DROP TABLE memo",
    ],
)
def test_a_later_minor_has_no_triggers_and_lacks_nothing(later: Path, statement: str) -> None:
    connection = sqlite3.connect(later)
    connection.execute(statement)
    connection.close()
    with pytest.raises(UserError):
        projects.open_(later)


@pytest.mark.parametrize(
    "statement",
    [
        'CREATE TABLE "x"" (y); DROP TABLE coding; --" (z TEXT) STRICT',
        "CREATE TABLE odd (z TEXT DEFAULT (randomblob(9))) STRICT",
        "CREATE INDEX part ON bookmark (place) WHERE place > 3",
    ],
)
def test_what_can_not_be_carried_is_said_and_changes_nothing(
    later: Path, tmp_path: Path, statement: str
) -> None:
    connection = sqlite3.connect(later)
    connection.execute(statement)
    connection.commit()
    connection.close()
    ours = make(tmp_path / "ours.annot", BEN)
    before = ours.project.path.read_bytes()
    with pytest.raises(UserError, match="can't carry"):
        finish(merges.merge(ours.project, BEN.guid, [later]))
    assert ours.project.path.read_bytes() == before


@pytest.mark.parametrize("version", [(schema.VERSION + 1) << 16, (schema.VERSION + 1) << 16 | 3])
def test_a_later_major_is_refused(later: Path, version: int) -> None:
    connection = sqlite3.connect(later)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(UserError, match="Update Annotator"):
        projects.open_(later)


def test_how_versions_are_kept() -> None:
    assert [unpacked(number) for number in (1, 2, 3 << 16, 3 << 16 | 7)] == [
        *((1, 0), (2, 0)),
        *((3, 0), (3, 7)),
    ]
