"""A structured document with codings, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.corpus.structure import Structure
from annotator.operations import codings, documents
from annotator.operations.documents import TextFile
from tests.structured import structured

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_CODED = (
    ("The harbour after", 0),
    ("lost most of its passengers", 1),
    ("of its passengers, as", 0),
    ("Background", 2),
    ("Eleven of its thirty berths", 0),
    ("empty, the council", 1),
    ("We have seen this before. Prices", 1),
    ("changed after the storm, for the town and", 2),
    ("412,000", 0),
    ("Passengers and", 1),
    ("there would be no ship, and in the evening that there would", 0),
    ("Agency is hidden", 2),
    ("Minutes of the", 0),
)


def open_document(window: MainWindow) -> str:
    """The GUID of the document in the reader."""
    assert window.page.document is not None
    return window.page.document


def structure_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """From its beginning, its tables, its end; with comments and changes; plain."""
    text, elements = structured()
    file = TextFile("Report.docx", text, text.encode(), "utf-8", structure=Structure.of(elements))

    window.bridge.do(documents.add, [file])
    window.controllers.document_selection.next_document()
    window.settings.shows_changes = True
    window.controllers.structure._apply()
    codes = window.bridge.codebook.codes
    for words, code in _CODED:
        start = text.index(words)
        span = Span(start, start + len(words))
        window.bridge.do(codings.add, open_document(window), codes[code].guid, [span])
    window.page.select_coding(None)
    window.services.navigator.go_to(0)
    window.reader.view.set_cursor_position(text.index("thirty berths"))
    yield "structure", window
    for name, words in (
        ("structure-tables", "Passengers and berths"),
        ("structure-end", "Sources"),
    ):
        window.reader.view.scroll_to(text.index(words))
        window.reader.view.set_cursor_position(text.index(words))
        yield name, window
    window.controllers.structure.toggle_plain()
    window.reader.view.scroll_to(0)
    yield "structure-plain", window
    window.controllers.structure.toggle_plain()
    window.bridge.undo()
