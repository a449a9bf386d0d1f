"""A rating as a row of stars: a click on one, or its digit, sets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.corpus.codebook import Attribute, Value
from annotator.corpus.ratings import Rating, with_digits
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip


class StarRow(QWidget):
    """One button a value but for 0, which is no star. `chosen` carries the name of a value: once
    more, it is taken back by whoever listens."""

    chosen = Signal(str)

    def __init__(
        self,
        attribute: Attribute,
        rating: Rating,
        value: Value | None,
        theme: Theme,
        *,
        takes_focus: bool = True,
    ) -> None:
        super().__init__()
        self._rating = rating
        now = rating.number(value if value is not None else attribute.default)
        self._keys = {choice.key: choice.name for choice in with_digits(rating) if choice.key}
        row = FlowLayout(0)
        self.setLayout(row)
        self.buttons: list[QToolButton] = []
        for choice, number in zip(rating.choices, rating.numbers, strict=True):
            if number == 0:
                continue
            button = QToolButton()
            button.setProperty("role", "star")
            on = now is not None and number <= now
            button.setText("★" if on else "☆")
            words = self.tr("{0}: {1} of {2}").format(attribute.name, number, rating.most)
            button.setAccessibleName(words)
            button.setToolTip(tip("\n".join(filter(None, (choice.name, choice.definition)))))
            button.setCheckable(True)
            button.setChecked(number == now)
            if not takes_focus:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, name=choice.name: self.chosen.emit(name))
            row.addWidget(button)
            self.buttons.append(button)
        said = str(value) if isinstance(value, str) and value else ""
        if said == str(now):
            said = f"{now}/{rating.most}"
        if not takes_focus and self._keys:
            keys = sorted(self._keys)
            hint = self.tr("keys {0}–{1}").format(keys[0], keys[-1])
            said = f"{said}  ·  {hint}" if said else hint
        label = PlainLabel(said)
        label.setProperty("role", "small")
        label.setContentsMargins(theme.space("m"), theme.space("s"), 0, 0)
        row.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.get(event.text())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if name is not None and plain:
            self.chosen.emit(name)
        else:
            super().keyPressEvent(event)
