"""``annotator disagreements`` and agreement by rounds and against the consensus."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.team import Purpose
from annotator.operations import adjudication
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, CLEO, make, person


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "p.annot")
    for who in (BEN, CLEO):
        coders.ensure(made.project, who)
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 10))
    made.code(BEN, "prediction", (20, 30))
    found = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid)).contested
    adjudication.take(made.project, CLEO.guid, found[0].disagreement, 1, "the whole phrase")
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    pilot = rounds.find(made.project, "Pilot").guid
    rounds.assign(made.project, ANN.guid, pilot, {(made.document, w.guid) for w in (ANN, BEN)})
    made.project.close()
    return made.project.path


def test_disagreements_with_both_sides_and_the_decision(run: Run, project: Path) -> None:
    found = run.json("disagreements", project, "--coders", "Ann,Ben")
    assert (found["coders"], found["undecided"]) == (["Ann", "Ben"], 1)
    first, second = found["disagreements"]
    assert (first["kind"], first["open"]) == ("other boundary", False)
    assert [side["text"] for side in first["sides"]] == ["Nobody", "Nobody exp"]
    assert first["sides"][1]["spans"] == [[0, 10]]
    assert (first["page"], first["section"]) == ("", ""), "a plain text has neither"
    assert first["decision"]["verdict"] == "taken"
    assert (first["decision"]["by"], first["decision"]["reason"]) == ("Cleo", "the whole phrase")
    assert (second["kind"], second["sides"][0], second["open"]) == ("only one coder", None, True)
    only = run.json("disagreements", project, "--code", "prediction")
    assert len(only["disagreements"]) == 1


def test_two_coders_are_named_with_a_comma(run: Run, project: Path) -> None:
    for names, said in (("Ann", "comma"), ("Ann,Zoe", "Zoe")):
        run("disagreements", project, "--coders", names, status=2)
        assert said in run.err


def test_agreement_by_round_and_against_the_consensus(run: Run, project: Path) -> None:
    found = run.json("agree", project, "--by", "round", "--against", "consensus")
    assert [(one["round"], one["purpose"]) for one in found["by"]] == [("Pilot", "reliability")]
    against = {one["coder"]: one for one in found["against"]}
    assert set(against) == {"Ann", "Ben"}
    claim = against["Ben"]["codes"][0]
    assert claim["alpha_character"]["value"] == pytest.approx(1.0)
    assert found["coders"] == ["Ann", "Ben"], "the consensus is no coder of the main table"


def test_agreement_of_one_round(run: Run, project: Path) -> None:
    assert run.json("agree", project, "--round", "Pilot")["documents"] == ["talks.txt"]
    run("agree", project, "--round", "Main", status=2)
    assert "no round" in run.err


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Alike; two of three with the same boundaries; two of three at all. Dora coded nothing."""
    made = make(tmp_path / "three.annot")
    coders.ensure(made.project, person("Dora"))
    for who, begin in ((ANN, 10), (BEN, 12), (CLEO, 12)):
        coders.ensure(made.project, who)
        made.code(who, "claim", (0, 6))
        made.code(who, "claim", (begin, 30))
    made.code(ANN, "prediction", (40, 50))
    made.code(CLEO, "prediction", (40, 50))
    made.project.close()
    return made.project.path


def test_three_coders_at_once(run: Run, three: Path) -> None:
    found = run.json("disagreements", three, "--coders", "Ann,Ben,Cleo,Dora")
    assert (set(found["coders"]), found["undecided"]) == ({"Ann", "Ben", "Cleo", "Dora"}, 2)
    boundary, some = found["disagreements"]
    assert (boundary["kind"], boundary["most"], boundary["absent"]) == (
        "other boundary",
        2,
        ["Dora"],
    )
    assert (boundary["start"], boundary["end"], boundary["characters"]) == (10, 30, 2)
    assert [(one["coders"], one["majority"]) for one in boundary["versions"]] == [
        (["Ann"], False),
        (["Ben", "Cleo"], True),
    ]
    second = boundary["versions"][1]
    assert (second["code"], second["spans"], second["text"]) == (
        ["claim"],
        [[12, 30]],
        boundary["versions"][0]["text"][2:],
    )
    assert len(second["codings"]) == len(second["values"]) == 2
    assert (some["kind"], some["versions"][-1]["coders"]) == ("only some coders", ["Ben"])
    assert (some["versions"][-1]["code"], some["versions"][-1]["spans"]) == (None, [])
    assert (some["open"], some["decision"], some["earlier"]) == (True, None, 0)
    out = run("disagreements", three, "--coders", "Ann,Ben,Cleo")
    assert "Ben and Cleo (2/3): claim" in out
    assert "2 places, 2 of them undecided" in run.err


def test_places_are_chosen_by_how_many_agree(run: Run, three: Path) -> None:
    def number(how: str) -> int:
        chosen = ("--coders", "Ann,Ben,Cleo", "--agreeing", how)
        return len(run.json("disagreements", three, *chosen)["disagreements"])

    assert [number(how) for how in ("any", "all", "majority", "none", "2", "3")] == [
        3,
        1,
        2,
        0,
        3,
        1,
    ]
    for how in ("some", "0"):
        run("disagreements", three, "--agreeing", how, status=2)
        assert "majority" in run.err


def test_what_all_or_enough_have_alike_is_taken_over(run: Run, three: Path) -> None:
    chosen = ("settle", three, "--coders", "Ann,Ben,Cleo", "--coder", "Dora")
    foreseen = run.json(*chosen, "--least", 2, "--dry-run")
    assert foreseen["taken"] == 0
    assert foreseen["cases"] == [
        {"alike": 3, "of": 3, "cases": 1},
        {"alike": 2, "of": 3, "cases": 2},
    ]
    assert run.json(*chosen) == {
        "taken": 1,
        "cases": [{"alike": 3, "of": 3, "cases": 1}],
        "other_values": 0,
    }
    run(*chosen, "--least", 2)
    assert "2 places: taken over." in run.err
    assert run.json(*chosen, "--least", 2)["taken"] == 0
    found = run.json("disagreements", three, "--coders", "Ann,Ben,Cleo")
    assert found["undecided"] == 0
    decision = found["disagreements"][0]["decision"]
    assert (decision["by"], decision["reason"]) == ("Dora", "2 of 3 coders have it alike")
    followed = run.json("disagreements", three, "--coders", "Ann,Ben,Cleo", "--followed")
    assert (followed["settled"], followed["undecided"]) == (2, 0)
    ann = {"code": None, "coder": "Ann", "cases": 2, "followed": 1, "share": 0.5}
    assert followed["followed"][0] == ann
    assert "1 of 2 (50%)" in run("disagreements", three, "--coders", "Ann,Ben,Cleo", "--followed")
    run("settle", three, "--least", 1, status=2)
    run("settle", three, "--coders", "Ann", status=2)
    assert "two coders or more" in run.err


def test_a_blind_project_settles_nothing(run: Run, three: Path) -> None:
    run("blind", three, "--on")
    run("settle", three, "--least", 2, status=1)
    assert "blind" in run.err
    assert run.json("disagreements", three, "--coders", "Ann,Ben,Cleo")["disagreements"] == []
