"""The manual and the memos in their windows, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator.operations.codings import memos
from annotator.ui.main_window import MainWindow
from annotator.ui.manual.window import ManualWindow
from annotator.ui.memos.window import MemosWindow
from tests.gallery_windows import opened, wait


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


def memo_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The list, one's own memo and another's, and an entry of the journal being written."""
    window.bridge.attempt(memos.write_entry, "Pilot done: **two** codes are taken for each other.")
    window.controllers.memos.show_window()
    wait(window)
    shown = opened(MemosWindow)
    shown.table.selectRow(0)
    yield "memos", shown
    shown.table.selectRow(2)
    yield "memos-of-another", shown
    shown.begin_entry()
    shown.resize(640, 420)
    yield "memos-journal-small", shown
    shown.close()
    window.bridge.undo()
