"""Sets of codes: made, filled, renamed, deleted, asked for, merged; one step each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import CodeSet
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import codebook, projects
from annotator.operations.codebook import code_merging, code_sets, codes
from annotator.operations.merging import merges
from annotator.operations.retrieval import questions
from annotator.operations.viewing import everything
from tests.making import ANN, Made, content, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


def sets(made: Made) -> tuple[CodeSet, ...]:
    return code_sets.listed(everything(made.project))


def test_codes_are_put_in_and_taken_out(made: Made) -> None:
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    code_sets.create(made.project, ANN.guid, " What is  said ", [prediction, claim])
    (said,) = sets(made)
    order = [code.guid for _depth, code in codebook.current(made.project).walk()]
    assert said.name == "What is said"
    assert said.codes == tuple(sorted((claim, prediction), key=order.index))
    code_sets.arrange(made.project, ANN.guid, [claim], [], [said.guid], new="Later")
    assert [one.codes for one in sets(made)] == [(prediction,), (claim,)]
    made.project.undo(ANN.guid)
    assert len(sets(made)) == 1
    assert len(sets(made)[0].codes) == 2


def test_names_are_there_once(made: Made) -> None:
    code_sets.create(made.project, ANN.guid, "Said")
    for name, fault in (("Said", "already"), (" ", "needs a name")):
        with pytest.raises(UserError, match=fault):
            code_sets.create(made.project, ANN.guid, name)
    (said,) = sets(made)
    code_sets.rename(made.project, ANN.guid, said.guid, "Done")
    assert code_sets.named(everything(made.project), "Done").guid == said.guid
    code_sets.delete(made.project, ANN.guid, said.guid)
    with pytest.raises(UserError, match="no set of codes called “Done”"):
        code_sets.named(everything(made.project), "Done")
    made.project.undo(ANN.guid)
    assert [one.name for one in sets(made)] == ["Done"]


def test_a_question_finds_the_codings_of_a_set(made: Made) -> None:
    coding = made.code(ANN, "claim", (0, 6))
    made.code(ANN, "attribution", (8, 12))
    code_sets.create(made.project, ANN.guid, "Said", [made.codes["claim"]])
    found = finish(questions.ask(everything(made.project), "set:Said"))
    assert [row.coding.guid for row in questions.rows(found)] == [coding]


def test_sets_follow_a_merge_of_codes_and_a_deletion(made: Made) -> None:
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    code_sets.create(made.project, ANN.guid, "Said", [claim])
    code_merging.merge(made.project, ANN.guid, claim, prediction)
    assert sets(made)[0].codes == (prediction,)
    codes.delete(made.project, ANN.guid, prediction)
    assert sets(made)[0].codes == ()
    made.project.undo(ANN.guid)
    made.project.undo(ANN.guid)
    assert sets(made)[0].codes == (claim,)


def test_two_coders_fill_one_set(made: Made, tmp_path: Path) -> None:
    code_sets.create(made.project, ANN.guid, "Said", [made.codes["claim"]])
    (said,) = sets(made)
    other = tmp_path / "other.annot"
    projects.save_copy(made.project, other)
    with projects.open_(other) as theirs:
        code_sets.arrange(theirs, ANN.guid, [made.codes["prediction"]], [said.guid])
    code_sets.arrange(made.project, ANN.guid, [made.codes["attribution"]], [said.guid])
    finish(merges.merge(made.project, ANN.guid, [other]))
    assert len(sets(made)[0].codes) == 3


def test_an_applied_codebook_brings_its_sets_and_takes_none(made: Made) -> None:
    code_sets.create(made.project, ANN.guid, "Said", [made.codes["claim"]])
    book = codebook.current(made.project)
    more = CodeSet("0f0d1f8a-6d2a-4a52-9a1d-0a0a0a0a0a0a", "More", (made.codes["claim"],))
    mine = replace(book.sets[0], codes=(made.codes["prediction"],))
    told = codebook.preview(made.project, replace(book, sets=(mine, more)))
    assert [one.what for one in told] == [
        "“prediction” is in the set “Said”",
        "New set of codes “More”",
        "“claim” is in the set “More”",
    ]
    codebook.apply(made.project, ANN.guid, replace(book, sets=(mine, more)))
    assert [len(one.codes) for one in sets(made)] == [2, 1]
    codebook.apply(made.project, ANN.guid, replace(book, sets=()))
    assert len(sets(made)) == 2
    assert content(made.project).codebook.sets == sets(made)
