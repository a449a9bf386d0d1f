"""The screens around the reader, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.operations.codings import memos
from annotator.operations.team import coders
from annotator.ui.actions.context_menu import ContextMenu
from annotator.ui.preferences.keys_dialog import KeysDialog
from annotator.ui.reader.printing import print_sheet
from annotator.ui.reader.reading_settings import ReadingSettingsDialog
from tests.gallery_windows import come_to_rest, opened
from tests.making import person

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_LONGEST_MS = 600
"""Tasks in the background have come to their end by then."""


class Paper(QImage):
    """A printed page as a picture; the first one is kept."""

    def __init__(self) -> None:
        super().__init__(840, 1188, QImage.Format.Format_RGB32)
        self.fill(Qt.GlobalColor.white)
        self.first: QImage | None = None

    def newPage(self) -> bool:  # noqa: N802  (Qt's name)
        self.first = self.first or self.copy()
        self.fill(Qt.GlobalColor.white)
        return True


def add_third_coder(window: MainWindow) -> None:
    """Codings of somebody else over those that are there."""
    project, page = window.bridge.project, window.page
    assert project is not None
    ilse = person("Ilse Varga")
    coders.ensure(project, ilse)
    codes = list(window.bridge.codebook.codes)
    for words, code in (
        ("much from the mainland-hosted talks on the ferry", 0),
        ("both councils agreed to sit down at one table", 1),
        ("trading insults through the regional press", 3),
        ("eleven of its thirty berths now stand empty", 2),
    ):
        start = page.text.index(words)
        span = Span(start, start + len(words))
        codings.add(project, ilse.guid, str(page.document), codes[code].guid, [span])
    window.bridge.reload_if_changed()


def reader_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Coding, finding, listing, setting and printing."""
    page, view = window.page, window.reader.view
    me = window.bridge.coder
    assert me is not None
    own = next(e for e in page.codings.entries if e.coder == me.guid and e.start > 300)
    page.reveal(own.guid)
    window.bridge.do(memos.write, own.guid, "Is this still the councils’ claim, or his?")
    window.panels.inspector._history_open = True
    window.panels.inspector.rebuild()
    window.panels.value_strip.open_strip()
    come_to_rest(window, _LONGEST_MS)
    yield "inspector", window
    window.panels.inspector._history_open = False
    start = page.text.index("thirty berths")
    view.select(Span(start, start + 13))
    window.context_menu().open_at(window.mapToGlobal(QPoint(420, 180)))
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ContextMenu))
    come_to_rest(window, _LONGEST_MS)
    yield "menu", menu
    menu.close()
    window.controllers.search.find()
    window.panels.search.bar.line.setText("harbour")
    come_to_rest(window, _LONGEST_MS)
    window.panels.search.step()
    yield "find", window
    window.panels.search.close_search()
    window.controllers.coding_table.toggle_table()
    come_to_rest(window, _LONGEST_MS)
    yield "codings", window
    bar = window.controllers.coding_table.table.bar
    bar.code.setCurrentIndex(bar.code.findText("attribution", Qt.MatchFlag.MatchStartsWith))
    bar.query.line.write(f"{bar.query.line.line} and not text:/said/")
    come_to_rest(window, _LONGEST_MS)
    yield "codings-query", window
    bar.query.line.write('code:atribution and text:"harbour"')
    come_to_rest(window, _LONGEST_MS)
    yield "codings-query-mistake", window
    bar.query.write(None)
    window.controllers.coding_table.table.close_table()
    window.controllers.search.open_palette()
    window.palette_.line.setText("co")
    yield "palette", window
    window.palette_.leave()
    window.controllers.help.change_keys()
    keys = opened(KeysDialog)
    keys.choose("memo")
    keys.edit.setKeySequence(QKeySequence("N"))
    yield "change-keys", keys
    keys.close()
    window.controllers.display.show_reading_settings()
    yield "comfort", opened(ReadingSettingsDialog)
    opened(ReadingSettingsDialog).close()
    paper = Paper()
    finish(print_sheet(paper, window.controllers.printing._sheet()))  # type: ignore[arg-type]
    shown = QLabel()
    assert paper.first is not None
    shown.setPixmap(QPixmap.fromImage(paper.first))
    shown.setStyleSheet(f"background: {QColor(Qt.GlobalColor.white).name()};")
    shown.adjustSize()
    yield "print", shown
