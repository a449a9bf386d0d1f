"""Detached panels on a second screen: they remember it, and come back where it is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from tests.making import Made
from tests.window.conftest import Driver

LEFT, RIGHT = (0, 0, 1280, 1024), (1280, 0, 1920, 1080)
PANEL = (1500, 200, 320, 400)
"""On the right screen."""

START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QRect
from annotator import app, settings

application = app.make_application()
kept = settings.load()
kept.coder = "Ann"
window = app.make_window(application, kept)
window.show()
window.bridge.open(Path(sys.argv[1]))
detaching = window.controllers.detaching
if sys.argv[2:]:
    detaching.detach("codebook")
    detaching.detached["codebook"].setGeometry(QRect(*json.loads(sys.argv[2])))
own = detaching.detached["codebook"]
print(json.dumps([own.geometry().getRect(), own.screen().name()]))
window.close()
"""


def started(
    project: Path, folder: Path, screens: Sequence[tuple[int, ...]], move_to: Sequence[int] = ()
) -> tuple[tuple[int, ...], str]:
    """Where the panel is after a start with these screens."""
    config = folder / "screens.json"
    told = [
        {"name": f"screen {at}", "x": x, "y": y, "width": width, "height": height, "dpr": 1}
        | {"logicalDpi": 96, "logicalBaseDpi": 96}
        for at, (x, y, width, height) in enumerate(screens)
    ]
    config.write_text(json.dumps({"screens": told}), encoding="utf-8")
    arguments = [str(project), *([json.dumps(move_to)] if move_to else [])]
    result = subprocess.run(
        [sys.executable, "-c", START, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config.name}"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    place, name = json.loads(result.stdout)
    return tuple(place), name


@pytest.mark.usefixtures("home")
def test_a_panel_remembers_the_second_screen_and_comes_back_without_it(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    project = made.project.path
    made.project.close()
    both = (LEFT, RIGHT)
    assert started(project, tmp_path, both, PANEL) == (PANEL, "screen 1")
    assert started(project, tmp_path, both) == (PANEL, "screen 1")
    place, name = started(project, tmp_path, [LEFT])
    assert name == "screen 0"
    assert QRect(*LEFT).contains(QRect(*place))
    assert place[2:] == PANEL[2:]


def test_a_panel_comes_to_a_screen_that_stays_when_its_own_is_unplugged(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    driver = open_window(made.project.path)
    detaching = driver.window.controllers.detaching
    detaching.detach("codebook")
    own, screen = detaching.detached["codebook"], driver.window.screen()
    own.setGeometry(QRect(90000, 40, 300, 300))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(screen)  # what Qt says where one goes
    driver.qtbot.waitUntil(lambda: screen.geometry().contains(own.geometry()))


def test_the_title_of_a_panel_that_is_brought_back_is_on_the_screen(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    driver = open_window(made.project.path)
    detaching = driver.window.controllers.detaching
    driver.window.settings.detached = {"codebook": [100, -500, 300, 300]}
    detaching.detach("codebook")
    assert detaching.detached["codebook"].geometry().top() > driver.window.screen().geometry().top()
