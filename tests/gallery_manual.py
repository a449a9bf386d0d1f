"""The manual and the memos in their windows, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.operations.codings import memos
from annotator.operations.codings.memo_list import JOURNAL
from annotator.operations.memos import quoting
from annotator.operations.reading import all_memos
from annotator.ui.main_window import MainWindow
from annotator.ui.manual.window import ManualWindow
from annotator.ui.memos.target_dialog import TargetDialog
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
    """The list, one's own memo with what it quotes and another's, an entry of the journal being
    written, and the choice of the memo that quotes a passage."""
    window.bridge.attempt(memos.write_entry, "Pilot done: **two** codes are taken for each other.")
    (entry,) = [one for one in all_memos(window.bridge.look()) if one.kind == JOURNAL]
    document, text = window.page.document, window.page.text
    assert document is not None
    for words in (text[:40], text[60:130]):
        start = text.index(words)
        spans = (Span(start, start + len(words)),)
        quoted = quoting.Quoted(document, spans, f"“{' '.join(words.split())}”")
        window.bridge.attempt(quoting.quote, entry.guid, quoted)
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
    window.page.reader.view.select(Span(0, 40))
    window.controllers.quoting.quote()
    form = opened(TargetDialog)
    yield "quote-in-memo", form
    form.reject()
    for _step in range(3):
        window.bridge.undo()
