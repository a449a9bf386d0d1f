"""Settling disagreements in the window: by keys, by buttons, and from the agreement page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox

from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.span import Span
from annotator.corpus.team import Cause, Verdict
from annotator.operations import codings, documents
from annotator.operations.adjudication import AdjudicationCase
from annotator.operations.team import coders
from annotator.storage import team_queries
from annotator.ui.adjudication.own_coding import OwnCodingForm
from annotator.ui.adjudication.page import AdjudicationPage
from annotator.ui.adjudication.words import AnyCase
from tests.making import ANN, BEN, CLEO, Made, code_apart, content, person, text_file
from tests.window.conftest import Driver

DORA = person("Dora")


@pytest.fixture
def driver(made: Made, open_window: Callable[..., Driver]) -> Driver:
    """Ann looks at what she and Ben coded."""
    code_apart(made)
    driver = open_window(made.project.path)
    driver.window.activateWindow()
    return driver


def opened(driver: Driver) -> AdjudicationPage:
    driver.focus_text()
    driver.key(Qt.Key.Key_F5)
    page = driver.window.controllers.adjudication.page
    driver.qtbot.waitUntil(page.view.hasFocus)
    look(driver)
    return page


def look(driver: Driver) -> None:
    """See the case that has come up: none is settled before."""
    driver.qtbot.waitUntil(lambda: driver.window.controllers.adjudication.page.is_seen)


def consensus(made: Made) -> list[Coding]:
    now = content(made.project)
    who = {coder.guid for coder in now.coders if coder.kind is CoderKind.CONSENSUS}
    return [coding for coding in now.codings if coding.coder in who]


def test_one_key_settles_and_goes_on(driver: Driver, made: Made) -> None:
    page = opened(driver)
    assert "4 of 4" in page.about.text()
    driver.key("B", widget=page.view)
    assert [c.spans for c in consensus(made)] == [(Span(12, 30),)]
    assert page.view.currentIndex().row() == 1, "the next one to settle"
    look(driver)
    driver.key("A", widget=page.view)
    assert [c.code for c in consensus(made)][1] == made.codes["prediction"]
    assert "2 of 4" in page.about.text()
    driver.key("Z", Qt.KeyboardModifier.ControlModifier, widget=page.view)
    driver.qtbot.waitUntil(lambda: "4 of 4" in page.about.text())
    assert consensus(made) == [], "the two came within a moment"


def test_where_looking_takes_long_a_key_settles_one_and_goes_on(
    driver: Driver, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disagreements of a large project are looked for beside the window after each decision;
    what is pressed meanwhile does not change the decision that was just made."""
    page = opened(driver)
    monkeypatch.setattr("annotator.ui.adjudication.page._AT_ONCE", -1)
    driver.key("B", widget=page.view)
    driver.key("A", widget=page.view)
    driver.qtbot.waitUntil(lambda: page.view.currentIndex().row() == 1)
    assert [c.spans for c in consensus(made)] == [(Span(12, 30),)], "Ben's, as was decided"
    look(driver)
    driver.key("A", widget=page.view)
    driver.qtbot.waitUntil(lambda: page.view.currentIndex().row() == 2)
    assert [c.code for c in consensus(made)][1] == made.codes["prediction"]


def test_the_page_comes_up_at_what_is_to_settle(driver: Driver) -> None:
    page = opened(driver)
    driver.key("B", widget=page.view)
    page.view.setCurrentIndex(QModelIndex())
    page.refresh()
    assert page.view.currentIndex().row() == 1


def test_decisions_that_were_thought_about_are_undone_one_by_one(
    driver: Driver, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(driver)
    clock = iter(range(0, 100, 10))
    monkeypatch.setattr("annotator.ui.adjudication.controller.time.monotonic", lambda: next(clock))
    for key in "BA":
        driver.key(key, widget=page.view)
        look(driver)
    driver.key("Z", Qt.KeyboardModifier.ControlModifier, widget=page.view)
    driver.qtbot.waitUntil(lambda: "3 of 4" in page.about.text())
    assert len(consensus(made)) == 1


def test_no_case_is_settled_before_it_was_on_the_screen(driver: Driver, made: Made) -> None:
    page = opened(driver)
    for _again in range(5):  # no chance to paint in between
        driver.window.controllers.adjudication.take_first()
    assert len(consensus(made)) == 1
    assert "Look at it first" in driver.window.statusBar().currentMessage()
    assert page.view.currentIndex().row() == 1


def test_a_rejection_asks_for_the_reason_where_it_is_written(driver: Driver, made: Made) -> None:
    page = opened(driver)
    driver.key("X", widget=page.view)
    driver.qtbot.waitUntil(page.reason.hasFocus)
    assert "4 of 4" in page.about.text()
    driver.qtbot.keyClicks(page.reason, "A question, no claim. ABX")
    driver.key(Qt.Key.Key_Return, widget=page.reason)
    with made.project.reading() as connection:
        (decision,) = team_queries.decisions(connection)
    assert (decision.verdict, decision.reason) == (Verdict.REJECTED, "A question, no claim. ABX")
    assert decision.coder == ANN.guid
    assert page.reason.text() == ""


def test_a_coding_of_its_own_takes_the_selected_passage(driver: Driver, made: Made) -> None:
    page = opened(driver)
    page.reader.view.select(Span(11, 29))
    driver.key("E", widget=page.view)
    form = next(w for w in QApplication.topLevelWidgets() if isinstance(w, OwnCodingForm))
    form.code.setCurrentIndex(form.code.findData(made.codes["evaluative term"]))
    form.ok.click()
    (kept,) = consensus(made)
    assert (kept.spans, kept.code) == ((Span(11, 29),), made.codes["evaluative term"])
    assert page.view.currentIndex().row() == 1


def test_a_decision_is_shown_and_taken_back(driver: Driver, made: Made) -> None:
    page = opened(driver)
    driver.qtbot.keyClicks(page.reason, "clearer")
    driver.qtbot.mouseClick(page.cards[0].button, Qt.MouseButton.LeftButton)
    driver.key("P", widget=page.view)
    assert page.view.currentIndex().row() == 0
    look(driver)
    assert "Ann" in page.decision.text()
    assert "clearer" in page.decision.text()
    driver.key(Qt.Key.Key_Backspace, widget=page.view)
    assert consensus(made) == []
    assert not page.decision.isVisible()


def test_what_agrees_is_taken_over_by_a_button(driver: Driver, made: Made) -> None:
    page = opened(driver)
    assert "1" in page.agreed.text()
    driver.qtbot.mouseClick(page.agreed, Qt.MouseButton.LeftButton)
    assert [c.spans for c in consensus(made)] == [(Span(0, 6),)]
    assert not page.agreed.isVisible()


def test_keys_of_the_page_are_no_keys_of_the_reader(driver: Driver, made: Made) -> None:
    opened(driver)
    driver.window.services.navigator.show_reader()
    driver.focus_text()
    driver.key("B")
    assert consensus(made) == []


def pair(case: AnyCase) -> AdjudicationCase:
    """The case, which is one of two coders."""
    assert isinstance(case, AdjudicationCase)
    return case


def test_the_order_and_the_code_are_chosen(driver: Driver) -> None:
    page = opened(driver)
    page.case_filter.sorting.setCurrentIndex(2)
    page.case_filter.changed.emit()
    assert page.docket is not None
    sizes = [pair(case).disagreement.characters for case in page.docket.contested]
    assert sizes == sorted(sizes, reverse=True)
    page.case_filter.code.setCurrentIndex(page.case_filter.code.findText("attribution"))
    page.case_filter.changed.emit()
    assert page.model.rowCount() == 1


def test_a_click_on_a_coding_in_the_text_chooses_its_case(driver: Driver) -> None:
    page = opened(driver)
    assert page.docket is not None
    guid = pair(page.docket.contested[2]).disagreement.first.coding
    page.reader.codingClicked.emit(guid)
    assert page.view.currentIndex().row() == 2


def test_the_reader_goes_from_one_difference_to_the_next(driver: Driver) -> None:
    driver.focus_text()
    differences = driver.window.controllers.differences
    driver.qtbot.waitUntil(lambda: len(differences.spans) == 4)
    driver.view.set_cursor_position(0)
    seen = []
    for _ in range(5):
        driver.key("D")
        seen.append(driver.view.cursor_position())
    assert seen == [10, 40, 60, 70, 10]
    driver.key("D", Qt.KeyboardModifier.ShiftModifier)
    assert driver.view.cursor_position() == 70


def test_a_key_that_is_pressed_before_the_text_was_compared_goes_there_all_the_same(
    driver: Driver,
) -> None:
    """It said that the coders do not differ: nothing had been compared yet."""
    driver.focus_text()
    differences = driver.window.controllers.differences
    differences._begin()
    driver.view.set_cursor_position(0)
    driver.key("D")
    driver.qtbot.waitUntil(lambda: driver.view.cursor_position() == 10)
    assert differences.are_known


def test_without_two_coders_the_page_says_what_to_do(
    open_window: Callable[..., Driver], made: Made, tmp_path: Path
) -> None:
    driver = open_window(made.project.path)
    driver.window.controllers.adjudication.show_page()
    page = driver.window.controllers.adjudication.page
    assert "Two people" in page.about.text()
    assert not page.split.isVisible()


def test_the_agreement_page_leads_to_the_disagreement(driver: Driver) -> None:
    driver.window.controllers.agreement.show_page()
    agreement = driver.window.controllers.agreement.page
    driver.qtbot.waitUntil(lambda: agreement.model.rowCount() > 0)
    agreement.list_disagreements(agreement.model.index(0, 1))
    agreement.list.table.setCurrentCell(1, 0)
    wanted = agreement.list._found[1]
    agreement.list._settle()
    page = driver.window.controllers.adjudication.page
    driver.qtbot.waitUntil(lambda: page.current is not None)
    assert page.current is not None
    assert pair(page.current).disagreement.first.coding == wanted.first.coding


def choose(box: QComboBox, name: str) -> None:
    """As by the mouse."""
    row = box.findText(name)
    assert row >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_the_cards_stand_in_the_order_of_the_boxes(driver: Driver, made: Made) -> None:
    page = opened(driver)
    ann, ben = page.case_filter.first.currentText(), page.case_filter.second.currentText()
    assert [card.coder.text() for card in page.cards] == [ann, ben]
    choose(page.case_filter.first, ben)
    choose(page.case_filter.second, ann)
    driver.qtbot.waitUntil(lambda: [card.coder.text() for card in page.cards] == [ben, ann])
    look(driver)
    page.view.setFocus()
    driver.key("A", widget=page.view)
    assert [c.spans for c in consensus(made)] == [(Span(12, 30),)], "the first card is Ben’s"


def test_the_page_opens_on_a_pair_that_has_something_to_compare(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    coders.ensure(made.project, CLEO)
    documents.add(made.project, CLEO.guid, [text_file("alone.txt", "Nobody else is here.")])
    other = content(made.project).documents[1].guid
    codings.add(made.project, CLEO.guid, other, made.codes["claim"], [Span(0, 6)])
    for who, start in ((BEN, 0), (DORA, 2)):
        coders.ensure(made.project, who)
        made.code(who, "claim", (start, 9))
    driver = open_window(made.project.path)
    page = opened(driver)
    assert page.docket is not None
    assert len(page.docket.contested) == 1
    assert set(page.case_filter.pair() or ()) == {BEN.guid, DORA.guid}
    choose(page.case_filter.first, "Cleo")
    page.refresh()
    assert (page.case_filter.pair() or ("",))[0] == CLEO.guid, "what one has chosen stays"


def causes_said(made: Made) -> list[Cause]:
    with made.project.reading() as connection:
        return [one.cause for one in team_queries.decisions(connection)]


def test_one_key_more_says_why_they_differed(driver: Driver, made: Made) -> None:
    page = opened(driver)
    driver.key("1", widget=page.view)
    assert causes_said(made) == [], "nothing is settled yet"
    driver.key("B", widget=page.view)
    assert "Just settled: claim" in page.causes.question.text()
    look(driver)
    driver.key("2", widget=page.view)
    assert causes_said(made) == [Cause.BOUNDARY]
    assert page.view.currentIndex().row() == 1, "the case that came up stays in hand"
    assert not page.causes.buttons[Cause.BOUNDARY].isEnabled(), "and is open"
    driver.key("A", widget=page.view)
    look(driver)
    driver.key("A", widget=page.view)
    driver.key("3", widget=page.view)
    said = sorted(causes_said(made))
    assert said == [Cause.UNSTATED, Cause.BOUNDARY, Cause.OVERSIGHT]


def test_going_back_to_a_settled_case_changes_its_cause(driver: Driver, made: Made) -> None:
    page = opened(driver)
    driver.key("B", widget=page.view)
    driver.key("P", widget=page.view)
    look(driver)
    assert page.causes.question.text() == "Why did they differ?"
    driver.qtbot.mouseClick(page.causes.buttons[Cause.VALUE], Qt.MouseButton.LeftButton)
    assert causes_said(made) == [Cause.VALUE]
    driver.qtbot.waitUntil(page.causes.buttons[Cause.VALUE].isChecked)
    assert "(value)" in page.decision.text()
    driver.key("Z", Qt.KeyboardModifier.ControlModifier, widget=page.view)
    driver.qtbot.waitUntil(lambda: causes_said(made) == [Cause.UNSTATED])
