"""The history names rules, causes, entries and frozen plans."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.trail import TrailFilter
from annotator.operations.history import trail
from annotator.operations.rules import keeping
from annotator.operations.rules.cases import settled
from annotator.operations.study import plan
from annotator.operations.viewing import everything
from tests.making import ANN, make
from tests.operations.rules.making import settle_four


def test_steps_are_told_by_what_they_are_about(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    settle_four(made)
    viewer = everything(made.project)
    draft, *_rest = keeping.open_drafts(settled(viewer), [])
    keeping.keep(made.project, ANN.guid, draft, "The subject belongs to it.")
    plan.write(made.project, ANN.guid, {"question": "Who?"})
    plan.freeze(made.project, ANN.guid, "Before coding")
    steps = trail.steps(viewer, TrailFilter())
    told = [one for step in steps for one in trail.tell(viewer, step).changes]
    what = [one.what for one in told]
    assert "The rule “The subject belongs to it.”" in what
    assert "The entry “question” about the study" in what
    assert "The frozen plan “Before coding”" in what
    fields = [field for one in told for field in one.fields]
    assert any(name == "why they differed" and after == "boundary" for name, _b, after in fields)
