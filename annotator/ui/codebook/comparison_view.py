"""Two versions of a codebook in two columns, changed words marked in both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from annotator.corpus.codebook_comparison import Change, ComparedRow
from annotator.corpus.messages import tr
from annotator.corpus.word_differences import Mark, Piece, word_differences
from annotator.ui.theme import Theme

_FILL = 0.18
"""How much of a colour is in the fill behind words that changed."""


class ComparisonView(QTextEdit):
    """A table of text, which can be selected and copied. Words are put in as they are, never as
    markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_rows(self, rows: Sequence[ComparedRow], before: str, after: str) -> None:
        """Show rows under the titles of the two versions."""
        self.clear()
        cursor = QTextCursor(self.document())
        table = cursor.insertTable(len(rows) + 1, 2, self._table_format())
        for column, title in enumerate((before, after)):
            cell = table.cellAt(0, column).firstCursorPosition()
            cell.insertText(title, self._words(bold=True))
        for number, row in enumerate(rows, 1):
            for column, side in enumerate((Mark.DELETED, Mark.ADDED)):
                self._write(table.cellAt(number, column).firstCursorPosition(), row, side)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _table_format(self) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 50) for _column in range(2)]
        )
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setCellPadding(self._theme.space("m"))
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(self._theme.color("border"))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setHeaderRowCount(1)
        return form

    def _write(self, cursor: QTextCursor, row: ComparedRow, side: Mark) -> None:
        """One cell: the name where it stands, what became of it, and its fields."""
        path = row.before if side is Mark.DELETED else row.after
        if not path:
            return
        block = QTextBlockFormat()
        block.setLeftMargin(self._theme.space("l") * (len(path) - 1))
        cursor.setBlockFormat(block)
        self._write_name(cursor, row, side)
        for field in row.fields:
            pieces = word_differences(field.before, field.after)
            shown = [one for one in pieces if one.mark in (Mark.SAME, side)]
            if not "".join(one.words for one in shown):
                continue
            cursor.insertBlock(block)
            cursor.insertText(f"{field.title}: ", self._words(muted=True))
            self._write_pieces(cursor, shown, side)

    def _write_name(self, cursor: QTextCursor, row: ComparedRow, side: Mark) -> None:
        path = row.before if side is Mark.DELETED else row.after
        name = tr("relation “{name}”", name=path[-1]) if row.relation else path[-1]
        alone = Change.ADDED in row.changes or Change.DELETED in row.changes
        marked = alone or Change.RENAMED in row.changes
        cursor.insertText(name, self._words(bold=True, fill=side if marked else None))
        if Change.MOVED in row.changes and len(path) > 1:
            cursor.insertText("  " + tr("below {path}", path=" > ".join(path[:-1])), self._words())
        if row.changes and (side is Mark.ADDED or alone):
            said = ", ".join(tr(change.value) for change in row.changes)
            cursor.insertText(f"  – {said}", self._words(muted=True))

    def _write_pieces(self, cursor: QTextCursor, pieces: Sequence[Piece], side: Mark) -> None:
        for piece in pieces:
            fill = None if piece.mark is Mark.SAME else side
            cursor.insertText(piece.words, self._words(fill=fill))

    def _words(
        self, *, bold: bool = False, muted: bool = False, fill: Mark | None = None
    ) -> QTextCharFormat:
        """Deleted words are struck out and added ones underlined, so that the colour is not all
        that tells them apart."""
        theme, form = self._theme, QTextCharFormat()
        form.setFont(theme.interface_font())
        form.setForeground(theme.color("muted" if muted else "text"))
        if bold:
            form.setFontWeight(600)
        if fill is not None:
            color = QColor(theme.color("error" if fill is Mark.DELETED else "success"))
            color.setAlphaF(_FILL)
            form.setBackground(color)
            form.setFontStrikeOut(fill is Mark.DELETED)
            form.setFontUnderline(fill is Mark.ADDED)
        return form
