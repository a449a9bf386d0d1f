"""``annotator protocol`` and ``annotator methods``."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.team import Purpose
from annotator.operations.team import rounds
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, code_apart, make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "p.annot")
    code_apart(made)
    made.project.close()
    return made.project.path


def test_the_plan_is_set_frozen_and_compared(run: Run, project: Path) -> None:
    found = run.json("protocol", project, "--set", "coders=3", "--set", "question=Who?")
    assert found == {"plan": {"coders": "3", "question": "Who?"}, "frozen": [], "deviations": []}
    found = run.json("protocol", project, "--freeze", "Before coding")
    (frozen,) = found["frozen"]
    assert (frozen["name"], frozen["whole"]) == ("Before coding", True)
    assert {one["about"] for one in found["deviations"]} == {"coders", "codings"}
    run("protocol", project)
    assert "Who?" in run.out and "planned 3, so far 2 coders" in run.err
    run("protocol", project, "--set", "coders", status=2)
    assert "Write NAME=VALUE" in run.err


def test_units_are_given_to_a_round(run: Run, tmp_path: Path) -> None:
    made = make(tmp_path / "q.annot")
    for who in (ANN, BEN):
        made.code(who, "claim", (0, 37))
    (guid,) = rounds.add(made.project, ANN.guid, "Labels", Purpose.PRODUCTION).added["round"]
    rounds.assign(made.project, ANN.guid, guid, {(made.document, ANN.guid)})
    made.project.close()
    path = made.project.path
    assert run.json("rounds", path, "--units", "Labels", "--code", "claim") == {
        "round": "Labels",
        "units": 1,
    }
    assert run.json("rounds", path, "--units", "Labels") == {"round": "Labels", "units": None}
    run("rounds", path, "--units", "Labels", "--code", "irony", status=2)


def test_the_paragraph_and_the_checklist(run: Run, project: Path) -> None:
    run("methods", project)
    assert "[training hours not recorded]" in run.out
    found = run.json("methods", project, "--set", "training hours=8")
    assert found["entries"] == {"training hours": "8"}
    assert "trained for 8 hours each" in found["paragraph"]
    assert found["checklist"][0].keys() == {"item", "question", "sources", "answer"}
    run("methods", project, "--checklist")
    assert "Lombard et al. 2002" in run.out and "points are not recorded" in run.err
