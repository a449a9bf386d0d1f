"""``annotator archive``: write, verify, refuse."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.test_commands import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_written_and_verified(run: Run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "study.zip"
    options = ("--no-texts", "--words", 5, "--query", "code:claim", "--table", "codes", "coders")
    found = run.json("archive", sample_file, target, *options)
    assert "README.txt" in found["members"]
    told = run.json("archive", "--verify", target)
    assert told["holds"] is True
    assert {"code:claim", "codes × coders"} <= {one["what"] for one in told["checks"]}
    assert "as stated" in run("archive", "--verify", target)


def test_what_is_otherwise_has_status_1(run: Run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "study.zip"
    run("archive", sample_file, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("more.txt", "more")
    assert "NOT AS STATED" in run("archive", "--verify", target, status=1)


def test_refusals(run: Run, sample_file: Path, tmp_path: Path) -> None:
    run("archive", status=2)
    assert "Name the project" in run.err
    run("archive", sample_file, tmp_path / "study.tar", status=2)
    run("archive", sample_file, tmp_path / "study.zip", "--words", 3, status=2)
    assert "--no-texts" in run.err
    run("archive", "--verify", sample_file, status=2)
    assert "ZIP" in run.err
