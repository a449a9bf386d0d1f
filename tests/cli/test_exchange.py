"""Copies for coders, dry runs, and the audit trail on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator.operations import documents, memos, projects
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, content, make, text_file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "the US-hosted round")
    made.code_words(BEN, "claim", "US-hosted")
    documents.add(made.project, ANN.guid, [text_file("more.txt", "More.")])
    memos.write(made.project, ANN.guid, made.document, "a secret of Ann's")
    made.project.close()
    return tmp_path / "p.annot"


def test_a_copy_for_a_coder_holds_nothing_of_the_others(
    run: Run, project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "ben.annot"
    run("handout", project, copy, "--coder", "Ben", "--document", "talks.txt")
    with projects.open_(copy) as handed:
        now = content(handed)
        assert {c.coder for c in now.codings} == {BEN.guid}
        assert [d.name for d in now.documents] == ["talks.txt"]
        assert len(now.codebook.codes) == 4
        assert now.memos == ()
    assert b"secret" not in copy.read_bytes(), "not even in the history or free pages"
    assert "sound" in run("check", copy)


def test_a_blind_copy_comes_back_by_merging(run: Run, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "new.annot"
    run("handout", project, copy, "--coder", "Cleo", "--blind")
    assert run.json("info", copy)["codings"] == 0
    assert run.json("merge", project, copy, "--dry-run")["codings"]["deleted"] == 0
    run("merge", project, copy)
    assert run.json("info", project)["codings"] == 2, "what was left out is not deleted"


def test_a_dry_run_tells_and_changes_nothing(run: Run, project: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other.annot", BEN)
    other.code_words(BEN, "prediction", "It may last")
    other.project.close()
    before = project.read_bytes()
    found = run.json("merge", project, tmp_path / "other.annot", "--dry-run")
    assert found["codings"]["added"] == 1
    assert project.read_bytes() == before
    assert run.json("merge", project, tmp_path / "other.annot") == found


def test_history_says_who_did_what(run: Run, project: Path) -> None:
    entries = run.json("history", project)["history"]
    assert [e["label"] for e in entries][-1] == "Write a memo"
    assert {e["coder"] for e in entries} == {"Ann", "Ben"}
    assert all(
        e["coder"] == "Ben" for e in run.json("history", project, "--coder", "Ben")["history"]
    )
    assert run.json("history", project, "--since", "2999-01-01")["history"] == []
    assert run.json("history", project, "--until", "2001-01-01")["history"] == []
    assert run.json("history", project, "--until", "2999-01-01")["history"] == entries
    run("history", project, "--document", "Nothing", status=2)
    run("history", project, "--code", "Nothing", status=2)
    rows = list(csv.DictReader(io.StringIO(run("history", project, "--csv"))))
    assert any("secret" in row["after"] for row in rows)
    run("history", project, "--since", "yesterday", status=2)
    run("history", project, "--coder", "Nobody", status=2)
