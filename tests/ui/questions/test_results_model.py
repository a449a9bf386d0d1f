"""Rows of results: those that are given are not read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.corpus.job import finish
from annotator.operations.retrieval import ordering, results
from annotator.operations.retrieval.ordering import ColumnOrder
from annotator.operations.retrieval.results import Results
from annotator.operations.retrieval.saved_questions import PASSAGES, QuestionView
from annotator.operations.viewing import everything
from annotator.ui.questions import results_model
from annotator.ui.questions.results_model import ResultsModel
from tests.operations.retrieval.retrieval_projects import make_asked

PASSAGE_COLUMN = results_model.PASSAGES.index(results_model.PASSAGE)


@pytest.fixture
def found(tmp_path: Path) -> Results:
    project = make_asked(tmp_path / "p.annot").project
    view = QuestionView(shown=PASSAGES)
    return finish(results.find(everything(project), "coder:any", view))


def passages(model: ResultsModel) -> list[str]:
    rows = range(model.rowCount())
    return [str(model.index(row, PASSAGE_COLUMN).data()) for row in rows]


def test_given_rows_are_not_read(found: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    model = ResultsModel(results_model.PASSAGES)
    model.show(found.answer)
    expected = passages(model)
    monkeypatch.setattr(results, "rows_between", None)
    model.show(found.answer, first=found.first)
    assert passages(model) == expected


def test_rows_in_another_order_than_is_shown_are_not_taken(found: Results) -> None:
    """The order was chosen while the answer was made."""
    model = ResultsModel(results_model.PASSAGES)
    model.show(found.answer)
    model.sort(PASSAGE_COLUMN, Qt.SortOrder.DescendingOrder)
    expected = passages(model)
    model.show(found.answer, first=found.first)
    assert passages(model) == expected
    ordered = ordering.in_order(found.answer, ColumnOrder("passage", True))
    model.show(found.answer, ordered)
    assert passages(model) == expected
