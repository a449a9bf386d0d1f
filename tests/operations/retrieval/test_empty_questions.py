"""Questions about a project in which there is nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.operations.retrieval import concordances, material, questions, tables
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.viewing import everything
from annotator.retrieval.concordance import Sorting
from tests.making import ANN, TEXT, make

LINES = (
    *("all", "not all", "code:claim overlaps all", "pairs all before all", "common all inside all"),
    *("all within 3 words of all", "all in same turn as all", "coder:at-least(2)", "text:x"),
    *("text=x", "text:/x/", "in:heading", "page:1", "speaker:x", "time:0:01..", "memo:*"),
    *("created:2020-01-01", "value.type:*", "all linked to all", "all starts with all"),
    *("all same passage as all by same coder", "code:claim contains all", "all ends with all"),
)
TABLES = (
    *(("codes", "codes", "codings", ""), ("codes", "documents", "words", "")),
    *(("documents", "coders", "passages", ""), ("rounds", "value.type", "row", "")),
    *(("codes", "codes", "jaccard", "in same sentence as"), ("codes", "codes", "expected", "")),
    *(("codes", "codes", "characters", "followed"), ("codes", "codes", "documents", "before")),
    ("codes", "codes", "codings", "in same document as"),
)


@pytest.fixture(scope="module", params=["no document", "no coding"])
def empty(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ProjectMaterial]:
    path = tmp_path_factory.mktemp("empty") / "empty.annot"
    if request.param == "no document":
        project = projects.create(path, codes.load(), ANN)
    else:
        project = make(path).project
    yield finish(material.load(everything(project)))
    project.close()


def test_nothing_is_found(empty: ProjectMaterial) -> None:
    for line in LINES:
        if line == "value.type:*" and not empty.codebook.attributes:
            continue
        answer = finish(questions.ask(empty.viewer, line))
        assert len(answer) == 0, line
        assert list(questions.rows(concordances.of_answer(answer, Sorting((0, 1))), 10)) == []
        assert answer.analysis_set.words()


@pytest.mark.parametrize(("rows", "columns", "cell", "by"), TABLES)
def test_tables_are_empty(
    empty: ProjectMaterial, rows: str, columns: str, cell: str, by: str
) -> None:
    if columns == "value.type" and not empty.codebook.attributes:
        return
    table = tables.table_of(empty, TableQuestion((rows,), (columns,), cell, by))
    figures = table.figures.cells
    assert figures.shape == (len(table.rows.labels), len(table.columns.labels))
    assert not (figures > 0).any()


def test_words_are_found_all_the_same(empty: ProjectMaterial) -> None:
    found = finish(concordances.of_words(empty, "talks"))
    assert len(found) == TEXT.count("talks") * bool(empty.documents)
