"""Files that are encrypted, foreign, old or made to do harm, as the sources of a merge."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.storage import schema
from tests.making import ANN, BEN, TEXT, Made, content, make

FILES = Path(__file__).parents[1] / "files"
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def ann(tmp_path: Path) -> Made:
    made = make(tmp_path / "ann.annot")
    made.code(ANN, "claim", (0, 6))
    return made


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Ben's file: a coding, made in a project of his own."""
    made = make(tmp_path / "ben.annot", BEN)
    made.code(BEN, "prediction", (0, 12))
    made.project.close()
    return tmp_path / "ben.annot"


def damage(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def refused(ann: Made, path: Path) -> str:
    """Preview and merge both refuse the file; the target is untouched to the byte."""
    before = ann.project.path.read_bytes()
    sentences = []
    for job in (
        merges.preview(ann.project, [path]),
        merges.merge(ann.project, ANN.guid, [path]),
    ):
        with pytest.raises(UserError) as told:
            finish(job)
        sentences.append(str(told.value))
    assert ann.project.path.read_bytes() == before
    assert sentences[0] == sentences[1]
    assert str(path) in sentences[0], "by the name that the user knows"
    return sentences[0]


def test_an_encrypted_file_is_refused(ann: Made, theirs: Path) -> None:
    noise = random.Random(1).randbytes(theirs.stat().st_size)
    theirs.write_bytes(noise)  # what SQLCipher writes: no header, nothing to tell it by
    assert "is no Annotator project" in refused(ann, theirs)


def test_a_file_encrypted_behind_its_header_is_refused(ann: Made, theirs: Path) -> None:
    whole = theirs.read_bytes()
    theirs.write_bytes(whole[:100] + random.Random(1).randbytes(len(whole) - 100))
    assert "damaged" in refused(ann, theirs)


def test_a_database_of_another_program_is_refused(ann: Made, tmp_path: Path) -> None:
    path = tmp_path / "taguette.sqlite3"
    damage(path, "CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT)")
    assert "another program" in refused(ann, path)


def test_a_newer_file_is_refused_with_what_to_do(ann: Made, theirs: Path) -> None:
    damage(theirs, f"PRAGMA user_version = {(schema.VERSION + 1) << 16}")
    assert "Update Annotator" in refused(ann, theirs)


def test_the_project_itself_is_refused(ann: Made) -> None:
    assert "nothing to merge" in refused(ann, ann.project.path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON coding BEGIN DELETE FROM coding; END",
        "CREATE VIEW v AS SELECT * FROM coding",
        "ALTER TABLE coding ADD COLUMN evil TEXT",
        "CREATE TABLE more (x)",
        "DROP TABLE memo",
    ],
)
def test_a_schema_that_no_project_has_is_refused(ann: Made, theirs: Path, statement: str) -> None:
    damage(theirs, statement)
    refused(ann, theirs)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_anywhere_is_refused(ann: Made, theirs: Path, share: float) -> None:
    os.truncate(theirs, int(theirs.stat().st_size * share))
    refused(ann, theirs)


@pytest.mark.parametrize("kind", ["coder", "document", "code"])
def test_a_name_of_a_megabyte_is_listed_and_not_taken_over(
    ann: Made, theirs: Path, kind: str
) -> None:
    guid = "11111111-1111-4111-8111-111111111111"
    columns = [column.name for column in schema.ROW_TABLES[kind].columns][1:]
    copied = ", ".join(f'"{name}"' for name in columns)
    damage(
        theirs,
        "PRAGMA foreign_keys=OFF",
        f"INSERT INTO {kind} (guid, {copied}) SELECT '{guid}', {copied} FROM {kind} LIMIT 1",
        f"UPDATE {kind} SET name = printf('%.*c', 1000000, 'x') WHERE guid = '{guid}'",
    )
    report = taken_in(ann, theirs)
    assert [(one.kind, one.guid) for one in report.rejected] == [(kind, guid)]
    assert "longer than" in report.rejected[0].reason
    assert report.added["coding"] == 1, "the rest comes in"


@pytest.mark.parametrize("column", ["document", "code", "coder"])
def test_a_coding_that_hangs_on_nothing_is_listed(ann: Made, theirs: Path, column: str) -> None:
    damage(theirs, "PRAGMA foreign_keys=OFF", f"UPDATE coding SET {column} = '{NOBODY}'")
    report = taken_in(ann, theirs)
    assert [one.reason for one in report.rejected] == [f"it refers to a {column} that is not there"]
    assert len(content(ann.project).codings) == 1


def test_a_span_outside_its_text_is_listed(ann: Made, theirs: Path) -> None:
    damage(theirs, "UPDATE coding SET end = 1000000")
    report = taken_in(ann, theirs)
    assert [one.kind for one in report.rejected] == ["coding"]
    assert "outside its text" in report.rejected[0].reason


@pytest.mark.parametrize("span", ["start = -1, end = 3", "start = 9, end = 9"])
def test_a_span_that_no_project_can_hold_is_damage(ann: Made, theirs: Path, span: str) -> None:
    damage(theirs, "PRAGMA ignore_check_constraints=ON", f"UPDATE coding SET {span}")
    assert "damaged" in refused(ann, theirs)


def test_a_known_document_with_another_text_keeps_ours(ann: Made, theirs: Path) -> None:
    damage(theirs, "UPDATE document_text SET text = 'Nobody?'")
    taken_in(ann, theirs)
    assert [document.text for document in content(ann.project).documents] == [TEXT]


def test_a_file_of_the_version_before_merges(ann: Made, tmp_path: Path) -> None:
    path = tmp_path / "old.annot"
    path.write_bytes((FILES / "version-1.annot").read_bytes())
    original = path.read_bytes()
    report = taken_in(ann, path)
    assert report.added["coding"] > 0
    assert path.read_bytes() == original, "a colleague's file is never written to"


def taken_in(ann: Made, path: Path):  # type: ignore[no-untyped-def]
    """Merge; what comes of it is a sound project, and the preview said the same."""
    foreseen = finish(merges.preview(ann.project, [path]))
    report = finish(merges.merge(ann.project, ANN.guid, [path])).reports[0]
    assert foreseen == [report]
    assert integrity.check(ann.project) == []
    return report
