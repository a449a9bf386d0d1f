"""Rows of a table as documents: found by their keys, written many at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import TABLE_ROW, Origin
from annotator.corpus.structure import Element, Structure
from annotator.operations import documents
from annotator.operations.documents import document_attributes
from annotator.storage import (
    document_files,
    queries,
    table_rows,
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


def test_tables_are_known_by_the_keys_of_their_rows(made: Made) -> None:
    documents.add(made.project, ANN.guid, [text_file("second.txt", "2")])
    with made.project.reading() as connection:
        _first, second = (one.guid for one in queries.documents(connection))
    document_attributes.set_values(made.project, ANN.guid, {(second, "age"): "7"})
    with made.project.transaction("Tables", ANN.guid) as step:
        record, read = step.record, step.record.connection
        one = origin(record, made.document, b"one table", "key")
        origin(record, second, b"another table", "key")
        assert set(table_rows.tables_with(read, ["key"], [])) == {b"one table", b"another table"}
        assert table_rows.tables_with(read, ["other"], []) == []
        assert table_rows.tables_with(read, ["key"], ["age"]) == [b"another table"]
        assert table_rows.tables_with(read, ["key"], ["size"]) == []
        (known,) = table_rows.known_rows(read, one).values()
        assert (known.document, known.name) == (made.document, "talks.txt")
        assert table_rows.said_of(read, [made.document, second]) == {second: {"age": "7"}}
        assert table_rows.texts_of(read, [second]) == {second: "2"}
        assert table_rows.names_taken(read) == {"talks.txt", "second.txt"}


def test_of_a_row_with_a_new_version_that_one_is_known(made: Made) -> None:
    documents.add(made.project, ANN.guid, [text_file("second.txt", "2")])
    with made.project.reading() as connection:
        _first, second = (one.guid for one in queries.documents(connection))
    with made.project.transaction("Tables", ANN.guid) as step:
        record, read = step.record, step.record.connection
        table = origin(record, made.document, b"table", "key")
        before = table_rows.known_rows(read, table)["key"]
        record.change("document", {made.document: {"replaced_by": second}})
        after = table_rows.known_rows(read, table)["key"]
        assert (after.document, after.name) == (second, "second.txt")
        assert after.digests == {before.digest, after.digest} and before.digest != after.digest


def test_rows_of_a_table_are_written_with_origin_and_structure(made: Made) -> None:
    structure = Structure.of([Element("paragraph", 0, 3, {})])
    documents.add(made.project, ANN.guid, [text_file("second.txt", "2")])
    with made.project.reading() as connection:
        guids = [one.guid for one in queries.documents(connection)]
    with made.project.transaction("Tables", ANN.guid) as step:
        read = step.record.connection
        sha256 = document_files.add_original(read, b"table")
        origins = [
            Origin(sha256, key, "", TABLE_ROW, 1, {"blätt": key}, (("ä", key),)) for key in "ab"
        ]
        texts = [(guids[0], "one", structure), (guids[1], "two", Structure.of([]))]
        table_rows.write_texts(read, texts, origins)
        written = read.exec_driver_sql("SELECT options || notices FROM document_origin").scalars()
        assert not any("\\u" in one for one in written), "as anybody can read it"
        assert document_files.origins(read) == dict(zip(guids, origins, strict=True))
        assert document_files.structure(read, guids[0]) == structure
        assert document_files.structured(read) == [guids[0]]
