"""Help where it is needed: tips with keys, “What's this?”, and what Undo takes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWhatsThis, QWidget

from annotator.corpus.span import Span
from annotator.ui.window.whats_this import show_for_focus
from tests.window.conftest import Driver


def test_buttons_tell_the_keys_of_what_they_do(driver: Driver) -> None:
    window = driver.window
    buttons = {
        window.header.undo_button: "Ctrl+Z",
        window.header.coder_button: "Ctrl+U",
        **{
            window.header.page_buttons[name]: window.actions_[name].shortcut().toString()
            for name in ("agreement", "questions", "team")
        },
        next(
            one for one in window.panels.codebook.findChildren(QToolButton) if one.text() == "+"
        ): "Ctrl+K",
    }
    for button, key in buttons.items():
        assert f"({key})" in button.toolTip(), button.accessibleName()
    add = next(one for one in window.empty.findChildren(QPushButton))
    assert f"({window.actions_['add'].shortcut().toString()})" in add.toolTip()


def test_a_key_that_was_changed_is_the_one_in_the_tip(driver: Driver) -> None:
    window = driver.window
    window.actions_.set_keys({"agreement": "Ctrl+Alt+9"})
    assert "(Ctrl+Alt+9)" in window.header.page_buttons["agreement"].toolTip()
    window.actions_.set_keys({})


def test_undo_is_named_in_the_menu_and_its_button(driver: Driver) -> None:
    driver.view.select(Span(0, 4))
    driver.key("1")
    undo = driver.window.actions_["undo"]
    assert undo.text().startswith("&Undo: ")
    assert undo.text().removeprefix("&") in driver.window.header.undo_button.toolTip()


def parts(driver: Driver) -> dict[str, QWidget]:
    window = driver.window
    return {
        "reader": window.reader.view,
        "margin": window.reader.margin,
        "overview": window.reader.overview,
        "documents": window.panels.documents.view,
        "codebook": window.panels.codebook.tree,
        "inspector": window.panels.inspector,
        "codings": window.panels.codings,
        "search": window.panels.search.bar.line,
        "coder": window.header.coder_button,
        "undo": window.header.undo_button,
        **window.header.page_buttons,
    }


def test_each_part_of_the_window_says_what_it_is(driver: Driver) -> None:
    said: set[str] = set()
    for name, part in parts(driver).items():
        answering: QWidget | None = part
        while answering is not None and not answering.whatsThis():
            answering = answering.parentWidget()
        assert answering is not None, name
        assert len(answering.whatsThis()) > 30, name
        said.add(answering.whatsThis())
    assert len(said) == len(parts(driver)), "each says something of its own"


def test_pages_say_what_they_are_for(driver: Driver) -> None:
    for name in ("agreement", "questions", "team", "study"):
        driver.window.pages.show_page(name)
        page = driver.window.pages.made(name)
        assert page is not None
        assert page.whatsThis()


def test_the_key_explains_what_has_the_keys_and_the_menu_waits_for_a_click(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def show(_place: QPoint, text: str, _widget: QWidget) -> None:
        said.append(text)

    monkeypatch.setattr(QWhatsThis, "showText", show)
    assert show_for_focus()
    assert "never changes" in said[0]
    driver.window.actions_["whats_this"].trigger()
    assert QWhatsThis.inWhatsThisMode()
    QWhatsThis.leaveWhatsThisMode()
    QApplication.processEvents()


def test_the_first_page_explains_itself(open_window: Callable[..., Driver]) -> None:
    driver = open_window()
    assert driver.window.welcome.whatsThis()
    for tile in driver.window.welcome.tiles:
        assert tile.accessibleDescription()
    assert "(Ctrl+N)" in driver.window.welcome.tiles[0].toolTip()
