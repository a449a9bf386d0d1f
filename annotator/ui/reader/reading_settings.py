"""How the text is set: width, spacing, font, numbers, margin; changed while one looks at it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFontComboBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from annotator.ui.reader.numbers import Numbering
from annotator.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`characters` to a line, `line_height` in percent of the letters' size, the font's family
    ("" is the theme's), what is counted beside the text, and whether the margin is shown."""

    characters: int = 68
    line_height: int = 150
    family: str = ""
    numbering: Numbering = Numbering.PARAGRAPHS
    margin: bool = True


class ReadingSettingsDialog(QDialog):
    """Every change is shown at once. Esc closes it."""

    settingsChanged = Signal(object)

    def __init__(self, parent: QWidget, comfort: ReadingSettings, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Text and margin"))
        self.reading_settings = comfort
        self.characters = self._number(30, 120, 2, self.tr(" characters"))
        self.line_height = self._number(100, 300, 10, " %")
        self.family = QFontComboBox()
        for line in self.family.findChildren(QLineEdit):  # the line has the focus
            line.setAccessibleName(self.tr("Font"))
        self.numbers = QComboBox()
        for name, numbering in (
            (self.tr("Paragraphs"), Numbering.PARAGRAPHS),
            (self.tr("Lines"), Numbering.LINES),
            (self.tr("Nothing"), Numbering.NONE),
        ):
            self.numbers.addItem(name, numbering)
        self.margin = QCheckBox(self.tr("Brackets and names of codes"))
        usual = QPushButton(self.tr("As usual"))
        usual.setAutoDefault(False)
        form = QFormLayout(self)
        form.setContentsMargins(*[theme.space("xl")] * 4)
        form.setSpacing(theme.space("l"))
        for label, field in (
            (self.tr("&Width of the text"), self.characters),
            (self.tr("&Line spacing"), self.line_height),
            (self.tr("&Font"), self.family),
            (self.tr("&Numbers"), self.numbers),
            (self.tr("&Margin"), self.margin),
            ("", usual),
        ):
            form.addRow(label, field)
        self._show(comfort)
        self.characters.valueChanged.connect(lambda value: self._set(characters=value))
        self.line_height.valueChanged.connect(lambda value: self._set(line_height=value))
        self.family.currentFontChanged.connect(lambda font: self._set(family=font.family()))
        self.numbers.activated.connect(lambda _row: self._set_numbering())
        self.margin.toggled.connect(lambda on: self._set(margin=on))
        usual.clicked.connect(self._reset)

    def _number(self, low: int, high: int, step: int, unit: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setSuffix(unit)
        return box

    def _show(self, comfort: ReadingSettings) -> None:
        fields = (self.characters, self.line_height, self.family, self.numbers, self.margin)
        for field in fields:
            field.blockSignals(True)
        self.characters.setValue(comfort.characters)
        self.line_height.setValue(comfort.line_height)
        if comfort.family:
            self.family.setCurrentFont(QFont(comfort.family))
        else:
            self.family.setEditText(self.tr("as the theme has it"))
        self.numbers.setCurrentIndex(self.numbers.findData(comfort.numbering))
        self.margin.setChecked(comfort.margin)
        for field in fields:
            field.blockSignals(False)

    def _set(self, **changed: object) -> None:
        self.reading_settings = replace(self.reading_settings, **changed)  # type: ignore[arg-type]
        self.settingsChanged.emit(self.reading_settings)

    def _set_numbering(self) -> None:
        # Qt hands the value of an enumeration of strings back as a string.
        self._set(numbering=Numbering(self.numbers.currentData()))

    def _reset(self) -> None:
        self.reading_settings = ReadingSettings()
        self._show(self.reading_settings)
        self.settingsChanged.emit(self.reading_settings)
