"""The codebook on paper: a page of HTML as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

_MARGIN, _FOOT = 25.0, 9.0
"""Millimetres."""


def write_pdf(
    html: str, path: Path, title: str, *, style: str = "", margin: float = _MARGIN
) -> int:
    """Write a page of HTML as A4 with numbered pages; returns how many. OSError where it fails.

    `style` is for HTML that brings none; `margin` in millimetres.
    """
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(300)
    page = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(margin, margin, margin, margin),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(page)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(style)
    document.setHtml(html)
    size = QSizeF(writer.width(), writer.height())
    document.setPageSize(size)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path} can't be written")
    try:
        for number in range(document.pageCount()):
            if number:
                writer.newPage()
            _draw(painter, document, size, number, writer.resolution() / 25.4)
    finally:
        painter.end()
    return document.pageCount()


def _draw(
    painter: QPainter, document: QTextDocument, size: QSizeF, number: int, millimetre: float
) -> None:
    """One page: the part of the document that is on it, and its number below."""
    ink = QColor(Qt.GlobalColor.black)
    painter.save()
    painter.translate(0, -number * size.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    # Ink on paper, whatever the theme of the window is.
    context.palette.setColor(QPalette.ColorRole.Text, ink)
    clip = QRectF(0, number * size.height(), size.width(), size.height())
    painter.setClipRect(clip)
    context.clip = clip
    document.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont("serif")
    font.setPointSizeF(9)
    painter.setFont(font)
    painter.setPen(ink)
    foot = QRectF(0, size.height() + 5 * millimetre, size.width(), _FOOT * millimetre)
    painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, str(number + 1))
