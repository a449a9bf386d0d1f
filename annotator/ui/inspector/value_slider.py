"""A rating of many values, or a number within a range, as a slider."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_REST_MS = 350


class ValueSlider(QWidget):
    """Each place of the slider is a value. `chosen` carries it when the handle is let go, or the
    keys rest."""

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str], now: str, theme: Theme) -> None:
        super().__init__()
        self._values = values
        self._kept = now
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(values) - 1)
        self.slider.setPageStep(max(1, len(values) // 10))
        self.slider.setAccessibleName(name)
        if now in values:
            self.slider.setValue(values.index(now))
        self.words = PlainLabel(now or "–")
        self.words.setProperty("role", "small")
        widest = max((self.words.fontMetrics().horizontalAdvance(one) for one in values), default=0)
        self.words.setMinimumWidth(min(widest, theme.px(90)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("m"))
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self._rest = Debouncer(_REST_MS, self._keep, self)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._keep)

    def _moved(self, place: int) -> None:
        self.words.setText(self._values[place])
        self.slider.setAccessibleDescription(self._values[place])
        if not self.slider.isSliderDown():
            self._rest.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._rest.isActive():  # the cards are made anew, or the window goes: nothing is lost
            self._keep()
        super().hideEvent(event)

    def _keep(self) -> None:
        self._rest.stop()
        value = self._values[self.slider.value()]
        if value != self._kept:
            self._kept = value
            self.chosen.emit(value)
