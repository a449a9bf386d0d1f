"""Sets with a name: written, renamed and deleted, and read in their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.limits import LONGEST_NAME
from annotator.errors import UserError
from annotator.operations import documents
from annotator.storage import codebook_queries, queries, set_queries, set_writing
from annotator.storage.history import Recorder
from tests.making import ANN, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("second.txt", "2")])
    with made.project:
        yield made


def document_sets(record: Recorder) -> list[tuple[str, int]]:
    return [(one.name, len(one.documents)) for one in set_queries.document_sets(record.connection)]


def test_a_set_keeps_its_name_and_takes_no_other_of_its_kind(made: Made) -> None:
    about = set_queries.DOCUMENTS
    with made.project.transaction("Sets", ANN.guid) as step:
        record = step.record
        set_writing.add_set(record, about, "Pilot", [made.document])
        set_writing.add_set(record, about, "Main", [])
        set_writing.add_set(record, set_queries.CODES, "Pilot", [made.codes["claim"]])
        pilot, main = set_queries.document_sets(record.connection)
        set_writing.rename_set(record, about, pilot.guid, "Pilot")
        with pytest.raises(UserError, match="a set called “Main” already"):
            set_writing.rename_set(record, about, pilot.guid, "Main")
        with pytest.raises(UserError, match="needs a name"):
            set_writing.rename_set(record, about, pilot.guid, "")
        with pytest.raises(UserError, match="can't be a name"):
            set_writing.rename_set(record, about, pilot.guid, "n" * (LONGEST_NAME + 1))
        assert document_sets(record) == [("Pilot", 1), ("Main", 0)]
        set_writing.put(record, main.guid, [made.document])
        set_writing.take(record, pilot.guid, [made.document])
        set_writing.rename_set(record, about, pilot.guid, "Trial")
        assert document_sets(record) == [("Trial", 0), ("Main", 1)]


def test_a_set_that_is_deleted_is_gone_with_its_members_alone(made: Made) -> None:
    about = set_queries.DOCUMENTS
    with made.project.transaction("Sets", ANN.guid) as step:
        record = step.record
        set_writing.add_set(record, about, "Pilot", [made.document])
        set_writing.add_set(record, about, "Main", [made.document])
        pilot, _main = set_queries.document_sets(record.connection)
        set_writing.delete_set(record, pilot.guid)
        assert document_sets(record) == [("Main", 1)]


def test_what_is_in_a_set_is_listed_in_the_order_of_the_project(made: Made) -> None:
    claim, other = made.codes["claim"], made.codes["attribution"]
    with made.project.reading() as connection:
        first, later = (one.guid for one in queries.documents(connection))
    assert first == made.document
    with made.project.transaction("Sets", ANN.guid) as step:
        record = step.record
        set_writing.add_set(record, set_queries.DOCUMENTS, "All", [later, made.document])
        set_writing.add_set(record, set_queries.CODES, "Some", [other, claim])
        (documents_,) = set_queries.document_sets(record.connection)
        assert documents_.documents == (made.document, later)
        codebook = codebook_queries.codebook(record.connection)
        (codes,) = set_queries.code_sets(record.connection, codebook)
        order = [code.guid for _depth, code in codebook.walk()]
        assert codes.codes == tuple(sorted((claim, other), key=order.index))
