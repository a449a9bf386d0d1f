"""Files are replaced whole or not at all, private from the first byte, and leave nothing behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotator import atomic_file, settings
from annotator.atomic_file import private_folder, remove_leftovers, replacing
from annotator.errors import UserError
from annotator.operations import projects
from annotator.storage import backups
from tests.making import make

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links are of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(RuntimeError), replacing(target) as partial:
        partial.write_text("ne")
        raise RuntimeError
    assert target.read_text() == "old"
    with replacing(target) as partial:
        partial.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_a_partial_file_is_private_and_the_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o640)
    with replacing(target) as partial:
        assert mode(partial) == 0o600
    assert mode(target) == 0o640


@posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    with replacing(link) as partial:
        partial.write_text("new")
        assert partial.parent == target.parent
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_what_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with pytest.raises(FileExistsError), replacing(target, exclusive=True) as partial:
        partial.write_text("mine")
        target.write_text("theirs")
    assert target.read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


_KILLED = """
import os, sys
from pathlib import Path
from annotator.atomic_file import replacing, private_folder
with replacing(Path(sys.argv[1])) as partial, private_folder() as folder:
    partial.with_name(partial.name + "-journal").write_text("journal")
    (folder / "whole.annot").write_text("secret")
    print(folder, flush=True)
    os.kill(os.getpid(), 9)
"""


@posix
def test_what_a_killed_process_left_goes_with_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    target = tmp_path / "a.txt"
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", _KILLED, str(target)]
    subprocess.run(command, cwd=root, check=False, stdout=subprocess.DEVNULL)
    assert len(list(tmp_path.iterdir())) == 3
    assert len(list(temporary.iterdir())) == 1
    with replacing(target) as partial:
        partial.write_text("new")
    with private_folder():
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "temporary"]
    assert list(temporary.iterdir()) == []


def test_only_what_the_program_made_and_nobody_uses_is_taken_away(tmp_path: Path) -> None:
    running = tmp_path / f".{atomic_file._new_name()}.partial"
    other = ".annotator-99999999-0123456789abcdef-0123456789abcdef.partial"
    names = [running.name, other, "p.annot.partial", "annotator.partial", ".annotator-1-x.partial"]
    for name in names:
        (tmp_path / name).write_text("x")
    remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


@posix
def test_copies_of_a_private_project_are_private(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.path.chmod(0o600)
    projects.save_copy(made.project, tmp_path / "copy.annot")
    assert mode(tmp_path / "copy.annot") == 0o600
    made.project.path.chmod(0o664)
    projects.save_copy(made.project, tmp_path / "shared.annot")
    assert mode(tmp_path / "shared.annot") == 0o664


@posix
def test_backups_and_settings_are_the_users_alone(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.path.chmod(0o644)
    backup = backups.back_up(made.project, tmp_path / "data" / "backups")
    assert backup is not None
    assert mode(backup) == 0o600
    assert mode(backup.parent) == 0o700
    assert mode(backup.parent.parent) == 0o700
    settings.Settings().save()
    assert mode(settings.settings_file()) == 0o600


@posix
def test_a_private_folder_is_private_and_goes(tmp_path: Path) -> None:
    with private_folder() as folder:
        assert mode(folder) == 0o700
        (folder / "x").write_text("x")
    assert not folder.exists()


def test_no_folder_for_temporary_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    with pytest.raises(UserError, match="TMPDIR"), atomic_file.private_folder():
        pass


class OpenElsewhereError(PermissionError):
    """As Windows refuses to replace a file that another process has open."""

    winerror = 32


def refusing(monkeypatch: pytest.MonkeyPatch, error: OSError, times: int) -> list[Path]:
    """Renaming fails so many times; where it was tried."""
    replace, tried = os.replace, list[Path]()

    def refuse(source: Path, target: Path) -> None:
        tried.append(target)
        if len(tried) <= times:
            raise error
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    return tried


def test_a_file_that_is_open_elsewhere_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "settings.json"
    target.write_text("old")
    tried = refusing(monkeypatch, OpenElsewhereError("open"), times=3)
    atomic_file.write_text(target, "new")
    assert target.read_text() == "new"
    assert len(tried) == 4


@pytest.mark.parametrize(
    ("error", "again"), [(OpenElsewhereError("open"), True), (PermissionError("no"), False)]
)
def test_a_file_that_stays_open_or_is_not_ours_is_left_as_it_was(
    error: OSError, again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_file, "_PATIENCE_S", 0.05)
    target = tmp_path / "settings.json"
    target.write_text("old")
    tried = refusing(monkeypatch, error, times=1_000_000)
    with pytest.raises(PermissionError):
        atomic_file.write_text(target, "new")
    assert (len(tried) > 1) == again
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    assert target.read_text() == "old"
