"""A hidden overlap is drawn with a seed, and looks like any other work."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.round_design import design_of
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations.team import coders, overlap, rounds
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, make

GIVEN = [(f"text {n:02}", ("ann", "ben", "cleo")[n % 3]) for n in range(30)]


def test_a_tenth_of_the_documents_goes_to_a_second_coder() -> None:
    added = overlap.second_coders(GIVEN, 10, 7)
    assert len(added) == 3 and len({document for document, _coder in added}) == 3
    assert not set(added) & set(GIVEN), "to somebody else than the first"
    assert sorted(coder for _document, coder in added) == ["ann", "ben", "cleo"], "evenly"
    assert added == overlap.second_coders(GIVEN[::-1], 10, 7), "the seed alone decides"
    assert added != overlap.second_coders(GIVEN, 10, 8)
    assert overlap.second_coders([*GIVEN, *added], 10, 7) == [], "it is there already"
    assert len(overlap.second_coders(GIVEN, 1, 7)) == 1, "one at least"


def test_the_draw_is_kept_with_the_round_and_can_be_undone(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    project = made.project
    coders.ensure(project, BEN)
    rounds.add(project, ANN.guid, "Main", Purpose.PRODUCTION)
    main = rounds.find(project, "Main").guid
    with pytest.raises(UserError, match="takes two coders"):
        overlap.draw(project, ANN.guid, main, 10, 7)
    with pytest.raises(UserError, match="percentage"):
        overlap.draw(project, ANN.guid, main, 0, 7)
    rounds.assign(project, ANN.guid, main, {(made.document, ANN.guid), (made.document, BEN.guid)})
    overlap.draw(project, ANN.guid, main, 20, 7)
    assert rounds.coded_alone(everything(project), main) == 0
    design = design_of(rounds.find(project, "Main"))
    assert (design.share, design.seed) == (20, 7)
    project.undo(ANN.guid)
    assert design_of(rounds.find(project, "Main")).share is None
    project.close()
