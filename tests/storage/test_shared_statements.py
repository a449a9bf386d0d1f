"""What was compiled for one project holds for the next, and each still reads its own file."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, projects
from annotator.operations.viewing import Viewer
from annotator.storage import schema, shared_statements, table_parts
from tests.making import ANN, BEN, content, make


def test_a_second_project_compiles_nothing_anew(tmp_path: Path) -> None:
    first, second = make(tmp_path / "a.annot"), make(tmp_path / "b.annot")
    first.project.close()
    second.project.close()
    with projects.open_(first.project.path) as project:
        content(project)
    before = set(shared_statements.COMPILED)
    assert len(before) > 10
    with projects.open_(second.project.path) as project:
        content(project)
    assert set(shared_statements.COMPILED) == before


def test_each_reads_and_writes_its_own_file(tmp_path: Path) -> None:
    made = make(tmp_path / "a.annot")
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (7, 9))
    made.project.close()
    copy = Path(shutil.copy(made.project.path, tmp_path / "b.annot"))
    with projects.open_(made.project.path) as one, projects.open_(copy) as other:
        codings.add(other, ANN.guid, made.document, made.codes["claim"], [Span(20, 25)])
        assert (len(content(one).codings), len(content(other).codings)) == (2, 3)
        for viewer, number in (
            (Viewer(other, BEN.guid, blind=True), 1),
            (Viewer(other, ANN.guid, blind=True), 2),
            (Viewer(other, None, blind=False), 3),
        ):
            with viewer.reading() as connection:
                assert len(connection.execute(select(schema.coding)).all()) == number


def test_an_error_names_the_file_that_it_is_of(tmp_path: Path) -> None:
    made = [make(tmp_path / f"{name}.annot") for name in "ab"]
    for one in made:
        one.project.close()
        one.project.path.write_bytes(one.project.path.read_bytes()[:9_000])
        with pytest.raises(UserError, match=one.project.path.name):
            projects.open_(one.project.path)


def test_threads_share_what_is_compiled(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    shared_statements.COMPILED.clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _number: content(made.project), range(24)))
    assert all(one == found[0] for one in found)


def test_what_is_compiled_is_what_the_plain_dialect_compiles() -> None:
    plain = create_engine("sqlite://").dialect
    shared = create_engine(shared_statements.URL).dialect
    assert shared == create_engine(shared_statements.URL).dialect
    assert shared != plain
    for table in table_parts.metadata.sorted_tables:
        for statement in (table.select(), table.insert(), table.delete()):
            assert str(statement.compile(dialect=shared)) == str(statement.compile(dialect=plain))
