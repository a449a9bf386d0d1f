"""What somebody without a mouse needs in order to get on, and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from annotator.ui.inspector.code_button import lines_within
from tests.making import ANN, Made
from tests.window.conftest import Driver
from tests.window.test_inspector import declare

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def test_enter_presses_the_button_that_has_the_focus(
    open_window: Callable[..., Driver], made: Made
) -> None:
    driver = open_window()
    driver.window.settings.recent = [str(made.project.path)]
    driver.window.welcome.show_recent(driver.window.settings)
    driver.window.activateWindow()
    recent = driver.window.welcome.findChildren(QPushButton, "recent")[-1]
    driver.qtbot.waitUntil(recent.isVisible)
    recent.setFocus()
    driver.qtbot.waitUntil(recent.hasFocus)
    QTest.keyClick(recent, ENTER)
    assert driver.window.bridge.project is not None


def test_esc_leads_from_the_memo_back_to_the_text_and_keeps_it(driver: Driver, made: Made) -> None:
    coding = made.code_words(ANN, "claim", "expects")
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(coding)
    driver.focus_text()
    driver.key("m")
    memo = QApplication.focusWidget()
    assert memo is not None and memo.accessibleName() == "Memo"
    QTest.keyClicks(memo, "Whose?")
    QTest.keyClick(memo, ESC)
    assert driver.view.hasFocus()
    assert driver.window.bridge.memos([coding])[0].text == "Whose?"


def test_a_value_chosen_by_keys_keeps_the_focus(driver: Driver, made: Made) -> None:
    declare(made, driver)
    coding = made.code_words(ANN, "claim", "expects")
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(coding)
    driver.window.activateWindow()
    driver.window.panels.inspector.rebuild()
    fields = driver.window.panels.inspector.fields()
    chip = next(chip for field in fields for chip in field.findChildren(QToolButton))
    said = chip.accessibleName()
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    driver.window.panels.inspector.up_to_date()
    now = QApplication.focusWidget()
    assert now is not None and now is not chip
    assert now.accessibleName() == said


def test_tab_goes_through_the_palette_and_esc_leaves_it(driver: Driver) -> None:
    driver.window.controllers.search.open_palette()
    palette = driver.window.palette_
    QTest.keyClick(palette.line, TAB)
    QTest.keyClick(palette.line, TAB)
    assert palette.list.currentRow() == 2
    QTest.keyClick(palette.line, Qt.Key.Key_Backtab)
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.line, ESC)
    assert driver.view.hasFocus()


def test_a_long_name_of_a_code_takes_several_lines(driver: Driver) -> None:
    metrics = driver.window.fontMetrics()
    room = metrics.horizontalAdvance("evaluative term")
    lines = lines_within("evaluative term of the speaker", metrics, room)
    assert len(lines) > 1
    assert " ".join(lines).replace("\u00a0\u00a0▾", "") == "evaluative term of the speaker"
    (short,) = lines_within("unbreakable" * 9, metrics, room)
    assert short.endswith("▾") and "…" in short


def test_an_open_document_is_never_said_to_be_missing(driver: Driver) -> None:
    assert "Open a document" not in driver.window.panels.inspector._hint_label.text()
