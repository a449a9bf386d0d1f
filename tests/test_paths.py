"""A folder beside the program takes settings, logs and backups."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import paths
from annotator import settings as preferences
from annotator.operations import projects


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    paths.portable_folder.cache_clear()
    yield
    paths.portable_folder.cache_clear()


def folders() -> list[Path]:
    return [
        paths.data_folder(),
        paths.config_folder(),
        paths.log_folder(),
        paths.cache_folder(),
    ]


def test_without_such_a_folder_the_system_says_where(home: Path) -> None:
    assert all(home in folder.parents or folder == home for folder in folders())


def test_on_windows_the_environment_names_the_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a trial and the tests there would be in the home of who runs them."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(home / "Local"))
    assert paths.data_folder() == home / "Local" / "Annotator"
    monkeypatch.delenv("LOCALAPPDATA")
    assert home / "Local" not in paths.data_folder().parents


@pytest.mark.parametrize("kind", ["checkout", "frozen", "bundle", "image"])
def test_with_it_everything_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    if kind == "checkout":
        monkeypatch.setattr(paths, "__file__", str(tmp_path / "annotator" / "paths.py"))
        (tmp_path / "pyproject.toml").touch()
    else:
        inner = {"frozen": "Annotator", "bundle": "Annotator.app/Contents/MacOS/Annotator"}
        program = tmp_path / inner.get(kind, "mounted/usr/bin/annotator")
        program.parent.mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(program))
        if kind == "image":
            monkeypatch.setenv("APPIMAGE", str(tmp_path / "Annotator.AppImage"))
    (tmp_path / "portable").mkdir()
    assert paths.portable_folder() == (tmp_path / "portable").resolve()
    assert [one.parent for one in folders()] == [(tmp_path / "portable").resolve()] * 4
    preferences.Settings(coder="Noor").save()
    assert (tmp_path / "portable" / "settings" / "settings.json").is_file()
    assert preferences.load().coder == "Noor"
    assert projects.backup_folder() == tmp_path.resolve() / "portable" / "data" / "backups"


def test_a_package_among_others_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside it lie other packages, of which one may be called so."""
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "annotator" / "paths.py"))
    (tmp_path / "portable").mkdir()
    assert paths.portable_folder() is None


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="everybody may write there")
def test_one_that_can_not_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "annotator" / "paths.py"))
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "portable").mkdir(mode=0o500)
    assert paths.portable_folder() is None
