"""What is read of a damaged file, from which of its pages, and what the history makes up for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.repair_report import RepairReport
from annotator.operations import documents
from annotator.operations.codings import memos
from annotator.operations.documents import document_attributes
from annotator.storage.repair import trees
from annotator.storage.repair.layouts import TABLES
from annotator.storage.repair.pages import TABLE_NODE, Pages
from annotator.storage.repair.reading import Reading
from annotator.storage.repair.saving import save_sound_rows
from tests.making import ANN, BEN, Made, make
from tests.soak.repairs import PAGE, stored


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A closed project with some of everything that the tests take away again."""
    made = make(tmp_path / "project.annot")
    for at in range(3):
        made.code(ANN, "claim", (at, at + 3))
    made.code(BEN, "claim", (0, 9))
    by, document = ANN.guid, made.document
    documents.set_progress(made.project, by, document, Progress.DONE)
    document_attributes.set_values(made.project, by, {(document, "genre"): "talk"})
    memos.write(made.project, by, document, "Why? " * 2_000)
    made.project.close()
    return made


def change(made: Made, *statements: str, parameters: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement, parameters)


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def write(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def saved(made: Made) -> tuple[Path, RepairReport]:
    target = made.project.path.with_name("saved.annot")
    target.touch()
    job = save_sound_rows(made.project.path, target, "project")
    progress = []
    while True:
        try:
            progress.append(next(job))
        except StopIteration as end:
            assert [(one.done, one.total) for one in progress] == [(n, 4) for n in range(4)]
            report: RepairReport = end.value
            return target, report


def test_all_is_read_from_the_pages_and_the_history_is_not_needed(made: Made) -> None:
    target, report = saved(made)
    assert stored(target) == stored(made.project.path)
    assert (report.from_history, report.lost, report.unknown) == ({}, [], 0)
    assert report.history_whole and report.damaged_pages == 0


def test_rows_that_could_be_of_two_tables_are_those_of_which_the_history_tells(made: Made) -> None:
    """A status reads like what is said of a document; no schema tells where either begins."""
    path = made.project.path
    before = stored(path)
    for number in (*Pages(path).children(1), 1):
        write(path, (number - 1) * PAGE, bytes(PAGE))
    assert trees.survey(Pages(path)).lost == TABLES.keys()
    target, report = saved(made)
    assert (report.from_history, report.lost, report.unknown) == ({}, [], 0)
    assert stored(target) == before


def test_tables_are_found_where_a_page_of_the_schema_is_not_reached(made: Made) -> None:
    path = made.project.path
    pages = Pages(path)
    assert pages.kind(1) == TABLE_NODE, "the schema needs several pages"
    whole = trees.survey(pages)
    assert whole.layouts.keys() == TABLES.keys() == whole.pages.keys()
    assert not (whole.lost or whole.damaged)
    data = path.read_bytes()
    cells = [int.from_bytes(data[at : at + 2], "big") for at in range(112, 122, 2)]
    for place in (*cells, 108):
        path.write_bytes(data)
        write(path, place, b"\xff\xff\xff\xff")
        found = trees.survey(Pages(path))
        assert (found.layouts, found.pages) == (whole.layouts, whole.pages)


def test_columns_stand_in_the_order_that_the_file_tells_else_in_a_known_one(made: Made) -> None:
    change(
        made,
        "CREATE TABLE other AS SELECT guid, document, value, name, created_at, created_by,"
        " changed_at, changed_by, deleted FROM document_attribute",
        "DELETE FROM sqlite_master WHERE name = 'document_attribute'",
        "UPDATE sqlite_master SET name = 'document_attribute', tbl_name = 'document_attribute',"
        " sql = replace(sql, 'other', 'document_attribute') WHERE name = 'other'",
        "UPDATE sqlite_master SET sql = 'lost' WHERE name = 'status'",
    )
    found = {row.table: row.columns for row in Reading(Pages(made.project.path)).rows()}
    said = found["document_attribute"]
    assert (said["name"], said["value"]) == ("genre", "talk")
    assert found["status"]["progress"] == Progress.DONE


def test_rows_that_can_not_be_read_are_counted(made: Made) -> None:
    path = made.project.path
    before = stored(path)
    ((root,),) = asked(path, "SELECT rootpage FROM sqlite_master WHERE name = 'coding'")
    assert isinstance(root, int)
    start = (root - 1) * PAGE
    first = int.from_bytes(path.read_bytes()[start + 8 : start + 10], "big")
    write(path, start + first, b"\xff\xff\x7f")  # longer than the file
    reading = Reading(Pages(path))
    codings = [row for row in reading.rows() if row.table == "coding"]
    assert (len(codings), reading.unreadable) == (3, Counter({"coding": 1}))
    target, report = saved(made)
    assert report.from_history == {"coding": 1}
    assert stored(target) == before


def test_a_row_that_breaks_the_rules_is_written_as_the_history_tells_it(made: Made) -> None:
    before = stored(made.project.path)
    change(made, 'UPDATE coding SET start = 70000, "end" = 70001 WHERE start = 1')
    target, report = saved(made)
    assert (report.from_history, report.lost) == ({"coding": 1}, [])
    assert stored(target) == before


def test_of_a_text_that_could_be_read_in_part_the_certain_part_is_kept(made: Made) -> None:
    """Where the history does not tell the rest."""
    path = made.project.path
    ((root,),) = asked(path, "SELECT rootpage FROM sqlite_master WHERE name = 'memo'")
    assert isinstance(root, int)
    change(made, "DELETE FROM \"change\" WHERE kind = 'memo'")
    start = (root - 1) * PAGE
    page = path.read_bytes()[start : start + PAGE]
    cell = int.from_bytes(page[8:10], "big")
    local = page[cell:].rindex(b"Why?") if b"Why?" in page[cell:] else 0
    assert local, "the text begins on the page of its row"
    chain = next(at for at in range(PAGE - 4, cell, -1) if page[at - 4 : at] in b"Why? Why? ")
    write(path, start + chain, b"\xff\xff\xff\xff")  # where it goes on
    target, _report = saved(made)
    ((text,),) = asked(target, "SELECT text FROM memo")
    assert isinstance(text, str)
    assert 100 < len(text) < 10_000
    assert ("Why? " * 2_000).startswith(text)


def test_what_is_lost_for_no_reason_that_is_known_is_told_without_one(made: Made) -> None:
    change(
        made,
        "DELETE FROM memo",
        "UPDATE \"change\" SET after = json_remove(after, '$.subject') WHERE kind = 'memo'",
    )
    _target, report = saved(made)
    assert [(one.kind, one.reason) for one in report.lost] == [("memo", "")]


def test_a_row_whose_identity_was_damaged_is_there_once(made: Made) -> None:
    """Under the one that others refer to, else as it is in its table."""
    odd = new_guid()
    change(made, "UPDATE status SET guid = ?", parameters=(odd,))
    change(made, "UPDATE document SET guid = ?", parameters=(new_guid(),))
    before = {guid for kind, guid in stored(made.project.path) if kind == "coding"}
    target, report = saved(made)
    assert asked(target, "SELECT guid FROM status") == [(odd,)]
    assert asked(target, "SELECT guid FROM document") == [(made.document,)]
    assert {guid for kind, guid in stored(target) if kind == "coding"} == before
    assert report.from_history == {"document": 1} and report.lost == []
