"""The coded text on paper: the reader's own lines, underlines, brackets and names, page by page.

What tells the codes apart on the screen without colour does so on paper: the pattern of the line,
and the name beside it. A legend at the end shows both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.text import DocumentText
from annotator.ui.reader.line_tops import VisibleLine
from annotator.ui.reader.marks import CODE, CODER, Marks
from annotator.ui.reader.pens import code_pen
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import CoderStyle, CodeStyle
from annotator.ui.theme import Theme, load_theme

_WIDTH = 840
"""Pixels of the reader that are as wide as the paper: letters of 17 pixels become 10 points."""
_CHARACTERS = 62
_HEAD, _FOOT = 34, 30
_RATIO = 3.0


@dataclass(frozen=True)
class Sheet:
    """What is printed: a text with its marks, under a title."""

    title: str
    text: DocumentText
    marks: Marks
    codes: Sequence[CodeStyle]
    coders: Sequence[CoderStyle]
    definitions: dict[str, str]
    """By code (GUID)."""
    plain: bool = False
    changes: bool = False
    """Whether the text is without its structure, and with its comments and tracked changes."""


def paper_theme() -> Theme:
    """The light theme in black on white."""
    theme = load_theme("light")
    ink, paper = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
    return replace(theme, colors={**theme.colors, "page": paper, "text": ink, "faint": ink})


def print_sheet(device: QPagedPaintDevice, sheet: Sheet) -> Job[int]:
    """Print on a device whose page is set up; returns the number of pages. OSError where the
    device can't be written."""
    printer = _Printer(device, sheet)
    try:
        yield from printer.pages()
    finally:
        printer.end()
    return printer.page


class _Printer:
    """Lays the text out once in a reader that nobody sees, and paints it a page at a time."""

    def __init__(self, device: QPagedPaintDevice, sheet: Sheet) -> None:
        self._device, self._sheet = device, sheet
        self.page = 0
        self._next = 0
        """The code point from which lines are still to be printed."""
        self._painter = QPainter()
        if not self._painter.begin(device):
            raise OSError("the printer or the file can't be written")
        self._scale = device.width() / _WIDTH
        self._height = device.height() / self._scale
        self._reader = self._make_reader()

    def _make_reader(self) -> Reader:
        sheet = self._sheet
        reader = Reader(paper_theme())
        reader.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        reader.overview.hide()
        view = reader.view
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.set_line_width(_CHARACTERS, 1.5)
        reader.resize(_WIDTH, int(self._height - _HEAD - _FOOT))
        reader.show()
        view.looks.tallest = reader.height() - 4 * view.looks.formats.em
        reader.show_structure(plain=sheet.plain, changes=sheet.changes)
        reader.show_document(sheet.text)
        reader.set_marks(sheet.marks, sheet.codes, sheet.coders)
        view.painter_of_marks.ratio = _RATIO
        view.painter_of_marks.refresh()
        return reader

    def end(self) -> None:
        """Give the paper out."""
        self._painter.end()
        self._reader.hide()
        self._reader.deleteLater()

    def pages(self) -> Job[None]:
        view = self._reader.view
        view.idle.finish()
        document, first = view.document(), 0
        block, total = document.firstBlock(), 0
        while block.isValid():
            total += max(1, block.layout().lineCount())
            block = block.next()
        while first < total:
            yield JobProgress(first, total, self._sheet.title)
            first = self._text_page(first)
        yield JobProgress(total, total, self._sheet.title)
        self._legend()

    def _new_page(self) -> None:
        if self.page:
            self._device.newPage()
        self.page += 1
        painter = self._painter
        painter.resetTransform()
        painter.scale(self._scale, self._scale)
        theme = self._reader.view.theme
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.interface_font("small_size"))
        middle = Qt.AlignmentFlag.AlignVCenter
        head = QRectF(0, 0, _WIDTH, _HEAD / 2)
        title = painter.fontMetrics().elidedText(
            self._sheet.title, Qt.TextElideMode.ElideMiddle, _WIDTH
        )
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignLeft, title)
        foot = QRectF(0, self._height - _FOOT / 2, _WIDTH, _FOOT / 2)
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignHCenter, str(self.page))

    def _text_page(self, first: int) -> int:
        """Print the lines from `first` on, as many as are whole; returns the next line."""
        reader, view = self._reader, self._reader.view
        bar = view.verticalScrollBar()
        bar.setValue(first)
        # Near the end the view can't scroll far enough: lines of the last page are above then.
        lines = [line for line in view.line_tops().lines if line.position >= self._next]
        rows = _rows(lines)
        top = rows[0][0].top
        printed, bottom = list(rows[0]), _bottom(rows[0])
        for row in rows[1:]:
            if _bottom(row) + view.spacing.below > reader.height():
                break
            printed += row
            bottom = _bottom(row)
        self._next = printed[-1].position + 1
        self._new_page()
        height = int(bottom + view.spacing.below - top)
        flags = QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground
        region = QRegion(0, max(0, int(top)), reader.width(), height)
        painter = self._painter
        painter.save()
        # Fills and numbers are painted for whole paragraphs; of them, what is not printed here
        # must not show.
        painter.setClipRect(QRectF(0, _HEAD, _WIDTH, height))
        reader.render(painter, QPoint(0, _HEAD), region, flags)
        painter.restore()
        return first + len(printed)

    # --- the legend

    def _legend(self) -> None:
        """How each code that is used looks, what it means, and whose codings are how."""
        marks = self._sheet.marks
        table = marks.all()
        used = {marks.code_guids[number] for number in set(table[CODE].tolist())}
        wrote = {marks.coder_guids[number] for number in set(table[CODER].tolist())}
        rows = [style for style in self._sheet.codes if style.guid in used]
        y = self._legend_page()
        for style in rows:
            y = self._code_row(style, y)
        tr = self._reader.tr
        for coder in (style for style in self._sheet.coders if style.guid in wrote):
            how = tr("filled, solid bracket") if coder.current else tr("line alone, dashed bracket")
            y = self._row(f"{coder.short}   {coder.name}: {how}", y, _HEAD)

    def _legend_page(self) -> float:
        self._new_page()
        theme, painter = self._reader.view.theme, self._painter
        painter.setFont(theme.interface_font("title_size"))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(0, _HEAD, _WIDTH, 30), 0, self._reader.tr("Codes"))
        return _HEAD + 44.0

    def _code_row(self, style: CodeStyle, y: float) -> float:
        theme, painter = self._reader.view.theme, self._painter
        definition = self._sheet.definitions.get(style.guid, "")
        if y + 40 > self._height - _FOOT:
            y = self._legend_page()
        pen = code_pen(style, theme, 2.0, _RATIO)
        painter.fillRect(QRectF(0, y, 44, 18), pen.tint)
        pen.underline(painter, [QRectF(0, y + 20, 44, 2)])
        return self._row(f"{style.name}   {definition}" if definition else style.name, y, 58)

    def _row(self, words: str, y: float, left: float) -> float:
        """A few lines of words; returns where the next row begins."""
        theme, painter = self._reader.view.theme, self._painter
        if y + 40 > self._height - _FOOT:
            y = self._legend_page()
        painter.setFont(theme.interface_font())
        painter.setPen(theme.color("text"))
        room = QRectF(left, y, _WIDTH - left, self._height - _FOOT - y)
        used = painter.drawText(room, Qt.TextFlag.TextWordWrap, words)
        assert isinstance(used, QRectF)
        return y + max(28.0, used.height() + 12.0)


def _rows(lines: Sequence[VisibleLine]) -> list[list[VisibleLine]]:
    """Lines that stand beside each other, in cells, are on one page."""
    rows: list[list[VisibleLine]] = []
    for line in lines:
        row = [line]
        while rows and _bottom(rows[-1]) > line.top + 1.0:
            row = rows.pop() + row
        rows.append(row)
    return rows


def _bottom(row: Sequence[VisibleLine]) -> float:
    return max(line.bottom for line in row)
