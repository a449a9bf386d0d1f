"""The codebook of any earlier moment comes back, and nothing that was coded is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, RelationType
from annotator.corpus.identity import guid_from, new_guid
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codebook, codings
from annotator.operations.codebook import code_entries, codes, relation_types
from annotator.operations.codings import coding_values
from annotator.operations.history.codebook_restoring import restore_codebook
from annotator.storage import clock
from annotator.storage.codebook_rows import attribute_row, code_row, relation_type_row
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, content, make

EPOCH = clock.to_datetime(clock.NEVER)
NARROW, MORE = guid_from("narrow"), guid_from("more")


def book_rows(project: ProjectFile) -> list[Any]:
    book = codebook.current(project)
    return [
        sorted(map(repr, map(code_row, book.codes))),
        sorted(map(repr, map(attribute_row, book.attributes))),
        sorted(map(repr, map(relation_type_row, book.relation_types))),
    ]


BOOK_ACTS = ("add", "edit", "move", "delete", "attribute", "relation", "undo")


def edit_book(project: ProjectFile, kind: str, number: int) -> None:
    by, book = ANN.guid, codebook.current(project)
    if not book.codes:  # undone as far as the project without its codebook
        return
    code = book.codes[number % len(book.codes)]
    try:
        match kind:
            case "add":
                codes.add(project, by, codes.new_code(f"n{number}", "#123456", parent=code.guid))
            case "edit":
                codes.edit(project, by, replace(code, definition=f"d{number}"))
            case "move":
                codes.move(project, by, code.guid, book.codes[0].guid)
            case "delete" if len(book.codes) > 2:
                codes.delete(project, by, code.guid)
            case "attribute":
                made = Attribute(
                    *(new_guid(), code.guid, f"a{number}", AttributeKind.CHOICE, EPOCH, EPOCH),
                    choices=(Choice("x"), Choice(f"y{number}")),
                )
                attributes_now = [*book.attributes_of(code.guid), made]
                code_entries.save(project, by, code, attributes_now)
            case "relation":
                declared = RelationType(new_guid(), f"r{number}", EPOCH, EPOCH)
                relation_types.declare(project, by, declared)
            case "undo":
                project.undo(by)
    except UserError:
        pass


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(BOOK_ACTS), st.integers(0, 30)), max_size=7), st.data())
def test_any_codebook_comes_back_exactly_where_nothing_is_coded(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]], data: st.DataObject
) -> None:
    project = make(tmp_path_factory.mktemp("book") / "p.annot").project
    states = {project.last_step(): book_rows(project)}
    for kind, number in plan:
        edit_book(project, kind, number)
        states[project.last_step()] = book_rows(project)
    step = data.draw(st.sampled_from(sorted(states)))
    before = book_rows(project)
    restored = restore_codebook(project, ANN.guid, step)
    assert book_rows(project) == states[step]
    assert restored.kept == []
    if restored.changes:
        project.undo(ANN.guid)
        assert book_rows(project) == before
    project.close()


def test_a_codebook_with_work_done_since_keeps_what_is_used(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    project = made.project
    then = project.last_step()
    codes.add(project, ANN.guid, codes.new_code("unused", "#123456"))
    first = next(c for c in codebook.current(project).codes if c.key == "1")
    codes.edit(project, ANN.guid, replace(first, key=""))
    code = codes.new_code("news", "#123456", key="1")
    codes.add(project, ANN.guid, code)
    codings.add(project, ANN.guid, made.document, code.guid, [Span(0, 3)])
    now = content(project)
    restored = restore_codebook(project, ANN.guid, then)
    assert restored.kept == ["The code “news” stays: 1 coding has it."]
    after = codebook.current(project)
    assert {c.name for c in after.codes} == {c.name for c in now.codebook.codes} - {"unused"}
    assert after.by_guid[code.guid].key == "", "the earlier code has its key again"
    assert content(project).codings == now.codings
    project.undo(ANN.guid)
    assert codebook.current(project).by_guid[code.guid].key == "1"


def test_values_said_since_keep_their_place(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    project, claim = made.project, made.codes["claim"]
    coding = made.code(ANN, "claim", (0, 6))
    code = codebook.current(project).by_guid[claim]
    narrow = Attribute(
        *(NARROW, claim, "stance", AttributeKind.CHOICE, EPOCH, EPOCH), choices=(Choice("for"),)
    )
    code_entries.save(project, ANN.guid, code, [narrow])
    then = project.last_step()
    wide = replace(narrow, choices=(Choice("for"), Choice("against")))
    more = replace(narrow, guid=MORE, name="more", kind=AttributeKind.TEXT, choices=())
    code_entries.save(project, ANN.guid, code, [wide, more])
    coding_values.set_value(project, ANN.guid, coding, NARROW, "against")
    coding_values.set_value(project, ANN.guid, coding, MORE, "words")
    restored = restore_codebook(project, ANN.guid, then)
    assert len(restored.kept) == 2
    (after,) = content(project).codings
    assert dict(after.attributes) == {NARROW: "against", MORE: "words"}
