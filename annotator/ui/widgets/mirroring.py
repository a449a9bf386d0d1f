"""Rows that are painted by hand, in windows that are read from right to left."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle


def placed(painter: QPainter, row: QRect, box: QRect) -> QRect:
    """Where a part of a row stands that was laid out from left to right: there, or at the other
    side where the window is read from right to left. Qt turns the alignment of words by itself."""
    direction = painter.layoutDirection()
    if direction is Qt.LayoutDirection.LeftToRight:
        return box
    return QStyle.visualRect(direction, row, box)
