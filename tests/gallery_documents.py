"""Adding documents, and a PDF beside its text, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.ui.adding.dialog import AddDialog
from annotator.ui.adding.summary import SummaryWindow
from tests.exchange.documents.opendocument_samples import rich as rich_opendocument
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.documents.web_samples import rich_books, rich_page
from tests.exchange.documents.word_samples import rich as rich_word
from tests.gallery_structure import open_document
from tests.gallery_windows import opened, wait

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_MAIL = (
    b"From: Ilse Berg <ilse@example.org>\nTo: Noor <noor@example.org>\nSubject: The quay\n"
    b"Date: Mon, 02 Mar 2026 10:00:00 +0100\nMessage-ID: <1@example.org>\n\n"
    b"Dear Noor,\n\nthe quay is closed.\n\n> Is it closed?\n\nIlse\n"
)
_LONGEST_MS, _STEP_MS = 3_000, 50


def mixed_batch(folder: Path) -> list[Path]:
    """Files of many formats; one cannot be read, one has an encoding that is a guess."""
    files = {
        "Report.docx": rich_word(),
        "Minutes.pdf": two_columns(),
        "Minutes.odt": rich_opendocument(),
        "Article.html": rich_page(),
        "Book.epub": rich_books()[0],
        "Answer.eml": _MAIL,
        "Radio.txt": "“It isn’t” – so. Café.\n".encode() + b"It isn\x92t, he said.\n",
        "Scan.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def two_columns() -> bytes:
    """Two pages of two columns with a title, running heads and page numbers."""
    sheets = []
    for number in range(2):
        sheet = Sheet()
        sheet.put(70, 50, "Harbour Studies 12 (2026)", size=8)
        top = 90.0
        if not number:
            sheet.put(70, 100, "The harbour after the storm", size=18, font=1)
            top = 140.0
        for side in range(2):
            words = prose(10 * number + side, 210 if number else 180)
            sheet.block(70 + 235 * side, top, wrap(words, 36), size=9.5)
        sheet.put(290, 805, str(41 + number), size=8)
        sheets.append(sheet)
    return pdf(sheets, info={"Title": "The harbour after the storm"}, labels="0 << /S /D /St 41 >>")


def document_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The preview of a mixed batch, of a text and of what is refused; the summary; a PDF."""
    window.controllers.adding.add(mixed_batch(folder / "mixed"))
    wait(window)
    dialog = opened(AddDialog)
    yield "adding", dialog
    names = [row.entry.name if row.entry else "" for row in dialog.model.rows]
    dialog.table.selectRow(names.index("Radio.txt"))
    yield "adding-encoding", dialog
    dialog.table.selectRow(names.index(""))
    yield "adding-refused", dialog
    dialog.try_accept()
    wait(window)
    QTest.qWait(100)
    wait(window)
    yield "adding-summary", opened(SummaryWindow)
    opened(SummaryWindow).accept()
    yield from _printed(window)
    window.bridge.undo()


def _printed(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    names = [document.name for document in window.bridge.documents]
    window.panels.documents.select(names.index("Minutes.pdf"))
    text, codes = window.page.text, window.bridge.codebook.codes
    for number, code in ((0, 0), (1, 1), (3, 2)):
        start = text.index(". ", 200 * number + 120) + 2
        span = Span(start, text.index(".", start))
        window.bridge.do(codings.add, open_document(window), codes[code].guid, [span])
    window.page.select_coding(None)
    window.controllers.structure.toggle_printed()
    _wait_for_pages(window)
    yield "printed-pages", window
    window.controllers.structure.toggle_printed()
    for _code in range(3):
        window.bridge.undo()


def _wait_for_pages(window: MainWindow) -> None:
    """Until the first page is drawn and the places of its words are known."""
    pictures, view = window.panels.printed.view.pictures, window.panels.printed.view
    for _time in range(_LONGEST_MS // _STEP_MS):
        QTest.qWait(_STEP_MS)
        pages = view.pages
        if pictures.picture(0) is not None and pages is not None and pages.boxes(0, 1):
            return
