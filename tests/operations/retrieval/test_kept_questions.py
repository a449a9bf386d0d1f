"""Questions and sets that a project keeps: found by name, undone, merged, and blind."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.merging import merges
from annotator.operations.retrieval import kept_sets, results, saved_questions, table_files
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    TABLE,
    QuestionView,
    view_from,
)
from annotator.operations.team import coders
from annotator.operations.viewing import everything, looking
from tests.blind_pair import make_pair
from tests.making import ANN, BEN, Made, make

VIEW = QuestionView(
    shown=TABLE, columns=("document.outlet", "coder:Ann"), cell="row", seed=3, words="that"
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "made.annot")


def test_a_view_comes_back_and_what_is_odd_in_it_is_as_usual() -> None:
    assert view_from(VIEW.as_json()) == VIEW
    odd = {"shown": "film", "sample": -4, "seed": True, "rows": [1], "cell": 7, "sort": [1, 9, "2"]}
    assert view_from(odd) == QuestionView(sort=(1,))


def test_a_question_is_found_by_name_changed_and_undone(made: Made) -> None:
    project, viewer = made.project, everything(made.project)
    with pytest.raises(UserError, match="No question is called"):
        saved_questions.named(viewer, "x")
    saved_questions.save(project, ANN.guid, None, "  Claims ", "code:claim", VIEW)
    saved_questions.save(project, ANN.guid, None, "Others", "coder:Ben", QuestionView())
    found = saved_questions.named(viewer, "claims")
    assert (found.name, found.line, found.view) == ("Claims", "code:claim", VIEW)
    for name in ("others", "", "x" * 100_000):
        with pytest.raises(UserError):
            saved_questions.save(project, ANN.guid, found, name, "all", VIEW)
    saved_questions.save(project, ANN.guid, found, "Claims", "code:prediction", VIEW)
    assert [one.name for one in saved_questions.listed(viewer)] == ["Claims", "Others"]
    saved_questions.delete(project, ANN.guid, found)
    with pytest.raises(UserError, match="There are: “Others”"):
        saved_questions.named(viewer, "Claims")
    project.undo(ANN.guid)
    assert saved_questions.named(viewer, "Claims").line == "code:prediction"


def test_a_set_is_asked_for_by_its_name(made: Made) -> None:
    project, viewer = made.project, everything(made.project)
    first = made.code_words(ANN, "claim", "Nobody expects")
    made.code_words(ANN, "claim", "2,5 years")
    kept_sets.keep(project, ANN.guid, "Telling", [first, first])
    (kept,) = kept_sets.sets(viewer)
    assert kept.members == (first,)
    line = kept_sets.line_of_set(kept)
    found = finish(results.find(viewer, line, QuestionView()))
    assert line == "set:Telling and coder:any" and results.guids_of(found.answer) == [first]
    for wrong in ("set:other", "set:"):
        with pytest.raises(UserError):
            finish(results.find(viewer, wrong, QuestionView()))
    kept_sets.delete(project, ANN.guid, kept)
    assert kept_sets.sets(viewer) == []
    project.undo(ANN.guid)
    assert kept_sets.sets(viewer) == [kept]


def test_a_blind_project_keeps_others_out_of_sets_and_views(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    own, whole = looking(pair.among, ANN.guid), everything(pair.among)
    (seen,), (kept,) = kept_sets.sets(own), kept_sets.sets(whole)
    assert set(seen.members) == set(pair.mine) < set(kept.members)
    found = finish(results.find(own, kept_sets.line_of_set(seen), QuestionView()))
    assert set(results.guids_of(found.answer)) == set(pair.mine)
    table = finish(results.find(own, "", QuestionView(shown=TABLE, columns=("coders",)))).table
    everyone = finish(results.find(own, "coder:any", QuestionView(shown=CONCORDANCE)))
    assert table is not None and table.figures.total == len(everyone.answer)
    coded = {everyone.material.coders[int(n)].guid for n in everyone.material.table.coder}
    assert coded == {ANN.guid}
    pair.close()


def test_kept_questions_and_sets_are_merged(made: Made, tmp_path: Path) -> None:
    coding = made.code_words(ANN, "claim", "Nobody expects")
    path = tmp_path / "other.annot"
    projects.save_copy(made.project, path)
    with projects.open_(path) as other:
        coders.ensure(other, BEN)
        saved_questions.save(other, BEN.guid, None, "Claims", "code:claim", VIEW)
        kept_sets.keep(other, BEN.guid, "Telling", [coding])
    finish(merges.merge(made.project, ANN.guid, [path]))
    viewer = everything(made.project)
    assert saved_questions.named(viewer, "Claims").view == VIEW
    assert kept_sets.sets(viewer)[0].members == (coding,)


def test_a_table_is_written_with_its_head(made: Made, tmp_path: Path) -> None:
    made.code_words(ANN, "claim", "Nobody expects")
    viewer = everything(made.project)
    table = finish(results.find(viewer, "code:claim", QuestionView(shown=TABLE))).table
    assert table is not None
    table_files.write(table, tmp_path / "table.csv")
    first, claim, *_others, head = (
        (tmp_path / "table.csv").read_text("utf-8-sig").strip().splitlines()
    )
    assert (first, claim) == ("codes × documents,talks.txt,total", "claim,1,1")
    assert "where code:claim" in head
    table_files.write(table, tmp_path / "table.xlsx")
    assert (tmp_path / "table.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(UserError, match="A table is written as"):
        table_files.write(table, tmp_path / "table.txt")
