"""What a line finds in the list of all codings, however the list came about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.job import finish
from annotator.operations.retrieval import coding_list, listed, material, questions
from annotator.operations.retrieval.coding_list import CodingList
from annotator.operations.retrieval.listed import ProjectNames
from annotator.operations.viewing import everything
from annotator.storage import codebook_queries, coding_columns_query, coding_queries, queries
from tests.operations.retrieval.retrieval_projects import Asked, make_asked

LINES = (
    *("code:claim", "coder:Ben", "not coder:Ann", 'document:"other.txt"', "text=STRASSE", "text:e"),
    *("code:claim overlaps coder:any", "document.outlet:Daily", "in:heading", "coder:at-least(2)"),
    *(
        "pairs coder:any same passage as coder:any",
        "said.number:*",
        "all",
        "text:/./ and coder:any",
    ),
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    made = make_asked(tmp_path_factory.mktemp("listed") / "p.annot")
    yield made
    made.project.close()


def _listed(asked: Asked) -> tuple[CodingList, ProjectNames]:
    with everything(asked.project).reading() as connection:
        documents = queries.documents(connection)
        said: dict[str, dict[str, str]] = {}
        for one in queries.document_attributes(connection):
            said.setdefault(one.document, {})[one.name] = one.value
        known = ProjectNames(
            documents, queries.coders(connection), codebook_queries.codebook(connection), said
        )
        columns = {
            one.guid: coding_columns_query.coding_columns(connection, one.guid) for one in documents
        }
    return finish(coding_list.load(list(columns), columns.__getitem__)), known


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LINES), st.data())
def test_a_list_that_followed_changes_is_answered_as_the_project_is(
    asked: Asked, line: str, data: st.DataObject
) -> None:
    viewer = everything(asked.project)
    codings, known = _listed(asked)
    touched = data.draw(st.lists(st.sampled_from(codings.guids), unique=True))
    with viewer.reading() as connection:
        now = coding_queries.codings(connection, guids=touched) if touched else []
    codings = codings.replaced(touched, now)
    loaded = listed.material_of(viewer, codings, known)
    found = finish(listed.rows(loaded, line)).rows.tolist()
    answer = finish(questions.ask(viewer, line))
    wanted = {answer.material.guids[number] for number in answer.found.codings.tolist()}
    assert {codings.guids[row] for row in found} == wanted
    assert found == sorted(set(found))


def test_an_empty_line_is_every_row(asked: Asked) -> None:
    codings, known = _listed(asked)
    loaded = listed.material_of(everything(asked.project), codings, known)
    found = finish(listed.rows(loaded, " "))
    assert (found.rows.tolist(), found.head) == (list(range(len(codings))), "")


def test_it_is_the_columns_that_are_loaded(asked: Asked) -> None:
    codings, known = _listed(asked)
    made = listed.material_of(everything(asked.project), codings, known).table
    loaded = finish(material.load(everything(asked.project))).table
    for name in ("document", "code", "coder", "document_start", "start", "end", "characters"):
        assert getattr(made, name).tolist() == getattr(loaded, name).tolist(), name
