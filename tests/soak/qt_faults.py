#!/usr/bin/env python3
"""Two faults of Qt for Python that decide which versions pyproject.toml admits, measured.

    python tests/soak/qt_faults.py [--characters N] [--json]

Needs PySide6 alone, so that it runs in an environment that holds nothing but the version in
question. Status 1 where one of the faults is there.

- Layout memory: QPlainTextEdit keeps of a paragraph that is not on the screen no more than where
  its lines begin. From Qt 6.11 on it keeps all of the layout, some 45 bytes a character. Told is by
  how much the process has grown, in bytes a character, after a document was laid out once.
- Reference counts of None, True and False: PySide6 6.12 was found to release them without having
  held them. Up to Python 3.11, where they have a count like any object, the process aborts
  ("none_dealloc", "bool_dealloc") once it reaches zero. Told is by how much a count falls, for each
  kind of call. From Python 3.12 on they are immortal and nothing can happen.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import PySide6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSettings, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

CALLS = 2000
HELD: list[bool | None] = []
LAYOUT_LIMIT = 10.0
"""Bytes a character; places of lines and the allocator's noise take two."""


def resident() -> int:
    """Bytes of memory that the process holds; 0 where the system does not tell (not Linux)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def layout_bytes_a_character(characters: int) -> float:
    """What the process holds for each character of a document that has been laid out once."""
    line = "The quick brown fox jumps over the lazy dog, and the dog does not mind at all. "
    text = "\n".join(line * 3 for _ in range(max(characters // (3 * len(line)), 1)))
    view = QPlainTextEdit()
    view.resize(600, 400)
    view.show()
    view.setPlainText(text)
    QApplication.processEvents()
    before = resident()
    layout, block = view.document().documentLayout(), view.document().firstBlock()
    while block.isValid():
        layout.blockBoundingRect(block)
        block = block.next()
    QApplication.processEvents()
    return (resident() - before) / len(text)


class Watched(QWidget):
    """A widget with an override of each usual kind."""

    told = Signal(object)

    def paintEvent(self, _event: QEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QPen(QColor("red")))
        painter.drawText(QPoint(2, 2), "a")
        painter.end()

    def event(self, event: QEvent) -> bool:
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        return super().eventFilter(watched, event)


def kinds_of_calls() -> dict[str, Callable[[], object]]:
    """One call of each kind that the window makes all the time."""
    widget, label, image = Watched(), QLabel("a"), QImage(20, 20, QImage.Format.Format_ARGB32)
    view = QPlainTextEdit("some words to look at")
    label.installEventFilter(widget)
    widget.told.connect(lambda _value: None)
    timer, settings = QTimer(), QSettings()
    return {
        "method without result": lambda: label.setText("b"),
        "property None": lambda: label.setProperty("a", None),
        "signal with None": lambda: widget.told.emit(None),
        "override: event": lambda: QApplication.sendEvent(widget, QEvent(QEvent.Type.User)),
        "override: filter": lambda: QApplication.sendEvent(label, QEvent(QEvent.Type.User)),
        "override: paint": lambda: widget.render(image),
        "result None": widget.parentWidget,
        "argument None": lambda: widget.setParent(None),
        "invalid variant": lambda: settings.value("missing"),
        "property": lambda: label.property("missing"),
        "text cursor": lambda: QTextCursor(view.document()).selectedText(),
        "blocks": lambda: view.document().firstBlock().userData(),
        "object tree": lambda: QObject(widget).deleteLater(),
        "connect, disconnect": lambda: timer.timeout.disconnect(timer.timeout.connect(timer.stop)),
        "rectangles": lambda: QRect(1, 2, 3, 4).adjusted(1, 1, 1, 1),
    }


def lost_references() -> dict[str, dict[str, float]]:
    """Kinds of calls after which a constant has fewer references than before: how many a call."""
    constants = (None, True, False)
    held = [constant for constant in constants for _ in range(CALLS * 100)]  # so that none dies
    lost: dict[str, dict[str, float]] = {}
    for name, call in kinds_of_calls().items():
        call()
        before = [sys.getrefcount(constant) for constant in constants]
        for _ in range(CALLS):
            call()
        for constant, count in zip(constants, before, strict=True):
            change = (count - sys.getrefcount(constant)) / CALLS
            if change > 0.5:
                lost.setdefault(name, {})[str(constant)] = change
    HELD.extend(held)  # let go, they would be released for what was lost
    return lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--characters", type=int, default=4_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    application = QApplication(["qt_faults"])
    layout_bytes = round(layout_bytes_a_character(options.characters), 1)
    found = {
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "immortal_constants": sys.version_info >= (3, 12),
        "layout_bytes_a_character": layout_bytes,
        "references_lost_by": lost_references(),
    }
    application.processEvents()
    if options.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:>26}: {value}" for name, value in found.items()))
    aborts = bool(found["references_lost_by"]) and not found["immortal_constants"]
    return int(aborts or layout_bytes > LAYOUT_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
