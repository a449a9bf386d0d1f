"""Panels as windows of their own, and back in their columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.settings import Settings, load
from tests.making import ANN, Made
from tests.window.conftest import Driver


def column(panel: QWidget) -> list[QWidget]:
    splitter = panel.parentWidget()
    assert isinstance(splitter, QSplitter)
    return [one for at in range(splitter.count()) if (one := splitter.widget(at)) is not None]


def test_a_panel_becomes_a_window_and_goes_back_to_its_place(driver: Driver) -> None:
    window, detaching = driver.window, driver.window.controllers.detaching
    panel = window.panels.documents
    before = column(panel)
    panel.view.setFocus()
    driver.qtbot.waitUntil(panel.view.hasFocus)
    driver.key(Qt.Key.Key_D, CTRL_SHIFT, panel.view)
    own = detaching.detached["documents"]
    assert panel.window() is own
    assert own.isVisible()
    assert own.windowTitle() == "Documents"
    assert column(window.panels.codebook) == [one for one in before if one is not panel]
    driver.qtbot.waitUntil(lambda: panel.view.hasFocus() and own.isActiveWindow())
    driver.key(Qt.Key.Key_D, CTRL_SHIFT, panel.view)
    assert panel.window() is window
    assert column(panel) == before
    assert detaching.detached == {}
    assert window.settings.detached == {}


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_closing_the_window_puts_the_panel_back(driver: Driver) -> None:
    detaching, panels = driver.window.controllers.detaching, driver.window.panels
    detaching.detach("inspector")
    detaching.detach("codings")
    assert not panels.codings.isHidden()
    splitter = next(iter(detaching._homes.values()))[0]
    assert splitter.isHidden(), "a column without panels leaves its room to the text"
    detaching.detached["codings"].close()
    detaching.detached["inspector"].close()
    assert column(panels.inspector)[:2] == [panels.inspector, panels.codings]
    assert not splitter.isHidden()


def test_a_hidden_panel_is_a_hidden_window(driver: Driver) -> None:
    detaching, panels = driver.window.controllers.detaching, driver.window.panels
    assert panels.printed.isHidden()
    detaching.detach("printed")
    own = detaching.detached["printed"]
    assert not own.isVisible()
    panels.printed.show()
    assert own.isVisible()
    panels.printed.hide()
    assert not own.isVisible()


def test_outside_a_panel_it_is_said_what_to_do(driver: Driver) -> None:
    driver.focus_text()
    driver.key(Qt.Key.Key_D, CTRL_SHIFT)
    assert "panel" in driver.window.statusBar().currentMessage()


def test_detached_panels_remember_their_place(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    driver = open_window(made.project.path)
    detaching = driver.window.controllers.detaching
    order = column(driver.window.panels.documents)
    detaching.detach("codebook")
    detaching.detached["codebook"].setGeometry(QRect(60, 70, 320, 330))
    driver.window.close()
    kept = load()
    assert kept.detached == {"codebook": [60, 70, 320, 330]}
    assert len(kept.layout.split()) == 4, "the columns are kept whole"
    again = open_window(made.project.path, kept)
    own = again.window.controllers.detaching.detached["codebook"]
    assert own.geometry() == QRect(60, 70, 320, 330)
    assert own.isVisible()
    again.window.controllers.projects.close_project()
    assert again.window.controllers.detaching.detached == {}, "no window over the welcome page"
    assert len(column(again.window.panels.documents)) == len(order)
    again.window.controllers.projects.open_project(made.project.path)
    assert "codebook" in again.window.controllers.detaching.detached


def test_a_place_that_is_no_place_is_not_used(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    settings.detached = {
        "codebook": [1],
        "nothing": [1, 2, 3, 4],
        "codings": [90000, 90000, 300, 300],
    }
    driver = open_window(made.project.path, settings)
    screens = driver.window.screen().geometry()
    own = driver.window.controllers.detaching.detached
    assert set(own) == {"codebook", "codings"}
    assert screens.intersects(own["codings"].geometry())
