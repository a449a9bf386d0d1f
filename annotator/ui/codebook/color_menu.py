"""A small menu of colours for a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from annotator.exchange.color_names import CSS_COLORS
from annotator.ui.codebook.color_words import NAMED, color_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.swatch import swatch


class ColorMenu(QMenu):
    """Offers colours as swatches, and any other by Qt's own dialog."""

    colorChosen = Signal(str)
    """The colour as ``#rrggbb``."""

    def __init__(self, parent: QWidget, colors: Sequence[str], current: str, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._current = current
        for color in dict.fromkeys((*colors, current)):
            action = self.addAction(swatch(color, theme), color_words(color))
            action.setData(color)
            if color == current:
                action.setText(self.tr("{0} (now)").format(action.text()))
                self.setActiveAction(action)
            action.triggered.connect(lambda _on=False, color=color: self.colorChosen.emit(color))
        self.addSeparator()
        self._add_named(theme)
        self.addAction(self.tr("Another colour…"), self._other)

    def _add_named(self, theme: Theme) -> None:
        """Colours by their usual names; not all of them can be told apart by everybody."""
        menu = self.addMenu(self.tr("More, by name"))
        for name in NAMED:
            color = CSS_COLORS[name]
            action = menu.addAction(swatch(color, theme), name)
            action.triggered.connect(lambda _on=False, color=color: self.colorChosen.emit(color))

    def _other(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._current), self.parentWidget())
        if chosen.isValid():
            self.colorChosen.emit(chosen.name())
