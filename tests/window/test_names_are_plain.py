"""The search for names that are taken for markup, which `test_every_screen.py` goes through all
screens with."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QWidget

from tests.window import markup


@pytest.mark.parametrize(
    "make",
    [
        lambda top: QLabel(f"claim{markup.MARK}", top),
        lambda top: QPushButton("R & D", top),
        lambda top: top.setToolTip(f"claim{markup.MARK}"),
        lambda top: QTextEdit(f"claim{markup.MARK}", top),
        lambda top: top.setWindowTitle(f"claim{markup.MARK}"),
    ],
)
def test_the_walk_finds_what_is_taken_for_markup(qapp: QApplication, make: object) -> None:
    top = QWidget()
    assert callable(make)
    made = make(top)
    assert list(markup.faults(top, set())), made
