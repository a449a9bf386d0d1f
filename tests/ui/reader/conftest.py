"""What the reader's tests share."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLine
from PySide6.QtWidgets import QApplication

from annotator.ui.theme import Theme, load_theme


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Theme:
    """The light theme at 100 %."""
    return load_theme("light")


def cursor_x(line: QTextLine, unit: int) -> float:
    """Where a UTF-16 unit of a block begins on its line. Qt also returns the unit, its stubs call
    both an object."""
    found = line.cursorToX(unit)
    assert isinstance(found, tuple)
    return float(found[0])
