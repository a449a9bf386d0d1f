"""One coder says one thing about a passage once; what was said on doubles is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.changes import CODING
from annotator.corpus.codebook import Attribute, AttributeKind, Choice
from annotator.corpus.identity import new_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings, projects, reliability
from annotator.operations.codebook import attributes, code_merging, codes, relation_types
from annotator.operations.codings import coding_values, identical_codings, memos, relations
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.reliability import missing_coders
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage import clock
from annotator.storage.row_values import coding_row
from tests.examples import examples
from tests.making import ANN, BEN, Made, content, make, new_coding


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, BEN)
    return made


def polarity(made: Made) -> str:
    """An attribute of “claim” that says pro or contra."""
    choices = (Choice("pro", "p"), Choice("contra", "c"))
    epoch = clock.to_datetime(clock.NEVER)
    one = Attribute(
        new_guid(),
        made.codes["claim"],
        "polarity",
        AttributeKind.CHOICE,
        epoch,
        epoch,
        choices=choices,
    )
    attributes.declare(made.project, ANN.guid, one)
    return one.guid


def add_behind(made: Made, code: str, span: tuple[int, int]) -> str:
    """A coding that says what is said already, as an earlier version would have made it."""
    with made.project.transaction("Code", ANN.guid) as step:
        coding = new_coding(made.document, made.codes[code], ANN.guid, Span(*span))
        step.record.add(CODING, [coding_row(coding)])
    return coding.guid


def test_a_second_one_is_not_made_and_it_is_said(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    again = codings.add(
        made.project, ANN.guid, made.document, made.codes["claim"], [Span(0, 3), Span(3, 6)]
    )
    assert not again
    assert again.remarks == ("This passage is coded as claim already; nothing is coded twice.",)
    made.code(BEN, "claim", (0, 6))
    made.code(ANN, "prediction", (0, 6))
    made.code(ANN, "claim", (0, 7))
    assert len(content(made.project).codings) == 4


def test_codes_that_become_one_leave_one_coding_with_all_that_was_said(made: Made) -> None:
    value = polarity(made)
    first, second = made.code(ANN, "claim", (0, 6)), made.code(ANN, "prediction", (0, 6))
    other = made.code(ANN, "prediction", (10, 20))
    coding_values.set_value(made.project, ANN.guid, first, value, "pro")
    memos.write(made.project, ANN.guid, first, "the one")
    memos.write(made.project, ANN.guid, second, "the other")
    memos.write(made.project, BEN.guid, second, "Ben's")
    before = content(made.project)
    changes = code_merging.merge(
        made.project, ANN.guid, made.codes["prediction"], made.codes["claim"]
    )
    after = content(made.project)
    stays = min(first, second)
    assert {c.guid for c in after.codings} == {stays, other}
    (kept,) = [c for c in after.codings if c.guid == stays]
    assert kept.attributes == {value: "pro"}
    texts = {memo.coder: memo.text for memo in after.memos if memo.subject == stays}
    assert set(texts[ANN.guid].split("\n\n")) == {"the one", "the other"}
    assert texts[BEN.guid] == "Ben's"
    assert "one coding now" in changes.remarks[0]
    made.project.undo(ANN.guid)
    back = content(made.project)
    for was, now in zip(before.codings, back.codings, strict=True):
        assert replace(now, modified=was.modified) == was
    assert [(m.guid, m.text) for m in back.memos] == [(m.guid, m.text) for m in before.memos]


@pytest.mark.parametrize("way", ["recode", "reshape", "delete the code"])
def test_other_ways_to_the_same_leave_one(made: Made, way: str) -> None:
    made.code(ANN, "claim", (0, 6))
    other = made.code(ANN, "prediction" if way != "reshape" else "claim", (0, 9))
    project, claim = made.project, made.codes["claim"]
    codings.reshape(project, ANN.guid, other, [Span(0, 6)])
    if way == "recode":
        codings.recode(project, ANN.guid, [other], claim)
    elif way == "delete the code":
        codes.delete(project, ANN.guid, made.codes["prediction"], move_to=claim)
    assert len(content(project).codings) == 1


def test_of_two_values_one_is_told_and_relations_lead_to_what_stays(made: Made) -> None:
    value = polarity(made)
    one, two = made.code(ANN, "claim", (0, 6)), add_behind(made, "claim", (0, 6))
    stays, goes = sorted((one, two))
    far = made.code(ANN, "claim", (20, 30))
    coding_values.set_value(made.project, ANN.guid, stays, value, "pro")
    coding_values.set_value(made.project, ANN.guid, goes, value, "contra")
    kind = codes.load().relation_types[0]
    kind = replace(kind, sources=(made.codes["claim"],), targets=(made.codes["claim"],))
    relation_types.declare(made.project, ANN.guid, kind)
    for source, target in ((goes, far), (stays, far), (goes, stays)):
        relations.relate(made.project, ANN.guid, kind.guid, source, target)
    changes = identical_codings.unite(made.project, ANN.guid)
    assert "“polarity” stays “pro”; the other coding said “contra”." in changes.remarks
    after = content(made.project)
    assert [(r.source, r.target) for r in after.relations] == [(stays, far)]
    assert identical_codings.find(everything(made.project)) == []
    assert integrity.check(made.project) == []


def test_agreement_counts_doubles_once_and_check_remarks_them(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    alone = reliability.compare(everything(made.project))
    add_behind(made, "claim", (0, 6))
    doubled = reliability.compare(everything(made.project))
    assert doubled.table.rows[0].f1_exact == alone.table.rows[0].f1_exact
    assert (alone.data.repeated, doubled.data.repeated) == (0, 1)
    assert len(missing_coders.words(alone.data)) == 1, "nobody marked it as done"
    assert "it counts once" in missing_coders.words(doubled.data)[-1]
    assert integrity.check(made.project) == []
    (remark,) = integrity.remarks(everything(made.project))
    assert "Ann coded “claim” 2 times" in remark


@settings(max_examples=examples(8), deadline=None)
@given(st.permutations(["ann", "ben"]), st.booleans())
def test_every_copy_comes_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], unite_first: bool
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    made = make(folder / "ann.annot")
    made.code(ANN, "claim", (0, 6))
    projects.save_copy(made.project, folder / "ben.annot")
    made.code(ANN, "prediction", (0, 6))
    code_merging.merge(made.project, ANN.guid, made.codes["prediction"], made.codes["claim"])
    with projects.open_(folder / "ben.annot") as ben:
        codings.add(ben, ANN.guid, made.document, made.codes["claim"], [Span(0, 6), Span(9, 12)])
        add = Made(ben, made.document, made.codes)
        add_behind(add, "claim", (0, 6))
        if unite_first:
            identical_codings.unite(ben, BEN.guid)
    ends = []
    for name in order:
        mine, theirs = folder / f"{name}.annot", folder / f"{order[name == order[0]]}.annot"
        target = folder / f"{name} merged.annot"
        with projects.open_(mine) as project:
            projects.save_copy(project, target)
        with projects.open_(target) as project:
            finish(merges.merge(project, ANN.guid, [theirs]))
            identical_codings.unite(project, ANN.guid)
            ends.append({c.guid: c.spans for c in content(project).codings})
    assert ends[0] == ends[1]
    made.project.close()
