"""The files that documents were read from, and the structure of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import TABLE_ROW, Origin
from annotator.corpus.structure import Element, Structure
from annotator.operations import documents
from annotator.storage import (
    document_files,
    queries,
    schema,
)
from annotator.storage.history import Recorder
from tests.making import ANN, BEN, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    made.code(BEN, "claim", (0, 6))
    with made.project:
        yield made


def origin(record: Recorder, document: str, data: bytes, place: str = "") -> str:
    sha256 = document_files.add_original(record.connection, data)
    found = Origin(sha256, place, "text/x-small", TABLE_ROW, 1, {"ä": "ö"}, (("wäs", "where"),))
    document_files.add_origin(record.connection, document, found)
    assert document_files.origin(record.connection, document) == found
    return sha256


def test_documents_are_found_by_their_file_and_the_place_in_it(made: Made) -> None:
    documents.add(made.project, ANN.guid, [text_file("second.txt", "2")])
    with made.project.reading() as connection:
        _first, second = (one.guid for one in queries.documents(connection))
    with made.project.transaction("Files", ANN.guid) as step:
        record, read = step.record, step.record.connection
        file = origin(record, made.document, b"file", "1")
        assert origin(record, second, b"file", "2") == file
        (options, notices), *_ = read.exec_driver_sql(
            "SELECT options, notices FROM document_origin"
        ).all()
        assert (options, notices) == ('{"ä": "ö"}', '[["wäs", "where"]]')
        both = sorted((made.document, second))
        assert document_files.documents_of(read, file) == both
        assert document_files.documents_of(read, file, "2") == [second]
        assert document_files.living_by_file(read) == {
            (file, "1"): made.document,
            (file, "2"): second,
        }
        assert document_files.original(read, second) == b"file"
        structure = Structure.of([Element("turn", 0, 1, {"speaker": "Ana"})])
        assert not document_files.has_structure(read)
        document_files.add_structure(read, second, structure)
        assert document_files.has_structure(read)
        assert document_files.structure(read, second) == structure
        assert document_files.structured(read) == [second]
        assert document_files.has_kind(read, "turn")
        assert not document_files.has_kind(read, "page")
    documents.delete(made.project, ANN.guid, [second])
    with made.project.reading() as connection:
        assert not document_files.has_kind(connection, "turn")
        assert document_files.documents_of(connection, file) == both
        assert document_files.living_by_file(connection) == {(file, "1"): made.document}


def test_what_is_said_of_a_file_that_can_not_be_is_told(made: Made) -> None:
    with made.project.transaction("Files", ANN.guid) as step:
        read = step.record.connection
        origin(step.record, made.document, b"file")
        for column, value, said in (
            ("original", "none", "what is said of its file can't be"),
            ("reader_version", -1, "what is said of its file can't be"),
            ("place", "p" * 100_000, "too long"),
            ("options", "[]", "how its file was read can't be told"),
            ("options", '{"a": 1}', "how its file was read can't be told"),
            ("options", '{"a": "\\ud800"}', "how its file was read can't be told"),
            ("notices", "{}", "what was said when"),
            ("notices", '[["a"]]', "what was said when"),
            ("notices", '[["a", 1]]', "what was said when"),
        ):
            origin(step.record, made.document, b"file")
            read.exec_driver_sql(f"UPDATE document_origin SET {column} = ?", (value,))
            (row,) = read.execute(schema.document_origin.select())
            found = document_files.origin_of(row)
            assert isinstance(found, str) and said in found
