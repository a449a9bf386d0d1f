"""Hostile and damaged projects of other programs: refused in a sentence, and none of their SQL
runs."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange import programs
from annotator.exchange.programs.sqlite_tables import open_tables
from tests.exchange.programs import databases, standoff
from tests.exchange.programs.reading import coded, read
from tests.soak.hostile_programs import MAKERS, attempt


@pytest.mark.parametrize("name", MAKERS)
def test_faults_are_refused_in_a_sentence_or_read(name: str, tmp_path: Path) -> None:
    outcomes = []
    for seed in range(8):
        folder = tmp_path / str(seed)
        folder.mkdir()
        outcomes.append(attempt(name, seed, folder, take=False))
    assert set(outcomes) <= {"not known", "refused", "read"}


def test_views_triggers_and_generated_columns_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "trap.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE real(a, b GENERATED ALWAYS AS (zeroblob(1000000000)))")
        connection.execute("INSERT INTO real(a) VALUES ('kept')")
        connection.execute(
            "CREATE VIEW trap AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i FROM n"
        )
        connection.commit()
    with open_tables(path) as tables:
        assert not tables.has("trap")
        assert list(tables.rows("trap", "i")) == []
        assert list(tables.rows("real", "a", "b")) == [("kept", None)]


def test_the_file_of_another_program_stays_as_it_was(tmp_path: Path) -> None:
    folder = databases.qualcoder(tmp_path)
    before = (folder / "data.qda").read_bytes()
    read(folder)
    assert (folder / "data.qda").read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["data.qda"]


def test_a_database_that_another_program_has_open_is_refused(tmp_path: Path) -> None:
    path = databases.rqda(tmp_path)
    path.with_name("study.rqda-wal").write_bytes(b"not yet written")
    with (
        pytest.raises(UserError, match="is open in another program"),
        open_tables(path),
    ):
        pass


def test_codes_below_themselves_come_to_the_top(tmp_path: Path) -> None:
    folder = databases.qualcoder(tmp_path)
    databases.execute(folder / "data.qda", "UPDATE code_cat SET supercatid = 2 WHERE catid = 1")
    found = read(folder)
    assert len(found.content.codings) == 5
    assert any("below itself" in one.message for one in found.report.findings)


def test_links_out_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    folder = standoff.brat(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "ana" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "ana" / "out.ann").write_text("T1\tGreeting 0 6\tsecret")
    found = read(folder)
    assert "secret" not in str(coded(found.content))
    assert any("is missing" in one.message for one in found.report.findings)


def test_what_a_system_adds_to_folders_and_archives_is_passed_over(tmp_path: Path) -> None:
    folder = standoff.brat(tmp_path)
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder))
        archive.writestr("__MACOSX/ana/._talk.ann", b"\x00\x05\x16\x07")
    (folder / "ana" / "._talk.ann").write_bytes(b"\x00\x05\x16\x07")
    assert coded(read(folder).content) == coded(read(packed).content)


def test_a_project_of_this_program_is_none_of_another(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("a text")
    (tmp_path / "data.json").write_text('[{"text": "a", "n": 1}]')
    (tmp_path / "data.csv").write_text("id,text\n1,a\n")
    assert [programs.recognised(path) for path in sorted(tmp_path.iterdir())] == [None] * 3
    assert programs.recognised(tmp_path) is None
