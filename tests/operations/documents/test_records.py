"""Rows of tables become documents; later waves bring what is new, and merge with earlier ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.changes import DOCUMENT
from annotator.corpus.coding import Coder
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.exchange.records.mapping_file import read_mapping
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.documents import (
    document_attributes,
    document_versions,
    file_reading,
    original_files,
    records,
)
from annotator.operations.documents.records import Source, Summary
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN

FIRST = "id,who,answer,age\n1,Ann,The quay is quiet.,31\n2,Ben,It may reopen.,old\n3,Cleo,,50\n"
SECOND = (
    "id,who,answer,age\n4,Dora,New here.,20\n1,Ann,The quay is very quiet.,32\n"
    "2,Ben,It may reopen.,old\n"
)
MAPPING = (
    "table: Survey\ntext: answer\nname: who\nkey: id\nattributes:\n  age: number\n  who: text\n"
)


@pytest.fixture
def project(tmp_path: Path) -> ProjectFile:
    return created(tmp_path, ANN)


def created(folder: Path, by: Coder) -> ProjectFile:
    return projects.create(folder / f"{by.name}.annot", codes.load(), by)


def add(
    project: ProjectFile, text: str, mapping: str = MAPPING, by: Coder = ANN, name: str = "t.csv"
) -> Summary:
    return finish(records.add(project, by.guid, source(project, text, mapping, name)))


def source(project: ProjectFile, text: str, mapping: str = MAPPING, name: str = "t.csv") -> Source:
    path = project.path.with_name(name)
    path.write_text(text)
    return Source(path, read_mapping(mapping.encode(), "m.yaml"), "m.yaml")


def texts(project: ProjectFile) -> dict[str, str]:
    with project.reading() as connection:
        return {
            one.name: queries.document_text(connection, one.guid)
            for one in queries.documents(connection)
        }


def test_rows_become_documents_with_attributes_in_one_step(project: ProjectFile) -> None:
    found = add(project, FIRST)
    assert (found.added, found.first) == (2, [("1", "Ann"), ("2", "Ben")])
    assert found.left_out == {"no text": 1}
    assert found.remarks == ["“age”: One value is no number (line 3); it stays as it is."]
    assert texts(project) == {"Ann": "The quay is quiet.", "Ben": "It may reopen."}
    said = document_attributes.by_document(project)
    assert sorted(one["age"] for one in said.values()) == ["31", "old"]
    assert integrity.check(project) == []
    project.undo(ANN.guid)
    assert texts(project) == {}
    assert add(project, FIRST).added == 2  # what was deleted comes back
    assert integrity.check(project) == []
    assert len(document_attributes.by_document(project)) == 2


def test_the_next_wave_brings_what_is_new_and_tells_what_changed(project: ProjectFile) -> None:
    add(project, FIRST)
    foreseen = finish(records.plan(project, source(project, SECOND, name="wave 2.csv")))
    done = add(project, SECOND, name="wave 2.csv")
    for found in (foreseen, done):
        assert (found.added, found.known, found.changed_count, found.absent) == (1, 1, 1, 0)
        (changed,) = found.changed
        assert (changed.key, changed.name, changed.text) == ("1", "Ann", True)
        assert changed.attributes == (("age", "31", "32"),)
    assert sorted(texts(project)) == ["Ann", "Ben", "Dora"]
    assert texts(project)["Ann"] == "The quay is quiet."
    again = add(project, FIRST)
    assert (again.added, again.known, again.absent) == (0, 2, 1)


def test_a_missing_column_is_told_with_the_line_of_the_mapping(project: ProjectFile) -> None:
    add(project, FIRST)
    with pytest.raises(UserError, match=r"lacks the column “age” \(line 6 of m.yaml\). It has"):
        add(project, "id,who,answer\n9,X,Y\n")
    assert len(texts(project)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,who,answer,age\n1,A,x,1\n1,B,y,2\n", "the key “1” stands in line 2 and in line 3"),
        ("id,who,answer,age\n1,A,x,1\n,B,y,2\n", "line 3: the row has no “id”"),
        ("id,who,answer,age\n1,A,x,1\n2,B,y,2,3\n", "line 3: there are 5 values for 4 columns"),
        (f"id,who,answer,age\n{'1' * 2_000},A,x,1\n", "too long for a key"),
    ],
)
def test_where_one_row_cant_be_read_none_comes_in(
    project: ProjectFile, text: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        add(project, text)
    assert texts(project) == {}
    assert add(project, "id,who,answer,age\n1,A,x,1\n").added == 1


def test_two_waves_that_were_added_apart_are_one_table_after_a_merge(tmp_path: Path) -> None:
    mine, theirs = created(tmp_path, ANN), created(tmp_path, BEN)
    add(mine, FIRST)
    add(theirs, SECOND, by=BEN, name="other.csv")
    with theirs.reading() as connection:
        (ann,) = [one for one in queries.documents(connection) if one.name == "Ann"]
    with mine.reading() as connection:
        claim = queries.content(connection).codebook.codes[0].guid
    codings.add(theirs, BEN.guid, ann.guid, claim, [Span(0, 8)])
    theirs.close()
    finish(merges.merge(mine, ANN.guid, [theirs.path]))
    assert integrity.check(mine) == []
    found = texts(mine)
    assert sorted(found) == ["Ann", "Ben", "Dora"]
    with mine.reading() as connection:
        content = queries.content(connection)
    (coding,) = content.codings
    (document,) = [one for one in content.documents if one.guid == coding.document]
    assert document.name == "Ann"
    assert document.text[coding.start : coding.end] == "The quay"
    for wave in (FIRST, SECOND):  # both texts of the row are known, whichever is in sight
        again = add(mine, wave)
        assert again.added == 0
        assert not any(one.text for one in again.changed)


def test_without_a_key_the_text_tells_rows_apart(project: ProjectFile) -> None:
    mapping = "text: answer\n"
    rows = "answer\nSame.\nSame.\nOther.\n"
    assert add(project, rows, mapping, name="chat.csv").added == 3
    assert add(project, rows + "Last.\n", mapping, name="chat.csv").added == 1
    assert sorted(texts(project)) == ["chat 2", "chat 3", "chat 4", "chat 5"]


def test_several_columns_of_text_have_headings(project: ProjectFile) -> None:
    mapping = "text:\n  - column: a\n    heading: First?\n  - b\nkey: id\nleave_out:\n  b: Skip\n"
    add(project, "id,a,b\nx,One,Two\ny,Three,\nz,Four,skip\n", mapping)
    assert texts(project) == {"x": "First?\nOne\nb\nTwo", "y": "First?\nThree"}
    with project.reading() as connection:
        guids = {one.name: one.guid for one in queries.documents(connection)}
        structure = document_files.structure(connection, guids["x"])
    assert [(one.kind, one.start, one.end) for one in structure] == [
        ("heading", 0, 6),
        ("heading", 11, 12),
    ]


def test_rows_come_in_as_one_document(project: ProjectFile) -> None:
    found = add(project, FIRST, MAPPING + "as: one\n")
    assert found.added == 1
    assert texts(project) == {"Survey": "The quay is quiet.\nIt may reopen."}
    with project.reading() as connection:
        (facts,) = queries.documents(connection)
        structure = document_files.structure(connection, facts.guid)
    first, second = structure
    assert (first.kind, first.start, first.end) == ("record", 0, 18)
    assert first.values["key"] == "1"
    assert json.loads(str(second.values["columns"])) == {"age": "old", "who": "Ben"}
    assert integrity.check(project) == []
    later = add(project, SECOND, MAPPING + "as: one\n")
    assert (later.added, later.changed_count) == (0, 1)


def test_a_step_of_very_many_rows_is_undone_as_one(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded is written down on the way: nothing of it is lost or there twice."""
    monkeypatch.setattr(records, "_MANY", 1)
    monkeypatch.setattr(records, "_AT_ONCE", 2)
    rows = "id,who,answer,age\n" + "".join(f"{n},P,Text {n},{n}\n" for n in range(9))
    found = add(project, rows)
    assert len(found.changes.added[DOCUMENT]) == 9
    assert sorted(texts(project)) == ["P", *(f"P ({n})" for n in range(2, 10))]
    assert integrity.check(project) == []
    project.undo(ANN.guid)
    assert texts(project) == {}
    project.redo(ANN.guid)
    assert len(texts(project)) == 9
    assert integrity.check(project) == []


def test_what_is_kept_of_the_table_is_its_description(project: ProjectFile) -> None:
    add(project, FIRST)
    with project.reading() as connection:
        guid = queries.documents(connection)[0].guid
    assert original_files.original(project, guid) == b"annotator-table: 1\ntable: Survey\n"
    assert original_files.file_name(project, guid) == "Ann"
    with pytest.raises(UserError, match="row of a table"):
        finish(document_versions.read_again(project, ANN.guid, guid))


def test_a_table_that_comes_in_as_a_text_says_so() -> None:
    (found,) = file_reading.read(b"id;text\n1;a\n", "t.csv")
    assert any("With a mapping its rows become documents" in what for what, _ in found.remarks)


def test_a_proposal_is_a_mapping_that_works(project: ProjectFile) -> None:
    path = project.path.with_name("p.csv")
    path.write_text(
        "Response ID;Age;Place;What do you think?\n"
        + "".join(f"R{n};{n};{'AB'[n % 2]};It is quite {n} long, is it not?\n" for n in range(20))
    )
    mapping = records.proposed(records.look(path))
    assert [one.column for one in mapping.text] == ["What do you think?"]
    assert mapping.key == "Response ID"
    assert dict(mapping.attributes) == {"Age": "number", "Place": "choice"}
    assert finish(records.add(project, ANN.guid, Source(path, mapping))).added == 20


UNNAMED = MAPPING.replace("table: Survey\n", "")


def test_the_next_wave_under_another_name_is_asked_for(project: ProjectFile) -> None:
    add(project, FIRST, UNNAMED, name="survey.csv")
    with pytest.raises(UserError, match=r"in the table “survey”\. Write “table: survey” into"):
        add(project, SECOND, UNNAMED, name="wave2.csv")
    with project.reading() as connection:
        assert len(queries.documents(connection)) == 2
    found = add(project, SECOND, "table: survey\n" + UNNAMED, name="wave2.csv")
    assert (found.added, found.known, found.changed_count) == (1, 1, 1)
    found = add(project, SECOND, "table: another\n" + UNNAMED, name="wave3.csv")
    assert found.added == 3


def test_another_table_with_the_same_keys_comes_in_unasked(project: ProjectFile) -> None:
    add(project, FIRST, UNNAMED, name="survey.csv")
    text = "id,title,words\n1,A post,It is open.\n2,Another,It is closed.\n"
    mapping = "text: words\nkey: id\nattributes: [title]\n"
    assert add(project, text, mapping, name="posts.csv").added == 2


def test_waves_without_a_name_do_not_come_in_at_once(project: ProjectFile) -> None:
    sources = [
        source(project, FIRST, UNNAMED, "one.csv"),
        source(project, SECOND, UNNAMED, "two.csv"),
    ]
    with pytest.raises(UserError, match="both have a row with the key “1”"):
        records.check_apart(sources)
    records.check_apart([replace(one, mapping=replace(one.mapping, table="S")) for one in sources])


def test_the_window_proposes_the_name_that_is_there(project: ProjectFile) -> None:
    add(project, FIRST, name="survey.csv")
    path = source(project, SECOND, name="wave2.csv").path
    seen = records.look(path)
    look, mapping = records.with_earlier(project, seen, records.proposed(seen))
    assert mapping.table == "Survey"
    assert "in the table “Survey”: this is taken for its next wave" in look.table.remarks[-1]
    named = replace(mapping, table="Survey")
    assert records.with_earlier(project, seen, named) == (seen, named)
