"""A panel that is declared is in the View menu, is made when it is shown, and is shown again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.settings import Settings
from annotator.ui.actions.spec import VIEW
from annotator.ui.controllers.services import Services
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import ThemeKeeper
from annotator.ui.widgets.panel import OptionalPanel
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.window.optional_panels import PANELS, Area, PanelSpec
from tests.making import ANN, Made

made_panels: list[str] = []


def make_length(services: Services) -> OptionalPanel:
    panel = OptionalPanel("LENGTH", services.theme)
    label = PlainLabel()
    panel.set_body(label)
    services.page.documentChanged.connect(lambda: label.setText(str(len(services.page.text))))
    made_panels.append("length")
    return panel


LENGTH = PanelSpec("length", "&Length of the text", Area.RIGHT, make_length, key="Ctrl+Alt+L")


def open_(qtbot: QtBot, qapp: QApplication, settings: Settings, project: Path) -> MainWindow:
    window = MainWindow(settings, ThemeKeeper(qapp), optional_panels=[*PANELS, LENGTH])
    qtbot.addWidget(window, before_close_func=lambda window: window.themes.deleteLater())
    window.show()
    qtbot.waitExposed(window)
    window.bridge.open(project)
    return window


def test_a_declared_panel(qtbot: QtBot, qapp: QApplication, home: Path, made: Made) -> None:
    made_panels.clear()
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    window = open_(qtbot, qapp, settings, made.project.path)
    action = window.actions_["length"]
    assert action in window.actions_.menus[VIEW].actions()
    assert made_panels == [], "nobody has asked for it"
    action.trigger()
    panel = window.optional_panels.get("length")
    assert panel.isVisible()
    window.page.show(None)
    assert "0" in [label.text() for label in panel.findChildren(PlainLabel)]
    assert settings.panels == {"length": True}
    window.close()
    again = open_(qtbot, qapp, settings, made.project.path)
    assert again.optional_panels.get("length").isVisible()
    again.actions_["length"].trigger()
    assert not again.optional_panels.get("length").isVisible()
    assert settings.panels == {"length": False}
    again.close()
