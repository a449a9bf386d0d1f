"""The tests bring their own font, so that lines break in the same places everywhere."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has its own fonts, screen or not")
def test_there_is_one_font(qtbot: QtBot) -> None:
    generic = {"Monospace", "Sans Serif", "Serif"}  # Qt’s names for whatever there is
    assert set(QFontDatabase.families()) - generic == {"DejaVu Sans"}
