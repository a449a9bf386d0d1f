"""What is sound of a faulty project is read, and nothing is written to the file."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from annotator.corpus.identity import is_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import FaultyProjectError, UserError
from annotator.operations import codings, projects, transfer
from annotator.operations.codings import NewCoding
from annotator.operations.projects import integrity
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage.cleaning import LeftOut
from annotator.storage.faulty_files import ReadOnlyProject
from tests.making import ANN, BEN, content, make
from tests.storage.test_faulty_files import FAULTS, HISTORY, SAMPLE, damaged, read_history
from tests.storage.test_journals import crash


@pytest.fixture(scope="module")
def sound() -> tuple[int, int]:
    with projects.open_read_only(SAMPLE) as project:
        found = content(project)
    return len(found.documents), len(found.codings)


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_sound_is_read_and_exported(
    tmp_path: Path, sound: tuple[int, int], what: str
) -> None:
    path = damaged(tmp_path, FAULTS[what])
    before = path.read_bytes()
    with projects.open_read_only(path) as project:
        found = content(project)
        faults = [one for one in integrity.check(project) if "history does not know" not in one]
        assert faults == []
        read_history(project, what in HISTORY)
        assert is_guid(project.guid)
        left = project.left_out
        assert left.rows or left.mended
        assert sum(left.rows.values()) + sum(left.mended.values()) > 0
        if not left.rows["document"] and not left.mended["document"]:
            # Else documents that others stood in for come into sight.
            assert len(found.documents) == sound[0]
            assert len(found.codings) == sound[1] - left.rows["coding"]
        finish(transfer.export_file(everything(project), tmp_path / "out.qdpx"))
        projects.save_copy(project, tmp_path / "copy.annot")
    with projects.open_(tmp_path / "copy.annot") as copy:
        assert content(copy).codings == found.codings
        coders.ensure(copy, BEN)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.annot", "out.qdpx", "p.annot"]


def test_a_sound_project_loses_nothing(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLE, tmp_path / "p.annot"))
    with projects.open_read_only(path) as project, projects.open_(path) as whole:
        assert content(project) == content(whole)
        assert project.last_step() == whole.last_step()
        assert project.left_out.sentence() == "Nothing had to be left out."


def test_damage_that_can_be_read_over_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLE, tmp_path / "p.annot"))
    data = bytearray(path.read_bytes())
    data[36:40] = (7).to_bytes(4, "big")  # how many pages are free
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"(?s)is damaged \(.*reelist.*\)\. Use a backup"):
        projects.open_read_only(path)


def test_codes_stay_where_the_one_above_is_left_out(tmp_path: Path) -> None:
    above = "(SELECT parent FROM code WHERE parent IS NOT NULL ORDER BY guid LIMIT 1)"
    path = damaged(tmp_path, f"UPDATE code SET unit = 'x' WHERE guid = {above}")
    with projects.open_read_only(path) as project:
        left = project.left_out
        found = content(project).codebook
    assert left.rows["code"] == 1
    assert left.mended["place of a code"] >= 1
    assert all(code.parent is None or code.parent in found.by_guid for code in found.codes)


def test_nothing_can_be_written(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    before = made.project.path.read_bytes()
    with projects.open_read_only(made.project.path) as project:
        guid = content(project).documents[0].guid
        for write in (
            lambda: codings.add_many(
                project, ANN.guid, [NewCoding(guid, made.codes["claim"], [Span(0, 6)])]
            ),
            lambda: project.undo(ANN.guid),
            project.vacuum,
            lambda: project.rewriting().__enter__(),
        ):
            with pytest.raises(UserError, match="read-only"):
                write()
        with pytest.raises(UserError, match="itself"):
            projects.save_copy(project, made.project.path, overwrite=True)
        assert projects.back_up(project) is None
    assert made.project.path.read_bytes() == before


def test_a_copy_that_is_read_goes_with_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = Path(shutil.copy(SAMPLE, tmp_path / "p.annot"))
    project = projects.open_read_only(path)
    assert len(list(temporary.iterdir())) == 1
    with projects.open_read_only(path):  # takes away what crashes left, and no more
        content(project)
    project.close()
    assert list(temporary.iterdir()) == []
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(UserError):
        projects.open_read_only(path)
    assert list(temporary.iterdir()) == []


def test_damaged_pages_and_other_programs_tables_are_refused(tmp_path: Path) -> None:
    path = damaged(tmp_path, "CREATE TRIGGER t AFTER INSERT ON code BEGIN SELECT 1; END")
    with pytest.raises(UserError, match="no project has") as told:
        projects.open_read_only(path)
    assert str(path) in str(told.value)
    data = bytearray(SAMPLE.read_bytes())
    data[4_096 * 3 : 4_096 * 6] = b"\xaa" * 4_096 * 3
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        projects.open_read_only(path)


def test_a_crashed_project_is_read_with_its_journal(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text="A text of some length. " * 3_000)
    before = content(made.project)
    made.project.close()
    crash(made.project.path)
    there = {one: one.read_bytes() for one in tmp_path.iterdir()}
    with projects.open_read_only(made.project.path) as project:
        assert isinstance(project, ReadOnlyProject)
        assert content(project) == before
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == there


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_file_is_not_upgraded_in_its_place(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(SAMPLE.with_name(f"version-{version}.annot"), tmp_path / "p.annot"))
    before = path.read_bytes()
    with projects.open_read_only(path) as project:
        assert content(project).codings
    assert path.read_bytes() == before


def test_opening_says_that_it_can_be_read(tmp_path: Path) -> None:
    path = damaged(tmp_path, FAULTS["an unknown unit"])
    with pytest.raises(FaultyProjectError, match="--faulty"):
        projects.open_(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM code WHERE unit = 'paragraph'").fetchone()[0]
    connection.close()


def test_what_is_left_out_is_said_in_words() -> None:
    rows = Counter({"status": 2, "attribute_value": 1, "step of the history": 3})
    mended = Counter({"text with letters that are no Unicode": 2, "project without a row": 1})
    assert LeftOut(rows, mended).sentence() == (
        "Left out, as faulty or about what is faulty: 2 statuses, 1 attribute value, 3 steps of the"
        " history. Set right where it is shown: 2 texts with letters that are no Unicode, 1 project"
        " without a row."
    )


def test_rows_are_found_although_an_index_is_wrong(tmp_path: Path) -> None:
    """The check of pages does not look at it, and a search would pass over rows."""
    path = Path(shutil.copy(SAMPLE, tmp_path / "p.annot"))
    connection = sqlite3.connect(path)
    (guid,) = connection.execute("SELECT guid FROM step ORDER BY guid LIMIT 1").fetchone()
    connection.close()
    data = path.read_bytes()
    other = "1" if guid[0] == "0" else "0"
    assert data.count(guid.encode()) == 2, "in the table, and in its index"
    at = data.index(guid.encode())
    path.write_bytes(data[:at] + other.encode() + data[at + 1 :])
    with projects.open_(path) as project:
        assert any("missing from index" in fault for fault in integrity.check(project))
    with projects.open_read_only(path) as project:
        assert integrity.check(project) == []


def test_a_project_without_its_row_gets_one_that_locks_and_hides_nothing(tmp_path: Path) -> None:
    path = damaged(tmp_path, "DELETE FROM project")
    with projects.open_read_only(path) as project, project.reading() as connection:
        row = connection.exec_driver_sql("SELECT cues_locked, blind, deleted FROM project").one()
        assert project.left_out == LeftOut(mended=Counter({"project without a row": 1}))
    assert tuple(row) == (0, 0, 0)


def test_a_rule_that_cannot_be_read_is_that_which_shows_least(tmp_path: Path) -> None:
    path = damaged(tmp_path, "UPDATE project SET cues_locked = 7, blind = 7")
    with projects.open_read_only(path) as project, project.reading() as connection:
        row = connection.exec_driver_sql("SELECT cues_locked, blind, deleted FROM project").one()
        assert project.left_out.mended == Counter({"project": 1})
    assert tuple(row) == (0, 1, 0)


def test_each_length_that_is_wrong_counts_once(tmp_path: Path) -> None:
    path = damaged(tmp_path, "UPDATE document SET characters = characters + 1")
    with projects.open_read_only(path) as project:
        with project.reading() as connection:
            number = connection.exec_driver_sql("SELECT count(*) FROM document").scalar()
        assert project.left_out.mended == Counter({"length of a document": number})


def test_what_a_faulty_step_changed_goes_with_it_and_is_not_counted_apart(tmp_path: Path) -> None:
    path = damaged(tmp_path, "UPDATE step SET kind = 'magic' WHERE seq IN (1, 2)")
    with projects.open_read_only(path) as project, project.reading() as connection:
        assert project.left_out.rows == Counter({"step of the history": 2})
        left = "SELECT count(*) FROM change WHERE step IN (1, 2)"
        assert connection.exec_driver_sql(left).scalar() == 0
