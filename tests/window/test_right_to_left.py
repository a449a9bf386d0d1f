"""The window in a language that is written from right to left."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from annotator import app, languages
from annotator.corpus import messages
from annotator.settings import Settings
from annotator.ui.preferences.window import PreferencesWindow
from annotator.ui.process.translator import CatalogueTranslator
from annotator.ui.reader.reader import Reader
from annotator.ui.theme import Theme
from tests.window.conftest import Driver, top_item


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    languages.install(languages.MIRRORED)
    translator = CatalogueTranslator(qapp)
    qapp.installTranslator(translator)  # Qt asks it for the direction
    yield
    qapp.removeTranslator(translator)
    languages.install(languages.ENGLISH)
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the language has it


@pytest.fixture
def driver(mirrored: None, sample_file: Path, open_window: Callable[..., Driver]) -> Driver:
    path = shutil.copy(sample_file, sample_file.with_name("mirrored.annot"))
    driver = open_window(Path(path), Settings(coder="Noor", coders=noor()))
    app.choose_something(driver.window)
    driver.qtbot.wait(300)  # cards and lists follow
    return driver


def noor() -> dict[str, str]:
    from annotator.operations import sample_project as sample  # noqa: PLC0415

    return {one.name: one.guid for one in sample.sample_coders() if one.name == "Noor"}


def test_direction_is_that_of_the_language(mirrored: None, qapp: QApplication) -> None:
    assert messages.language() == languages.MIRRORED
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert languages.is_right_to_left("he")
    assert not languages.is_right_to_left("de-AT")


def test_panels_are_mirrored_and_the_page_is_not(driver: Driver) -> None:
    window = driver.window
    middle = window.mapFromGlobal(centre(window.reader.view)).x()
    assert window.mapFromGlobal(centre(window.panels.documents)).x() > middle
    assert window.mapFromGlobal(centre(window.panels.inspector)).x() < middle
    reader: Reader = window.reader
    for part in (reader.view, reader.numbers, reader.margin, reader.overview):
        assert not part.isRightToLeft(), part
    assert reader.numbers.x() < reader.view.viewport().x(), "beside the beginning of the lines"
    assert reader.margin.x() > reader.view.viewport().x()


def centre(widget: QWidget):  # type: ignore[no-untyped-def]
    return widget.mapToGlobal(widget.rect().center())


def test_the_swatch_of_a_code_stands_where_its_name_begins(driver: Driver) -> None:
    tree = driver.window.panels.codebook.tree
    rect = tree.visualItemRect(top_item(tree))
    picture = tree.viewport().grab(rect).toImage()
    code = driver.window.bridge.codebook.codes[0]
    line = driver.window.theme.code_line(code.color)
    columns = where(picture, line)
    assert columns
    assert min(columns) > picture.width() * 0.8


def test_the_bar_of_a_coding_stands_at_the_right(driver: Driver) -> None:
    view = driver.window.panels.codings.view
    model = driver.window.panels.codings.model
    row = view.rowAt(view.viewport().height() // 2)
    rect: QRect = view.visualRect(model.index(row, 0))
    picture = view.viewport().grab(rect).toImage()
    theme: Theme = driver.window.theme
    color = driver.window.page.code(model.entry(row)).color
    columns = where(picture, theme.code_line(color))
    assert max(columns) > picture.width() * 0.9


def where(picture: QImage, color: QColor) -> list[int]:
    """The columns in which a colour is."""
    wanted = color.rgb()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) == wanted for y in range(picture.height()))
    ]


def test_every_main_screen_is_painted(driver: Driver) -> None:
    """What raises while it is painted is told by `pytest-qt`, and fails the test."""
    window = driver.window
    for show in (
        window.services.navigator.show_reader,
        window.controllers.agreement.show_page,
        window.controllers.adjudication.show_page,
        window.controllers.team.show_page,
        window.controllers.questions.show_page,
        window.controllers.study.show_page,
        window.controllers.preferences.show_window,
    ):
        show()
        driver.qtbot.waitUntil(lambda: not window.tasks.busy)
        assert not window.grab().isNull()
    page = window.findChildren(PreferencesWindow)[-1]
    assert not page.grab().isNull()
    page.close()
