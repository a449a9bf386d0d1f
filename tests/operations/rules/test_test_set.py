"""What a version of the codebook says of settled cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.operations import adjudication, codebook
from annotator.operations.codebook import codes
from annotator.operations.rules import keeping, test_set
from annotator.operations.rules.test_set import CaseResult
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make
from tests.operations.rules.making import settle_four


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    settle_four(made)
    return made


def results(made: Made) -> list[CaseResult]:
    viewer = everything(made.project)
    return list(test_set.on_version(viewer, test_set.material(viewer)).results)


def with_example(made: Made, name: str, *entries: str, counter: bool = False) -> None:
    code = codebook.current(made.project).by_guid[made.codes[name]]
    changed = (
        replace(code, counter_examples=entries) if counter else replace(code, examples=entries)
    )
    codes.edit(made.project, ANN.guid, changed)


def test_an_example_decides_the_case_of_its_passage(made: Made) -> None:
    first, *_others = results(made)
    assert not first.is_decided
    with_example(made, "claim", f"{first.case.shown.bracketed} (– any reason)")
    first, *_others = results(made)
    assert (first.by, first.is_as_settled) == ("example", True)
    with_example(made, "claim", "")
    with_example(made, "prediction", first.case.shown.bracketed)
    first, *_others = results(made)
    assert (first.by, first.is_as_settled) == ("example", False), "another code than was settled"


def test_a_few_words_are_known_by_their_sentence_alone(made: Made) -> None:
    third = results(made)[2]
    assert third.case.answer is None
    words = third.case.shown.passage
    with_example(made, "attribution", f"Elsewhere [{words}] too. (not coded – no)", counter=True)
    assert not results(made)[2].is_decided
    entry = f"{third.case.shown.bracketed} (not coded – no)"
    with_example(made, "attribution", entry, counter=True)
    assert (results(made)[2].by, results(made)[2].is_as_settled) == ("counter-example", True)


def test_a_rule_says_what_it_said_when_its_case_is_settled_anew(made: Made) -> None:
    viewer = everything(made.project)
    found = test_set.material(viewer)
    draft = next(d for d in keeping.open_drafts(found.cases, []) if d.type == "boundary")
    keeping.accept(made.project, ANN.guid, draft, "The subject.", found.cases.of(draft.cases))
    assert results(made)[0].is_as_settled
    docket = adjudication.docket(viewer, (ANN.guid, BEN.guid))
    adjudication.reject(made.project, ANN.guid, docket.contested[0].disagreement, "no claim")
    first, *_others = results(made)
    assert (first.by, first.code, first.is_as_settled) == ("rule", made.codes["claim"], False)
