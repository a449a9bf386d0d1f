"""Values of codings, and codings by what they say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.changes import (
    ATTRIBUTE_VALUE,
)
from annotator.operations import codings, projects
from annotator.storage import (
    coding_queries,
    schema,
)
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_from, value_json
from tests.making import ANN, BEN, Made, content, make

FILE = Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    made.code(BEN, "claim", (0, 6))
    with made.project:
        yield made


def test_values_are_found_of_codings_that_are_there(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILE, tmp_path / "p.annot"))
    with projects.open_(path) as project:
        found = {c.guid: c for c in content(project).codings if c.attributes}
        coding = next(iter(found.values()))
        attribute, value = next(iter(coding.attributes.items()))
        with project.transaction("Values", coding.coder) as step:
            read = step.record.connection
            raw = dict(coding_queries.values_of(read, attribute))[coding.guid]
            assert dict(coding_queries.raw_values(read, coding.guid))[attribute] == raw
            document = coding.document
            said = coding_queries.codings_saying(read, document, [attribute], raw)
            assert coding.guid in said
            assert set(said) == {
                one.guid
                for one in found.values()
                if one.document == document and one.attributes.get(attribute) == value
            }
            rows = [
                guid
                for guid, row in step.record.rows(ATTRIBUTE_VALUE, all_values(project)).items()
                if row["coding"] == coding.guid and row["attribute"] == attribute
            ]
            step.record.delete(ATTRIBUTE_VALUE, rows)
            left = coding_queries.codings_saying(read, document, [attribute], raw)
            assert left == [one for one in said if one != coding.guid]
            assert coding.guid not in dict(coding_queries.values_of(read, attribute))


def all_values(project: ProjectFile) -> list[str]:
    with project.reading() as connection:
        table = schema.attribute_value
        return list(connection.scalars(table.select().with_only_columns(table.c.guid)))


def test_codings_are_found_by_guid_document_and_code(made: Made) -> None:
    mine = made.code(ANN, "prediction", (7, 9))
    gone = made.code(ANN, "prediction", (2, 3))
    codings.delete(made.project, ANN.guid, [gone])
    with made.project.reading() as connection:
        (found,) = coding_queries.codings(connection, guids=[mine, gone])
        assert found.guid == mine
        assert len(coding_queries.codings(connection, made.document)) == 2
        code = made.codes["prediction"]
        assert coding_queries.codings_with_code(connection, code) == [mine]
        assert coding_queries.coding_times(connection).keys() == {
            one.guid for one in coding_queries.codings(connection)
        }


def test_values_are_written_as_anybody_can_read_them() -> None:
    for value, text in (("söund", '"söund"'), (("ä", "b"), '["ä", "b"]')):
        assert value_json(value) == text
        assert value_from(text) == value
