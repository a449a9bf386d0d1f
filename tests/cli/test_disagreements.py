"""``annotator disagreements`` and agreement by rounds and against the consensus."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.team import Purpose
from annotator.operations import adjudication
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, CLEO, make


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
