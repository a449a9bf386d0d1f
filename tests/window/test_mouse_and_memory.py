"""Everything with the mouse; memos, history and places are kept and shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from annotator.corpus.span import Span
from annotator.operations import documents
from annotator.operations.codings import memos
from annotator.settings import Settings
from annotator.ui.actions.context_menu import ContextMenu
from tests.making import ANN, BEN, TEXT, Made, text_file
from tests.window.conftest import Driver
from tests.window.test_road import span_of


def offers(menu: QMenu) -> list[QAction]:
    """What a menu and the menus in it offer."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += offers(inner)
        elif action.text():
            found.append(action)
    return found


def entries(menu: QMenu) -> dict[str, QAction]:
    """The same by text."""
    return {action.text().replace("&", ""): action for action in offers(menu)}


@pytest.fixture
def menu_at(driver: Driver) -> Callable[[int], dict[str, QAction]]:
    def open_(position: int) -> dict[str, QAction]:
        driver.view.contextMenuRequested.emit(QPoint(5, 5), position)
        menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, ContextMenu)]
        offered = entries(menus[-1])
        menus[-1].hide()
        return offered

    return open_


def test_every_action_is_in_a_menu_of_the_window(driver: Driver) -> None:
    offered: set[str] = set()
    for action in driver.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        offered |= {entry.objectName() for entry in offers(menu)}
    assert driver.window.actions_.by_name.keys() - offered == set()


def test_a_passage_is_coded_from_the_menu(
    driver: Driver, menu_at: Callable[[int], dict[str, QAction]]
) -> None:
    driver.view.select(span_of("talks"))
    menu_at(TEXT.index("talks"))["claim"].trigger()
    assert driver.words() == ["talks"]


def test_a_coding_is_recoded_moved_and_deleted_from_the_menu(
    driver: Driver, menu_at: Callable[[int], dict[str, QAction]]
) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.view.clear_selection()
    menu_at(TEXT.index("talks"))["prediction"].trigger()
    (coding,) = driver.codings()
    assert driver.window.bridge.code(coding.code).name == "prediction"
    menu_at(TEXT.index("talks"))["End of the coding: a word later"].trigger()
    assert driver.words() == ["talks to"]
    menu_at(TEXT.index("talks"))["Delete the coding"].trigger()
    assert driver.codings() == []
    menu_at(0)["Undo: Delete a coding"].trigger()
    assert driver.words() == ["talks to"]


def test_another_coders_coding_is_not_changed_from_the_menu(
    driver: Driver, made: Made, menu_at: Callable[[int], dict[str, QAction]]
) -> None:
    made.code_words(BEN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    menu_at(TEXT.index("talks"))
    driver.window.bridge.refused.connect(driver.answers.told.append)
    driver.window.controllers.coding.recode_with(driver.codings()[0].guid, made.codes["prediction"])
    assert driver.window.bridge.code(driver.codings()[0].code).name == "claim"
    assert "another coder's" in driver.answers.told[-1]


def test_a_place_without_codings_has_selecting_and_going(
    menu_at: Callable[[int], dict[str, QAction]],
) -> None:
    offered = menu_at(2)
    assert {"Select the sentence", "Next uncoded paragraph", "Mark the document as done"} <= set(
        offered
    )
    assert "Delete the coding" not in offered


def test_the_inspector_gives_another_code(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.window.panels.inspector.up_to_date()
    (card,) = driver.window.panels.inspector.cards
    card.requestRecode.emit(card.content.entry.guid, driver.window.bridge.codebook.codes[1].guid)
    (coding,) = driver.codings()
    assert coding.code == driver.window.bridge.codebook.codes[1].guid


def test_the_inspector_tells_the_history(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("r")
    driver.key("2")
    driver.window.panels.inspector.up_to_date()
    (card,) = driver.window.panels.inspector.cards
    assert card.history is not None
    assert card.history.texts() == ""
    card.history.button.click()
    said = card.history.texts()
    assert "claim → prediction" in said
    assert "Ann" in said
    driver.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    driver.window.panels.inspector.rebuild()
    (card,) = driver.window.panels.inspector.cards
    assert card.history is not None
    assert "claim → prediction" in card.history.texts(), "it stays open for the next coding"


def test_memos_are_marked_in_margin_and_overview(driver: Driver, made: Made) -> None:
    guid = made.code_words(ANN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    driver.window.bridge.do(memos.write, guid, "why?")
    reader = driver.window.reader
    driver.qtbot.waitUntil(lambda: reader.margin._with_memo == {guid})
    talks = span_of("talks")
    assert reader.overview._memos.T.tolist() == [[talks.start, talks.end]]
    driver.window.bridge.undo()
    driver.qtbot.waitUntil(lambda: not reader.margin._with_memo)
    assert reader.overview._memos.size == 0


def test_place_and_layout_are_remembered_for_each_document(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    long = "\n".join(f"Paragraph {n} has some words in it." for n in range(400))
    documents.add(made.project, ANN.guid, [text_file("long.txt", long)])
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    driver = open_window(made.project.path, settings)
    window, view = driver.window, driver.window.reader.view
    window.panels.documents.select(1)
    position = long.index("Paragraph 200")
    view.reveal(Span(position, position + 9), force=True)
    view.set_cursor_position(position)
    view.set_scale(1.5)
    window.controllers.display.toggle_margin()
    first = view.first_visible_position()
    window.panels.documents.select(0)
    view.set_scale(0.9)
    assert not window.reader.margin.isHidden()
    window.panels.documents.select(1)
    assert view.scale == 1.5
    assert window.reader.margin.isHidden()
    assert view.cursor_position() == position
    assert abs(view.first_visible_position() - first) < 200
    window.panels.documents.select(0)
    assert view.scale == 0.9
    window.close()
    again = open_window(made.project.path, settings)
    again.window.panels.documents.select(1)
    assert again.window.reader.view.scale == 1.5
    assert again.window.reader.view.cursor_position() == position
