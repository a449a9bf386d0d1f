"""Every format there has been still opens, upgraded, with all that was in it.

`tests/files/version-N.annot` is the sample project as a program of that version wrote it. The
files of versions 3.1 and 3.2 have a document with structure besides; that of 3.2 has a row of each
kind that it added.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.corpus.coding import CoderKind
from annotator.corpus.team import Cause, Verdict
from annotator.operations import projects
from annotator.operations.projects import integrity
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage import document_files, migrations, queries, schema, team_queries
from annotator.storage.attribute_type_rows import AttributeTypeRow
from annotator.storage.file_header import read_header
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import StoredRow, columns_of, living_rows, row_of
from annotator.storage.set_rows import NamedSetRow, SetMemberRow
from annotator.storage.speaker_rows import SpeakerNameRow, SpeakerRow, SpeakerValueRow
from annotator.storage.study_rows import (
    CaseAnswerRow,
    DesignationRow,
    MemoLinkRow,
    RegistrationRow,
    RuleRow,
    SavedQueryRow,
    StudyEntryRow,
)
from tests.making import content, make

FILES = sorted((Path(__file__).resolve().parents[1] / "files").glob("version-*.annot"))


def check_team_work(project: ProjectFile) -> None:
    """What version 2 added: attributes of documents, rounds, decisions, versions of documents."""
    now = content(project)
    assert "genre" in [a.name for a in now.document_attributes]
    ((pilot, given),) = rounds.listed(everything(project))
    assert (pilot.name, len(given)) == ("Pilot", 2)
    with project.reading() as connection:
        verdicts = {one.verdict for one in team_queries.decisions(connection)}
        (earlier,) = queries.replaced_documents(connection)
    assert verdicts == {Verdict.TAKEN, Verdict.REJECTED}
    assert sum(c.kind is CoderKind.CONSENSUS for c in now.coders) == 1
    assert earlier.replaced_by in {document.guid for document in now.documents}


def test_there_is_a_file_of_each_version() -> None:
    found = sorted((header.version, header.minor) for header in map(read_header, FILES))
    majors = [(version, 0) for version in range(1, schema.VERSION + 1)]
    minors = [(schema.VERSION, minor) for minor in range(1, schema.MINOR + 1)]
    assert found == [*majors, *minors]


def test_upgrades_of_the_minor_version_add_tables_and_columns_and_change_no_row(
    tmp_path: Path,
) -> None:
    old = next(path for path in FILES if path.stem == "version-3")
    copy = tmp_path / "p.annot"
    shutil.copy(old, copy)
    before = _rows(old)
    with projects.open_(copy) as project, project.reading() as connection:
        assert document_files.origins(connection) == {}
    after = _rows(copy)
    words = {row[-1] for row in after["step"]}
    assert '["Code a passage as {codes}", {"codes": "claim"}]' in words
    after["step"] = [(*row[:-1], None) for row in after["step"]]
    for name, rows in before.items():
        assert [row[: len(old)] for row, old in zip(after[name], rows, strict=True)] == rows
        added = {row[len(old) :] for row, old in zip(after[name], rows, strict=True)}
        assert added <= {(), (None,), ("",), ("", ""), ("{}",)}
    new = {"original", "document_origin", "document_structure", "carried"}
    assert after.keys() - before.keys() == new | _ADDED_BY_3_2
    assert not any(after[name] for name in after.keys() - before.keys())


_ADDED_BY_3_2 = {
    *("saved_query", "named_set", "set_member", "speaker", "speaker_name", "speaker_value"),
    *("attribute_type", "designation", "seal", "rule", "case_answer"),
    *("study_entry", "registration", "memo_link"),
}


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
        for (name,) in names
    }
    connection.close()
    return found


def test_the_rows_of_version_3_2_are_read(tmp_path: Path) -> None:
    copy = tmp_path / "p.annot"
    shutil.copy(next(path for path in FILES if path.stem == "version-3.2"), copy)
    with projects.open_(copy) as project, project.reading() as connection:
        for row_type in _STUDY_ROWS:
            (row,) = living_rows(connection, row_type)
            assert row_of(row_type, columns_of(row)) == row
        (speaker,) = living_rows(connection, SpeakerRow)
        (name,) = living_rows(connection, SpeakerNameRow)
        assert (speaker.name, name.speaker) == ("Dr. Weber", speaker.guid)
        assert {one.cause for one in team_queries.decisions(connection)} == {
            Cause.UNSTATED,
            Cause.BOUNDARY,
        }
    ((pilot, _given),) = rounds.listed(everything(project))
    assert pilot.design == {"draw": {"seed": 7}}
    assert sum(coding.round == pilot.guid for coding in content(project).codings) == 3


_STUDY_ROWS: tuple[type[StoredRow], ...] = (
    *(SavedQueryRow, NamedSetRow, SetMemberRow, SpeakerRow, SpeakerNameRow, SpeakerValueRow),
    *(AttributeTypeRow, DesignationRow, RuleRow, CaseAnswerRow, StudyEntryRow),
    *(RegistrationRow, MemoLinkRow),
)


def test_structure_and_file_of_version_3_1_are_read(tmp_path: Path) -> None:
    copy = tmp_path / "p.annot"
    shutil.copy(next(path for path in FILES if path.stem == "version-3.1"), copy)
    with projects.open_(copy) as project, project.reading() as connection:
        (document,) = document_files.structured(connection)
        structure = document_files.structure(connection, document)
        pages = [one.values["label"] for one in structure.of_kind("page")]
        assert pages == ["ii", "3"]
        assert document_files.original(connection, document).startswith(b"#small\n= ii")


def test_an_earlier_program_of_this_major_can_carry_what_minors_add(tmp_path: Path) -> None:
    """In a merge it makes the indexes that it does not know, and can make no partial ones."""
    old = next(path for path in FILES if path.stem == "version-3")
    known = {name for name, _partial in _indexes(old)}
    make(tmp_path / "p.annot").project.close()
    added = [pair for pair in _indexes(tmp_path / "p.annot") if pair[0] not in known]
    assert [name for name, partial in added if partial] == []


def _indexes(path: Path) -> list[tuple[str, int]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    found = connection.execute(
        "SELECT i.name, i.partial FROM pragma_table_list AS l, pragma_index_list(l.name) AS i"
        " WHERE l.schema = 'main' AND i.origin = 'c'"
    ).fetchall()
    connection.close()
    return found


def test_a_new_file_has_the_declared_shape(tmp_path: Path) -> None:
    with make(tmp_path / "p.annot").project as project, project.reading() as connection:
        assert migrations.shape(connection) == migrations.current_shape()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_past_format_opens_with_all_that_was_in_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "p.annot"
    shutil.copy(path, copy)
    with projects.open_(copy) as project:
        now = content(project)
        people = {c.guid for c in now.coders if c.kind is CoderKind.PERSON}
        assert sum(coding.coder in people for coding in now.codings) == 46
        assert len(now.memos) == 4
        assert len(now.relations) == 2
        assert sum(len(coding.spans) > 1 for coding in now.codings) == 2
        assert integrity.check(project) == []
        if path.stem != "version-1":
            check_team_work(project)
        with project.reading() as connection:
            assert migrations.shape(connection) == migrations.current_shape()
    assert read_header(copy).version == schema.VERSION
