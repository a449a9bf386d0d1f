"""A page of text in a centred column: its lines, its looks, and where things are on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.block_looks import BlockLooks
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.reader.elements import Elements
from annotator.ui.reader.idle_layout import IdleLayout
from annotator.ui.reader.line_tops import BESIDE, LineTops, lines_to_tell
from annotator.ui.reader.page_layout import Spacing
from annotator.ui.reader.structure_formats import StructureFormats
from annotator.ui.reader.structured_layout import StructuredLayout
from annotator.ui.theme import Theme

_SAMPLE = "the people of the town said that nothing of the kind would happen again"
OVERHANG = 32
"""Pixels by which underlines, outlines and the selection may reach out of their block."""
MIN_SCALE, MAX_SCALE = 0.6, 3.0


class TextColumn(QPlainTextEdit):
    """Shows one immutable text. What is asked for and answered is in code points."""

    pageMoved = Signal()
    """The page scrolled, or its lines are elsewhere: what stands beside it is to be redrawn."""
    scaleChanged = Signal(float)
    """The reader's own zoom, 1.0 being 100 %."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = DocumentText("")
        self.positions = PositionMap("")
        self._theme = theme
        self._scale = 1.0
        self._column_characters = int(theme.fonts["column_characters"])
        self._line_height = float(theme.fonts["line_height"])
        self._family = ""
        self._margin_widths = (0, 0)
        self._tops: tuple[object, LineTops] | None = None
        page = QTextDocument(self)
        page.setUndoRedoEnabled(False)
        self.looks = BlockLooks(
            StructureFormats(theme, theme.reading_font(), page.documentMargin()), self._line_width
        )
        """What the structure of the text makes of its blocks."""
        self._layout = StructuredLayout(page, self.looks)
        page.setDocumentLayout(self._layout)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        page.setDefaultTextOption(option)
        self.setDocument(page)
        self.idle = IdleLayout(page, self._layout, self)
        self.idle.progressed.connect(self.pageMoved)
        self.verticalScrollBar().valueChanged.connect(self._announce_move)
        self.set_theme(theme)

    def show_document(self, text: str | DocumentText) -> None:
        """Show a text, set as its structure says, from its beginning."""
        self.text = text if isinstance(text, DocumentText) else DocumentText(text)
        utf8 = _utf8(self.text.text)
        self.positions = PositionMap(self.text.text, utf8)
        self.looks.show(Elements(self.text.structure), self.text.text, self.positions)
        starts = [self.positions.to_widget(position) for position in self.positions.breaks]
        self._layout.soft_starts = frozenset(starts)
        self._looks_changed()
        shown = self.positions.shown(self.text.text)
        with self._layout.filling():
            self._fill(shown, utf8 if shown is self.text.text else _utf8(shown))
        self._respace()
        self.idle.start()

    def _fill(self, shown: str, utf8: bytes | None) -> None:
        """Give the text to Qt. As bytes: the binding takes longer to make a QString of a long text
        than Qt to break it into paragraphs."""
        # A first no-break space of no width would be taken for a byte order mark.
        if not utf8 or shown.startswith("\ufeff"):
            self.setPlainText(shown)
        else:
            self.setProperty("plainText", QByteArray(utf8))

    def _line_width(self) -> float:
        """Pixels of a line of the column."""
        return self.viewport().width() - 2 * self.document().documentMargin()

    @property
    def spacing(self) -> Spacing:
        """The room between lines now."""
        return self._layout.spacing

    # --- the looks

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def scale(self) -> float:
        return self._scale

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and measures."""
        self._theme = theme
        palette = self.palette()
        for role, name in _ROLES.items():
            palette.setColor(role, theme.color(name))
        # The selection is painted here, over the whole height of a line.
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setCursorWidth(theme.px(2))
        self._apply_font()

    def set_scale(self, scale: float) -> None:
        """The reader's own zoom, on top of the window's."""
        scale = round(min(MAX_SCALE, max(MIN_SCALE, scale)), 2)
        if scale != self._scale:
            self._scale = scale
            self._apply_font()
            self.scaleChanged.emit(scale)

    def set_line_width(self, column_characters: int, line_height: float) -> None:
        """The width of the column in characters and the line height in font sizes."""
        comfort = min(120, max(30, column_characters)), min(3.0, max(1.0, line_height))
        if comfort != (self._column_characters, self._line_height):
            self._column_characters, self._line_height = comfort
            self._apply_font()

    def set_family(self, family: str) -> None:
        """The font of the text; "" is the theme's."""
        if family != self._family:
            self._family = family
            self._apply_font()

    def set_margin_widths(self, left: int, right: int) -> None:
        """Pixels to keep free on both sides of the column for what stands beside it."""
        self._margin_widths = (left, right)
        self._place_column()

    def _apply_font(self) -> None:
        top = self.first_visible_position()
        font = self._theme.reading_font(self._scale)
        if self._family:
            font.setFamilies([self._family, *font.families()])
        self.document().setDocumentMargin(self._theme.px(14))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.looks.formats = StructureFormats(self._theme, font, self.document().documentMargin())
        self.looks.forget()
        if self.looks.active:
            self._layout.forget(self.document())
        self._looks_changed()
        self._respace()
        self._place_column()
        self.scroll_to(top)
        self.idle.start()
        self.pageMoved.emit()

    def _looks_changed(self) -> None:
        """Theme or font changed."""

    def _lines_moved(self) -> None:
        """Lines were broken or placed anew."""

    def _underlines_height(self) -> float:
        """Pixels that are needed between the lines."""
        return 0.0

    def _respace(self) -> None:
        """Choose the room between lines: for the line height asked for, and for the underlines."""
        metrics = QFontMetricsF(self.font())
        wanted = self._line_height * self.font().pixelSize() - metrics.height()
        above = max(1.0, round(wanted / 5))
        below = round(max(self._underlines_height(), wanted - above))
        gap = 0.0 if self.text.hard_wrapped else round(metrics.height() * 0.35)
        spacing = Spacing(above, below, gap)
        if spacing != self.spacing:
            self._layout.spacing = spacing
            self._layout.forget(self.document())
        self._lines_moved()
        self.viewport().update()

    def column_width(self) -> int:
        """Pixels of the column with its inner margins."""
        metrics = QFontMetricsF(self.font())
        character = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return round(character * self._column_characters + 2 * self.document().documentMargin())

    def _place_column(self) -> None:
        left, right = self._margin_widths
        bar = self.verticalScrollBar()
        free = self.width() - (bar.width() if bar.isVisible() else 0)
        column = max(120, min(self.column_width(), free - left - right))
        spare = max(0, free - column - left - right)
        # The column is centred in the window, as far as the margins let it be.
        before = max(left, min(left + spare, (free - column) // 2))
        self.setViewportMargins(before, 0, max(right, free - column - before), 0)
        self.pageMoved.emit()

    def event(self, event: QEvent) -> bool:
        # Before the scroll area gives the viewport its size: so the lines are broken only once.
        if event.type() == QEvent.Type.Resize:
            self._place_column()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The viewport has another size; its width is what lines are broken at."""
        top = self.first_visible_position()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lines_moved()
            self.scroll_to(top)
            self.idle.start()
        self.pageMoved.emit()

    def sizeHint(self) -> QSize:
        return QSize(self.column_width() + sum(self._margin_widths), self._theme.px(640))

    # --- where things are

    def block_at(self, position: int) -> QTextBlock:
        """The widget's block that holds a code point."""
        return self.document().findBlock(self.positions.to_widget(position))

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF, float]]:
        """The blocks on the screen: each with its place in the viewport and its height."""
        block = self.firstVisibleBlock()
        bottom = self.viewport().height() + OVERHANG
        offset = self.contentOffset()
        layout = self._layout
        while block.isValid() and offset.y() <= bottom:
            height = layout.blockBoundingRect(block).height()
            yield block, QPointF(offset), height
            offset.setY(offset.y() + height)
            block = block.next()

    def line_tops(self) -> LineTops:
        """Where the lines on the screen are; kept for as long as nothing moves."""
        layout, page = self._layout, self.viewport()
        standing = (
            self.verticalScrollBar().value(),
            self.contentOffset().y(),
            page.size().toTuple(),
            layout.spacing,
            self.font().key(),
            self.text,
        )
        if self._tops is None or self._tops[0] != standing:
            self._tops = (standing, self._find_line_tops())
        return self._tops[1]

    def _find_line_tops(self) -> LineTops:
        clip = QRectF(self.viewport().rect())
        tops = LineTops(clip.height())
        to_text = self.positions.to_text
        for block, origin, _height in self.visible_blocks():
            start, down = block.position(), origin.y()
            tops.beside = tops.beside or block.userState() == BESIDE
            for number, line in enumerate(lines_to_tell(block, origin, clip)):
                y = down + line.y()
                first = number == 0 and line.lineNumber() == 0
                tops.add(to_text(start + line.textStart()), y, y + line.height(), first)
            tops.end = to_text(start + max(0, block.length() - 1))
        return tops

    def first_visible_position(self) -> int:
        """The first code point on the screen."""
        block = self.firstVisibleBlock()
        if not block.isValid():
            return 0
        layout, top = block.layout(), -self.contentOffset().y()
        start = 0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if line.y() + line.height() > top:
                start = line.textStart()
                break
        return self.positions.to_text(block.position() + start)

    def last_visible_position(self) -> int:
        """The code point behind the last paragraph that is on the screen."""
        return self.line_tops().end

    def line_of(self, position: int) -> tuple[QTextBlock, int]:
        """The block and the number of the line in it that hold a code point; lays it out."""
        block = self.block_at(position)
        self._layout.blockBoundingRect(block)
        unit = self.positions.to_widget(position) - block.position()
        return block, max(0, block.layout().lineForTextPosition(unit).lineNumber())

    def is_visible(self, position: int) -> bool:
        """Whether the line of a code point is wholly on the screen."""
        block, number = self.line_of(position)
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        line = block.layout().lineAt(number)
        return top + line.y() >= 0 and top + line.y() + line.height() <= self.viewport().height()

    def reveal(self, span: Span, force: bool = False) -> None:
        """Scroll so that the beginning of a passage is in the upper third, if it is not in view."""
        if not force and self.is_visible(span.start) and self.is_visible(span.end - 1):
            return
        block, number = self.line_of(span.start)
        # What is above and below is laid out first: Qt counts other blocks as one line.
        height = float(self.viewport().height())
        wanted, lines = height / 3, number
        y = block.layout().lineAt(number).y() if block.layout().lineCount() else 0.0
        above = block
        while y < wanted and above.previous().isValid():
            above = above.previous()
            y += self._layout.blockBoundingRect(above).height()
            lines += max(1, above.layout().lineCount())
        below, room = block, height
        while room > 0 and below.isValid():
            room -= self._layout.blockBoundingRect(below).height()
            below = below.next()
        self._layout.documentSizeChanged.emit(self._layout.documentSize())
        pitch = QFontMetricsF(self.font()).height() + self._layout.spacing.below
        line = block.firstLineNumber() + number - min(lines, int(wanted / pitch))
        self.verticalScrollBar().setValue(max(0, self._page_line(block, number, wanted, line)))

    def _page_line(self, block: QTextBlock, number: int, above: float, usual: int) -> int:
        """The line at which a page begins that shows line `number` of a block `above` pixels down;
        `usual` where all lines of the text are equally high. All that is above is laid out."""
        return usual

    def scroll_to(self, position: int) -> None:
        """Make the line of a code point the first one on the screen."""
        if position <= 0:
            self.verticalScrollBar().setValue(0)
        else:
            block, number = self.line_of(min(position, len(self.text)))
            self._layout.documentSizeChanged.emit(self._layout.documentSize())
            self.verticalScrollBar().setValue(block.firstLineNumber() + number)

    def _announce_move(self) -> None:
        self.pageMoved.emit()


_ROLES = {
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.HighlightedText: "text",
}


def _utf8(text: str) -> bytes | None:
    """The text as bytes; None where half a pair of surrogates is in it, which has none."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None
