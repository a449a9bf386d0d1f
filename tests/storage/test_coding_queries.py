"""What is counted and found of codings, one by one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents, projects
from annotator.operations.codings import memos
from annotator.storage import coding_queries, document_files, queries
from tests.making import ANN, make, text_file


def test_codings_that_began_from_a_cue(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    claim = made.codes["claim"]
    made.code(ANN, "claim", (0, 6))
    changes = codings.add(
        made.project, ANN.guid, made.document, claim, [Span(7, 14)], from_cue=True
    )
    (cued,) = changes.added["coding"]
    with made.project.reading() as connection:
        assert coding_queries.codings_from_cue(connection) == [cued]
        expected = Counter({(made.document, claim, ANN.guid): 1})
        assert coding_queries.cue_counts(connection) == expected
    codings.delete(made.project, ANN.guid, [cued])
    with made.project.reading() as connection:
        assert coding_queries.codings_from_cue(connection) == []
        assert coding_queries.cue_counts(connection) == Counter()
    made.project.close()


def test_codings_with_a_memo_are_those_of_the_document_in_the_order_of_its_text(
    tmp_path: Path,
) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("other.txt", "Something else.")])
    with made.project.reading() as connection:
        second = next(
            one.guid for one in queries.documents(connection) if one.guid != made.document
        )
    later, plain, earlier = (made.code(ANN, "claim", place) for place in ((20, 24), (8, 9), (0, 6)))
    changes = codings.add(made.project, ANN.guid, second, made.codes["claim"], [Span(0, 9)])
    (elsewhere,) = changes.added["coding"]
    for coding in (later, earlier, elsewhere):
        memos.write(made.project, ANN.guid, coding, "Why?")
    with made.project.reading() as connection:
        found = coding_queries.codings_with_memo(connection, made.document)
        assert found == [earlier, later]
        assert plain not in found
        assert coding_queries.codings_with_memo(connection, second) == [elsewhere]
    made.project.close()


def test_an_origin_that_cannot_be_read_names_the_document(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    connection = sqlite3.connect(made.project.path)
    columns = {row[1]: "" for row in connection.execute("PRAGMA table_info(document_origin)")}
    values = columns | {
        "document": made.document,
        "original": "0" * 64,
        "reader_version": 1,
        "options": "no JSON",
        "notices": "[]",
    }
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(
        f"INSERT OR REPLACE INTO document_origin ({names}) VALUES ({marks})", [*values.values()]
    )
    connection.commit()
    connection.close()
    told = pytest.raises(UserError, match=r"“talks\.txt” can't be read: how its file was read")
    with projects.open_(made.project.path) as project, project.reading() as reading, told:
        document_files.origin(reading, made.document)
