"""The reader as one widget: numbers, text, margin and overview side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.announcer import Announcer
from annotator.ui.reader.hits import Positions
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.numbers import Numbering, Numbers
from annotator.ui.reader.overview import OverviewBar
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.reader.styles import CoderStyle, CodeStyle
from annotator.ui.theme import Theme

# Pixels: brackets alone, brackets with short names, and all that a margin ever needs.
_BRACKETS, _NAMES, _WIDEST = 52, 150, 240
# The share of its width that the column gives up for names before they are left out.
_YIELDS = 0.3


class Reader(QWidget):
    """What the main window embeds. `view` has the text and the selection; signals of the parts
    that mean the same thing come out here as one."""

    codingClicked = Signal(object)
    """The GUID of a coding that was clicked in the text or in the margin, or None."""
    codingMenuRequested = Signal(QPoint, object)
    """Global point and the GUID of a coding, from the margin."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers_width = 0
        self.view = ReaderView(theme)
        self.numbers = Numbers(self.view)
        self.margin = Margin(self.view)
        self.overview = OverviewBar(self.view)
        self.announcer = Announcer(self.view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.overview)
        # The overview shows where one is and goes elsewhere: a scroll bar beside it says it twice.
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.view)
        self.view.pageMoved.connect(self._place_sides)
        self.view.codingClicked.connect(self.codingClicked)
        self.margin.codingClicked.connect(self.codingClicked)
        self.margin.contextMenuRequested.connect(self.codingMenuRequested)
        self.overview.positionRequested.connect(self.go_to)
        # The order of numbers, text and margin is that of the page, whatever the window's language;
        # each paragraph runs as its own words do.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.set_theme(theme)

    # --- what to show

    def show_document(self, text: str | DocumentText) -> None:
        """Show a text, with its structure and without codings, from its beginning."""
        self.view.show_document(text)
        self.set_with_memo({})
        self.overview.set_disagreements(())
        self.overview.set_hits(())
        self._share_width()

    def show_structure(self, *, plain: bool, changes: bool) -> None:
        """Set the text as its structure says, or with `plain` as bare lines; with `changes`,
        comments and tracked changes show too."""
        self.view.show_structure(plain=plain, changes=changes)
        self.numbers.updateGeometry()
        self._share_width()

    def show_turns(self, *, colored: bool, only: Collection[str]) -> None:
        """Show speakers in colours, or not; grey the turns of all others than `only` (names)."""
        self.view.show_turns(colored=colored, only=only)

    def set_marks(
        self, marks: Marks, codes: Sequence[CodeStyle], coders: Sequence[CoderStyle]
    ) -> None:
        """Show these codings."""
        self.view.set_marks(marks, codes, coders)

    def set_hits(self, starts: Sequence[int] | Positions, ends: Sequence[int] | Positions) -> None:
        """Show what a search has found, in the text and in the overview."""
        self.view.set_hits(starts, ends)
        self.overview.set_hits(self.view.hits.thinned(len(self.view.text)))

    def set_with_memo(self, with_memo: Mapping[str, Span]) -> None:
        """Show that these codings (GUIDs) have a memo, in the margin and in the overview."""
        self.margin.set_with_memo(frozenset(with_memo))
        self.overview.set_memos(list(with_memo.values()))

    def set_important(self, codings: Collection[str]) -> None:
        """Show that these codings (GUIDs) are important, in the margin."""
        self.margin.set_important(frozenset(codings))

    def set_disagreements(self, spans: Sequence[Span]) -> None:
        """Show where coders differ, in the overview."""
        self.overview.set_disagreements(spans)

    def go_to(self, position: int) -> None:
        """Read at a code point, with the caret there."""
        if not len(self.view.text):
            return
        position = min(position, len(self.view.text) - 1)
        self.view.reveal(Span(position, position + 1), force=True)

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and measures of all parts."""
        self.view.set_theme(theme)
        for part in (self.margin, self.numbers):
            part.setFont(theme.interface_font("small_size"))
        self.overview.setFixedWidth(self.overview.sizeHint().width())
        self.overview.refresh()
        self._share_width()

    def set_numbering(self, numbering: Numbering) -> None:
        """Count paragraphs, lines or nothing beside the text."""
        self.numbers.set_numbering(numbering)
        self._share_width()

    def set_margin_visible(self, visible: bool) -> None:
        """Show or hide brackets and names."""
        self.margin.setVisible(visible)
        self._share_width()

    # --- places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The column gets its width first; the margin what is left, within bounds."""
        theme = self.view.theme
        column = self.view.column_width()
        free = self.width() - self.overview.width() - column
        numbers = self.numbers.sizeHint().width()
        # In a window as narrow as that, words matter more than numbers.
        self._numbers_width = numbers if free > -column * _YIELDS else 0
        right = 0
        if not self.margin.isHidden():
            free -= self._numbers_width
            right = min(theme.px(_WIDEST), free)
            if right < theme.px(_NAMES):
                enough = min(theme.px(_NAMES), free + round(column * _YIELDS))
                right = enough if enough > theme.px(_NAMES) * 0.7 else theme.px(_BRACKETS)
        self.view.set_margin_widths(self._numbers_width, right)
        self._place_sides()

    def _place_sides(self) -> None:
        page = self.view.viewport().geometry()
        width = self._numbers_width
        self.numbers.setVisible(width > 0)
        self.numbers.setGeometry(page.left() - width, page.top(), width, page.height())
        room = min(self.margin.sizeHint().width(), self.view.viewportMargins().right())
        self.margin.setGeometry(page.right() + 1, page.top(), room, page.height())
