"""Whether questions hold keys up: ``python tests/benchmarks/question_keys.py [--json]``.

A line is typed into the page of questions, a key each 80 milliseconds, while the answers to what
was typed so far are found and shown: 100,000 codings on 10 MB in 1,000 documents. A key press is
timed from its event to the end of what it sets off in the window's thread, with the painting;
"stall" is the longest time in which the window's thread did not come back to its events. Offscreen,
in milliseconds; over 16 is a picture that a screen of 60 Hz does not get. "at rest" is the same
line typed into a pane that asks nothing: what the computer does besides is in all rows.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import app
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PASSAGES,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from annotator.ui.questions.pane import QuestionPane
from tests.benchmarks.codings_table import build
from tests.making import ANN

LINE = "code:claim overlaps code:prediction and not text:harbour"
BETWEEN_MS = 80
LONGEST_KEY_MS = 16


class Ticks:
    """How long the window's thread is away from its events: a timer that is always due."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.over = 0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        away = (now - self._last) * 1_000
        self.longest = max(self.longest, away)
        self.over += away > LONGEST_KEY_MS
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def _wait(milliseconds: float) -> None:
    """Let events come, and the computer rest between them as it does in use."""
    until = time.perf_counter() + milliseconds / 1_000
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.0005)


def typed(pane: QuestionPane, line: str) -> dict[str, float]:
    """Type a line key by key."""
    pane.query.line.setFocus()
    _wait(500)
    ticks, keys = Ticks(), []
    for letter in line:
        began = time.perf_counter()
        QTest.keyClicks(pane.query.line, letter)
        QApplication.processEvents()
        keys.append((time.perf_counter() - began) * 1_000)
        _wait(BETWEEN_MS)
    _wait(3_000)
    ticks.stop()
    return {
        "key": round(median(keys), 1),
        "longest key": round(max(keys), 1),
        "keys over 16 ms": sum(one > LONGEST_KEY_MS for one in keys),
        "longest stall": round(ticks.longest, 1),
        "stalls over 16 ms": ticks.over,
    }


def _at_rest(pane: QuestionPane) -> dict[str, float]:
    pane.query.blockSignals(True)
    try:
        return typed(pane, LINE)
    finally:
        pane.query.blockSignals(False)


def measure(window: MainWindow) -> dict[str, dict[str, float]]:
    """The figures by how results are shown."""
    page = window.controllers.questions.page
    result = {"at rest": _at_rest(page.open_question("", QuestionView()))}
    for shown in (PASSAGES, CONCORDANCE, TABLE, PICTURE, KEYWORDS):
        pane = page.open_question("code:claim", QuestionView(shown=shown))
        while pane.found is None or window.tasks.busy:
            _wait(5)
        pane.query.line.clear()
        _wait(1_000)
        result[shown] = typed(pane, LINE)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gc.freeze()  # as the program does with what it has imported
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = folder
        application = app.make_application()
        build(Path(folder) / "p.annot").close()
        window = app.make_window(application, Settings(coder="Ann", coders={"Ann": ANN.guid}))
        window.resize(1280, 900)
        window.show()
        window.controllers.projects.open_project(Path(folder) / "p.annot")
        window.actions_["questions"].trigger()
        result = measure(window)
        window.close()
    if options.json:
        print(json.dumps(result, indent=2))
        return
    columns = list(next(iter(result.values())))
    print(f"{'milliseconds':14}" + "".join(f"{name:>20}" for name in columns))
    for shown, row in result.items():
        print(f"{shown:14}" + "".join(f"{row[name]:>20}" for name in columns))


if __name__ == "__main__":
    main()
