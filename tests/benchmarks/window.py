"""What users wait for, measured in the whole window: open, jump, scroll, code, undo.

    python tests/benchmarks/window.py [--characters N] [--codings N] [--json]

Offscreen, with the database on disk. Key presses are timed until the coding is on the disk and
everything visible is painted. Beside each figure stands a bare QPlainTextEdit with the same text,
in the same run, where it has such a figure.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator import app
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.operations.team import coders
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from tests.making import ANN, BEN, make

WORDS = [
    "the",
    "harbour",
    "talks",
    "ferry",
    "council",
    "price",
    "might",
    "never",
    "agree",
    "island",
    "said",
    "👩\u200d👩\u200d👧",
    "—",
    "“so”",
]
ROUNDS = 60


def build(path: Path, characters: int, number: int) -> None:
    """A project of one text with codings of two coders."""
    chance = random.Random(1)
    paragraphs, size = [], 0
    while size < characters:
        words = chance.choices(WORDS, k=chance.randint(30, 120))
        paragraphs.append(" ".join(words) + ".\n")
        size += len(paragraphs[-1])
    text = "".join(paragraphs)[:characters]
    made = make(path, text=text)
    coders.ensure(made.project, BEN)
    codes = list(made.codes.values())
    for coder in (ANN, BEN):
        new = []
        for _ in range(number // 2):
            start = chance.randrange(len(text) - 200)
            span = Span(start, start + chance.randint(5, 199))
            new.append(NewCoding(made.document, chance.choice(codes), [span]))
        codings.add_many(made.project, coder.guid, new)
    made.project.close()


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def summary(seconds: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {
        "median_ms": round(1000 * statistics.median(ordered), 1),
        "p95_ms": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 1),
    }


def measure(path: Path, application: QApplication) -> dict[str, object]:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, theme="light")
    window = app.make_window(application, settings)
    window.show()
    window.controllers.coders.ensure_coder()
    application.processEvents()

    def open_() -> None:
        window.bridge.open(path)
        window.repaint()

    found: dict[str, object] = {"open_s": round(timed(open_), 3)}
    window.tasks.wait()
    application.processEvents()
    found |= {"jump": jumps(window), "scroll": scrolls(window)}
    found["code"], found["undo"] = keys(window, application)
    text = window.page.text
    window.close()
    found["bare"] = bare(text, application)
    return found


def places(length: int) -> list[int]:
    chance = random.Random(2)
    return [chance.randrange(length - 60) for _ in range(ROUNDS)]


def jumps(window: MainWindow) -> dict[str, float]:
    view = window.reader.view

    def jump(place: int) -> None:
        view.reveal(Span(place, place + 1), force=True)
        window.repaint()

    return summary([timed(partial(jump, place)) for place in places(len(window.page.text))])


def scrolls(window: MainWindow) -> dict[str, float]:
    bar = window.reader.view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 3)
        window.repaint()

    return summary([timed(scroll) for _ in range(ROUNDS)])


def keys(
    window: MainWindow, application: QApplication
) -> tuple[dict[str, float], dict[str, float]]:
    view = window.reader.view
    view.setFocus()
    coded: list[float] = []
    undone: list[float] = []
    for place in places(len(window.page.text)):
        view.reveal(Span(place, place + 1), force=True)
        view.select(Span(place, place + 25))
        application.processEvents()
        for key, modifier, into in (
            (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, coded),
            (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, undone),
        ):

            def press(key: Qt.Key = key, modifier: Qt.KeyboardModifier = modifier) -> None:
                QTest.keyClick(view, key, modifier)
                window.repaint()

            into.append(timed(press))
            application.processEvents()
    return summary(coded), summary(undone)


def bare(text: str, application: QApplication) -> dict[str, object]:
    """The same text in Qt's own view."""
    view = QPlainTextEdit()
    view.resize(700, 700)
    view.show()

    def show() -> None:
        view.setPlainText(text)
        view.repaint()

    found: dict[str, object] = {"open_s": round(timed(show), 3)}
    application.processEvents()
    bar = view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 3)
        view.repaint()

    found["scroll"] = summary([timed(scroll) for _ in range(ROUNDS)])
    view.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--codings", type=int, default=1_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "p.annot"
        build(path, options.characters, options.codings)
        found = measure(path, application)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{options.characters:,} characters, {options.codings:,} codings")
    for name in ("open_s", "jump", "scroll", "code", "undo"):
        alone = found["bare"].get(name, "–")  # type: ignore[attr-defined]
        print(f"{name:8} {found[name]!s:45} bare: {alone}")


if __name__ == "__main__":
    main()
