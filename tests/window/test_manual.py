"""The manual in its window: F1, links, the way back, search; its commands and keys exist."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog

import annotator.ui
from annotator import languages, manual
from annotator.ui.actions.spec import MENUS, SUBMENUS, ActionSpec, translated
from annotator.ui.manual.key_page import key_page
from annotator.ui.manual.page_text import fill
from annotator.ui.manual.topics import OF_PAGES, OF_WINDOWS
from annotator.ui.manual.window import ManualWindow
from annotator.ui.open_document.turn_dialogs import SpeakersForm
from annotator.ui.projects.new_project_form import NewProjectForm
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests.window.conftest import Driver


def plain(text: str) -> str:
    return text.replace("&", "").rstrip("…").strip()


@pytest.fixture
def window(driver: Driver) -> ManualWindow:
    driver.window.actions_["manual"].trigger()
    (shown,) = driver.window.findChildren(ManualWindow)
    return shown


def shown_page(window: ManualWindow) -> str:
    assert window.text.page is not None
    return window.text.page.name


def test_it_opens_at_the_page_of_what_is_shown(driver: Driver) -> None:
    driver.window.controllers.manual.show_topic()
    (shown,) = driver.window.findChildren(ManualWindow)
    assert shown_page(shown) == "first-study"
    driver.window.pages.show_page("agreement")
    driver.window.controllers.manual.show_topic()
    assert driver.window.findChildren(ManualWindow) == [shown]
    assert shown_page(shown) == "measures"


def test_it_shows_the_page_of_the_language(driver: Driver) -> None:
    languages.install("pt_BR")
    try:
        driver.window.controllers.manual.show_topic()
        (shown,) = driver.window.findChildren(ManualWindow)
        assert "Codificar" in shown.text.toPlainText()
        shown.text.anchorClicked.emit(QUrl("query.md"))
        assert shown_page(shown) == "query", "in English, as there is no other yet"
    finally:
        languages.install(languages.ENGLISH)


def test_every_page_of_the_window_has_its_page(driver: Driver) -> None:
    names = {"welcome", "reader", *(spec.name for spec in driver.window.pages.specs)}
    assert names <= set(OF_PAGES)
    for place in {*OF_PAGES.values(), *OF_WINDOWS.values()}:
        page, _hash, anchor = place.partition("#")
        assert page in manual.pages(), place
        anchors = {section.anchor for section in manual.pages()[page].sections}
        assert not anchor or anchor in anchors, place


def dialogs(kind: type[QDialog] = QDialog) -> Iterator[type[QDialog]]:
    """Every class of dialog of the program that is shown as it is."""
    for one in kind.__subclasses__():
        bases = one in (Form, SpeakersForm, LinesDialog, ManualWindow)
        if one.__module__.startswith("annotator.") and not bases:
            yield one
        yield from dialogs(one)


def test_every_dialog_has_its_page() -> None:
    for module in pkgutil.walk_packages(annotator.ui.__path__, "annotator.ui."):
        importlib.import_module(module.name)
    found = {one.__name__ for one in dialogs()}
    assert len(found) > 40, "the walk went everywhere"
    assert found - set(OF_WINDOWS) == set(), "which page tells of it?"
    assert set(OF_WINDOWS) - found == set(), "there is no such dialog"


def test_the_key_of_the_manual_works_in_a_dialog_that_lets_nothing_else_be_used(
    driver: Driver,
) -> None:
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    driver.qtbot.waitUntil(form.place.name.hasFocus)
    driver.qtbot.keyClick(form.place.name, Qt.Key.Key_F1)
    (shown,) = driver.window.findChildren(ManualWindow)
    assert shown_page(shown) == "first-study"
    assert shown.parentWidget() is form, "a part of the dialog, so it can be used"
    form.reject()
    assert shown.parentWidget() is driver.window
    assert shown.isVisible(), "the manual stays"
    driver.qtbot.keyClick(shown.words, Qt.Key.Key_F1)
    assert shown_page(shown) == "first-study"


def test_links_lead_on_and_the_way_leads_back(window: ManualWindow) -> None:
    window.text.anchorClicked.emit(QUrl("query.md"))
    assert shown_page(window) == "query"
    assert not window.forward.isEnabled()
    window.back.click()
    assert shown_page(window) == "first-study"
    assert not window.back.isEnabled()
    window.forward.click()
    assert shown_page(window) == "query"


def test_a_link_to_a_heading_scrolls_to_it(window: ManualWindow) -> None:
    window.show_page("coders")
    QApplication.processEvents()
    window.text.anchorClicked.emit(QUrl("#pseudonyms"))
    assert window.text.verticalScrollBar().value() > 0
    window.go_back()
    assert window.text.verticalScrollBar().value() == 0


def test_addresses_go_to_the_browser_and_nothing_else_does(
    driver: Driver, window: ManualWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("annotator.ui.manual.controller.open_in_system", asked.append)
    before = shown_page(window)
    for link in ("https://example.org/", "file:///etc/hostname", "javascript://x"):
        window.text.anchorClicked.emit(QUrl(link))
    assert asked == ["https://example.org/"]
    assert shown_page(window) == before


def test_searching_lists_sections_and_enter_takes_the_first(window: ManualWindow) -> None:
    window.words.setText("effective number")
    assert 0 < window.list.count() <= 80
    window._take_first()
    assert shown_page(window) in {hit.page.name for hit in manual.search("effective number")}
    window.words.setText("zzyzx")
    assert window.list.count() == 0
    assert not window.none.isHidden()
    window.go_home()
    assert shown_page(window) == manual.INDEX
    assert window.list.count() > 10


def test_the_page_of_keys_is_that_of_the_actions(specs: Sequence[ActionSpec]) -> None:
    written = manual.pages()["keys"].markdown
    assert written == key_page(specs), "write it anew: python packaging/manual.py keys"


@pytest.mark.parametrize("language", languages.NAMES)
def test_every_command_that_the_manual_names_exists(
    specs: Sequence[ActionSpec], language: str
) -> None:
    """**Menu › Command**, by its whole name or its beginning, with the menu it stands in."""
    english = manual.pages()
    languages.install(language)
    try:
        pages = [page for name, page in manual.pages().items() if page != english[name]]
        missing = _missing(specs, pages if language != languages.ENGLISH else [*english.values()])
    finally:
        languages.install(languages.ENGLISH)
    assert not missing, "\n".join(missing)


def _missing(specs: Sequence[ActionSpec], pages: Sequence[manual.Page]) -> list[str]:
    """The commands that pages name and that are in no such menu, in the language that is spoken."""
    menus = {plain(translated(menu)): menu for menu in MENUS}
    submenus = {plain(translated(menu)): menu for menu in SUBMENUS}
    named = re.compile(rf"\b({'|'.join(menus)}) › ([^*`|\n;:,.()]+(?:\n[^*`|\n;:,.()]+)?)")
    missing = []
    for page in pages:
        if page.name.startswith("decisions/"):
            continue
        for menu, words in named.findall(page.markdown):
            steps = " ".join(words.split()).split(" › ")
            top = menus[menu]
            if steps[0] in submenus and len(steps) > 1:
                found = [s for s in specs if s.menu == submenus[steps[0]]]
            else:
                found = [s for s in specs if s.top == top]
            if not any(begins(steps[-1], plain(translated(s.text))) for s in found):
                missing.append(f"{page.name}: {menu} › {words}")
    return missing


def begins(named: str, text: str) -> bool:
    """Whether one begins with the other, capitals aside, or with its words up to a colon."""
    short = re.split(r"[:,]", text)[0].casefold()
    return named.casefold().startswith(short) or short.startswith(named.casefold())


def test_n_goes_from_link_to_link_enter_follows_and_tab_leads_out(
    driver: Driver, window: ManualWindow
) -> None:
    window.activateWindow()
    window.show_page("refi")
    window.text.setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Return):
        driver.qtbot.keyClick(window.text, key)
    assert shown_page(window) == "coming-from/nvivo"
    driver.qtbot.keyClick(window.text, Qt.Key.Key_Tab)
    assert not window.text.hasFocus()


def test_markup_in_a_page_is_shown_as_it_is_written(window: ManualWindow) -> None:
    fill(window.text.document(), "# A <b>x</b>\n\n<img src='x.png'> *y*", window.theme)
    assert window.text.toPlainText().startswith("A <b>x</b>\n<img src='x.png'> y")


def test_it_follows_the_theme(window: ManualWindow) -> None:
    window.restyle(window.theme.zoomed(1.5))
    assert window.text.document().defaultFont().pixelSize() > 20
