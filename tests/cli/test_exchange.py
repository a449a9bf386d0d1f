"""Copies for coders, dry runs, and the audit trail on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, projects
from annotator.operations.codings import memos
from annotator.operations.merging import merges
from annotator.operations.team import rounds
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, TEXT, content, make, text_file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "the US-hosted round")
    made.code_words(BEN, "claim", "US-hosted")
    documents.add(made.project, ANN.guid, [text_file("more.txt", "More.")])
    secret = made.code_words(ANN, "prediction", "It may last")
    memos.write(made.project, ANN.guid, secret, "a secret of Ann's")
    memos.write(made.project, ANN.guid, made.document, "a remark of Ann's")
    documents.set_progress(made.project, ANN.guid, made.document, Progress.DONE)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.TRAINING)
    rounds.assign(
        made.project, ANN.guid, rounds.find(made.project, "Pilot").guid, {(made.document, ANN.guid)}
    )
    other = tmp_path / "leader.annot"
    made.project.copy_to(other)
    with projects.open_(other) as leader:
        codings.delete(leader, ANN.guid, [secret])
    finish(merges.merge(made.project, ANN.guid, [other]))
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
        assert [memo.text for memo in now.memos] == ["a remark of Ann's"], "a memo for everybody"
    assert b"secret" not in copy.read_bytes(), "not even in the history or free pages"
    assert b"more.txt" not in copy.read_bytes()
    assert "sound" in run("check", copy)


def test_a_blind_copy_holds_no_name_and_no_word_of_the_others(
    run: Run, project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "ben.annot"
    run("handout", project, copy, "--coder", "Ben", "--blind", "--lock-cues")
    raw = copy.read_bytes()
    for words in (b"Ann", b"secret", b"remark", b"Pilot", b"leader.annot"):
        assert words not in raw, words
    found = run.json("info", copy)
    assert found["project"]["blind"] and found["project"]["cues_locked"]
    assert [coder["name"] for coder in found["coders"]] == ["Ben"]
    assert found["codings"] == 1
    assert "sound" in run("check", copy)
    assert run.json("merge", project, copy, "--dry-run")["conflicts"] == []
    assert not run.json("info", project)["project"]["blind"]


def test_a_copy_follows_a_round(run: Run, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ben.annot"
    with projects.open_(project) as opened:
        now = content(opened)
        rounds.add(opened, ANN.guid, "Main", Purpose.PRODUCTION, blind=True, cues_locked=True)
        guid = rounds.find(opened, "Main").guid
        rounds.assign(opened, ANN.guid, guid, {(now.documents[0].guid, BEN.guid)})
    found = {one["name"]: one for one in run.json("rounds", project)["rounds"]}
    assert found["Main"]["assignments"] == [
        {"document": "talks.txt", "coder": "Ben", "progress": "in progress", "codings": 1}
    ]
    assert "talks.txt" in run("rounds", project)
    assert run.json("info", project)["rounds"] == list(found.values())
    run("handout", project, copy, "--coder", "Ben", "--round", "Main")
    handed = run.json("info", copy)
    assert [d["name"] for d in handed["documents"]] == ["talks.txt"]
    assert handed["project"]["blind"] and handed["project"]["cues_locked"]
    assert [one["name"] for one in handed["rounds"]] == ["Main"]
    run("handout", project, copy, "--coder", "Ann", "--round", "Main", status=2)
    run("handout", project, copy, "--coder", "Ben", "--round", "Nope", status=2)


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
    assert "Write a memo" in [e["label"] for e in entries]
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


def test_a_corrected_text_takes_a_documents_place(run: Run, project: Path, tmp_path: Path) -> None:
    document = run.json("info", project)["documents"][0]
    codings = len(run.json("codings", project)["codings"])
    corrected = tmp_path / "corrected.txt"
    corrected.write_text("Title\n" + TEXT.replace("US-hosted", "US-led"), encoding="utf-8")
    run("add", project, corrected, "--replaces", document["name"])
    after = run.json("info", project)["documents"][:1]
    assert [(d["name"], d["characters"]) for d in after] == [(document["name"], len(TEXT) + 3)]
    assert run.json("info", project)["to_settle"] == codings == 2, "their words changed"
    assert run.json("codings", project)["codings"] == []
    run("add", project, corrected, "--replaces", document["name"], status=2)
    run("add", project, corrected, "--replaces", "nothing.txt", status=2)
    run("add", project, corrected, corrected, "--replaces", document["name"], status=2)
    of_both = run.json("history", project, "--document", document["name"])["history"]
    assert of_both[-1]["label"] == "New version of talks.txt"
