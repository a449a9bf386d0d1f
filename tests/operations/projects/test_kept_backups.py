"""Backups: which are kept, what differs in them, restored as a new file."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator import paths
from annotator import settings as preferences
from annotator.errors import UserError
from annotator.operations import codings, projects
from annotator.operations.projects import integrity, kept_backups
from annotator.operations.viewing import everything, looking
from annotator.storage import backup_names
from annotator.storage.backups import Rotation
from tests.making import ANN, BEN, Made, make

DAY_NS = 86_400_000_000_000


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def backed_up(made: Made, days_ago: float = 0) -> Path:
    """A backup of the project as it is, as if it had been made so long ago."""
    moment = time.time_ns() - int(days_ago * DAY_NS)
    os.utime(made.project.path, ns=(moment, moment))
    backup = projects.back_up(made.project)
    assert backup is not None
    return backup


def test_what_differs_from_a_backup_is_counted(made: Made) -> None:
    stays = made.code_words(ANN, "claim", "Nobody")
    goes = made.code_words(ANN, "claim", "talks")
    backup = backed_up(made)
    codings.delete(made.project, ANN.guid, [goes])
    codings.recode(made.project, ANN.guid, [stays], made.codes["prediction"])
    made.code_words(ANN, "claim", "fail")
    found = kept_backups.differences(everything(made.project), backup)
    assert (found["coding"].added, found["coding"].changed, found["coding"].deleted) == (1, 1, 1)
    assert not found["document"] and not found["code"]
    (facts,) = kept_backups.listed(everything(made.project))
    assert (facts.path, facts.codings, facts.size) == (backup, 2, backup.stat().st_size)
    assert abs((datetime.now(UTC) - facts.at).total_seconds()) < 100


def test_a_blind_project_counts_ones_own_codings_alone(made: Made) -> None:
    made.code_words(ANN, "claim", "Nobody")
    made.code_words(BEN, "claim", "talks")
    backup = backed_up(made)
    made.code_words(BEN, "claim", "fail")
    projects.set_blind(made.project, ANN.guid, True)
    viewer = looking(made.project, ANN.guid)
    assert [one.codings for one in kept_backups.listed(viewer)] == [1]
    assert not kept_backups.differences(viewer, backup)["coding"]


def test_a_backup_becomes_a_file_of_its_own(made: Made, tmp_path: Path) -> None:
    backup = backed_up(made)
    before = backup.read_bytes()
    made.code_words(ANN, "claim", "Nobody")
    for target, why in (
        (made.project.path, "open project itself"),
        (backup, "backup itself"),
        (tmp_path / "no folder" / "x.annot", "no folder"),
    ):
        with pytest.raises(UserError, match=why):
            kept_backups.restore(made.project, backup, target, overwrite=True)
    target = tmp_path / "restored.annot"
    kept_backups.restore(made.project, backup, target)
    with pytest.raises(UserError, match="exists already"):
        kept_backups.restore(made.project, backup, target)
    with projects.open_(target) as restored:
        assert integrity.check(restored) == []
        assert restored.guid == made.project.guid
    assert backup.read_bytes() == before


def test_a_damaged_backup_is_told(made: Made, tmp_path: Path) -> None:
    backup = backed_up(made)
    with backup.open("r+b") as file:
        file.seek(0)
        file.write(bytes(9000))
    (facts,) = kept_backups.listed(everything(made.project))
    assert facts.codings is None
    with pytest.raises(UserError, match="can’t be read"):
        kept_backups.differences(everything(made.project), backup)
    with pytest.raises(UserError):
        kept_backups.restore(made.project, backup, tmp_path / "restored.annot")
    assert not (tmp_path / "restored.annot").exists()


def test_a_backup_is_deleted_and_nothing_else(made: Made, tmp_path: Path) -> None:
    backup = backed_up(made)
    other = tmp_path / "p 2026-01-01 10.00.00.000000.annot"
    make(other).project.close()
    with pytest.raises(UserError, match="not deleted"):
        kept_backups.delete(made.project, other)
    kept_backups.delete(made.project, backup)
    assert not backup.exists() and other.exists()


@pytest.mark.parametrize(
    ("rotation", "kept"),
    [
        (Rotation(10, 0), [40, 20, 3, 2, 1]),
        (Rotation(2, 0), [2, 1]),
        (Rotation(10, 7), [3, 2, 1]),
        (Rotation(10, 1), [1]),
        (Rotation(0, 0), [1]),
        (Rotation(2, 30), [2, 1]),
    ],
)
def test_rotation_by_number_and_age(tmp_path: Path, rotation: Rotation, kept: list[int]) -> None:
    now = time.time_ns()
    backups = []
    for days in (40, 20, 3, 2, 1):
        path = tmp_path / f"{days}"
        path.touch()
        os.utime(path, ns=(now - days * DAY_NS - 1, now - days * DAY_NS - 1))
        backups.append(path)
    gone = rotation.outdated(backups, now)
    assert [int(path.name) for path in backups if path not in gone] == kept


def test_the_preferences_say_where_and_how_many(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    settings = preferences.Settings(backup_folder=str(folder), backup_number=2)
    settings.save()
    with pytest.raises(UserError, match="is not there"):
        projects.back_up(made.project)
    folder.mkdir()
    for days in (9, 8, 7):
        backed_up(made, days)
    assert len(backup_names.of_project(folder, made.project.guid)) == 2
    settings.backup_days = 5
    settings.save()
    backed_up(made, 1)
    assert len(backup_names.of_project(folder, made.project.guid)) == 1
    assert not (paths.data_folder() / "backups").exists()


def test_a_restored_backup_leaves_nothing_beside_it(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    folder.mkdir()
    kept_backups.restore(made.project, backed_up(made), folder / "new.annot")
    assert [path.name for path in folder.iterdir()] == ["new.annot"]
