"""The window in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from annotator import languages
from annotator.operations import reading
from annotator.ui.process.translator import (
    CatalogueTranslator,
    install_translator,
    key_name,
    qt_words,
)
from tests.making import ANN, make
from tests.window.conftest import Driver


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    languages.install("de")
    translator = CatalogueTranslator(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    languages.install(languages.ENGLISH)


@pytest.mark.parametrize(("language", "cut"), [("de", "&Ausschneiden"), ("pt-BR", "Recor&tar")])
def test_qt_has_its_own_words_in_every_language(
    qapp: QApplication, language: str, cut: str
) -> None:
    """Those of the menus of text fields, which are in no catalogue of the program."""
    assert qt_words(qapp, language).translate("QWidgetTextControl", "Cu&t") == cut


@pytest.mark.usefixtures("german")
def test_menus_buttons_and_steps_are_german(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "Nobody expects")
    made.project.close()
    driver = open_window(tmp_path / "p.annot")
    menus = [action.text() for action in driver.window.menuBar().actions()]
    assert "&Projekt" in menus
    assert driver.window.actions_["undo"].text().startswith("&Rückgängig: Eine Textstelle kodieren")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "Abbrechen"
    viewer = driver.window.bridge.viewer
    assert viewer is not None
    label = reading.undo_state(viewer.project).undo
    assert label is not None
    assert label.label == "Code a passage as claim", "in the file it is English"


def test_the_language_is_chosen_and_kept(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    make(tmp_path / "p.annot").project.close()
    driver = open_window(tmp_path / "p.annot")
    driver.answers.words = "Deutsch"
    driver.window.actions_["language"].trigger()
    assert driver.window.settings.language == "de"


@pytest.mark.parametrize(
    ("language", "paste"), [("de", "Einf&ügen"), ("fr", "Co&ller"), ("en", "&Paste")]
)
def test_a_text_field_has_its_menu_in_the_language(
    qapp: QApplication, language: str, paste: str
) -> None:
    """The catalogue has no word for some of its commands; Qt's own has."""
    languages.install(language)
    before = QLocale()
    there = set(qapp.findChildren(QTranslator))
    install_translator(qapp)
    try:
        field = QLineEdit("words")
        menu = field.createStandardContextMenu()
        assert paste in [action.text().partition("\t")[0] for action in menu.actions()]
    finally:
        for translator in set(qapp.findChildren(QTranslator)) - there:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
        languages.install(languages.ENGLISH)


def test_keys_are_called_as_on_keyboards_of_the_language() -> None:
    languages.install("es")
    try:
        assert (key_name("Ctrl"), key_name("Shift"), key_name("F1")) == ("Ctrl", "Mayús", None)
    finally:
        languages.install(languages.ENGLISH)
