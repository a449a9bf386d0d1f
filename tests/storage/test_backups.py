"""Where backups lie, which of them are kept, what is in them, and files opened as copies."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.identity import new_guid
from annotator.errors import UserError
from annotator.operations import codings
from annotator.storage import backup_facts, backup_names, backups
from annotator.storage.backups import Rotation
from tests.making import ANN, BEN, make

DAY_NS = 86_400_000_000_000


def aged(folder: Path, *days: float) -> list[Path]:
    """Files of these ages, oldest first; the last moment is 1000 days after 1970."""
    found = []
    for number, age in enumerate(days):
        path = folder / f"{number}.annot"
        path.touch()
        moment = int((1000 - age) * DAY_NS)
        os.utime(path, ns=(moment, moment))
        found.append(path)
    return found


def test_of_many_and_of_old_ones_the_newest_stay(tmp_path: Path) -> None:
    files, now = aged(tmp_path, 40, 3.5, 2.5, 0), 1000 * DAY_NS
    assert Rotation(4, 0).outdated(files, now) == []
    assert Rotation(2, 0).outdated(files, now) == files[:2]
    assert Rotation(4, 3).outdated(files, now) == files[:2]
    assert Rotation(3, 30).outdated(files, now) == files[:1]
    assert Rotation(0, 0).outdated(files, now) == files[:-1]
    assert Rotation(4, 1).outdated(files, now + 50 * DAY_NS) == files[:-1]


def test_a_backup_is_made_where_the_project_changed_since(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    folder = tmp_path / "backups"
    first = backups.back_up(made.project, folder)
    assert first is not None
    assert backups.back_up(made.project, folder) is None
    changed = made.project.path.stat().st_mtime_ns + 1_000_000_000
    os.utime(made.project.path, ns=(changed, changed))
    second = backups.back_up(made.project, folder)
    assert second is not None
    assert second.stat().st_mtime_ns == changed
    assert backups.existing(made.project, folder) == [first, second]
    assert backup_names.of_project(folder, made.project.guid) == [first, second]
    assert backup_names.newest(folder, made.project.guid) == second
    assert backup_names.newest_like(folder, made.project.path) == second
    made.project.close()
    moved = made.project.path.rename(tmp_path / "moved.annot")
    assert backup_names.newest_like(folder, moved) == second, "by its identity"


def test_there_are_no_backups_of_what_was_never_backed_up(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    backups.back_up(made.project, tmp_path / "backups")
    assert backup_names.of_project(tmp_path / "backups", new_guid()) == []
    assert backup_names.of_project(tmp_path / "none", made.project.guid) == []
    for pattern in ("*", "", "../backups"):
        assert backup_names.of_project(tmp_path / "backups", pattern) == []
        assert backup_names.newest(tmp_path / "backups", pattern) is None
    assert backup_names.newest_like(tmp_path / "none", made.project.path) is None
    assert backup_names.newest_like(tmp_path / "backups", tmp_path / "other.annot") is None


def test_what_is_in_a_backup_is_counted_without_what_was_deleted(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    codings.delete(made.project, ANN.guid, [made.code(ANN, "claim", (7, 9))])
    path = made.project.path
    facts = backup_facts.facts_of(path)
    assert (facts.path, facts.size, facts.codings) == (path, path.stat().st_size, 2)
    assert backup_facts.facts_of(path, BEN.guid).codings == 1


def test_what_differs_from_a_backup_is_counted_without_what_was_deleted(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    stays, goes = made.code(ANN, "claim", (0, 6)), made.code(ANN, "claim", (2, 6))
    gone, back = made.code(ANN, "claim", (7, 9)), made.code(BEN, "claim", (7, 9))
    codings.delete(made.project, ANN.guid, [gone])
    codings.delete(made.project, BEN.guid, [back])
    made.project.copy_to(tmp_path / "backup.annot")
    made.project.undo(BEN.guid)
    codings.delete(made.project, ANN.guid, [goes])
    codings.recode(made.project, ANN.guid, [stays], made.codes["prediction"])
    with made.project.reading() as connection:
        every = backup_facts.differences(connection, tmp_path / "backup.annot")
        of_ben = backup_facts.differences(connection, tmp_path / "backup.annot", BEN.guid)
    assert every["coding"] == backup_facts.Differences(added=1, changed=1, deleted=1)
    assert of_ben["coding"] == backup_facts.Differences(added=1, changed=0, deleted=0)
    assert not every["document"] and not every["code"]


def test_a_name_is_cut_between_two_characters(tmp_path: Path) -> None:
    assert backup_names.shortened("abc", 3) == "abc"
    assert backup_names.shortened("aöüb", 4) == "aö"
    made = make(tmp_path / f"{'ö' * 120}.annot")
    backup = backups.back_up(made.project, tmp_path / "backups")
    assert backup is not None and backup.name.startswith("ö" * 100)


def test_of_a_file_that_is_no_project_the_size_alone_is_known(tmp_path: Path) -> None:
    path = tmp_path / "odd.annot"
    path.write_bytes(b"no project" * 100)
    facts = backup_facts.facts_of(path)
    assert (facts.path, facts.size, facts.codings) == (path, 1000, None)
    made = make(tmp_path / "p.annot")
    with (
        made.project.reading() as connection,
        pytest.raises(UserError, match=r"odd\.annot can’t be read"),
    ):
        backup_facts.differences(connection, path)


def test_a_colleagues_file_is_read_as_a_copy_that_stays_as_it_is(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    before = made.project.path.read_bytes()
    with backups.opened_copy(made.project.path) as copy:
        assert copy.guid == made.project.guid
        place = copy.path
        assert place != made.project.path
    assert not place.exists()
    assert made.project.path.read_bytes() == before


def test_a_faulty_file_is_told_by_its_own_name(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("CREATE TABLE odd (column)")
    with pytest.raises(UserError) as told, backups.opened_copy(made.project.path):
        raise AssertionError
    assert str(made.project.path) in str(told.value)
    assert "source.annot" not in str(told.value)


def test_where_there_is_no_room_for_the_copy_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()

    def full(*_paths: Path) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "copy_with_journal", full)
    with (
        pytest.raises(UserError, match=r"p\.annot can't be copied to .*: No space left"),
        backups.opened_copy(made.project.path),
    ):
        raise AssertionError
