"""Speaker, time, page and section of the cursor, in the status line."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from annotator.corpus.places import NOTES, page_at, words_of
from annotator.corpus.structure import Element, Structure
from annotator.corpus.turns import said_at
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip

_WIDEST = 260


class PlaceLabel(PlainLabel):
    """Follows the cursor. Empty in a text without structure."""

    def __init__(self, page: DocumentPage, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._theme = theme
        self._words = ""
        self._known: Structure | None = None
        self.setProperty("role", "muted")
        self.setAccessibleName(self.tr("Page and section of the cursor"))
        # A text that is opened is painted before its headings are looked through.
        self._opened = QTimer(self, singleShot=True, interval=0)
        self._opened.timeout.connect(self.refresh)
        page.documentChanged.connect(self._opened.start)
        page.reader.view.cursorMoved.connect(self._follow)

    def _follow(self, _position: int) -> None:
        if self._page.structure is self._known:
            self.refresh()
        else:
            self._opened.start()

    def refresh(self) -> None:
        """Say where the cursor is now."""
        self._known = self._page.structure
        structure = self._page.structure
        words = ""
        if structure:
            position = self._page.reader.view.cursor_position()
            heading = self._section(position)
            label = page_at(structure, position)
            parts = [said_at(structure, position)]
            parts.append(self.tr("Page {0}").format(label) if label else "")
            parts.append(words_of(self._page.text, heading) if heading else "")
            words = "  ·  ".join(part for part in parts if part)
        if words != self._words:
            self._words = words
            self.setToolTip(tip(words))
            self._elide()

    def _section(self, position: int) -> Element | None:
        """The heading of the cursor's section; that of a note's mark where it is in a note. The
        mark is looked up, where `places.section_at` would look for it: this follows every key."""
        structure = self._page.structure
        note = structure.at(position, *NOTES)
        mark = self._page.reader.view.notes.mark_of(note) if note is not None else None
        return structure.last_before(mark.start if mark is not None else position, "heading")

    def _elide(self) -> None:
        most = self._theme.px(_WIDEST)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, most))
        self.setVisible(bool(self._words))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._elide()
