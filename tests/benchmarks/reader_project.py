"""What of the reader's figures needs a project file: opening, coding, undoing, in the window.

Called by ``reader.py`` in a process of its own. A key press is timed until the coding is on the
disk and what changed is painted; opening until the window with the text and its codings is.
"""

from __future__ import annotations

import gc
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import app
from annotator.corpus.span import Span
from annotator.corpus.structure import Structure
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.operations.team import coders
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from tests.making import ANN, BEN, CLEO, make

ROUNDS = 40
OPENINGS = 3


def build(path: Path, text: str, number: int, structure: Structure) -> None:
    """A project of one text with codings of three coders, 5 to 200 characters long."""
    chance = random.Random(1)
    made = make(path, text=text, structure=structure)
    codes = list(made.codes.values())
    for coder in (ANN, BEN, CLEO):
        coders.ensure(made.project, coder)
        new = []
        for _ in range(number // 3):
            start = chance.randrange(max(1, len(text) - 200))
            span = Span(start, min(len(text), start + chance.randint(5, 200)))
            new.append(NewCoding(made.document, chance.choice(codes), [span]))
        codings.add_many(made.project, coder.guid, new)
    made.project.close()


def timed(action: Callable[[], object]) -> float:
    """Seconds until the action is done and what it changed is painted."""
    start = time.perf_counter()
    action()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return time.perf_counter() - start


def measure_project(text: str, number: int, structure: Structure) -> dict[str, float]:
    """The figures, in the names of the issue."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = folder
        application = app.make_application()
        path = Path(folder) / "p.annot"
        build(path, text, number, structure)
        settings = Settings(
            coder="Ann", coders={"Ann": ANN.guid}, theme="light", shows_changes=True
        )
        window = app.make_window(application, settings)
        window.resize(1280, 900)
        window.show()
        window.controllers.coders.ensure_coder()
        application.processEvents()
        gc.freeze()  # as the program does with what it has imported
        found = {"open_s": round(opening(window, path), 3)}
        found |= keys(window)
        found["undo_10000_s"] = round(undo_of_many(window), 3)
        window.close()
    return found


def opening(window: MainWindow, path: Path) -> float:
    """The median of a few; the backup in the background is waited for in between."""
    seconds = []
    for _ in range(OPENINGS):
        window.bridge.close()
        window.tasks.wait()
        QApplication.processEvents()
        seconds.append(timed(lambda: window.bridge.open(path)))
    window.tasks.wait()
    window.reader.view.idle.finish()
    QApplication.processEvents()
    return sorted(seconds)[OPENINGS // 2]


def keys(window: MainWindow) -> dict[str, float]:
    """Coding with a key, and Ctrl+Z, at places all over the text."""
    view, chance = window.reader.view, random.Random(2)
    view.setFocus()
    coded, undone = [], []
    one, control = Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier
    for _ in range(ROUNDS):
        place = chance.randrange(len(window.page.text) - 60)
        view.reveal(Span(place, place + 1), force=True)
        view.select(Span(place, place + 25))
        QTest.qWait(600)  # as long as a person needs: what was put off has been done
        coded.append(timed(lambda: QTest.keyClick(view, one)))
        QTest.qWait(600)
        undone.append(timed(lambda: QTest.keyClick(view, Qt.Key.Key_Z, control)))
    return {"code_p95_ms": p95_ms(coded), "undo_p95_ms": p95_ms(undone)}


def undo_of_many(window: MainWindow) -> float:
    """Undo a step of 10,000 codings."""
    length = len(window.page.text)
    code = window.bridge.codebook.codes[0].guid
    document = window.page.document
    assert document is not None
    new = [
        NewCoding(document, code, [Span(at * (length // 10_001), at * (length // 10_001) + 5)])
        for at in range(10_000)
    ]
    window.bridge.do(codings.add_many, new)
    QApplication.processEvents()
    return timed(window.bridge.undo)


def p95_ms(seconds: list[float]) -> float:
    ordered = sorted(seconds)
    return round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 2)
