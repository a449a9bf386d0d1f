"""What the next wave of a table says otherwise is taken over by choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.exchange.records.mapping_file import read_mapping
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.documents import document_attributes, records, table_changes
from annotator.operations.documents.records import Source, Summary
from annotator.operations.documents.table_changes import TakenOver
from annotator.operations.projects import ProjectFile
from annotator.storage import queries
from tests.making import ANN

FIRST = "id,who,answer,age\n1,Ann,The quay is quiet. It rains.,31\n2,Ben,It may reopen.,old\n"
SECOND = FIRST.replace("is quiet", "is very quiet").replace("31", "32").replace("old", "50")
MAPPING = "table: Survey\ntext: answer\nname: who\nkey: id\nattributes:\n  age: text\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    project = projects.create(tmp_path / "p.annot", codes.load(), ANN)
    add(project, FIRST)
    yield project
    project.close()


def source(project: ProjectFile, text: str) -> Source:
    path = project.path.with_name("t.csv")
    path.write_text(text)
    return Source(path, read_mapping(MAPPING.encode(), "m.yaml"))


def add(project: ProjectFile, text: str) -> Summary:
    return finish(records.add(project, ANN.guid, source(project, text)))


def take_over(project: ProjectFile, keys: str) -> TakenOver:
    changed = [one for one in add(project, SECOND).changed if one.key in keys]
    job = table_changes.take_over(project, ANN.guid, source(project, SECOND), changed)
    return finish(job)


def stands(project: ProjectFile) -> list[tuple[str, str, str | None]]:
    said = document_attributes.by_document(project)
    with project.reading() as connection:
        return [
            (one.name, queries.document_text(connection, one.guid), said[one.guid].get("age"))
            for one in queries.documents(connection)
        ]


def test_what_is_chosen_becomes_as_the_table_says(project: ProjectFile) -> None:
    found = take_over(project, "2")
    assert (found.values, found.texts) == (1, 0)
    assert stands(project) == [
        ("Ann", "The quay is quiet. It rains.", "31"),
        ("Ben", "It may reopen.", "50"),
    ]


def test_a_new_text_is_a_new_version_and_codings_move(project: ProjectFile) -> None:
    with project.reading() as connection:
        ann = queries.documents(connection)[0].guid
        code = codes.load().codes[0].guid
    for span in (Span(19, 28), Span(0, 17)):
        codings.add(project, ANN.guid, ann, code, [span])
    found = take_over(project, "12")
    assert (found.values, found.texts, found.moved, found.unsettled) == (2, 1, 1, 1)
    assert stands(project) == [
        ("Ann", "The quay is very quiet. It rains.", "32"),
        ("Ben", "It may reopen.", "50"),
    ]
    again = add(project, SECOND)
    assert (again.added, again.known, again.changed_count) == (0, 2, 0)
    # The first wave once more: its text is one that the row has had, its attributes differ.
    earlier = add(project, FIRST)
    assert (earlier.added, earlier.changed_count) == (0, 2)
    assert not any(one.text for one in earlier.changed)
    while project.undo(ANN.guid).changed.get("document") is None:
        pass
    assert stands(project)[0][1] == "The quay is quiet. It rains."
