"""Key words, agreement beside codes, groups side by side, whose codings answer, and files of it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QApplication

from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    TABLE,
    QuestionView,
)
from annotator.operations.team import designations
from annotator.ui.questions.designation_form import DesignationForm
from annotator.ui.questions.page import QuestionsPage
from annotator.ui.questions.pane import QuestionPane
from annotator.ui.questions.passages_window import PassagesWindow
from tests.window.conftest import Driver


@pytest.fixture
def asking(open_window: Callable[..., Driver], sample_file: Path) -> Driver:
    driver = open_window(sample_file)
    driver.window.actions_["questions"].trigger()
    return driver


def page(driver: Driver) -> QuestionsPage:
    return driver.window.controllers.questions.page


def ask(driver: Driver, line: str, view: QuestionView) -> QuestionPane:
    """A question of its own, once it is answered."""
    pane = page(driver).open_question(line, view)
    driver.qtbot.waitUntil(lambda: pane.found is not None and not driver.window.tasks.busy)
    return pane


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_key_words_set_passages_apart_and_open_them(asking: Driver) -> None:
    pane = ask(asking, "code:prediction", QuestionView(shown=KEYWORDS))
    words = pane.views.key_words.rows.words
    assert pane.views.currentWidget() is pane.views.key_words
    assert "ferry" in [one.word for one in words[:5]]
    assert words[0].g2 > 0
    pane.views.key_words.wordWanted.emit(words[0])
    asking.qtbot.waitUntil(lambda: page(asking).pane is not pane)
    line = page(asking).pane.line
    assert "code:prediction" in line and words[0].word in line


def test_key_words_against_another_question_and_around(asking: Driver) -> None:
    view = QuestionView(shown=KEYWORDS)
    pane = ask(asking, "code:prediction", view)
    options = pane.options.key_words
    assert not options.distance.isEnabled()
    options.against.setText("code:claim")
    asking.qtbot.waitUntil(lambda: "against code:claim" in pane.head.text())
    options.scope.setCurrentIndex(1)
    asking.qtbot.waitUntil(lambda: pane.head.text().startswith("Words around passages"))
    assert options.distance.isEnabled()
    word = pane.views.key_words.rows.words[0]
    pane.views.key_words.wordWanted.emit(word)
    asking.qtbot.waitUntil(lambda: page(asking).pane is not pane)
    assert page(asking).pane.view == QuestionView(shown=CONCORDANCE, words=word.word)
    assert pane.view.against == "code:claim"


def test_the_agreement_of_codes_stands_beside_their_counts(asking: Driver) -> None:
    pane = ask(asking, "", QuestionView(shown=TABLE, columns=("coders",)))
    figures = pane.views.table.figures
    before = figures.columnCount()
    pane.options.agreement.click()
    asking.qtbot.waitUntil(lambda: figures.columnCount() == before + 1)
    names = [str(figures.index(row, 0).data()) for row in range(figures.rowCount())]
    shown = [str(figures.index(row, before).data()) for row in range(figures.rowCount())]
    assert len(names) == len(shown) and shown[-1] == "–", "a total has no agreement"
    assert any(one.startswith("0.") for one in shown)
    assert pane.view.agreement


def test_two_rows_are_read_beside_each_other(asking: Driver) -> None:
    pane = ask(asking, "", QuestionView(shown=TABLE, columns=("documents",)))
    table = pane.views.table
    model = table.selectionModel()
    last = table.figures.columnCount() - 1
    for row in (0, 1):
        chosen = QItemSelection(table.figures.index(row, 0), table.figures.index(row, last))
        model.select(chosen, QItemSelectionModel.SelectionFlag.Select)
    assert pane.beside.isEnabled()
    pane.beside.click()
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PassagesWindow))
    totals = [int(str(table.figures.index(row, last).data())) for row in (0, 1)]
    assert [view.rows.rowCount() for view in window.views] == totals
    window.close()


@pytest.mark.parametrize(
    ("line", "view", "first"),
    [
        ("code:prediction", QuestionView(shown=KEYWORDS), "Word"),
        ("", QuestionView(shown=CONCORDANCE, words="the"), "Document"),
        ("", QuestionView(shown=TABLE), "codes × documents"),
    ],
)
def test_what_is_shown_is_written(
    asking: Driver, tmp_path: Path, line: str, view: QuestionView, first: str
) -> None:
    pane = ask(asking, line, view)
    asking.answers.target = tmp_path / "shown.csv"
    page(asking).exportWanted.emit(".csv")
    written = rows_of(tmp_path / "shown.csv")
    assert written[0][0] == first
    shown = pane.views.currentWidget()
    assert shown is not None
    assert pane.head.text().startswith(written[-1][0]) or written[-1][0] in pane.head.text()
    asking.answers.target = tmp_path / "shown.xlsx"
    page(asking).exportWanted.emit(".xlsx")
    assert (tmp_path / "shown.xlsx").read_bytes().startswith(b"PK")


def test_data_for_a_statistics_program(asking: Driver, tmp_path: Path) -> None:
    ask(asking, "", QuestionView(shown=TABLE, columns=("coders",)))
    asking.answers.target = tmp_path / "tidy.csv"
    asking.window.settings.csv_form = "semicolon"
    page(asking).tidyWanted.emit()
    head = (tmp_path / "tidy.csv").read_text().splitlines()[0]
    assert head.startswith("document;") and head.endswith("codings;words;weight")


def test_one_coder_is_chosen_to_answer(asking: Driver) -> None:
    window = asking.window
    window.actions_["designate"].trigger()
    (form,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, DesignationForm))
    form.coder.setCurrentIndex(1)
    wanted = form.coder.currentData()
    form.use.click()
    form.ok.click()
    chosen = designations.designated(window.bridge.look())
    assert set(chosen.values()) == {wanted} and len(chosen) == len(window.bridge.documents)
    pane = ask(asking, "code:claim", QuestionView())
    assert "one designated coder each" in pane.head.text()
    window.bridge.undo()
    assert designations.designated(window.bridge.look()) == {}


def test_a_kept_question_has_its_name_when_the_project_is_opened_again(asking: Driver) -> None:
    window, path = asking.window, asking.window.bridge.look().project.path
    ask(asking, "code:claim", replace(QuestionView(), shown=TABLE))
    asking.answers.words = "Claims"
    page(asking).keep.click()
    window.controllers.projects.close_project()
    window.controllers.projects.open_project(path)
    tabs = page(asking).tabs
    assert "Claims" in [tabs.tabText(at) for at in range(tabs.count())]
