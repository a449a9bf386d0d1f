"""``annotator speakers``: who speaks, renamed, merged, described, as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]

TALK = "I: Hallo?\nAnna: Ja.\nI: So.\nAnna: Gut.\nI: Hm.\nAna: Ja.\nI: Und?\nAna: Nein.\n"


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    run("new", tmp_path / "p.annot")
    (tmp_path / "talk.txt").write_text(TALK)
    run("add", tmp_path / "p.annot", tmp_path / "talk.txt", "--as", "transcript")
    return tmp_path / "p.annot"


def test_speakers_are_listed_and_changed(run: Run, project: Path, tmp_path: Path) -> None:
    assert run("speakers", project).splitlines()[2].split() == ["I", "4", "1", "I"]
    run(
        "speakers", project, "--merge", "Ana=Anna", "--rename", "I=Ida", "--role", "Ida=interviewer"
    )
    found: list[dict[str, Any]] = json.loads(run("speakers", project, "--json"))["speakers"]
    by_name = {one["name"]: one for one in found}
    assert by_name["Ida"]["role"] == "interviewer"
    assert by_name["Anna"]["turns"] == 4
    assert by_name["Anna"]["names"] == [
        {"document": "talk.txt", "name": "Anna"},
        {"document": "talk.txt", "name": "Ana"},
    ]
    turns = [one for one in run.json("text", project, "talk.txt")["structure"] if "speaker" in one]
    assert {one["speaker"] for one in turns} == {"Anna", "Ida"}
    assert {one.get("role") for one in turns if one["speaker"] == "Ida"} == {"interviewer"}
    (tmp_path / "in.csv").write_text("speaker,age\nAnna,31\nOtto,4\n")
    run("speakers", project, tmp_path / "out.csv", "--set", tmp_path / "in.csv")
    assert "One row names no speaker" in run.err
    assert "Anna,,31,Anna; Ana,1,4" in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert run.json("query", project, "speaker:Ida")["count"] == 0
    assert "is sound" in run("check", project)


def test_what_can_not_be_is_a_sentence(run: Run, project: Path) -> None:
    for wrong, fault in (
        (("--rename", "Otto=Anna"), "No speaker is called “Otto”"),
        (("--rename", "I"), "should be like"),
        (("--rename", "I=Anna"), "Merge the two instead"),
        (("--merge", "I=I"), "one speaker already"),
    ):
        run("speakers", project, *wrong, status=2)
        assert fault in run.err


def test_agreement_on_turns_and_without_the_interviewer(run: Run, project: Path) -> None:
    found = run.json("agree", project, "--unit", "turn", "--without-role", "interviewer")
    assert found["unit"] == "turns"
    for wrong in (("--speaker", "Otto"), ("--without-speaker", "I", "--speaker", "I")):
        run("agree", project, *wrong, status=2)
        assert "None of the chosen speakers has a turn" in run.err
    plain = project.with_name("plain.annot")
    run("new", plain)
    run("agree", plain, "--unit", "turn", status=2)
    assert "turns of speakers to count in" in run.err


def test_turns_are_coded_in_all_documents_or_in_some(
    run: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text(TALK.replace("Gut", "Fein"))
    run("add", project, tmp_path / "second.txt", "--as", "transcript")
    by = ("--coder", "Ann")
    some = run.json("code", project, "claim", "--speaker", "Anna", "--document", "talk.txt", *by)
    assert some == {"codings": 2, "remarks": []}
    rest = run.json("code", project, "claim", "--without-speaker", "I", *by)
    assert rest["codings"] == 6
    assert "2 of these passages are coded as claim already" in rest["remarks"][0]
    assert run.json("query", project, "code:claim")["count"] == 8
    assert (
        "Coded 4 turns."
        in run("code", project, "claim", "--speaker", "I", "--document", "second.txt", *by)
        + run.err
    )
    for wrong, fault in (
        (("claim",), "Say whose turns"),
        (("claim", "--speaker", "Otto"), "None of these speakers"),
        (("nothing", "--speaker", "Anna"), "no code called “nothing”"),
        (("claim", "--speaker", "Anna", "--document", "x"), "no document called “x”"),
    ):
        run("code", project, *wrong, status=2)
        assert fault in run.err
