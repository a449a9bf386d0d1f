"""The manual in its window, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator.ui.main_window import MainWindow
from annotator.ui.manual.window import ManualWindow
from tests.gallery_windows import opened


def manual_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A page with a table, what a search found, and a small window."""
    window.controllers.manual.show_topic()
    shown = opened(ManualWindow)
    shown.show_page("measures")
    yield "manual", shown
    shown.words.setText("blind")
    yield "manual-search", shown
    shown.words.clear()
    shown.show_page("first-study")
    shown.resize(640, 420)
    yield "manual-small", shown
    shown.close()
