"""Undo and redo: any sequence of operations can be walked back and forth, closing included."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Attribute, AttributeKind, RelationType
from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import LONGEST_TEXT
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import attributes, codes, relation_types
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.documents import document_attributes
from annotator.storage import clock
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, Made, content, made_of, make, text_file

Value = TypeVar("Value")
OPERATIONS = (
    *("code", "recode", "reshape", "delete", "memo", "progress", "add", "new code", "drop"),
    *("declare", "value", "relation type", "relate", "document attribute"),
)


def act(made: Made, kind: str, number: int) -> None:
    """Do something to the project; which thing of a kind it concerns depends on `number`."""
    project, by = made.project, ANN.guid
    now = content(project)
    mine = [coding.guid for coding in now.codings]
    guid = mine[number % len(mine)] if mine else None
    code = now.codebook.codes[number % len(now.codebook.codes)].guid
    start = number % (len(made.text) - 5)
    span = Span(start, start + 1 + number % 5)
    match kind:
        case "code":
            codings.add(project, by, made.document, code, [span, Span(0, 1)])
        case "recode" if guid:
            codings.recode(project, by, [guid], code)
        case "reshape" if guid:
            codings.reshape(project, by, guid, [span])
        case "delete" if guid:
            codings.delete(project, by, [guid])
        case "memo":
            memos.write(project, by, guid or made.document, "" if number % 3 == 0 else f"m{number}")
        case "progress":
            documents.set_progress(project, by, made.document, list(Progress)[number % 3])
        case "add":
            documents.add(project, by, [text_file(f"{number % 3}.txt", f"Text {number % 4}")])
        case "new code":
            codes.add(project, by, codes.new_code(f"n{number}", "#123456", parent=code))
        case "drop" if len(now.codebook.codes) > 2:
            codes.delete(project, by, code)
        case "document attribute":
            values = {
                (made.document, f"name {number % 2}"): "" if number % 5 == 0 else f"v{number}"
            }
            document_attributes.set_values(project, by, values)
        case _:
            act_on_codebook(project, kind, number)


def act_on_codebook(project: ProjectFile, kind: str, number: int) -> None:
    """Attributes and relations: declared, then said of codings."""
    by, now = ANN.guid, content(project)
    book, some = now.codebook, now.codings
    epoch = clock.to_datetime(clock.NEVER)
    if kind == "declare":
        code = book.codes[number % len(book.codes)].guid
        name = f"a{number} {new_guid()}"  # one name is one attribute
        made = Attribute(new_guid(), code, name, AttributeKind.TEXT, epoch, epoch)
        attributes.declare(project, by, made)
    elif kind == "value" and some:
        coding = some[number % len(some)]
        for attribute in book.attributes_of(coding.code):
            value = f"v{number}" if number % 3 else None
            coding_values.set_value(project, by, coding.guid, attribute.guid, value)
    elif kind == "relation type":
        name = f"r{number} {new_guid()}"
        relation_types.declare(project, by, RelationType(new_guid(), name, epoch, epoch))
    elif kind == "relate" and len(some) > 1 and book.relation_types:
        first, second = some[number % len(some)], some[(number + 1) % len(some)]
        relations.relate(project, by, book.relation_types[0].guid, first.guid, second.guid)


def seen(project: ProjectFile) -> ProjectContent:
    """What is in the project but for the times of change, which only move on."""
    now = content(project)

    return still(now, now.created)


def still(value: Value, when: datetime) -> Value:
    """The value, and all that it is made of, as if it had never been changed."""
    if isinstance(value, tuple):
        return type(value)(still(one, when) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: still(getattr(value, field.name), when) for field in fields(value)}
    return replace(value, **parts | {"modified": when} if "modified" in parts else parts)


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 40)), max_size=9))
def test_undo_and_redo_walk_through_every_state(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "p.annot"
    made = make(path)
    states = [seen(made.project)]
    for kind, number in plan:
        act(made, kind, number)
        state = seen(made.project)
        if state != states[-1]:
            states.append(state)
    for state in reversed(states[:-1]):
        made.project.undo(ANN.guid)
        assert seen(made.project) == state
    made.project.close()
    with projects.open_(path) as project:  # closing forgets nothing
        for state in states[1:]:
            project.redo(ANN.guid)
            assert seen(project) == state


def test_a_new_step_forgets_what_was_undone(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    made.project.undo(ANN.guid)
    made.code(ANN, "claim", (7, 14))
    with pytest.raises(UserError, match="nothing to redo"):
        made.project.redo(ANN.guid)


def test_undo_stops_at_another_coders_work(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(BEN, "claim", (0, 6))
    with pytest.raises(UserError, match="another coder"):
        made.project.undo(ANN.guid)
    assert len(content(made.project).codings) == 1


def test_a_step_that_fails_leaves_nothing(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    before = content(made.project), made.project.last_step()
    with pytest.raises(ZeroDivisionError), made.project.transaction("Fail", ANN.guid) as step:
        step.record.change("document", {made.document: {"name": "other"}})
        raise ZeroDivisionError
    assert (content(made.project), made.project.last_step()) == before


def test_a_change_outside_a_step_is_a_bug(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    with made.project.transaction("Nothing", ANN.guid) as step:
        record = step.record
    with pytest.raises(Exception, match=r"step of its own|closed"):
        record.change("document", {made.document: {"name": "other"}})


def test_undoing_a_deletion_brings_the_memo_back(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    guid = made.code(ANN, "claim", (0, 6))
    memos.write(made.project, ANN.guid, guid, "why")
    codings.delete(made.project, ANN.guid, [guid])
    assert not content(made.project).memos
    made.project.undo(ANN.guid)
    assert [memo.text for memo in content(made.project).memos] == ["why"]


def test_everything_is_on_the_disk_when_the_step_returns(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    guid = made.code(ANN, "claim", (0, 6))
    with projects.open_(tmp_path / "p.annot") as other:
        assert [coding.guid for coding in content(other).codings] == [guid]
        assert made_of(other).document == made.document


def test_a_step_says_what_it_made_changed_and_deleted(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    guid = made.code(ANN, "claim", (0, 6))
    coding = {"coding": frozenset([guid])}
    changes = codings.recode(made.project, ANN.guid, [guid], made.codes["prediction"])
    assert (changes.added, changes.changed, changes.deleted) == ({}, coding, {})
    changes = codings.delete(made.project, ANN.guid, [guid])
    assert (changes.added, changes.changed, changes.deleted) == ({}, {}, coding)
    changes = made.project.undo(ANN.guid)
    assert (changes.added, changes.changed, changes.deleted) == (coding, {}, {})


def test_rows_that_change_must_fit_as_new_ones_must(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    before = content(made.project)
    with (
        pytest.raises(ValueError, match="a code with the colour 'red'"),
        made.project.transaction("x", ANN.guid) as step,
    ):
        step.record.change("code", {made.codes["claim"]: {"color": "red"}})
    with (
        pytest.raises(UserError, match="can't be kept"),
        made.project.transaction("x", ANN.guid) as step,
    ):
        step.record.change("code", {made.codes["claim"]: {"definition": "d" * (LONGEST_TEXT + 1)}})
    assert content(made.project) == before
