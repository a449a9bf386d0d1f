"""The plan of a study, frozen, and what the program finds to be otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import Unit
from annotator.corpus.identity import new_guid
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook import codes
from annotator.operations.study import deviations, plan
from annotator.operations.study.deviations import Deviation
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage.rows import columns_of
from annotator.storage.study_rows import RegistrationRow
from tests.making import ANN, BEN, Made, code_apart, make


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def found(made: Made) -> dict[str, Deviation]:
    viewer = everything(made.project)
    said = deviations.deviations(viewer, plan.registrations(viewer)[-1])
    return {one.about: one for one in said}


def frozen(made: Made, **values: str) -> None:
    plan.write(made.project, ANN.guid, {"question": "Who foresees what?", **values})
    plan.freeze(made.project, ANN.guid)


def test_an_entry_is_asked_for_and_fits(made: Made) -> None:
    for values, words in (
        ({"size": "3"}, "no entry “size”"),
        ({"coders": "many"}, "“Coders” is a number"),
        ({"unit": "word"}, "“Unit” is one of"),
    ):
        with pytest.raises(UserError, match=words):
            plan.write(made.project, ANN.guid, values)
    plan.write(made.project, ANN.guid, {"alpha": "0,8", "coders": " 3 "})
    plan.write(made.project, ANN.guid, {"coders": ""})
    assert plan.read(everything(made.project)) == {"alpha": "0,8"}
    made.project.undo(ANN.guid)
    assert plan.read(everything(made.project)) == {"alpha": "0,8", "coders": "3"}


def test_a_plan_is_frozen_with_what_there_is(made: Made) -> None:
    with pytest.raises(UserError, match="says nothing yet"):
        plan.freeze(made.project, ANN.guid)
    made.code(ANN, "claim", (0, 6))
    frozen(made)
    with pytest.raises(UserError, match="frozen already"):
        plan.freeze(made.project, ANN.guid)
    plan.write(made.project, ANN.guid, {"question": "Who?"})
    plan.freeze(made.project, ANN.guid, "After the pilot")
    first, second = plan.registrations(everything(made.project))
    assert (first.name, second.name) == ("Plan 1", "After the pilot")
    assert first.plan == {"question": "Who foresees what?"}
    assert first.number("codings") == 1 and first.is_whole and second.is_whole


def test_what_is_as_planned_is_no_deviation(made: Made) -> None:
    frozen(made, documents="1", alpha="0.8")
    assert found(made) == {}


def test_what_changed_in_the_plan_is_listed(made: Made) -> None:
    frozen(made, exclusions="letters")
    plan.write(made.project, ANN.guid, {"exclusions": "", "frame": "1990–2000"})
    said = found(made)
    assert said["exclusions"].what == (
        "Exclusions: the frozen plan says “letters”, the plan now “nothing”."
    )
    assert "“nothing”, the plan now “1990–2000”" in said["frame"].what


def test_counts_are_compared_and_what_is_short_may_still_come(made: Made) -> None:
    frozen(made, coders="1", documents="12", rounds="1", double="0")
    code_apart(made)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.TRAINING)
    said = found(made)
    assert said["coders"] == Deviation("coders", "Coders: planned 1, there are 2 coders.")
    assert said["documents"] == Deviation(
        "documents", "Documents: planned 12, so far 1 document.", pending=True
    )
    assert "there are 1 document coded by two" in said["double"].what
    assert "rounds" not in said


def test_codes_are_as_rare_as_expected_or_not(made: Made) -> None:
    frozen(made, rare="Claim, attribution, irony")
    code_apart(made)  # 4 claims of 8 codings, 1 each of the others that are used
    viewer = everything(made.project)
    (registration,) = plan.registrations(viewer)
    said = [one for one in deviations.deviations(viewer, registration) if one.about == "rare"]
    words = " ".join(one.what for one in said)
    assert "No code is called “irony”." in words
    assert "“claim” was expected to be rare and makes up 62% of the codings." in words
    assert "“prediction” was not expected to be rare and has 1 coding." in words
    assert "“attribution” was expected to be rare and makes up 12% of the codings." in words
    assert [one.pending for one in said] == ["not expected" in one.what for one in said]


def test_alpha_below_the_wanted_one_is_named_by_code(made: Made) -> None:
    frozen(made, alpha="0.8")
    code_apart(made)
    said = found(made)["alpha"]
    assert said.pending and said.what.startswith("Alpha is below 0.8: claim ")
    assert "evaluative term" in said.what


def test_units_codebook_and_codings_before_are_named(made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    made.code(BEN, "claim", (10, 16))
    frozen(made, unit="free")
    claim = codebook.current(made.project).by_guid[made.codes["claim"]]
    changed = replace(claim, unit=Unit.CLAUSE, definition="Another.")
    codes.edit(made.project, ANN.guid, changed)
    said = found(made)
    assert (
        said["unit"].what == "The unit was to be “free”; another one is set for: claim, prediction."
    )
    assert said["codings"].what == "When the plan was frozen, 2 codings were there already."
    assert said["codebook"].what.startswith("Codebook: Code “claim” changed: definition")


def test_a_frozen_plan_that_was_changed_is_told(made: Made) -> None:
    frozen(made)
    with made.project.transaction("Forge", ANN.guid) as step:
        content = {"plan": {"question": "Who foresees what?"}, "codebook version": 1}
        row = RegistrationRow(guid=new_guid(), name="Plan", content=content, digest="0" * 64)
        step.record.put("registration", [columns_of(row)])
    assert "its digest is another" in found(made)["plan"].what
