"""The page on the study: plan, rules, test set, training and methods, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from annotator.operations import codebook, projects
from annotator.operations.rules import keeping, training
from annotator.operations.rules.drafting import RuleDraft
from annotator.operations.study import methods, plan
from annotator.operations.viewing import everything
from annotator.ui.study.page import StudyPage
from tests.making import ANN, BEN, Made
from tests.operations.rules.making import settle_four
from tests.study_template import copied_study
from tests.window.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def driver(made: Made, open_window: Callable[..., Driver]) -> Driver:
    """Ann, who has settled four cases with Ben."""
    settle_four(made)
    driver = open_window(made.project.path)
    driver.window.activateWindow()
    return driver


def opened(driver: Driver) -> StudyPage:
    driver.focus_text()
    driver.key(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    return driver.window.controllers.study.page


def test_what_is_entered_is_kept_when_its_field_is_left(driver: Driver, made: Made) -> None:
    page = opened(driver)
    question, coders = page.plan.form.widgets["question"], page.plan.form.widgets["coders"]
    unit = page.plan.form.widgets["unit"]
    assert isinstance(question, QPlainTextEdit) and isinstance(coders, QLineEdit)
    assert isinstance(unit, QComboBox)
    question.setFocus()
    driver.qtbot.keyClicks(question, "Who foresees what?")
    assert plan.read(everything(made.project)) == {}
    coders.setFocus()
    assert plan.read(everything(made.project)) == {"question": "Who foresees what?"}
    driver.qtbot.keyClicks(coders, "many")
    driver.key(Qt.Key.Key_Return, widget=coders)
    assert "is a number" in page.plan.problem.text() and page.plan.problem.isVisible()
    coders.setText("3")
    driver.key(Qt.Key.Key_Return, widget=coders)
    assert not page.plan.problem.isVisible()
    page.plan.freeze.click()
    (frozen,) = plan.registrations(everything(made.project))
    assert frozen.plan == {"question": "Who foresees what?", "coders": "3"}
    page.refresh()
    rows = [page.plan.deviations.item(n).text() for n in range(page.plan.deviations.count())]
    assert any("planned 3, so far 2 coders" in row for row in rows)
    assert "was frozen on" in page.plan.state.text()


def test_what_is_typed_is_kept_when_another_page_comes_up(driver: Driver, made: Made) -> None:
    page = opened(driver)
    frame = page.plan.form.widgets["frame"]
    frame.setFocus()
    driver.qtbot.keyClicks(frame, "Leaders, 1990 to 2000")
    driver.window.controllers.team.show_page()
    assert plan.read(everything(made.project)) == {"frame": "Leaders, 1990 to 2000"}


def test_a_draft_is_worded_and_accepted(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.rules)
    tab = page.rules
    assert tab.list.count() == 3
    assert tab.causes.rowCount() == 4
    rows = [tab.list.item(n).text() for n in range(3)]
    tab.list.setCurrentRow(next(n for n, row in enumerate(rows) if "prediction" in row))
    assert tab.cases.count() == 1
    tab.accept.click()
    assert "Complete the rule" in tab.problem.text()
    tab.text.setPlainText("Code “prediction”, not “claim”, when: it is still to come.")
    tab.accept.click()
    code = codebook.current(made.project).by_guid[made.codes["prediction"]]
    assert code.when_to_use.endswith("when: it is still to come.")
    page.refresh()
    assert tab.list.count() == 3 and isinstance(tab.chosen, keeping.Rule)
    assert tab.text.isReadOnly() and not tab.accept.isEnabled()


def test_drafts_are_kept_and_declined(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.rules)
    tab = page.rules
    tab.text.setPlainText("The subject belongs to a claim.")
    tab.keep.click()
    page.refresh()
    (rule,) = keeping.rules(everything(made.project))
    assert (rule.text, rule.state) == ("The subject belongs to a claim.", "draft")
    tab.list.setCurrentRow(0)
    assert isinstance(tab.chosen, RuleDraft)
    tab.decline.click()
    states = [one.state for one in keeping.rules(everything(made.project))]
    assert sorted(states) == ["declined", "draft"]


def test_the_test_set_shows_what_each_version_decides(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.cases)
    assert "decides 0 of 4 cases" in page.cases.about.text()
    page.show_tab(page.rules)
    page.rules.text.setPlainText("The subject belongs to a claim.")
    page.rules.accept.click()
    page.show_tab(page.cases)
    assert "decides 1 of 4 cases, 1 as they were settled." in page.cases.about.text()
    assert page.cases.cases.item(0).text().startswith("●")
    page.cases.version.setCurrentIndex(1)
    page.cases.version.activated.emit(1)
    assert "decides 0 of 4 cases" in page.cases.about.text()
    assert page.cases.cases.item(0).text().startswith("○")


def test_a_coder_is_trained_on_the_cases(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.training)
    tab = page.training
    assert "[" in tab.passage.text() and not tab.verdict.isVisible()
    tab.answer.click()
    assert training.answers(everything(made.project)) == [], "nothing was chosen"
    case = tab._case
    assert case is not None
    tab.code.setCurrentIndex(tab.code.findData(case.answer or "not coded"))
    tab.answer.click()
    assert tab.verdict.text().startswith("As it was settled")
    (said,) = training.answers(everything(made.project))
    assert (said.coder, said.code) == (ANN.guid, case.answer)
    first = tab.passage.text()
    tab.next.click()
    assert tab.passage.text() != first and not tab.verdict.isVisible()
    wrong = "not coded" if tab._case and tab._case.answer else made.codes["claim"]
    tab.code.setCurrentIndex(tab.code.findData(wrong))
    tab.answer.click()
    assert tab.verdict.text().startswith("It was settled as")
    page.refresh()
    assert tab.about.text().startswith("2 of 4 answered")


def test_sealed_rounds_are_drawn_by_version(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    copied_study(tmp_path / "study.annot").close()
    driver = open_window(tmp_path / "study.annot")
    driver.window.controllers.study.show_page()
    page = driver.window.controllers.study.page
    page.show_tab(page.versions)
    tab = page.versions
    drawing = tab.view.canvas.drawing
    assert drawing is not None and len(drawing.marks) == 8
    tab.view.canvas.setFocus()
    driver.key(Qt.Key.Key_Down, widget=tab.view.canvas)
    assert tab.said.text().startswith("claim, Version 1: Round 1: 0.673")
    assert "Rules added from Version 1: Round 1 to Version 2: Round 2" in tab.between.text()


def test_the_paragraph_shows_gaps_and_is_copied(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.methods)
    tab = page.methods
    assert "[training hours not recorded]" in tab.paragraph.toPlainText()
    before = tab.summary.text()
    hours = tab.form.widgets["training hours"]
    assert isinstance(hours, QLineEdit)
    hours.setText("12")
    driver.key(Qt.Key.Key_Return, widget=hours)
    assert methods.read(everything(made.project)) == {"training hours": "12"}
    page.refresh()
    assert "trained for 12 hours each" in tab.paragraph.toPlainText()
    assert tab.summary.text() != before
    tab.copy.click()
    assert QGuiApplication.clipboard().text() == tab.paragraph.toPlainText()
    tab.copy_items.click()
    assert "[not recorded]" in QGuiApplication.clipboard().text()


def test_a_blind_project_shows_no_cases(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.show_tab(page.rules)
    driver.window.bridge.do(projects.set_blind, True)
    page.refresh()
    for tab in (page.rules, page.cases, page.training, page.versions, page.methods):
        page.show_tab(tab)
        assert not page.closed.isHidden() and tab.isHidden()
    page.show_tab(page.plan)
    assert not page.plan.isHidden() and page.closed.isHidden()
    assert BEN.name not in page.plan.state.text()
