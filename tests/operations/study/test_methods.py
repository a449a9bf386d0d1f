"""The methods paragraph and the checklist: what is recorded, and the gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.team import Purpose
from annotator.operations.study import facts, figures, methods
from annotator.operations.study.checklist import checklist
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make
from tests.operations.rules.making import settle_four


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def test_gaps_are_visible(made: Made) -> None:
    viewer = everything(made.project)
    words = methods.paragraph(facts.facts(viewer), {})
    for what in (
        "how the sample was drawn",
        "who the coders were",
        "training hours",
        "blindness of the coders",
        "agreement by variable",
        "resolution of disagreements",
    ):
        assert f"[{what} not recorded]" in words
    items = {one.name: one for one in checklist(facts.facts(viewer), {})}
    assert items["training hours"].words == "[not recorded]"
    assert items["codebook"].answer is not None, "the project has it"


def test_what_is_known_is_not_asked(made: Made) -> None:
    settle_four(made)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.TRAINING)
    rounds.add(made.project, ANN.guid, "Main", Purpose.RELIABILITY)
    methods.write(
        made.project,
        ANN.guid,
        {
            "sample": "One article in ten, at random",
            "coders": "two students",
            "training hours": "12",
            "not sought": "memos, as they are notes",
        },
    )
    viewer = everything(made.project)
    found, said = facts.facts(viewer), methods.read(viewer)
    reported = figures.reported(viewer)
    assert reported is not None and reported.round == "", "nothing is assigned in the rounds"
    comparison = reported.comparison
    words = methods.paragraph(found, said, reported)
    assert "not recorded" not in words
    assert words.startswith(
        "Sample: One article in ten, at random. 1 document was coded; 1 of them"
    )
    assert "2 coders worked on them: two students. They were trained for 12 hours each." in words
    assert "In all rounds, coders worked without seeing each other’s codings." in words
    assert "4 disagreements were settled by Ann. Who settled them had coded as well." in words
    assert "Agreement was not sought: memos, as they are notes." in words
    alpha = comparison.table.rows[0].alpha_character.value
    assert alpha is not None and f"claim {alpha:.2f}" in words
    items = {one.name: one for one in checklist(found, said, reported)}
    assert items["stages"].answer == "Pilot (training) and Main (reliability)"
    assert items["adjudicator"].answer == "no: they coded as well"
    assert {name for name, one in items.items() if one.answer is None} == {"training"}
    assert BEN.name not in words, "people are named by what they did alone"
