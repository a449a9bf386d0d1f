"""A form of entries about the study: what is entered is kept as soon as its field is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.corpus.messages import tr
from annotator.operations.study.entries import Field
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, field_label, tip


class TextField(QPlainTextEdit):
    """A text of several lines that tells when it is left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class EntryForm(QWidget):
    """`entered` tells which entries were changed by the user, by name."""

    entered = Signal(object)

    def __init__(self, fields: tuple[Field, ...], theme: Theme) -> None:
        super().__init__()
        self._fields = fields
        self._shown: dict[str, str] = {}
        self.widgets: dict[str, QWidget] = {}
        self._labels: list[PlainLabel] = []
        self._hints: list[PlainLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for field in fields:
            self._add(field)
        self._column.addStretch(1)
        self.restyle(theme)

    def _add(self, field: Field) -> None:
        widget = self._widget(field)
        widget.setAccessibleName(tr(field.title))
        if field.hint:
            widget.setToolTip(tip(tr(field.hint)))
            if isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.setPlaceholderText(tr(field.hint))
        self.widgets[field.name] = widget
        label = field_label(tr(field.title), widget)
        self._labels.append(label)
        self._column.addWidget(label)
        self._column.addWidget(widget)

    def _widget(self, field: Field) -> QWidget:
        if field.choices:
            box = QComboBox()
            box.addItem(tr("not decided"), "")
            for choice in field.choices:
                box.addItem(tr(choice), choice)
            box.activated.connect(lambda _index: self.commit())
            return box
        if field.lines > 1:
            text = TextField()
            text.left.connect(self.commit)
            return text
        line = QLineEdit()
        line.editingFinished.connect(self.commit)
        return line

    # --- what stands in it

    def values(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {name: _value(widget) for name, widget in self.widgets.items()}

    def show_values(self, said: Mapping[str, str]) -> None:
        """Show what the project says; a field in which somebody types stays as it is."""
        before, self._shown = self._shown, dict(said)
        for name, widget in self.widgets.items():
            value = said.get(name, "")
            typed = _value(widget) != before.get(name, "")
            if not (widget.hasFocus() and typed) and _value(widget) != value:
                _set(widget, value)

    def commit(self) -> None:
        """Tell what was changed since it was shown."""
        changed = {
            name: value
            for name, value in self.values().items()
            if value.strip() != self._shown.get(name, "")
        }
        if changed:
            self.entered.emit(changed)

    def restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space("xs"))
        for field in self._fields:
            widget = self.widgets[field.name]
            if isinstance(widget, QPlainTextEdit):
                lines = widget.fontMetrics().lineSpacing() * (field.lines + 1)
                widget.setFixedHeight(lines + theme.space("m"))


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def _set(widget: QWidget, value: str) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
