"""Paints what structure adds to the letters: numbers of lists, rules of tables and quotations, and
signs for pictures, comments, deletions and pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF, QTextBlock, QTextLine

from annotator.ui.reader.block_look import BlockLook, Sign, TableRow
from annotator.ui.reader.block_looks import LABEL_GAP
from annotator.ui.reader.structure_formats import StructureFormats


class StructurePainter:
    """Paints one block at a time, in the coordinates of the view."""

    formats: StructureFormats
    """Set by the view before anything is painted."""

    def paint_below(
        self,
        painter: QPainter,
        block: QTextBlock,
        look: BlockLook,
        origin: QPointF,
        size: tuple[float, float],
    ) -> None:
        """What lies under marks and letters: grounds and rules. `size` is what the block has of
        the page, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if look.row is not None:
            self._table(painter, look, look.row, origin, size)
        right = block.textDirection() == Qt.LayoutDirection.RightToLeft if look.rules else False
        down = size[1]
        if look.rules_end and block.layout().lineCount():
            down = block.layout().boundingRect().bottom()
        for place in look.rules:
            self._quote(painter, place, origin, (size[0], down), right_to_left=right)
        if look.first_note:
            y = round(origin.y() + 0.45 * self.formats.em)
            margin = block.document().documentMargin()
            painter.setPen(QPen(self._color("strong_border"), 1))
            painter.drawLine(
                QLineF(origin.x() + margin, y, origin.x() + margin + 6 * self.formats.em, y)
            )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_above(
        self, painter: QPainter, block: QTextBlock, look: BlockLook, origin: QPointF
    ) -> None:
        """What stands with the letters: labels and signs."""
        layout = block.layout()
        if not layout.lineCount():
            return
        if look.label:
            self._label(painter, block, look, layout.lineAt(0), origin)
        for sign in look.signs:
            line = layout.lineForTextPosition(min(sign.unit, max(0, block.length() - 2)))
            if line.isValid():
                self._sign(painter, block, look, sign, line, origin)

    def _color(self, role: str) -> Any:
        return self.formats.theme.color(role)

    # --- rules

    def _table(
        self,
        painter: QPainter,
        look: BlockLook,
        row: TableRow,
        origin: QPointF,
        size: tuple[float, float],
    ) -> None:
        em, columns = self.formats.em, row.columns
        width, height = size
        margin = self.formats.margin
        whole = width - 2 * margin - look.indent
        total = columns.total if columns is not None else whole
        left = round(origin.x() + margin + look.indent)
        if columns is not None and columns.right_to_left:
            left = round(origin.x() + margin + whole - total)
        top, bottom = round(origin.y()), round(origin.y() + height)
        if row.last:
            bottom -= round(0.8 * em)
        if row.header:
            painter.fillRect(QRectF(left, top, total, bottom - top), self._color("hover"))
        rule = QPen(self._color("border"), 1)
        strong = QPen(self._color("strong_border"), 1)
        painter.setPen(rule)
        edges = [0.0, total]
        if columns is not None:
            within = [(cell.column, cell.column + cell.spanned) for cell in row.cells]
            edges += [
                x
                for number, x in enumerate(columns.lefts)
                if number and not any(first < number < end for first, end in within)
            ]
            if columns.right_to_left:
                edges = [total - x for x in edges]
        for x in edges:
            at = left + min(round(x), round(total) - 1)
            painter.drawLine(QLineF(at, top, at, bottom - 1))
        if row.begins:
            painter.setPen(strong if row.below_header else rule)
            painter.drawLine(QLineF(left, top, left + total - 1, top))
        if row.last:
            painter.setPen(rule)
            painter.drawLine(QLineF(left, bottom - 1, left + total - 1, bottom - 1))

    def _quote(
        self,
        painter: QPainter,
        place: float,
        origin: QPointF,
        size: tuple[float, float],
        *,
        right_to_left: bool,
    ) -> None:
        theme = self.formats.theme
        thick = theme.px(3)
        x = self.formats.margin + place + round(0.2 * self.formats.em)
        if right_to_left:
            x = size[0] - x - thick
        painter.fillRect(
            QRectF(round(origin.x() + x), round(origin.y()), thick, round(size[1])),
            self._color("border"),
        )

    # --- labels and signs

    def _label(
        self,
        painter: QPainter,
        block: QTextBlock,
        look: BlockLook,
        line: QTextLine,
        origin: QPointF,
    ) -> None:
        font = look.label_font or self.formats.font
        gap = LABEL_GAP * self.formats.em
        width = QFontMetricsF(font).horizontalAdvance(look.label)
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            x = line.position().x() + line.naturalTextWidth() + gap
        else:
            x = line.x() - gap - width
        painter.setFont(font)
        role = "text" if look.label_font is not None else "muted"
        painter.setPen(look.label_color or self._color(role))
        painter.drawText(QPointF(origin.x() + x, origin.y() + line.y() + line.ascent()), look.label)

    def _sign(
        self,
        painter: QPainter,
        block: QTextBlock,
        look: BlockLook,
        sign: Sign,
        line: QTextLine,
        origin: QPointF,
    ) -> None:
        # The binding gives the position and the unit that it is for; its stubs say "object".
        to_x: Any = line.cursorToX
        at = QPointF(origin.x() + to_x(sign.unit)[0], origin.y() + line.y())
        match sign.kind:
            case "image":
                self._image(painter, block, look, at, line)
            case "comment":
                self._comment(painter, at)
            case "deleted":
                self._caret(painter, at, line)
            case _:
                painter.setPen(QPen(self._color("faint"), 1, Qt.PenStyle.DashLine))
                x = round(at.x()) + 0.5
                painter.drawLine(QLineF(x, at.y(), x, at.y() + line.height()))

    def _image(
        self, painter: QPainter, block: QTextBlock, look: BlockLook, at: QPointF, line: QTextLine
    ) -> None:
        """A framed landscape; in a paragraph of its own with what it shows, in words."""
        em = self.formats.em
        alone = block.length() == 1
        height = round(0.8 * em if alone else 0.5 * em)
        width = round(height * 1.3)
        top = at.y() + (line.ascent() - height if alone else 0.0)
        # Beside the first letter it hangs in the margin: there it covers nothing.
        left = at.x() - (width + 2 if not alone else 0)
        frame = QRectF(round(left) + 0.5, round(top) + 0.5, width, height)
        painter.setPen(QPen(self._color("muted"), 1))
        painter.setBrush(self._color("page"))
        painter.drawRect(frame)
        hill = QPolygonF(
            [
                frame.bottomLeft(),
                QPointF(frame.left() + width * 0.35, frame.top() + height * 0.4),
                QPointF(frame.left() + width * 0.55, frame.top() + height * 0.7),
                QPointF(frame.left() + width * 0.75, frame.top() + height * 0.5),
                frame.bottomRight(),
            ]
        )
        painter.setBrush(self._color("muted"))
        painter.drawPolygon(hill)
        if alone:
            words = next(
                (str(e.values.get("alt", "")) for e in look.elements if e.kind == "image"), ""
            )
            font = self.formats.block("caption").font().resolve(self.formats.font)
            painter.setFont(font)
            painter.setPen(self._color("muted"))
            room = line.width() - width - em
            shown = QFontMetricsF(font).elidedText(
                " ".join(words.split()), Qt.TextElideMode.ElideRight, room
            )
            baseline = QPointF(frame.right() + 0.5 * em, at.y() + line.ascent())
            painter.drawText(baseline, shown)

    def _comment(self, painter: QPainter, at: QPointF) -> None:
        """A balloon above the end of the passage."""
        em = self.formats.em
        width, height = round(0.52 * em), round(0.4 * em)
        box = QRectF(round(at.x() - width * 0.35), round(at.y() - height * 0.35), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("warning"))
        painter.drawRoundedRect(box, height * 0.3, height * 0.3)
        tail = [
            QPointF(box.left() + width * 0.2, box.bottom() - 1),
            QPointF(box.left() + width * 0.2, box.bottom() + height * 0.4),
            QPointF(box.left() + width * 0.6, box.bottom() - 1),
        ]
        painter.drawPolygon(QPolygonF(tail))

    def _caret(self, painter: QPainter, at: QPointF, line: QTextLine) -> None:
        """A wedge below the line that points to where words were deleted."""
        half = round(0.22 * self.formats.em)
        tip = QPointF(at.x(), at.y() + line.ascent() - half * 0.4)
        wedge = [tip, tip + QPointF(half, half * 1.6), tip + QPointF(-half, half * 1.6)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("error"))
        painter.drawPolygon(QPolygonF(wedge))
