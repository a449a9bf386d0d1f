"""A page of the manual as Qt lays it out: headings, code and tables in the theme's look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import set_markdown

_SIZES = {1: 25.0, 2: 19.0, 3: 16.0}
_BODY = 15.0
"""Pixels at 100 %."""
_PERCENT = 125
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def fill(document: QTextDocument, markdown: str, theme: Theme) -> None:
    """Put a page into a document. Markup in it is shown as it is written."""
    font = theme.interface_font()
    font.setPixelSize(theme.px(_BODY))
    document.setDefaultFont(font)
    document.setIndentWidth(theme.px(22))
    set_markdown(document, markdown)
    block = document.begin()
    while block.isValid():
        _dress_block(block, theme)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme)


def find_heading(document: QTextDocument, title: str) -> QTextBlock | None:
    """The heading with these words."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() and block.text().strip() == title:
            return block
        block = block.next()
    return None


def pictures_of(document: QTextDocument) -> list[tuple[int, str]]:
    """The pictures of a page: where each stands, and its name."""
    found: list[tuple[int, str]] = []
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            if fragment.charFormat().isImageFormat():
                found.append((fragment.position(), fragment.charFormat().toImageFormat().name()))
            parts += 1
        block = block.next()
    return found


def fit_picture(document: QTextDocument, position: int, width: int) -> None:
    """Draw the picture at a position so wide, in pixels, with no more room than it needs."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat().toImageFormat()
    form.setWidth(width)
    cursor.setCharFormat(form)
    line = QTextBlockFormat()
    line.setLineHeight(100, _PROPORTIONAL)
    cursor.mergeBlockFormat(line)


def _dress_block(block: QTextBlock, theme: Theme) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    form, letters = QTextBlockFormat(), QTextCharFormat()
    form.setLineHeight(_PERCENT, _PROPORTIONAL)
    level = block.blockFormat().headingLevel()
    in_table = cursor.currentTable() is not None
    if level:
        size = _SIZES.get(level, _BODY)
        font = theme.interface_font()
        font.setPixelSize(theme.px(size))
        font.setWeight(QFont.Weight.DemiBold)
        letters.setFont(font)
        form.setLineHeight(105, _PROPORTIONAL)
        form.setTopMargin(theme.px(0 if level == 1 else 24 if level == 2 else 16))
        form.setBottomMargin(theme.px(10 if level < 3 else 6))
        cursor.mergeCharFormat(letters)
    elif block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence) or (
        block.blockFormat().nonBreakableLines()
    ):
        form.setBackground(QBrush(theme.colors["panel"]))
        form.setLineHeight(110, _PROPORTIONAL)
        form.setTopMargin(0)
        form.setBottomMargin(0)
        form.setLeftMargin(theme.px(10))
    elif in_table:
        form.setLineHeight(110, _PROPORTIONAL)
        form.setTopMargin(0)
        form.setBottomMargin(0)
    else:
        form.setTopMargin(0)
        form.setBottomMargin(theme.px(5 if block.textList() is not None else 11))
    QTextCursor(block).mergeBlockFormat(form)
    _dress_words(block, theme)


def _dress_words(block: QTextBlock, theme: Theme) -> None:
    """Code in the theme's own letters; links in its colour, underlined only by the pointer."""
    spans: list[tuple[int, int, QTextCharFormat]] = []
    parts = block.begin()
    while not parts.atEnd():
        fragment = parts.fragment()
        form = QTextCharFormat()
        if fragment.charFormat().fontFixedPitch():
            mono = theme.mono_font()
            mono.setPixelSize(theme.px(_BODY * 0.9))
            form.setFont(mono)
            form.setBackground(QBrush(theme.colors["panel"]))
        if fragment.charFormat().isAnchor():
            form.setForeground(QBrush(theme.colors["accent"]))
            form.setFontUnderline(False)
        if not form.isEmpty():
            spans.append((fragment.position(), fragment.length(), form))
        parts += 1
    for start, length, form in spans:
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)


def _dress_table(table: QTextTable, theme: Theme) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderBrush(QBrush(theme.colors["border"]))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellSpacing(0)
    form.setCellPadding(theme.px(6))
    form.setTopMargin(theme.px(4))
    form.setBottomMargin(theme.px(14))
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QBrush(theme.colors["panel"]))
        cell.setFormat(head)
