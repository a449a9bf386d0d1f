"""The sample study: two rounds, six cases, three rules, alpha before and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.team import Cause
from annotator.operations import team_agreement
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.rules import causes, keeping, test_set
from annotator.operations.rules.cases import settled
from annotator.operations.study import facts, figures, methods, plan
from annotator.operations.viewing import Viewer, everything
from tests.study_template import copied_study


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    path: Path = tmp_path_factory.mktemp("study") / "study.annot"
    with copied_study(path) as project:
        yield everything(project)


def test_six_cases_are_settled_each_for_a_cause_in_round_one(viewer: Viewer) -> None:
    book = settled(viewer)
    assert len(book.cases) == 6
    counted = {(one.cause, book.rounds[one.round or ""]) for one in causes.counts(book.cases)}
    stated = (Cause.BOUNDARY, Cause.DEFINITION, Cause.OVERSIGHT, Cause.VALUE)
    assert counted == {(cause, "Round 1") for cause in stated}


def test_three_rules_are_in_the_codebook_and_one_is_proposed(viewer: Viewer) -> None:
    known = keeping.rules(viewer)
    assert [rule.state for rule in known] == [keeping.ACCEPTED] * 3
    assert sum(len(rule.cases) for rule in known) == 4
    (proposed,) = keeping.open_drafts(settled(viewer), known)
    assert proposed.cause is Cause.VALUE and not proposed.is_complete


def test_the_codebook_decides_what_it_did_not_before(viewer: Viewer) -> None:
    found = test_set.material(viewer)
    now = test_set.on_version(viewer, found)
    assert (now.decided, now.as_settled, now.faults) == (4, 4, ())
    decided = [test_set.on_version(viewer, found, n).decided for n in range(1, now.number + 1)]
    assert decided == sorted(decided) and decided[0] == 0


def test_alpha_is_higher_for_each_code_in_the_second_round(viewer: Viewer) -> None:
    settings = AgreementSettings(interval_method=None)
    (one, before), (two, after) = team_agreement.by_round(viewer, Selection(), settings)
    assert (one.name, two.name) == ("Round 1", "Round 2")
    for earlier, later in zip(before.table.rows, after.table.rows, strict=True):
        assert earlier.alpha_character.value is not None
        assert later.alpha_character.value is not None
        assert earlier.alpha_character.value < later.alpha_character.value
    values = [round(row.alpha_character.value or 0, 3) for row in before.table.rows]
    assert values == [0.673, 0.816, 0.789, 0.629], "as the sample alone has them"


def test_the_plan_is_frozen_and_the_methods_are_nearly_told(viewer: Viewer) -> None:
    (frozen,) = plan.registrations(viewer)
    assert frozen.plan["alpha"] == "0.8" and frozen.is_whole
    said = methods.read(viewer)
    words = methods.paragraph(facts.facts(viewer), said, figures.reported(viewer))
    assert "In Round 2, Krippendorff’s alpha" in words and "trained for 6 hours" in words
