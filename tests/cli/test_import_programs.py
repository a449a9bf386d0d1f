"""``annotator import`` of other programs' projects: told without writing, then taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, run
from tests.exchange.programs import databases, standoff

__all__ = ["run"]


def test_what_is_in_a_folder_is_told_and_nothing_written(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    run("new", project)
    before = project.read_bytes()
    folder = databases.qualcoder(tmp_path)
    told = json.loads(run("import", project, folder, "--dry-run", "--json"))
    assert project.read_bytes() == before
    report = told["reports"]["study.qda"]
    assert (report["format"], report["counts"]["codings"]) == ("QualCoder project", 5)
    assert report["positions"][0]["proved"] == 5
    assert report["added"]["codings"] == 5
    run("import", project, folder, "--dry-run")
    assert "study.qda: QualCoder project: " in run.err
    assert "proved by 5 of 6 passages" in run.err
    done = json.loads(run("import", project, folder, "--coder", "Ann", "--json"))
    assert done["added"]["coding"] == report["counts"]["codings"]
    again = json.loads(run("import", project, folder, "--dry-run", "--json"))
    assert not any(again["reports"]["study.qda"]["added"].values())


def test_a_project_is_made_of_several_programs(run: Run, tmp_path: Path) -> None:
    files = standoff.brat(tmp_path), databases.taguette(tmp_path)
    project = tmp_path / "new.annot"
    run("import", project, *files, "--new", "--dry-run")
    assert not project.exists()
    run("import", project, *files, "--new", "--coder", "Ann")
    codings = json.loads(run("codings", project, "--json"))["codings"]
    assert {one["document"] for one in codings} == {"talk.txt", "talk"}


def test_the_help_names_every_format(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("import", "--help")
    said = capsys.readouterr().out
    assert "qualcoder" in said
    assert ".rqda" in said
