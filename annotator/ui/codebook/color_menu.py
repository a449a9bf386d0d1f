"""A small menu of colours for a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from annotator.ui.codebook.swatch import swatch
from annotator.ui.theme import Theme


class ColorMenu(QMenu):
    """Offers colours as swatches, and any other by Qt's own dialog."""

    colorChosen = Signal(str)
    """The colour as ``#rrggbb``."""

    def __init__(self, parent: QWidget, colors: Sequence[str], current: str, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._current = current
        names = self._names()
        for color in dict.fromkeys((*colors, current)):
            action = self.addAction(swatch(color, theme), names.get(color, color))
            action.setData(color)
            if color == current:
                action.setText(self.tr("{0} (now)").format(action.text()))
                self.setActiveAction(action)
            action.triggered.connect(lambda _on=False, color=color: self.colorChosen.emit(color))
        self.addSeparator()
        self.addAction(self.tr("Another colour…"), self._other)

    def _names(self) -> dict[str, str]:
        """What the colours of the palette are called: a colour alone tells some readers nothing."""
        return {
            "#e69f00": self.tr("Orange"),
            "#56b4e9": self.tr("Sky blue"),
            "#009e73": self.tr("Green"),
            "#f0e442": self.tr("Yellow"),
            "#0072b2": self.tr("Blue"),
            "#d55e00": self.tr("Vermilion"),
            "#cc79a7": self.tr("Purple"),
        }

    def _other(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._current), self.parentWidget())
        if chosen.isValid():
            self.colorChosen.emit(chosen.name())
