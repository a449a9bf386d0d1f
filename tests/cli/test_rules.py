"""``annotator rules`` and ``annotator codebook --test``: shapes and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.operations import codebook
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules import keeping, training
from annotator.operations.rules.cases import settled
from annotator.operations.viewing import everything
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, make
from tests.operations.rules.making import settle_four


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Four settled cases; a rule of the second is accepted, and Ben answers the first two."""
    made = make(tmp_path / "p.annot")
    settle_four(made)
    book = settled(everything(made.project))
    drafts = {draft.cause.value: draft for draft in keeping.open_drafts(book, [])}
    draft = drafts["definition"]
    text = "Code “prediction”, not “claim”, when: it is still to come."
    keeping.accept(made.project, ANN.guid, draft, text, book.of(draft.cases))
    training.answer(made.project, BEN.guid, book.cases[0], made.codes["claim"])
    training.answer(made.project, BEN.guid, book.cases[1], None)
    made.project.close()
    return made.project.path


def test_rules_with_causes_cases_and_drafts(run: Run, project: Path) -> None:
    found = run.json("rules", project)
    assert found.keys() == {"causes", "cases", "rules", "drafts"}
    assert found["causes"][0] == {"code": "claim", "round": None, "cause": "boundary", "cases": 1}
    (rule,) = found["rules"]
    assert (
        rule["state"] == "accepted" and rule["kind"] == "include" and rule["code"] == "prediction"
    )
    assert [draft["cause"] for draft in found["drafts"]] == ["boundary", "ambiguity"]
    assert found["cases"][0]["sides"][0].keys() == {"coder", "code", "spans", "text"}
    assert found["cases"][2]["outcome"] is None
    run("rules", project)
    assert "true ambiguity" in run.out and "Leave out" not in run.out
    assert "4 settled cases, 1 rule, 2 proposed." in run.err
    assert (
        run.json("disagreements", project)["disagreements"][1]["decision"]["cause"] == "definition"
    )


def test_the_codebook_is_tested_on_the_cases(run: Run, project: Path) -> None:
    found = run.json("codebook", project, "--test")
    assert (found["settled"], found["decided"], found["as_settled"]) == (4, 1, 1)
    assert found["before"]["version"] == found["version"] - 1 and found["before"]["decided"] == 0
    first, second, *_rest = found["cases"]
    assert (first["by"], first["answers"]) == ("", {"Ben": "claim"})
    assert (second["by"], second["code"], second["answers"]) == (
        "rule",
        "prediction",
        {"Ben": None},
    )
    assert any("“type” is no attribute of “claim”" in fault for fault in found["faults"])
    assert run.json("codebook", project, "--test", 1)["decided"] == 0
    run("codebook", project, "--test")
    assert "decides 1 of 4 settled cases, 1 of them as they were settled." in run.err
    run("codebook", project, "--test", 99, status=2)
    assert "There is no version 99" in run.err


def test_answers_count_under_the_version_that_they_were_given_under(
    tmp_path: Path, run: Run, project: Path
) -> None:
    made = make(tmp_path / "q.annot")
    settle_four(made)
    book = settled(everything(made.project))
    training.answer(made.project, BEN.guid, book.cases[0], made.codes["claim"])
    training.answer(made.project, BEN.guid, book.cases[1], made.codes["claim"])
    digest = codebook_digest(codebook.current(made.project))
    given = training.answers(everything(made.project))
    assert training.score(book.cases, given, BEN.guid, digest) == training.Score(2, 1)
    assert training.score(book.cases, given, ANN.guid, digest) == training.Score(0, 0)
    training.answer(made.project, BEN.guid, book.cases[1], made.codes["prediction"])
    given = training.answers(everything(made.project))
    assert training.score(book.cases, given, BEN.guid, digest) == training.Score(2, 2)
    assert {case.decision.guid for case in training.order(book.cases, BEN.guid)} == {
        case.decision.guid for case in book.cases
    }
