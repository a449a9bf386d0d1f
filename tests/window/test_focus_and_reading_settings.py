"""Focus on one code or coder, and how the text is set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.settings import Settings
from annotator.ui.reader.numbers import Numbering
from annotator.ui.reader.reading_settings import ReadingSettingsDialog
from tests.making import ANN, BEN, TEXT, Made
from tests.window.conftest import Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def coded(driver: Driver, made: Made) -> list[str]:
    guids = [
        made.code_words(who, code, words)
        for who, code, words in (
            (ANN, "claim", "Nobody expects"),
            (ANN, "prediction", "expects"),
            (BEN, "claim", "expects the"),
            (ANN, "claim", "years"),
        )
    ]
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    return guids


def test_one_key_shows_one_code_alone_and_one_key_all_again(
    driver: Driver, coded: list[str]
) -> None:
    at = TEXT.index("expects")
    driver.window.page.reveal(coded[0])
    driver.key("f")
    assert driver.window.modes.texts()
    assert set(driver.view.codings_at(at)) == {coded[0], coded[2]}
    driver.key("n")
    driver.key("n")
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == coded[3], "the other code is passed by"
    driver.key("f")
    assert set(driver.view.codings_at(at)) == set(coded[:3])
    assert driver.window.modes.texts() == {}


def test_one_key_shows_one_coder_alone_and_esc_all_again(driver: Driver, coded: list[str]) -> None:
    at = TEXT.index("expects")
    driver.window.page.reveal(coded[2])
    driver.key("f", SHIFT)
    assert driver.view.codings_at(at) == [coded[2]]
    assert "Ben" in next(iter(driver.window.modes.texts().values()))
    driver.key(Qt.Key.Key_Escape)
    assert set(driver.view.codings_at(at)) == set(coded[:3])


def test_a_new_coding_is_seen_in_the_focus_on_its_code(driver: Driver, coded: list[str]) -> None:
    driver.window.page.reveal(coded[0])
    driver.key("f")
    driver.view.set_cursor_position(TEXT.index("round"))
    driver.key("w")
    driver.key("1")
    driver.view.set_cursor_position(TEXT.index("fail"))
    driver.key("w")
    driver.key("2")
    assert len(driver.view.codings_at(TEXT.index("round"))) == 1
    assert driver.view.codings_at(TEXT.index("fail")) == []


def test_the_text_is_set_as_one_likes_and_stays_so(
    driver: Driver, made: Made, open_window: Callable[..., Driver]
) -> None:
    width = driver.view.column_width()
    driver.window.actions_["comfort"].trigger()
    dialog = driver.window.findChild(ReadingSettingsDialog)
    assert dialog is not None
    dialog.characters.setValue(40)
    dialog.line_height.setValue(200)
    dialog.numbers.setCurrentIndex(1)
    dialog.numbers.activated.emit(1)
    dialog.margin.click()
    assert driver.view.column_width() < width
    assert driver.window.reader.numbers.numbering is Numbering.LINES
    assert driver.window.reader.margin.isHidden()
    settings = driver.window.settings
    dialog.close()
    driver.window.close()
    again = open_window(made.project.path, settings)
    assert again.view.column_width() < width
    assert again.window.reader.margin.isHidden()


def test_margin_and_numbers_have_keys(driver: Driver) -> None:
    driver.key(Qt.Key.Key_F6)
    assert driver.window.reader.margin.isHidden()
    driver.key(Qt.Key.Key_F6)
    assert not driver.window.reader.margin.isHidden()
    driver.key(Qt.Key.Key_F7)
    assert driver.window.settings.numbering == "lines"


def test_the_settings_of_the_reader_have_bounds(open_window: Callable[..., Driver]) -> None:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, numbering="stars", text_width=9_999)
    driver = open_window(None, settings)
    assert driver.window.reader.numbers.numbering is Numbering.PARAGRAPHS


def test_only_this_code_is_the_one_chosen_last_and_holds_in_the_lists(
    driver: Driver, made: Made
) -> None:
    claim = made.code(ANN, "claim", (0, 6))
    other = made.code(ANN, "prediction", (10, 20))
    window = driver.window
    window.bridge.reload_if_changed()
    window.page.reveal(claim)
    window.panels.codebook.tree.choose(made.codes["prediction"])
    driver.focus_text()
    driver.key("F")
    assert window.page.focus_code == made.codes["prediction"]
    model = window.panels.codings.model
    assert [model.entry(row).guid for row in range(model.rowCount())] == [other]
    window.controllers.coding_table.table.open_table()
    assert window.controllers.coding_table.table.bar.query.line.line == "code:prediction"
    driver.focus_text()
    driver.key("F")
    assert model.rowCount() == 2
    assert window.controllers.coding_table.table.bar.query.line.line == ""


def test_a_double_click_on_a_code_leaves_the_keys_in_the_text(driver: Driver, made: Made) -> None:
    driver.drag(0, 6)
    driver.window.panels.codebook.tree.setFocus()
    driver.window.panels.codebook.requestCode.emit(made.codes["claim"])
    assert driver.view.hasFocus()
    assert len(driver.codings()) == 1


def test_an_empty_page_takes_the_keys_and_no_button_above_it(driver: Driver) -> None:
    window = driver.window
    driver.key(Qt.Key.Key_F5)
    focus = QApplication.focusWidget()
    assert focus is not None and window.pages.shown.isAncestorOf(focus)


def test_rows_of_codes_are_as_high_as_letters_ask_for(driver: Driver) -> None:
    tree = driver.window.panels.codebook.tree
    for change in ("zoom_in", "zoom_in", "zoom_reset"):
        getattr(driver.window.controllers.appearance, change)()
        QApplication.processEvents()
        first = tree.visualRect(tree.model().index(0, 0))
        assert first.height() == driver.window.theme.space("row")
