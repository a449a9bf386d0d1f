"""Which arguments are for the command line: a project that is there opens the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import cli
from annotator.cli.arguments import COMMANDS


def test_nothing_and_a_file_that_is_there_are_for_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.annot").touch()
    (tmp_path / "letters").mkdir()
    assert not cli.is_command([])
    for there in ("a.annot", str(tmp_path / "a.annot"), "letters"):
        assert not cli.is_command([there])
    for not_there in ("b.annot", "nothing", "--help"):
        assert cli.is_command([not_there])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_one_although_a_file_has_its_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.is_command([name])
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    assert cli.is_command([name])
    assert not cli.is_command([str(tmp_path / name)])
