"""One attribute of a coding: chips for closed values, stars and sliders for ratings, a field for
names, texts and numbers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import (
    YES_NO_VALUES,
    Attribute,
    AttributeKind,
    Choice,
    Value,
)
from annotator.corpus.ratings import Rating, in_stars, number_range, rating, with_digits
from annotator.ui.inspector.star_row import StarRow
from annotator.ui.inspector.value_slider import ValueSlider
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, literal, tip


def choices_of(attribute: Attribute) -> tuple[Choice, ...]:
    """The values that can be chosen, with their keys; none for an open attribute."""
    if attribute.kind is AttributeKind.YES_NO:
        return tuple(Choice(name, name[0]) for name in YES_NO_VALUES)
    found = rating(attribute)
    return attribute.choices if found is None else with_digits(found)


def in_words(attribute: Attribute, value: Value) -> str:
    """What a coding says, as a card shows it."""
    said = value if isinstance(value, str) else ", ".join(value)
    return in_stars(attribute, value) or said


def toggled(attribute: Attribute, value: Value | None, choice: str) -> Value | None:
    """The value after choosing `choice`: chosen once more, it is taken back."""
    if attribute.kind is not AttributeKind.CHOICES:
        return None if value == choice else choice
    chosen = set(value or ())
    chosen ^= {choice}
    return tuple(c.name for c in attribute.choices if c.name in chosen) or None


def value_chip(
    attribute: Attribute, choice: Choice, *, on: bool, with_key: bool = False
) -> QToolButton:
    """A button for a value, with its key where that sets it now."""
    chip = QToolButton()
    chip.setProperty("role", "chip")
    chip.setText(literal(f"{choice.name}  {choice.key}" if with_key else choice.name))
    chip.setAccessibleName(f"{attribute.name}: {choice.name}")
    chip.setToolTip(tip(choice.definition))
    chip.setCheckable(True)
    chip.setChecked(on)
    return chip


class AttributeField(QWidget):
    """Shows a value and lets it be changed in place. `valueSet` carries the new value, or None
    where it is taken back."""

    valueSet = Signal(object)

    def __init__(
        self,
        attribute: Attribute,
        value: Value | None,
        theme: Theme,
        names: Callable[[str], list[str]],
    ) -> None:
        super().__init__()
        self.attribute = attribute
        self._value = value
        self._names = names
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("xs"), 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(self._heading(theme))
        found = rating(attribute)
        limits = number_range(attribute)
        if found is not None:
            column.addWidget(self._rating(found, theme))
        elif choices_of(attribute):
            column.addLayout(self._chips(theme))
        else:
            if limits is not None:
                values = [str(number) for number in range(limits[0], limits[1] + 1)]
                column.addWidget(self._slider(values, theme))
            column.addWidget(self._line())

    def _rating(self, found: Rating, theme: Theme) -> QWidget:
        if not found.stars:
            return self._slider([choice.name for choice in found.choices], theme)
        stars = StarRow(self.attribute, found, self._value, theme)
        stars.chosen.connect(self.choose)
        return stars

    def _slider(self, values: list[str], theme: Theme) -> QWidget:
        now = self._value if isinstance(self._value, str) else self.attribute.default
        self.slider = ValueSlider(self.attribute.name, values, now, theme)
        self.slider.chosen.connect(self.valueSet.emit)
        return self.slider

    def _heading(self, theme: Theme) -> QLabel:
        missing = self.attribute.required and not self._value and not self.attribute.default
        heading = PlainLabel(self.attribute.name + (self.tr("  · to complete") if missing else ""))
        heading.setProperty("role", "warning" if missing else "small")
        heading.setToolTip(tip(self.attribute.definition))
        return heading

    def _chips(self, theme: Theme) -> FlowLayout:
        flow = FlowLayout(theme.space("s"))
        chosen = {self._value} if isinstance(self._value, str) else set(self._value or ())
        shown = chosen or {self.attribute.default}
        for choice in choices_of(self.attribute):
            chip = value_chip(self.attribute, choice, on=choice.name in shown)
            chip.clicked.connect(lambda _on=False, name=choice.name: self.choose(name))
            flow.addWidget(chip)
        return flow

    def choose(self, name: str) -> None:
        """Choose a closed value, as a click on its chip or its key does."""
        self.valueSet.emit(toggled(self.attribute, self._value, name))

    def _line(self) -> QLineEdit:
        line = QLineEdit(self._value if isinstance(self._value, str) else "")
        line.setPlaceholderText(self.attribute.default)
        line.setAccessibleName(self.attribute.name)
        if self.attribute.kind is AttributeKind.ENTITY:
            completer = QCompleter(self._names(self.attribute.guid), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        line.installEventFilter(self)
        line.returnPressed.connect(lambda: self._keep(line))
        self.line = line
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            popup = watched.completer().popup() if watched.completer() else None
            if popup is None or not popup.isVisible():
                self._keep(watched)
        return super().eventFilter(watched, event)

    def _keep(self, line: QLineEdit) -> None:
        text = line.text().strip()
        if text != (self._value or ""):
            self._value = text
            self.valueSet.emit(text or None)
