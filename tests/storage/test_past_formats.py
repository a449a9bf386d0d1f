"""Every format there has been still opens, upgraded, with all that was in it.

`tests/files/version-N.annot` is the sample project as a program of that version wrote it. The
file of version 3.1 has a document with structure besides.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.corpus.coding import CoderKind
from annotator.corpus.team import Verdict
from annotator.operations import projects
from annotator.operations.projects import integrity
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage import document_files, migrations, queries, schema, team_queries
from annotator.storage.file_header import read_header
from annotator.storage.project_file import ProjectFile
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


def test_the_upgrade_to_3_1_adds_tables_and_changes_no_row(tmp_path: Path) -> None:
    old = next(path for path in FILES if path.stem == "version-3")
    copy = tmp_path / "p.annot"
    shutil.copy(old, copy)
    before = _rows(old)
    with projects.open_(copy) as project, project.reading() as connection:
        assert document_files.origins(connection) == {}
    after = _rows(copy)
    assert {name: after[name] for name in before} == before
    new = {"original", "document_origin", "document_structure", "carried"}
    assert after.keys() - before.keys() == new
    assert not any(after[name] for name in new)


def _rows(path: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
        for (name,) in names
    }
    connection.close()
    return found


def test_structure_and_file_of_version_3_1_are_read(tmp_path: Path) -> None:
    copy = tmp_path / "p.annot"
    shutil.copy(next(path for path in FILES if path.stem == "version-3.1"), copy)
    with projects.open_(copy) as project, project.reading() as connection:
        (document,) = document_files.structured(connection)
        structure = document_files.structure(connection, document)
        pages = [one.values["label"] for one in structure.of_kind("page")]
        assert pages == ["ii", "3"]
        assert document_files.original(connection, document).startswith(b"#small\n= ii")


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
