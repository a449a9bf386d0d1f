"""``annotator rounds`` and ``agree`` on sealed rounds, as scripts depend on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, projects
from annotator.operations.team import coders, rounds
from annotator.storage import queries
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A round of one text of 128 characters: Ann coded 15 of them, Ben 10 of these."""
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, BEN)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    pilot = rounds.find(made.project, "Pilot").guid
    pairs = {(made.document, ANN.guid), (made.document, BEN.guid)}
    rounds.assign(made.project, ANN.guid, pilot, pairs)
    for who in (ANN, BEN):
        made.code(who, "claim", (0, 10))
    made.code(ANN, "claim", (20, 25))
    documents.mark_done(made.project, ANN.guid, pairs)
    made.project.close()
    return tmp_path / "p.annot"


EXPECTED = 1 - 255 * 10 / (2 * 25 * 231)


def alpha(found: object) -> object:
    assert isinstance(found, dict)
    (row,) = (one for one in found["codes"] if one["code"] == ["claim"])
    return row["alpha_character"]["value"]


def test_a_round_is_sealed_and_its_figures_stay(run: Run, path: Path) -> None:
    sealed = run.json("rounds", path, "--seal", "Pilot")
    assert (sealed["round"], sealed["documents"], sealed["codings"]) == ("Pilot", 1, 3)
    with projects.open_(path) as project, project.reading() as connection:
        (document,) = [one.guid for one in queries.documents(connection)]
        claim = next(code for code in queries.content(connection).codebook.codes)
    with projects.open_(path) as project:
        codings.add(project, BEN.guid, document, claim.guid, [Span(60, 100)])
    found = run.json("agree", path, "--round", "Pilot")
    assert alpha(found) == pytest.approx(EXPECTED)
    assert found["seal"]["since"] == {"added": 1, "removed": 0, "changed": 0, "codebook": False}
    words = run("agree", path, "--round", "Pilot")
    assert "as it was sealed on" in run.err and "1 coding was added" in run.err and words
    (listed,) = run.json("rounds", path)["rounds"]
    assert listed["sealed"] == sealed["sealed"]
    assert "sealed" in run("rounds", path)
    run("rounds", path, "--seal", "Pilot", status=2)
    assert "sealed already" in run.err


def test_versions_of_the_codebook_stand_side_by_side(run: Run, path: Path) -> None:
    run("rounds", path, "--seal", "Pilot")
    (one,) = run.json("agree", path, "--by", "version")["by_version"]
    assert (one["version"], one["round"], one["purpose"]) == (1, "Pilot", "reliability")
    assert alpha(one) == pytest.approx(EXPECTED)
    assert "Version 1: Pilot (reliability)" in run("agree", path, "--by", "version")
    rows = run("agree", path, "--by", "version", "--csv").splitlines()
    assert rows[0].startswith("version,code") and rows[1].startswith("Version 1: Pilot,")


def test_a_coder_works_in_the_round_that_was_chosen(run: Run, path: Path) -> None:
    with projects.open_(path) as project:
        rounds.add(project, ANN.guid, "Main", Purpose.PRODUCTION)
    run("rounds", path, "--work-in", "Main", "--coder", "Ben")
    assert "Ben codes in the round Main" in run.err
    run("rounds", path, "--work-in", "Nowhere", status=2)
    assert "no round called" in run.err


def test_stability_needs_a_second_time(run: Run, path: Path) -> None:
    run("rounds", path, "--seal", "Pilot")
    with projects.open_(path) as project:
        rounds.add(project, ANN.guid, "Again", Purpose.RELIABILITY)
    assert run.json("rounds", path, "--stability", "Again") == {"round": "Again", "coders": []}
    run("rounds", path, "--stability", "Again")
    assert "had coded in a sealed round before" in run.err


def test_three_questions_are_answered_apart(run: Run, path: Path) -> None:
    found = run.json("agree", path, "--levels")["levels"]
    by_name = {(one["level"], one["measure"], one["about"]): one for one in found}
    where = by_name["where", "|uα", ""]
    assert where["value"] is not None and 0 < where["value"] < 1
    assert by_name["which code", "cuα", ""]["reason"], "one code alone: nothing to confuse"
    out = run("agree", path, "--levels")
    assert "Where: do the coders mark the same passages?" in out
    assert "Ann and Ben: 1 coding aligned, 0 of these with different codes." in out
    assert "“claim” by Ann alone" in out


def test_drift_and_training_have_their_commands(run: Run, path: Path) -> None:
    assert run.json("agree", path, "--by", "time")["by_time"] == []
    run("agree", path, "--by", "time")
    assert "there are fewer than 8" in run.err
    found = run.json("rounds", path, "--training", "Pilot", "--gold", "Ann", "--pass-mark", "0.7")
    (ben,) = found["results"]
    assert (ben["coder"], ben["passed"], ben["pass_mark"]) == ("Ben", True, 0.7)
    run("rounds", path, "--training", "Pilot", "--gold", "Ann", "--pass-mark", "0.9")
    assert "Ben has not passed (0.900): claim 0.779" in run.out
    assert run.json("rounds", path, "--overlap", "Pilot", "--share", "50")["assigned"] == 0


def test_that_agreement_is_not_sought_is_an_entry(run: Run, path: Path) -> None:
    run("rounds", path, "--not-sought", "Pilot", "one person codes and reflects on it.")
    said = "Agreement is not sought in this round, because one person codes and reflects on it."
    assert said in run.err
    (one,) = run.json("rounds", path)["rounds"]
    assert one["unsought"] == "one person codes and reflects on it"
    run("agree", path, "--round", "Pilot")
    assert said in run.err
    run("rounds", path, "--not-sought", "Pilot", "")
    assert "not sought" not in run.err
