"""Every format there has been still opens, upgraded, with all that was in it.

`tests/files/version-N.annot` is the sample project as a program of that version wrote it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.corpus.coding import CoderKind
from annotator.corpus.team import Verdict
from annotator.operations import integrity, projects, rounds
from annotator.storage import migrations, queries, schema, team_queries
from annotator.storage.file_header import read_header
from annotator.storage.project_file import ProjectFile
from tests.making import content, make

FILES = sorted((Path(__file__).resolve().parents[1] / "files").glob("version-*.annot"))


def check_team_work(project: ProjectFile) -> None:
    """What version 2 added: attributes of documents, rounds, decisions, versions of documents."""
    now = content(project)
    assert [a.name for a in now.document_attributes] == ["genre"]
    ((pilot, given),) = rounds.listed(project)
    assert (pilot.name, len(given)) == ("Pilot", 2)
    with project.reading() as connection:
        verdicts = {one.verdict for one in team_queries.decisions(connection)}
        (earlier,) = queries.replaced_documents(connection)
    assert verdicts == {Verdict.TAKEN, Verdict.REJECTED}
    assert sum(c.kind is CoderKind.CONSENSUS for c in now.coders) == 1
    assert earlier.replaced_by in {document.guid for document in now.documents}


def test_there_is_a_file_of_each_version() -> None:
    assert [read_header(path).version for path in FILES] == list(range(1, schema.VERSION + 1))


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
