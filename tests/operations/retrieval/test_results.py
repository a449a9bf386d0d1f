"""What a question comes to is ready to be shown: its first rows are read with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.operations.retrieval import results
from annotator.operations.retrieval.ordering import ColumnOrder
from annotator.operations.retrieval.results import CONTEXT, rows_between
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    PASSAGES,
    TABLE,
    QuestionView,
)
from annotator.operations.viewing import everything
from tests.operations.retrieval.retrieval_projects import Asked, make_asked


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return make_asked(tmp_path / "p.annot")


@pytest.mark.parametrize("order", [None, ColumnOrder("passage", True)])
def test_the_first_rows_are_those_that_are_shown(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, order: ColumnOrder | None
) -> None:
    monkeypatch.setattr(results, "PAGE", 2)
    viewer = everything(asked.project)
    found = finish(results.find(viewer, "coder:any", QuestionView(shown=PASSAGES), order=order))
    assert (found.ordered is None) == (order is None)
    assert found.first == rows_between(found.ordered or found.answer, 0, 2, CONTEXT)
    assert len(found.first) == 2 < len(found.answer)


def test_those_of_a_concordance_are_as_it_is_sorted(asked: Asked) -> None:
    view = QuestionView(shown=CONCORDANCE, sort=(1,))
    found = finish(results.find(everything(asked.project), "coder:any", view))
    assert found.first == rows_between(found.answer, 0, len(found.answer), CONTEXT)


def test_a_table_has_no_rows_of_its_answer(asked: Asked) -> None:
    found = finish(results.find(everything(asked.project), "", QuestionView(shown=TABLE)))
    assert not found.first
