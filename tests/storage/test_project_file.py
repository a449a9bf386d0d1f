"""The file itself: what is refused, what survives, what copies are made."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from annotator.corpus.codebook import Codebook
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.projects import integrity
from annotator.storage import backups, migrations, schema
from annotator.storage.file_header import read_header
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, content, make


def header(path: Path) -> bytes:
    return path.read_bytes()[:100]


def test_the_header_names_the_program_and_the_version(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    start = header(tmp_path / "p.annot")
    assert start[68:72] == b"ANOT"
    assert int.from_bytes(start[60:64], "big") == schema.VERSION << 16 | schema.MINOR
    assert start[18:20] == b"\x01\x01", "a rollback journal, not a write-ahead log"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(200), "no Annotator project"),
        (b"SQLite format 3\x00" + bytes(200), "another program"),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "p.annot").write_bytes(data)
    with pytest.raises(UserError, match=sentence):
        ProjectFile.open(tmp_path / "p.annot")
    assert (tmp_path / "p.annot").read_bytes() == data


def test_a_newer_file_is_refused_and_unchanged(tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    connection = sqlite3.connect(tmp_path / "p.annot")
    connection.execute(f"PRAGMA user_version = {(schema.VERSION + 1) << 16}")
    connection.close()
    before = (tmp_path / "p.annot").read_bytes()
    with pytest.raises(UserError, match="newer"):
        ProjectFile.open(tmp_path / "p.annot")
    assert (tmp_path / "p.annot").read_bytes() == before


def test_a_file_in_write_ahead_mode_is_converted(tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    connection = sqlite3.connect(tmp_path / "p.annot")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    assert header(tmp_path / "p.annot")[18:20] == b"\x02\x02"
    with ProjectFile.open(tmp_path / "p.annot") as project:
        assert content(project).documents
    assert header(tmp_path / "p.annot")[18:20] == b"\x01\x01"


NEXT = schema.VERSION + 1


def upgrade_to_add_a_note(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE note (text TEXT)")


def fail(_connection: Connection) -> None:
    raise RuntimeError("the upgrade went wrong")


def test_an_older_file_is_backed_up_then_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "p.annot").project.close()
    before = (tmp_path / "p.annot").read_bytes()
    monkeypatch.setattr(schema, "VERSION", NEXT)
    monkeypatch.setattr(schema, "MINOR", 0)
    monkeypatch.setitem(migrations.UPGRADES, NEXT - 1, upgrade_to_add_a_note)
    monkeypatch.setattr(
        "annotator.storage.project_file.refuse_foreign_schema", lambda *_arguments: []
    )
    with ProjectFile.open(tmp_path / "p.annot", tmp_path / "backups") as project:
        assert content(project).documents
    assert read_header(tmp_path / "p.annot").version == NEXT
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.read_bytes() == before


def test_of_a_file_of_today_no_backup_is_made_when_it_is_opened(tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    with ProjectFile.open(tmp_path / "p.annot", tmp_path / "backups") as project:
        assert not project.read_only
    assert not (tmp_path / "backups").exists()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "p.annot").project.close()
    before = (tmp_path / "p.annot").read_bytes()
    monkeypatch.setattr(schema, "VERSION", NEXT + 1)
    monkeypatch.setitem(migrations.UPGRADES, NEXT - 1, upgrade_to_add_a_note)
    monkeypatch.setitem(migrations.UPGRADES, NEXT, fail)
    with pytest.raises(RuntimeError):
        ProjectFile.open(tmp_path / "p.annot", tmp_path / "backups")
    assert (tmp_path / "p.annot").read_bytes() == before


def _add_a_trigger(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON code BEGIN SELECT 1; END")
    connection.close()


def _damage_the_tables(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)


def _make_it_older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    connection.close()


@pytest.mark.parametrize("spoil", [_add_a_trigger, _damage_the_tables, _make_it_older])
def test_a_file_that_can_not_be_opened_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    """Windows neither moves nor deletes a file that a program still has open."""
    made = make(tmp_path / "p.annot")
    made.project.close()
    spoil(tmp_path / "p.annot")
    connections: list[sqlite3.Connection] = []

    class Noted(sqlite3.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            connections.append(self)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Noted))
    with pytest.raises((UserError, DBAPIError)):
        ProjectFile.open(tmp_path / "p.annot")
    assert connections
    for connection in connections:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_creating_over_an_existing_file_is_refused(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    before = content(made.project)
    with pytest.raises(UserError, match="exists already"):
        projects.create(tmp_path / "p.annot", Codebook(), ANN)
    assert content(made.project) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.annot"]


def test_a_copy_is_whole_and_a_taken_name_is_refused(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    projects.save_copy(made.project, tmp_path / "copy.annot")
    with projects.open_(tmp_path / "copy.annot") as copy:
        assert content(copy) == content(made.project)
        assert integrity.check(copy) == []
    with pytest.raises(UserError, match="exists already"):
        projects.save_copy(made.project, tmp_path / "copy.annot")
    with pytest.raises(UserError, match="open project itself"):
        projects.save_copy(made.project, tmp_path / "p.annot", overwrite=True)


def test_backups_rotate(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    folder = tmp_path / "backups"
    first = backups.back_up(made.project, folder)
    assert first is not None
    assert backups.back_up(made.project, folder) is None, "nothing has changed"
    for number in range(backups.KEPT + 2):
        made.code(ANN, "claim", (number, number + 1))
        later = made.project.path.stat().st_mtime_ns + 1_000_000 * (number + 1)
        os.utime(made.project.path, ns=(later, later))
        assert backups.back_up(made.project, folder) is not None
    kept = backups.existing(made.project, folder)
    assert len(kept) == backups.KEPT
    assert first not in kept
    with projects.open_(kept[-1]) as newest:
        assert content(newest) == content(made.project)


def test_check_finds_what_sqlite_does_not(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    assert integrity.check(made.project) == []
    connection = sqlite3.connect(made.project.path)
    connection.execute("UPDATE coding SET end = 5000")
    connection.execute("UPDATE document_text SET text = replace(text, 'a', 'o')")
    connection.commit()
    connection.close()
    found = "\n".join(integrity.check(made.project))
    assert "outside its text" in found
    assert "not the one that was added" in found


def test_a_damaged_page_is_said_not_thrown(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text="x" * 40_000)
    made.project.close()
    data = bytearray((tmp_path / "p.annot").read_bytes())
    data[4096 * 2 : 4096 * 6] = bytes(4096 * 4)
    (tmp_path / "p.annot").write_bytes(data)
    try:
        with ProjectFile.open(tmp_path / "p.annot") as project:
            assert integrity.check(project)
    except UserError as error:
        assert "damaged" in str(error)


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    before = content(made.project)
    with (
        pytest.raises(UserError, match="disk is full"),
        made.project.transaction("x", ANN.guid) as step,
    ):
        pages = step.record.connection.exec_driver_sql("PRAGMA page_count").scalar()
        step.record.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        step.record.add_text("none", "x" * 1_000_000, b"")
    assert content(made.project) == before


WRITER = """
    import sys
    from pathlib import Path
    from annotator.operations import projects
    from tests.making import ANN, made_of
    made = made_of(projects.open_(Path(sys.argv[1])))
    for number in range(int(sys.argv[2]), 10_000):
        start, length = number % 50, 1 + number // 50 % 40
        code = list(made.codes)[number // 2_000 % len(made.codes)]
        print(made.code(ANN, code, (start, start + length)), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX")
def test_no_acknowledged_coding_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    root = Path(__file__).resolve().parents[2]
    acknowledged: set[str] = set()
    for first, wanted in ((0, 3), (1_000, 8), (2_000, 13)):
        arguments = [str(tmp_path / "p.annot"), str(first)]
        command = [sys.executable, "-c", textwrap.dedent(WRITER), *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
        assert process.stdout is not None
        for _ in range(wanted):
            acknowledged.add(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        acknowledged.update(line.strip() for line in process.stdout if len(line) == 37)
        process.wait()
        process.stdout.close()
        with projects.open_(tmp_path / "p.annot") as project:
            assert integrity.check(project) == []
            assert acknowledged <= {coding.guid for coding in content(project).codings}


def test_many_threads_read_while_the_window_does(tmp_path: Path) -> None:
    """Tasks in the background come and go; none of them may close another one's connection."""
    made = make(tmp_path / "p.annot")
    faults: list[BaseException] = []
    together = threading.Barrier(12)

    def read() -> None:
        try:
            with made.project.reading() as connection:
                together.wait(timeout=30)
                assert connection.execute(select(schema.code.c.guid)).all()
        except BaseException as fault:
            faults.append(fault)

    for _ in range(3):
        threads = [threading.Thread(target=read) for _ in range(11)]
        with made.project.reading() as connection:
            rows = connection.execute(select(schema.code))
            assert rows.fetchone() is not None
            for thread in threads:
                thread.start()
            together.wait(timeout=30)
            for thread in threads:
                thread.join()
            assert rows.fetchall()
    assert faults == []
    made.project.close()


def test_a_backup_is_as_old_as_what_it_is_of_from_the_moment_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended right after it, a later change would else have no backup."""
    made = make(tmp_path / "p.annot")
    os.utime(made.project.path, ns=(10**18, 10**18))
    there: list[int] = []

    def note(source: Path, target: Path) -> None:
        there.append(source.stat().st_mtime_ns)
        raise OSError(5, "the program ends here")

    monkeypatch.setattr(os, "replace", note)
    with pytest.raises(UserError):
        backups.back_up(made.project, tmp_path / "backups")
    assert there == [10**18]
    made.project.close()
