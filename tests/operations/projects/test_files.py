"""Projects as files: what happens to them, and on the way to them, is said in a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.merging import merges
from annotator.operations.projects import files as project_files
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.storage import backups
from tests.making import ANN, BEN, Made, content, make

posix = pytest.mark.skipif(os.name == "nt", reason="an open file can't be moved or emptied there")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    return made


@posix
def test_a_project_removed_while_it_is_open(made: Made) -> None:
    made.project.path.unlink()
    with pytest.raises(UserError, match=r"moved, removed or replaced|can't be opened"):
        made.code(ANN, "claim", (7, 9))


@posix
def test_a_project_emptied_while_it_is_open(made: Made) -> None:
    os.truncate(made.project.path, 0)
    with pytest.raises(UserError, match=r"replaced|damaged|removed"):
        made.code(ANN, "claim", (7, 9))
    with pytest.raises(UserError, match=r"replaced|damaged|removed"):
        content(made.project)


@posix
@pytest.mark.parametrize("how", ["renamed", "copied"])
def test_a_project_replaced_while_it_is_open(tmp_path: Path, made: Made, how: str) -> None:
    other = make(tmp_path / "other.annot", BEN, text="Quite another text, of another length.")
    other.project.close()
    other_path = other.project.path
    if how == "renamed":
        other_path.replace(made.project.path)
    else:
        shutil.copyfile(other_path, made.project.path)
    with pytest.raises(UserError, match="replaced"):
        made.code(ANN, "claim", (7, 9))
    with projects.open_(made.project.path) as now:
        assert integrity.check(now) == []
        assert content(now).codings == ()


def test_a_backup_of_the_project_put_in_its_place_is_the_project(
    tmp_path: Path, made: Made
) -> None:
    made.project.copy_to(tmp_path / "earlier.annot")
    made.code(ANN, "claim", (7, 9))
    shutil.copyfile(tmp_path / "earlier.annot", made.project.path)
    assert len(content(made.project).codings) == 1
    made.code(ANN, "claim", (10, 12))
    assert integrity.check(made.project) == []


def test_a_backup_folder_that_cannot_be_made(tmp_path: Path, made: Made) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError, match="could be made"):
        backups.back_up(made.project, tmp_path / "file" / "backups")


def test_an_older_project_is_not_upgraded_without_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.annot"
    shutil.copy(Path(__file__).parents[2] / "files" / "version-2.annot", path)
    before = path.read_bytes()
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(project_files, "backup_folder", lambda: tmp_path / "file" / "backups")
    with pytest.raises(UserError, match="no backup"):
        projects.open_(path)
    assert path.read_bytes() == before


LONG = "Ж" * 140 + ".annot"


def test_names_longer_than_a_file_system_takes(tmp_path: Path, made: Made) -> None:
    with pytest.raises(UserError, match="too long"):
        projects.create(tmp_path / LONG, Codebook(), ANN)
    with pytest.raises(UserError, match="too long"):
        projects.save_copy(made.project, tmp_path / LONG)
    with pytest.raises(UserError, match="too long"):
        handout.hand_out(made.project, tmp_path / LONG, BEN)
    with pytest.raises(UserError):
        projects.open_(tmp_path / LONG)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.annot"]


def test_the_longest_name_works_with_all_that_is_made_of_it(tmp_path: Path) -> None:
    path = tmp_path / ("Ж" * 118 + ".annot")
    made = make(path)
    backup = backups.back_up(made.project, tmp_path / "backups")
    assert backup is not None and backup.exists()
    projects.save_copy(made.project, tmp_path / ("Щ" * 120 + ".annot"))


def test_the_disk_that_is_full_is_the_one_that_is_named(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("annotator.storage.journals.make_distinct", full)
    target = tmp_path / "elsewhere" / "copy.annot"
    target.parent.mkdir()
    with pytest.raises(UserError, match="No space left") as told:
        projects.save_copy(made.project, target)
    assert str(target) in str(told.value)
    assert list(target.parent.iterdir()) == []


def test_a_merge_names_the_file_that_the_disk_refuses(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / "source.annot", BEN)
    source.code(BEN, "claim", (0, 3))

    def fill(target: Connection, _source: Connection, _skipped: object) -> None:
        pages = target.exec_driver_sql("PRAGMA page_count").scalar()
        target.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        target.exec_driver_sql("UPDATE document_text SET source = zeroblob(9000000)")

    monkeypatch.setattr("annotator.storage.merging.unite", fill)
    with pytest.raises(UserError, match="disk is full") as told:
        finish(merges.merge(made.project, ANN.guid, [source.project.path]))
    assert str(made.project.path) in str(told.value)
    assert integrity.check(made.project) == []


def test_a_lock_of_another_program_is_a_sentence(made: Made) -> None:
    other = sqlite3.connect(made.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(UserError, match="another program is writing it"):
            made.code(ANN, "claim", (7, 9))
    finally:
        other.execute("ROLLBACK")
        other.close()


@posix
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.annot"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull), Path("/dev/zero"), tmp_path):
        with pytest.raises(UserError):
            projects.open_(path)
