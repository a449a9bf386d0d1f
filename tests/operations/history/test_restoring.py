"""Restoring: any earlier version comes back exactly, and Undo takes the restoring back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.changes import CODEBOOK_KINDS
from annotator.corpus.codebook import Attribute, AttributeKind, RelationType
from annotator.corpus.identity import guid_from, memo_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.operations import codings, projects
from annotator.operations.codebook import codes, relation_types
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.history import restoring, trail
from annotator.operations.merging import merges
from annotator.operations.viewing import everything
from annotator.storage import clock, queries
from annotator.storage.codebook_rows import attribute_row
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, Made, content, make

VALUE = guid_from("claim-stance")
SUPPORTS = guid_from("supports")
EPOCH = clock.to_datetime(clock.NEVER)
ACTS = ("reshape", "recode", "value", "memo", "relate", "unrelate", "delete", "undo", "drop code")


def prepared(path: Path) -> tuple[Made, str]:
    """A project with a coding of Ann's that values and relations can be given to."""
    made = make(path)
    for name in ("claim", "stance"):
        attribute = Attribute(
            *(guid_from(f"{name}-stance"), made.codes.get(name, made.codes["claim"]), name),
            *(AttributeKind.TEXT, EPOCH, EPOCH),
        )
        with made.project.transaction("Declare", ANN.guid) as step:
            row = attribute_row(attribute)
            step.record.add("attribute", [row])
    kind = RelationType(SUPPORTS, "supports", EPOCH, EPOCH)
    relation_types.declare(made.project, ANN.guid, kind)
    made.code(ANN, "claim", (50, 60))
    return made, made.code(ANN, "claim", (0, 6), (10, 16))


def state(project: ProjectFile, coding: str) -> dict[str, Any]:
    """All that a coding is, but for times."""
    now = content(project)
    mine = [c for c in now.codings if c.guid == coding]
    return {
        "coding": [(c.document, c.code, c.spans, dict(c.attributes)) for c in mine],
        "memos": [(m.coder, m.text) for m in now.memos if m.subject == coding],
        "relations": sorted(
            (r.kind, r.source, r.target) for r in now.relations if coding in (r.source, r.target)
        ),
    }


def act(made: Made, coding: str, kind: str, number: int) -> None:
    project, by = made.project, ANN.guid
    now = content(project)
    there = any(c.guid == coding for c in now.codings)
    other = next((c.guid for c in now.codings if c.guid != coding), None)
    choosable = [code.guid for code in now.codebook.codes if code.codable]
    try:
        match kind:
            case "reshape" if there:
                codings.reshape(project, by, coding, [Span(number, number + 3)])
            case "recode" if there:
                codings.recode(project, by, [coding], choosable[number % len(choosable)])
            case "value" if there and any(a.guid == VALUE for a in now.codebook.attributes):
                said = "" if number % 4 == 0 else f"v{number}"
                coding_values.set_value(project, by, coding, VALUE, said)
            case "memo":
                memos.write(project, by, coding, "" if number % 4 == 0 else f"m{number}")
            case "relate" if there and other:
                relations.relate(project, by, SUPPORTS, coding, other)
            case "unrelate":
                for relation in now.relations:
                    relations.delete(project, by, relation.guid)
            case "delete" if there:
                codings.delete(project, by, [coding])
            case "undo":
                project.undo(by)
            case "drop code" if there and len(choosable) > 2:
                code = next(c.code for c in now.codings if c.guid == coding)
                keep = next(c for c in choosable if c != code)
                # A relation is in sight while its other end is: that stays.
                shared = sum(c.code == code for c in now.codings) > 1
                codes.delete(project, by, code, keep if number % 2 or shared else None)
    except UserError:
        pass


@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), max_size=8), st.data())
def test_any_version_comes_back_exactly_and_undo_takes_it_back(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]], data: st.DataObject
) -> None:
    made, coding = prepared(tmp_path_factory.mktemp("restore") / "p.annot")
    project = made.project
    last = len(trail.steps(everything(project), TrailFilter()))
    states: dict[int, dict[str, object]] = {}
    for kind, number in [("", 0), *plan]:
        act(made, coding, kind, number)
        for step in trail.steps(everything(project), TrailFilter())[: -last or None]:
            states.setdefault(step, state(project, coding))
        last = len(trail.steps(everything(project), TrailFilter()))
        states[project.last_step()] = state(project, coding)
    step = data.draw(st.sampled_from(sorted(states)))
    before = state(project, coding)
    changes = restoring.restore_coding(project, ANN.guid, coding, step)
    after, expected = state(project, coding), states[step]
    if len(content(project).codings) < 2:  # a relation is in sight while its other end is
        after, expected = after | {"relations": []}, expected | {"relations": []}
    assert after == expected
    if changes:
        assert changes.label.startswith("Restore the coding of 20")
        project.undo(ANN.guid)
        assert state(project, coding) == before
    project.close()


def test_a_deleted_coding_comes_back_with_all_that_hung_on_it(tmp_path: Path) -> None:
    made, coding = prepared(tmp_path / "p.annot")
    project = made.project
    coding_values.set_value(project, ANN.guid, coding, VALUE, "for")
    memos.write(project, ANN.guid, coding, "mine")
    with project.transaction("Ben's", BEN.guid) as step:
        step.record.add("coder", [{"guid": BEN.guid, "name": "Ben", "kind": "person"}])
    memos.write(project, BEN.guid, coding, "Ben's")
    other = next(c.guid for c in content(project).codings if c.guid != coding)
    relations.relate(project, ANN.guid, SUPPORTS, coding, other)
    whole = state(project, coding)
    code = next(c.code for c in content(project).codings if c.guid == coding)
    codes.delete(project, ANN.guid, code)
    deletion = project.last_step()
    assert state(project, coding)["coding"] == []
    restoring.restore_coding(project, ANN.guid, coding, deletion, before=True)
    assert state(project, coding)["coding"] == whole["coding"]
    assert sorted(state(project, coding)["memos"]) == sorted(whole["memos"])
    assert code in content(project).codebook.by_guid, "its code came back with it"


def test_another_coders_work_is_not_restored(tmp_path: Path) -> None:
    made, coding = prepared(tmp_path / "p.annot")
    with pytest.raises(UserError, match="another coder's"):
        restoring.restore_coding(made.project, BEN.guid, coding, made.project.last_step())
    memos.write(made.project, ANN.guid, made.document, "x")
    memo = memo_guid(made.document, ANN.guid)
    with pytest.raises(UserError, match="another coder's"):
        restoring.restore_memo(made.project, BEN.guid, memo, made.project.last_step())


def test_a_memo_says_again_what_it_said(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    steps = {}
    for text in ("one", "two", "", "three"):
        memos.write(made.project, ANN.guid, made.document, text)
        steps[text] = made.project.last_step()
    memo = memo_guid(made.document, ANN.guid)
    for text, step in steps.items():
        restoring.restore_memo(made.project, ANN.guid, memo, step)
        assert [m.text for m in content(made.project).memos] == ([text] if text else [])


def test_versions_of_a_coding_in_words(tmp_path: Path) -> None:
    made, coding = prepared(tmp_path / "p.annot")
    codings.reshape(made.project, ANN.guid, coding, [Span(0, 14)])
    coding_values.set_value(made.project, ANN.guid, coding, VALUE, "for")
    codings.delete(made.project, ANN.guid, [coding])
    told = trail.versions(everything(made.project), coding)
    assert [version.words for version in told] == [
        "Nobody … ects t",
        "Nobody expects",
        "Nobody expects",
        "",
    ]
    assert "passage: “Nobody … ects t” → “Nobody expects”" in told[1].what
    assert "claim: for" in told[2].what
    assert told[3].what == "The coding “Nobody expects” as claim was deleted"


def test_a_colleagues_versions_are_versions_here(tmp_path: Path) -> None:
    made, coding = prepared(tmp_path / "p.annot")
    copy = tmp_path / "copy.annot"
    projects.save_copy(made.project, copy)
    with projects.open_(copy) as other:
        codings.reshape(other, ANN.guid, coding, [Span(0, 14)])
        memos.write(other, ANN.guid, coding, "there")
    finish(merges.merge(made.project, ANN.guid, [copy]))
    codings.reshape(made.project, ANN.guid, coding, [Span(20, 30)])
    told = trail.versions(everything(made.project), coding)
    step = next(v.facts.seq for v in told if v.words == "Nobody expects")
    restoring.restore_coding(made.project, ANN.guid, coding, step)
    assert state(made.project, coding)["coding"][0][2] == (Span(0, 14),)


def test_filters_meet_what_they_say(tmp_path: Path) -> None:
    made, coding = prepared(tmp_path / "p.annot")
    project = made.project
    codings.recode(project, ANN.guid, [coding], made.codes["prediction"])
    recoded = project.last_step()
    memos.write(project, ANN.guid, coding, "why")
    noted = project.last_step()
    with project.reading() as connection:
        assert queries.documents(connection)[0].guid == made.document
    of_code = trail.steps(everything(project), TrailFilter(code=made.codes["prediction"]))
    assert recoded in of_code
    assert noted in of_code
    assert noted in trail.steps(everything(project), TrailFilter(document=made.document))
    assert trail.steps(everything(project), TrailFilter(coder=BEN.guid)) == []
    assert trail.steps(everything(project), TrailFilter(coding=coding))[:2] == [noted, recoded]
    facts = trail.facts(everything(project), trail.steps(everything(project), TrailFilter()))
    assert [f.at for f in facts] == sorted((f.at for f in facts), reverse=True)
    told = trail.tell(everything(project), recoded)
    assert told.changes[0].fields == [("code", "claim", "prediction")]
    assert not told.codebook
    assert set(CODEBOOK_KINDS) & {c.kind for c in trail.tell(everything(project), 1).changes}
