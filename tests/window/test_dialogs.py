"""Dialogs hold their parts together and keep a size (that they fit: `test_every_screen.py`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from annotator.settings import Settings
from annotator.ui.codebook.code_dialog import CodeDialog
from annotator.ui.merging.window import MergeWindow
from annotator.ui.team.handout_dialog import HandOutDialog
from tests.making import ANN, Made, make
from tests.window.conftest import Driver


def opened(driver: Driver, kind: type[QWidget]) -> QWidget:
    return next(one for one in driver.window.findChildren(kind) if one.isVisible())


def test_the_first_window_fits_the_screen(open_window: Callable[..., Driver]) -> None:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    window = open_window(settings=settings).window
    fresh = type(window)(settings, window.themes, window.ask)
    room = fresh.screen().availableGeometry()
    assert fresh.width() <= room.width() - 16
    assert fresh.height() <= room.height() - 48
    fresh.deleteLater()


def test_a_size_that_the_user_gave_is_kept(driver: Driver) -> None:
    driver.window.panels.codebook.tree.choose(driver.window.bridge.codebook.codes[0].guid)

    def open_() -> QWidget:
        driver.window.controllers.codes.edit_code()
        return opened(driver, CodeDialog)

    first = open_()
    usual = first.size()
    first.close()
    assert driver.window.settings.window_sizes == {}, "nobody chose a size"
    second = open_()
    second.resize(600, 500)
    second.close()
    assert driver.window.settings.window_sizes == {"CodeDialog 100": [600, 500]}
    third = open_()
    assert (third.width(), third.height()) == (600, 500)
    third.close()
    driver.window.settings.window_sizes["CodeDialog 100"] = ["wide"]  # type: ignore[list-item]
    fourth = open_()
    assert fourth.size() == usual, "what can't be used is passed by"
    fourth.close()


def test_controls_of_a_form_stay_together_however_high_it_is(driver: Driver) -> None:
    driver.window.controllers.team.hand_out()
    dialog = opened(driver, HandOutDialog)
    assert isinstance(dialog, HandOutDialog)
    usual = dialog.height()
    dialog.resize(dialog.width(), 700)
    QApplication.processEvents()
    tops = [one.mapTo(dialog, QPoint()).y() for one in (dialog.which, dialog.own, dialog.cues)]
    assert tops[0] < 150
    assert tops[2] - tops[0] < 150
    assert usual < 450, "as high as what it shows"
    dialog.close()


def test_the_empty_pages_keep_their_words_together(driver: Driver) -> None:
    driver.window.resize(1280, 800)
    panel = driver.window.panels.codings
    assert panel.model.rowCount() == 0
    QApplication.processEvents()
    assert panel._heading.mapTo(panel, QPoint()).y() < 30, "the heading does not float down"
    driver.window.controllers.adjudication.show_page()
    QApplication.processEvents()
    page = driver.window.controllers.adjudication.page
    assert page.about.mapTo(page, QPoint()).y() < 220


def test_a_colour_is_given_by_name(driver: Driver) -> None:
    code = driver.window.bridge.codebook.codes[0]
    driver.window.panels.codebook.tree.choose(code.guid)
    driver.window.controllers.codes.edit_code()
    form = opened(driver, CodeDialog)
    assert isinstance(form, CodeDialog)
    form.color.box.setEditText("no such colour")
    form.try_accept()
    assert "is no colour" in form.problem.text()
    form.color.box.setEditText("orange")
    form.try_accept()
    assert not form.isVisible()
    assert driver.window.bridge.code(code.guid).color == "#ffa500"
    menu_words = [form.color.box.itemText(row) for row in range(form.color.box.count())]
    assert "Orange (#e69f00)" in menu_words, "the palette comes with names"


def test_the_merge_preview_of_several_files_shows_their_names(
    made: Made, tmp_path: Path, driver: Driver
) -> None:
    name = "Interviews of the harbour study 2026, coded in Vienna by the {} coder.annot"
    files = [tmp_path / name.format(which) for which in ("second", "third")]
    for number, file in enumerate(files):
        other = make(file)
        other.code(ANN, "claim", (number, 6))
        other.project.close()
    driver.window.controllers.merging.look_at(files)
    driver.qtbot.waitUntil(
        lambda: any(w.isVisible() for w in driver.window.findChildren(MergeWindow))
    )
    window = opened(driver, MergeWindow)
    assert isinstance(window, MergeWindow)
    header = window.counts.horizontalHeader()
    assert not window.counts.isColumnHidden(0)
    assert header.sectionSize(0) >= 100, "on the small screen of the tests"
    assert window.counts.model().index(0, 0).data() in (files[0].name, files[0].stem)
    shown = sum(header.sectionSize(column) for column in range(header.count()))
    assert shown <= window.counts.viewport().width()
    window.close()
