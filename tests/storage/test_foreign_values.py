"""Nothing that a file says becomes a path, an address, SQL or a format: a file is data.

Every text column of every table is filled with words that would do harm there, and everything that
opens files or connections is watched while the file is opened, checked, merged and backed up.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Text

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.storage import backups, schema, table_parts
from tests.making import ANN, BEN, Made, make

MARK = "zqx7"
PAYLOAD = f"../../{MARK}/<b>%s{{0}}</b><img src='file:///{MARK}'>\"; DROP TABLE coding; --"
COLUMNS = [
    (table.name, column.name)
    for table in table_parts.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Text)
]
Column = tuple[str, str]
"""The names of a table and of its column."""
_WATCHED = ("open", "os.", "shutil.", "sqlite3.connect", "socket.", "subprocess.", "exec", "import")
_seen: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is not None and event.startswith(_WATCHED):
        _seen.append(f"{event} {arguments!r}")


sys.addaudithook(_watch)


@contextlib.contextmanager
def watched() -> Iterator[list[str]]:
    """What was opened, renamed, removed, connected to while the block ran."""
    global _seen  # noqa: PLW0603  (an audit hook can't be taken away)
    _seen = []
    try:
        yield _seen
    finally:
        _seen = None


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project of Ann's, and one of Ben's with something in every kind of row."""
    folder = tmp_path_factory.mktemp("originals")
    ours = make(folder / "ann.annot")
    ours.code(ANN, "claim", (0, 6))
    ours.project.close()
    theirs = folder / "ben.annot"
    shutil.copy(
        Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot",
        theirs,
    )
    return ours.project.path, theirs


def spoil(path: Path, table: str, column: str, value: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    unique = " || rowid" if column in ("guid", "document") and table != "change" else ""
    statement = f'UPDATE OR IGNORE "{table}" SET "{column}" = ?{unique}'
    connection.execute(statement, (value,))
    connection.commit()
    connection.close()


def groups() -> list[list[Column]]:
    """The columns in groups that are spoiled at once, since none can hide what another would do:
    each of a table of its own, and no table refers to another, whose rows would go with it."""
    found: list[list[Column]] = []
    for column in COLUMNS:
        for group in found:
            if not any(_related(column[0], other) for other, _column in group):
                group.append(column)
                break
        else:
            found.append([column])
    assert sum(map(len, found)) == len(COLUMNS)
    return found


def _related(one: str, other: str) -> bool:
    return one == other or one in _referred(other) or other in _referred(one)


@cache
def _referred(name: str) -> frozenset[str]:
    """The tables that rows of a table refer to, and those that these refer to."""
    tables = table_parts.metadata.tables
    direct = {key.column.table.name for key in tables[name].foreign_keys} - {name}
    direct |= tables.keys() & tables[name].columns.keys()  # by name, without a key
    return frozenset(direct.union(*map(_referred, direct)))


@pytest.mark.parametrize("table", sorted({table for table, _column in COLUMNS}))
def test_a_value_opens_nothing_where_the_file_is_opened(
    originals: tuple[Path, Path], tmp_path: Path, table: str
) -> None:
    for column in (column for other, column in COLUMNS if other == table):
        theirs = Path(shutil.copy(originals[1], tmp_path))
        spoil(theirs, table, column, PAYLOAD)
        with watched() as seen, contextlib.suppress(UserError), projects.open_(theirs):
            pass
        assert [event for event in seen if MARK in event] == [], column
        assert seen, "something was watched"
        assert list(tmp_path.iterdir()) == [theirs], column


@pytest.mark.parametrize("columns", groups(), ids=lambda group: "-".join(group[0]))
def test_a_value_stays_a_value(
    originals: tuple[Path, Path], tmp_path: Path, columns: list[Column]
) -> None:
    ours, theirs = (Path(shutil.copy(path, tmp_path)) for path in originals)
    for table, column in columns:
        spoil(theirs, table, column, PAYLOAD)
    before = set(tmp_path.rglob("*"))
    with watched() as seen:
        with contextlib.suppress(UserError), projects.open_unvalidated(theirs) as project:
            integrity.check(project)
            backups.back_up(project, tmp_path / "backups")
            with contextlib.suppress(UserError):
                project.undo(BEN.guid)
        with projects.open_(ours) as project:
            with contextlib.suppress(UserError):
                finish(merges.merge(project, ANN.guid, [theirs]))
            assert integrity.check(project) == []
    assert [event for event in seen if MARK in event] == []
    assert seen, "something was watched"
    made = set(tmp_path.rglob("*")) - before
    assert all(tmp_path / "backups" in (path, *path.parents) for path in made)


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """A folder with other people's projects, one of them under a name as backups have it."""
    folder = tmp_path / "precious"
    folder.mkdir()
    for number in range(15):
        (folder / f"work {number}.annot").write_bytes(b"precious")
        (folder / f"p 2026-01-{number + 1:02} 10.00.00.000000.annot").write_bytes(b"precious")
    return folder


@pytest.mark.parametrize("how", ["absolute", "relative", "upper case", "in braces", "with a NUL"])
def test_an_identity_that_is_a_path_is_refused_and_deletes_nothing(
    tmp_path: Path, others: Path, how: str
) -> None:
    made = make(tmp_path / "p.annot")
    guid = made.project.guid
    made.project.close()
    odd = {
        "absolute": str(others),
        "relative": f"../{others.name}",
        "upper case": guid.upper(),
        "in braces": f"{{{guid}}}",
        "with a NUL": f"{guid}\0/../{others.name}",
    }[how]
    spoil_project(made.project.path, odd)
    for open_ in (projects.open_, projects.open_unvalidated):
        with pytest.raises(UserError, match="no identity"):
            open_(made.project.path)
    target = make(tmp_path / "target.annot")
    with pytest.raises(UserError, match="no identity"):
        finish(merges.merge(target.project, ANN.guid, [made.project.path]))
    assert len(list(others.iterdir())) == 30


def spoil_project(path: Path, guid: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE project SET guid = ?", (guid,))
    connection.commit()
    connection.close()


def test_rotation_deletes_only_what_is_a_backup_of_the_project(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    folder = tmp_path / "backups"
    first = backups.back_up(made.project, folder)
    assert first is not None
    stranger = make(tmp_path / "other.annot")
    kept = [
        first.with_name("notes.annot"),
        first.with_name("p 2020-01-01 10.00.00.000000.annot"),
        first.with_name("q 2020-01-01 10.00.00.000000.annot"),
    ]
    kept[0].write_bytes(b"mine")
    kept[1].write_bytes(b"named like a backup, and none")
    shutil.copy(stranger.project.path, kept[2])
    _many(made, folder)
    assert all(path.exists() for path in kept)
    assert not first.exists(), "its own oldest is gone"


def _many(made: Made, folder: Path) -> None:
    for number in range(backups.KEPT + 5):
        made.code(ANN, "claim", (number, number + 1))
        later = made.project.path.stat().st_mtime_ns + 1_000_000 * (number + 1)
        os.utime(made.project.path, ns=(later, later))
        assert backups.back_up(made.project, folder) is not None


def test_copies_of_one_project_have_backups_of_their_own(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.copy_to(tmp_path / "q.annot")
    folder = tmp_path / "backups"
    backups.back_up(made.project, folder)
    with projects.open_(tmp_path / "q.annot") as copy:
        backups.back_up(copy, folder)
        assert len(backups.existing(copy, folder)) == len(backups.existing(made.project, folder))
    assert len(list(folder.iterdir())) == 2
