"""Settling what several coders have at one place: by keys, in one step, and by letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.span import Span
from annotator.corpus.team import Cause, Verdict
from annotator.operations import projects
from annotator.operations.adjudication import CaseQueue
from annotator.operations.codings import coding_values
from annotator.storage import team_queries
from annotator.ui.adjudication.followed_window import FollowedWindow
from annotator.ui.adjudication.page import AdjudicationPage
from annotator.ui.adjudication.take_over_dialog import TakeOverDialog
from tests.making import ANN, BEN, CLEO, Made, content, person
from tests.operations.adjudication.test_cases import certain
from tests.window.conftest import Driver

DORA = person("Dora")
FOUR = (ANN, BEN, CLEO, DORA)


@pytest.fixture
def coded(made: Made) -> Made:
    """Four coders: alike at 0; three of four at 10; four versions at 20; two of four at 40."""
    for start, ends in ((0, "6666"), (10, "5556"), (20, "5678"), (40, "55--")):
        for who, end in zip(FOUR, ends, strict=True):
            if end != "-":
                made.code(who, "attribution", (start, start + int(end)))
    return made


@pytest.fixture
def driver(coded: Made, open_window: Callable[..., Driver]) -> Driver:
    driver = open_window(coded.project.path)
    driver.window.activateWindow()
    return driver


def opened(driver: Driver) -> AdjudicationPage:
    """The page with all four coders."""
    driver.focus_text()
    driver.key(Qt.Key.Key_F5)
    page = driver.window.controllers.adjudication.page
    driver.qtbot.waitUntil(page.view.hasFocus)
    page.case_filter.others.choose_all()
    page.view.setCurrentIndex(
        page.model.index(0, 0)
    )  # what differs between the first two was chosen
    look(driver)
    return page


def look(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: driver.window.controllers.adjudication.page.is_seen)


def starts(page: AdjudicationPage) -> list[int]:
    assert isinstance(page.docket, CaseQueue)
    return [one.first.spans[0].start for one in page.docket.contested]


def consensus(made: Made) -> list[Coding]:
    now = content(made.project)
    who = {coder.guid for coder in now.coders if coder.kind is CoderKind.CONSENSUS}
    return [coding for coding in now.codings if coding.coder in who]


def decided(made: Made) -> list[tuple[Verdict, str]]:
    with made.project.reading() as connection:
        return [(one.verdict, one.reason) for one in team_queries.decisions(connection)]


def choose(box: QComboBox, data: object) -> None:
    """As by the mouse."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def dialog_of(driver: Driver, kind: type[QDialog]) -> QDialog:
    def found() -> list[QDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_two_are_compared_until_more_are_added(driver: Driver) -> None:
    driver.focus_text()
    driver.key(Qt.Key.Key_F5)
    page = driver.window.controllers.adjudication.page
    assert not isinstance(page.docket, CaseQueue)
    assert not page.case_filter.agreeing.isVisible()
    page.case_filter.others.choose_all()
    assert starts(page) == [10, 20, 40]
    assert page.case_filter.others.text().startswith("and 2 more")
    assert page.case_filter.agreeing.isVisible()
    texts = [action.text() for action in page.case_filter.others.menu().actions()]
    page.case_filter.others.menu().actions()[texts.index("Only the two")].trigger()
    assert not isinstance(page.docket, CaseQueue)


def test_all_versions_stand_side_by_side_with_who_and_how_many(driver: Driver) -> None:
    page = opened(driver)
    heads = [(card.coder.text(), card.count.text()) for card in page.cards]
    assert heads == [("Ann, Ben and Cleo", "3 of 4, the majority"), ("Dora", "1 of 4")]
    assert [card.button.text().split()[-1] for card in page.cards] == ["A", "B"]
    assert not any(card.button.isDown() or card.button.hasFocus() for card in page.cards)
    driver.key("N", widget=page.view)
    assert [card.count.text() for card in page.cards] == ["1 of 4"] * 4
    driver.key("N", widget=page.view)
    assert [card.coder.text() for card in page.cards] == ["Ann and Ben", "Cleo and Dora"]
    assert page.cards[1].passage.text().count("marked nothing here") == 1


def test_keys_take_versions_and_go_on(driver: Driver, coded: Made) -> None:
    page = opened(driver)
    driver.key("A", widget=page.view)
    assert page.view.currentIndex().row() == 1
    look(driver)
    driver.key("D", widget=page.view)
    look(driver)
    driver.key("C", widget=page.view)
    assert "so many versions" in driver.window.statusBar().currentMessage()
    driver.key("B", widget=page.view)
    assert [one.spans for one in consensus(coded)] == [(Span(10, 15),), (Span(20, 28),)]
    assert decided(coded)[-1] == (Verdict.REJECTED, "2 of 4 coders have nothing here")
    driver.key("3", widget=page.view)
    with coded.project.reading() as connection:
        causes = [one.cause for one in team_queries.decisions(connection)]
    assert causes.count(Cause.OVERSIGHT) == 1
    assert "0 of 3" in page.about.text()


def test_decisions_are_shown_changed_and_taken_back(driver: Driver, coded: Made) -> None:
    page = opened(driver)
    driver.qtbot.keyClicks(page.reason, "the noun alone")
    driver.qtbot.mouseClick(page.cards[0].button, Qt.MouseButton.LeftButton)
    driver.key("P", widget=page.view)
    look(driver)
    assert "Ann, Ben and Cleo’s coding" in page.decision.text()
    assert "the noun alone" in page.decision.text()
    driver.key(Qt.Key.Key_Backspace, widget=page.view)
    assert decided(coded) == []
    driver.key("Z", Qt.KeyboardModifier.ControlModifier, widget=page.view)
    driver.qtbot.waitUntil(lambda: len(decided(coded)) == 1)


def test_a_rejection_and_a_coding_of_its_own(driver: Driver, coded: Made) -> None:
    page = opened(driver)
    driver.key("X", widget=page.view)
    driver.qtbot.waitUntil(page.reason.hasFocus)
    driver.qtbot.keyClicks(page.reason, "a title")
    driver.key(Qt.Key.Key_Return, widget=page.reason)
    assert decided(coded) == [(Verdict.REJECTED, "a title")]
    look(driver)
    page.reader.view.select(Span(21, 27))
    driver.key("E", widget=page.view)
    form = driver.window.findChildren(QDialog)[-1]
    form.ok.click()  # type: ignore[attr-defined]
    assert [one.spans for one in consensus(coded)] == [(Span(21, 27),)]


def test_what_is_listed_is_chosen_by_how_many_agree(driver: Driver) -> None:
    page = opened(driver)
    for data, wanted in (
        ("majority", [10]),
        ("none", [20]),
        ("all", [0]),
        ("any", [0, 10, 20, 40]),
        ("2", [0, 10, 40]),
        ("3", [0, 10]),
    ):
        choose(page.case_filter.agreeing, data)
        assert starts(page) == wanted, data


def test_values_are_chosen_one_by_one(coded: Made, open_window: Callable[..., Driver]) -> None:
    attribute = certain(coded)
    for one in content(coded.project).codings:
        if one.spans[0].start == 10 and one.coder in (ANN.guid, BEN.guid):
            value = "yes" if one.coder == ANN.guid else "no"
            coding_values.set_value(coded.project, one.coder, one.guid, attribute.guid, value)
    driver = open_window(coded.project.path)
    page = opened(driver)
    choices = page.cards[0].choices
    assert choices.chosen() == {}, "nothing is chosen beforehand"
    driver.key("A", widget=page.view)
    assert decided(coded) == []
    assert "Choose one first" in driver.window.statusBar().currentMessage()
    still = choices.first_open()
    assert still is not None
    assert still[0] == "certain"
    driver.qtbot.waitUntil(still[1].hasFocus)
    assert [button.text() for button in choices.findChildren(type(still[1]))] == [
        "no – Ben",
        "yes – Ann",
        "nothing said – Cleo",
    ]
    driver.key(Qt.Key.Key_Space, widget=still[1])
    driver.key("A", widget=page.view)
    assert [dict(one.attributes) for one in consensus(coded)] == [{attribute.guid: "no"}]


def test_what_agrees_is_taken_over_after_a_look(driver: Driver, coded: Made) -> None:
    page = opened(driver)
    driver.qtbot.mouseClick(page.agreed, Qt.MouseButton.LeftButton)
    dialog = dialog_of(driver, TakeOverDialog)
    assert isinstance(dialog, TakeOverDialog)
    assert "1 place with 4 of 4" in dialog.counts.text()
    dialog.least.setCurrentIndex(dialog.least.findData(3))
    assert "1 place with 4 of 4 and 1 place with 3 of 4" in dialog.counts.text()
    first = dialog.model.index(0, 0)
    assert dialog.model.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.ok.text().endswith("1")
    dialog.none.click()
    assert not dialog.ok.isEnabled()
    dialog.all.click()
    dialog.model.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert decided(coded) == [], "nothing is taken over while it is looked at"
    dialog.ok.click()
    driver.qtbot.waitUntil(lambda: decided(coded) != [])
    assert decided(coded) == [(Verdict.TAKEN, "3 of 4 coders have it alike")]
    driver.qtbot.waitUntil(lambda: "2 of 3" in page.about.text())
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    page.view.setFocus()
    driver.key("Z", Qt.KeyboardModifier.ControlModifier, widget=page.view)
    driver.qtbot.waitUntil(lambda: decided(coded) == [])


def test_letters_stand_for_names_everywhere_on_the_page(driver: Driver, coded: Made) -> None:
    page = opened(driver)
    driver.key("A", widget=page.view)
    driver.key("P", widget=page.view)
    look(driver)
    page.case_filter.letters.click()
    names = [one.name for one in FOUR]
    shown = [page.about.text(), page.place.text(), page.decision.text().partition(":")[2]]
    shown += [card.coder.text() for card in page.cards]
    shown += [card.accessibleName() for card in page.cards]
    shown += [style.name for style in page.reader.view.coder_styles]  # what tool tips name
    for row in range(page.model.rowCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown.append(str(page.model.index(row, 0).data(role)))
    assert not [text for text in shown if any(name in text for name in names)]
    first = page.names.labels()
    assert sorted(first[one.guid] for one in FOUR) == [f"Coder {c}" for c in "ABCD"]
    page.refresh()
    assert page.names.labels() == first, "the same as long as the program runs"
    page.case_filter.letters.click()
    assert page.cards[0].coder.text() == "Ann, Ben and Cleo"


def test_who_was_followed_is_shown_by_code(driver: Driver) -> None:
    page = opened(driver)
    driver.key("A", widget=page.view)
    look(driver)
    driver.key("C", widget=page.view)
    driver.qtbot.mouseClick(page.followed, Qt.MouseButton.LeftButton)
    window = dialog_of(driver, FollowedWindow)
    assert isinstance(window, FollowedWindow)
    cells = [window.table.item(0, column) for column in range(5)]
    assert [cell.text() for cell in cells if cell is not None] == [
        "All codes together",
        "1 of 2 (50%)",
        "1 of 2 (50%)",
        "2 of 2 (100%)",
        "0 of 2 (0%)",
    ]
    window.copying.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Code", "Coder", "Followed", "Settled"]
    assert lines[3].split("\t") == ["All codes together", "Cleo", "2", "2"]
    window.reject()


def test_a_blind_project_shows_nothing_of_it(driver: Driver, coded: Made) -> None:
    projects.set_blind(coded.project, ANN.guid, True)
    driver.window.bridge.reload_if_changed()
    controllers = driver.window.controllers
    controllers.several.show_followed()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, FollowedWindow)]


def test_by_letters_neither_reason_nor_label_names_one_of_two(driver: Driver, coded: Made) -> None:
    driver.focus_text()
    driver.key(Qt.Key.Key_F5)
    page = driver.window.controllers.adjudication.page
    page.case_filter.letters.click()
    choose(page.case_filter.second, CLEO.guid)
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    look(driver)
    page.view.setFocus()
    driver.key("B", widget=page.view)
    assert decided(coded) == [(Verdict.REJECTED, "one of the two coders has nothing here")]
    page.view.setCurrentIndex(page.model.index(0, 0))
    look(driver)
    driver.key("A", widget=page.view)
    assert driver.window.bridge.undo_label == "Settle: take what some coders have"
