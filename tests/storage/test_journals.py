"""A journal beside a project: never brought into another file, never lost where it is the file's.

`crash` leaves a project as the end of the computer in the middle of a step does: pages of the step
are in the file already, the journal beside it says what they were.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects, transfer
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.storage import backups, journals
from tests.making import ANN, BEN, Made, content, make, text_file


def crash(path: Path) -> None:
    """Put the file, and a journal, as they are in the middle of a step that wrote much."""
    copy, journal = path.with_name("half.annot"), path.with_name("half.annot-journal")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE code SET definition = printf('%.*c', 40000, 'x')")
    connection.execute("UPDATE project SET name = 'half done'")
    connection.execute("UPDATE document_text SET source = zeroblob(90000)")
    connection.execute("UPDATE document_text SET text = printf('%.*c', 90000, 'y')")
    shutil.copy(path, copy)
    shutil.copy(f"{path}-journal", journal)
    connection.execute("ROLLBACK")
    connection.close()
    copy.replace(path)
    journal.replace(f"{path}-journal")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot", text="A text of some length. " * 3_000)
    made.code(ANN, "claim", (0, 6))
    return made


@pytest.fixture
def crashed(tmp_path: Path, made: Made) -> Path:
    """A crashed project under another name, with its journal."""
    path = tmp_path / "crashed.annot"
    made.project.copy_to(path)
    crash(path)
    assert journals.has_journal(path)
    return path


def test_a_crash_in_a_step_leaves_what_was_before_it(made: Made, crashed: Path) -> None:
    before = content(made.project)
    with projects.open_(crashed) as project:
        assert content(project) == before
        assert integrity.check(project) == []
        assert project.remarks == ()
    assert not journals.has_journal(crashed)


def test_a_crash_before_the_file_has_grown_leaves_what_was_before_it(
    made: Made, crashed: Path
) -> None:
    """The first page is written and says how long the file will be; the rest never came."""
    before = content(made.project)
    data = bytearray(crashed.read_bytes())
    pages = len(data) // int.from_bytes(data[16:18], "big")
    data[28:32] = (pages + 50).to_bytes(4, "big")
    data[92:96] = data[24:28]
    crashed.write_bytes(data)
    alone = crashed.with_name("alone.annot")
    alone.write_bytes(data)
    with pytest.raises(UserError, match="cut off"):
        projects.open_(alone)
    for source in (crashed, made.project.path):
        with backups.opened_copy(source) as copy:
            assert content(copy) == before
    with projects.open_(crashed) as project:
        assert content(project) == before
        assert integrity.check(project) == []


def test_the_crashed_file_was_damaged_indeed(crashed: Path) -> None:
    Path(f"{crashed}-journal").unlink()
    with pytest.raises(UserError, match="-journal"):
        projects.open_(crashed)


def import_over(made: Made, target: Path) -> None:
    source = target.with_name("text.txt")
    source.write_bytes(text_file().source)
    finish(transfer.import_as_project(target, ANN, [source], overwrite=True))


REPLACING: dict[str, Callable[[Made, Path], object]] = {
    "save a copy": lambda made, path: projects.save_copy(made.project, path, overwrite=True),
    "hand out": lambda made, path: handout.hand_out(
        made.project, path, BEN, Rules(), overwrite=True
    ),
    "import as a project": import_over,
    "a new project": lambda _made, path: projects.create(
        path, Codebook(), ANN, overwrite=True
    ).close(),
}


@pytest.mark.parametrize("how", REPLACING)
@pytest.mark.parametrize("stands", [True, False])
def test_what_replaces_a_crashed_project_stays_whole(
    made: Made, crashed: Path, how: str, stands: bool
) -> None:
    if not stands:
        crashed.unlink()  # the journal alone is left
    REPLACING[how](made, crashed)
    assert not journals.has_journal(crashed)
    with projects.open_(crashed) as project:
        assert integrity.check(project) == []
        assert project.remarks == ()


def test_a_backup_put_in_the_place_of_a_crashed_project_opens(
    tmp_path: Path, made: Made, crashed: Path
) -> None:
    backup = tmp_path / "backup.annot"
    made.project.copy_to(backup)
    made.code(ANN, "claim", (7, 9))
    shutil.copy(backup, crashed)
    with projects.open_(crashed) as project:
        assert len(content(project).codings) == 1
        assert integrity.check(project) == []
        (remark,) = project.remarks
    assert "set aside" in remark
    aside = [path for path in tmp_path.iterdir() if "set aside" in path.name]
    assert len(aside) == 2, "the journal, and the file as it was"
    with projects.open_(crashed) as project:
        assert project.remarks == ()


def test_a_copy_by_hand_put_in_its_place_opens(tmp_path: Path, made: Made) -> None:
    """A copy of the bytes has the count of changes of then."""
    copy = tmp_path / "yesterday.annot"
    shutil.copy(made.project.path, copy)
    for number in range(5):
        made.code(ANN, "claim", (number, number + 9))
    crash(made.project.path)
    shutil.copy(copy, made.project.path)
    with projects.open_(made.project.path) as project:
        assert len(content(project).codings) == 1
        assert integrity.check(project) == []


def test_a_journal_that_says_nothing_goes(made: Made) -> None:
    journal = Path(f"{made.project.path}-journal")
    journal.write_bytes(bytes(4096))
    with projects.open_(made.project.path) as project:
        assert project.remarks == ()
    assert not journal.exists()


def test_damaged_either_way_both_stay_as_they_are(crashed: Path) -> None:
    journal = Path(f"{crashed}-journal")
    data = bytearray(journal.read_bytes())
    data[3_000:-100] = bytes(len(data) - 3_100)
    journal.write_bytes(data)
    before = crashed.read_bytes(), journal.read_bytes()
    with pytest.raises(UserError, match="damaged, with the journal"):
        projects.open_(crashed)
    assert (crashed.read_bytes(), journal.read_bytes()) == before


def test_a_crashed_colleagues_file_merges_with_its_journal(made: Made, crashed: Path) -> None:
    before = crashed.read_bytes(), Path(f"{crashed}-journal").read_bytes()
    finish(merges.merge(made.project, ANN.guid, [crashed]))
    assert integrity.check(made.project) == []
    assert (crashed.read_bytes(), Path(f"{crashed}-journal").read_bytes()) == before


def test_a_file_that_another_program_writes_is_not_replaced(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "LONGEST_WAIT_S", 0.1)
    target = tmp_path / "busy.annot"
    made.project.copy_to(target)
    other = sqlite3.connect(target, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE project SET name = 'x'")
    try:
        with pytest.raises(UserError, match="written by another program"):
            projects.save_copy(made.project, target, overwrite=True)
    finally:
        other.execute("COMMIT")
        other.close()


def test_no_room_to_try_a_journal_is_a_sentence(
    crashed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = crashed.read_bytes(), Path(f"{crashed}-journal").read_bytes()
    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(UserError, match="No space left"):
        projects.open_(crashed)
    assert (crashed.read_bytes(), Path(f"{crashed}-journal").read_bytes()) == before


def test_over_an_empty_file_nothing_is_set_aside(made: Made, tmp_path: Path) -> None:
    """SQLite makes a journal as soon as an empty file is locked: it is nobody's."""
    folder = tmp_path / "others"
    folder.mkdir()
    target = folder / "copy.annot"
    target.touch()
    projects.save_copy(made.project, target, overwrite=True)
    assert [path.name for path in folder.iterdir()] == ["copy.annot"]
    projects.open_(target).close()
