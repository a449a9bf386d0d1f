"""The tour, gone through as a newcomer goes: every step by mouse and keys in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.operations import sample_project
from annotator.settings import Settings
from annotator.ui.merging.window import MergeWindow
from annotator.ui.tour import steps
from annotator.ui.tour.running import RunningTour
from tests.making import ANN, Made
from tests.window.conftest import Driver

_LONG = 60_000
"""Milliseconds that making the sample may take on a busy computer."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.annot"
    sample_project.build_merged(path).close()
    return path


@pytest.fixture
def driver(open_window: Callable[..., Driver], sample: Path) -> Driver:
    """A window on its first page; the sample is made already."""
    made = paths.data_folder() / "sample.annot"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(sample.read_bytes())
    return open_window()


def running(driver: Driver) -> RunningTour:
    tour = driver.window.controllers.tour.running
    assert tour is not None
    return tour


def begin(driver: Driver) -> RunningTour:
    driver.window.welcome.tiles[-1].click()
    driver.qtbot.waitUntil(lambda: driver.window.controllers.tour.running is not None)
    driver.focus_text()
    return running(driver)


def select_code_and_see(driver: Driver) -> None:
    tour = running(driver)
    driver.drag(12, 30)
    assert tour.step == steps.CODE
    assert "selected a passage" in tour.band.done.text()
    code = next(one for one in driver.window.bridge.codebook.codes if one.codable and one.key)
    assert f"“{code.name}”" in tour.band.words.text()
    driver.key(code.key)
    assert tour.step == steps.SEE
    for _ in range(20):
        driver.key("n")
        if tour.step != steps.SEE:
            break
    assert tour.step == steps.MEMO


def test_each_step_is_noticed_when_it_is_really_done(driver: Driver) -> None:
    tour = begin(driver)
    window, band = driver.window, tour.band
    assert tour.step == steps.SELECT
    assert "step 1 of 7" in band.place.text()
    assert tour.spotlight.isVisible()
    select_code_and_see(driver)
    driver.key("m")
    memo = QApplication.focusWidget()
    assert memo is not None
    QTest.keyClicks(memo, "Why not a claim?")
    QTest.keyClick(memo, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: tour.step == steps.COMPARE)
    window.actions_["agreement"].trigger()
    assert tour.step == steps.MERGE
    driver.qtbot.waitUntil(lambda: not window.tasks.busy, timeout=_LONG)
    assert tour.file.exists(), "the colleague's file is made when its step comes"
    assert window.settings.folders["*.annot"] == str(tour.file.parent), "dialogs begin there"
    before = len(window.bridge.coders)
    driver.answers.files = [tour.file]
    window.actions_["merge"].trigger()
    driver.qtbot.waitUntil(lambda: not window.tasks.busy, timeout=_LONG)
    (preview,) = window.findChildren(MergeWindow)
    preview.accept()
    driver.qtbot.waitUntil(lambda: tour.step == steps.UNDO, timeout=_LONG)
    assert len(window.bridge.coders) == before + 1
    assert window.settings.folders.get("*.annot") != str(tour.file.parent)
    window.actions_["undo"].trigger()
    assert tour.step == "", "the end"
    assert len(window.bridge.coders) == before
    assert band.new.isVisible()
    band.end.click()
    assert window.controllers.tour.running is None
    assert window.settings.tour == "done"
    window.actions_["sample"].trigger()
    assert window.controllers.tour.running is None, "never again by itself"
    window.actions_["tour"].trigger()
    assert running(driver).step == steps.SELECT, "but when it is asked for"


def test_it_begins_with_the_sample_goes_back_and_on_and_can_be_ended(driver: Driver) -> None:
    driver.window.actions_["sample"].trigger()
    tour = running(driver)
    assert not tour.band.back.isVisible()
    tour.band.skip.click()
    assert tour.step == steps.CODE
    tour.band.back.click()
    assert tour.step == steps.SELECT
    tour.band.end.click()
    assert driver.window.settings.tour == "dismissed"
    driver.window.actions_["sample"].trigger()
    assert driver.window.controllers.tour.running is None


def test_what_is_done_out_of_turn_leads_nowhere(driver: Driver) -> None:
    tour = begin(driver)
    driver.window.actions_["agreement"].trigger()
    assert tour.step == steps.SELECT
    driver.window.actions_["reader"].trigger()
    driver.focus_text()
    driver.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert tour.step == steps.CODE, "by keys as well as by mouse"


def test_its_buttons_are_reached_by_keys_and_esc_leads_back(driver: Driver) -> None:
    tour = begin(driver)
    driver.window.actions_["tour"].trigger()
    assert tour.band.skip.hasFocus()
    QTest.keyClick(tour.band.skip, Qt.Key.Key_Return)
    assert tour.step == steps.CODE
    QTest.keyClick(tour.band.skip, Qt.Key.Key_Escape)
    assert driver.view.hasFocus()
    assert "Tour: step 2 of 7" in tour.band.accessibleName()


def test_another_project_takes_the_tour_away(driver: Driver, made: Made) -> None:
    begin(driver)
    driver.window.controllers.projects.open_project(made.project.path)
    assert driver.window.controllers.tour.running is None
    assert driver.window.settings.tour == "", "it was neither done nor dismissed"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_it_has_room_in_a_small_window(driver: Driver, size: tuple[int, int]) -> None:
    driver.window.resize(*size)
    tour = begin(driver)
    for _ in steps.STEPS:
        QApplication.processEvents()
        band = tour.band
        assert band.height() < size[1] // 4
        for label in (band.words, band.done):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
        assert band.geometry().bottom() <= driver.window.centralWidget().height()
        band.skip.click()
    assert tour.step == ""


def test_who_has_taken_it_is_not_bothered(open_window: Callable[..., Driver], sample: Path) -> None:
    made = paths.data_folder() / "sample.annot"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(sample.read_bytes())
    driver = open_window(settings=Settings(coder="Ann", coders={"Ann": ANN.guid}, tour="done"))
    driver.window.actions_["sample"].trigger()
    assert driver.window.controllers.tour.running is None
