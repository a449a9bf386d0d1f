"""The field for a code's colour: one of the palette, a name, digits, or any of Qt's own dialog."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.exchange.color_names import CSS_COLORS
from annotator.exchange.palette import COLORS, normal_color
from annotator.ui.codebook.color_words import NAMED, color_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.swatch import swatch


class ColorField(QWidget):
    """Offers the palette first, then colours by name; anything else can be written."""

    def __init__(self, color: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        offered = (color, *COLORS, *(CSS_COLORS[name] for name in NAMED))
        for one in dict.fromkeys(offered):
            self.box.addItem(swatch(one, theme), color_words(one), one)
        line = self.box.lineEdit()
        assert line is not None, "the box can be edited"
        for part in (self.box, line):
            part.setAccessibleName(self.tr("Colour"))
            part.setAccessibleDescription(self.tr("Colour of the code"))
        line.setPlaceholderText(self.tr("a name, such as orange, or #56b4e9"))
        self.other = QPushButton(self.tr("Other…"))
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        row.addWidget(self.box, 1)
        row.addWidget(self.other)
        self.setFocusProxy(self.box)

    def color(self) -> str | None:
        """The colour as ``#rrggbb``; None where what is written is none."""
        text = self.box.currentText().strip()
        row = self.box.findText(text)
        return str(self.box.itemData(row)) if row >= 0 else normal_color(text)

    def set_color(self, color: str) -> None:
        """Choose a colour (``#rrggbb``), offered so far or not."""
        if self.box.findData(color) < 0:
            self.box.addItem(swatch(color, self._theme), color_words(color), color)
        self.box.setCurrentIndex(self.box.findData(color))

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.color() or COLORS[0]), self.window())
        if chosen.isValid():
            self.set_color(chosen.name())
