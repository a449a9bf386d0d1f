"""Random work in a real window, compared after each step with a window that has just opened the
file: ``python tests/soak/window_shows_file.py [--steps N] [--seed S] [--every K] [--keep DIR]``.

Compared are the pixels of text, margin and overview, the models of the lists, the inspector, what
stands below the mouse, menus and print. One seed is one course of events. Differing pictures are
kept in DIR.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from annotator.app import make_application
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import ThemeChoice, ThemeKeeper, apply_theme
from tests.making import ANN
from tests.window.conftest import Answers
from tests.window.random_work import RandomWork, project
from tests.window.shown import arrange_like, differences, shown


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="compare after every K steps")
    parser.add_argument("--keep", type=Path, help="folder for pictures that differ")
    wanted = parser.parse_args()
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = scratch
        return _run(application, wanted, folder)


def _run(application: QApplication, wanted: argparse.Namespace, folder: Path) -> int:
    keep = wanted.keep or folder
    keep.mkdir(parents=True, exist_ok=True)
    window, fresh = _window(application), _window(application)
    work: RandomWork | None = None
    done: list[str] = []
    found = 0
    for number in range(wanted.steps):
        if number % 250 == 0:  # a new project now and then, so that steps stay quick
            fresh.bridge.close()
            window.bridge.open(project(folder / f"p{number}.annot"))
            work = RandomWork(window, wanted.seed * 1_000 + number, folder)
            done = []
        assert work is not None
        done.append(work.step())
        if number % wanted.every == 0:
            assert window.bridge.project is not None
            fresh.bridge.open(window.bridge.project.path)
            arrange_like(fresh, window)
            differs = differences(shown(window), shown(fresh), keep)
            if differs:
                found += 1
                print(f"step {number}, after {done[-8:]}:", *differs, sep="\n", flush=True)
                if found >= 5:
                    break
    print(f"{number + 1} steps, {found} with a difference")
    for one in (window, fresh):
        one.close()
    return 1 if found else 0


def _window(application: QApplication) -> MainWindow:
    themes = ThemeKeeper(application)
    themes.choose(ThemeChoice.LIGHT)
    apply_theme(application, themes.theme)
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid})
    window = MainWindow(settings, themes, Answers())  # type: ignore[arg-type]
    window.show()
    window.controllers.coders.become("Ann", ANN.guid)
    return window


if __name__ == "__main__":
    sys.exit(main())
