"""How pictures look in the window: the theme's colours, and words as wide as Qt's letters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.operations.retrieval.pictures.saving import print_look
from annotator.retrieval.pictures import Look
from annotator.ui.theme import Theme

_MEASURED = 64
"""Pixels of the letters that are measured; others are in proportion."""


def look_of(theme: Theme, width: float) -> Look:
    """The look of a theme for pictures that are so many pixels wide at 100 %."""
    page, text, muted, border, accent = (
        theme.colors[role].name() for role in ("page", "text", "muted", "border", "accent")
    )
    return Look(page, text, muted, border, accent, _measured, width)


def saved_look() -> Look:
    """The look of what is saved or copied: for print, with Qt's letters."""
    return replace(print_look(), measure=_measured)


@lru_cache(maxsize=4096)
def _measured(text: str) -> float:
    font = QFont()
    font.setPixelSize(_MEASURED)
    return float(QFontMetricsF(font).horizontalAdvance(text)) / _MEASURED
