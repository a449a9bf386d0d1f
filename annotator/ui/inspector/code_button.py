"""The code of a coding as a button that offers the other codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from annotator.corpus.codebook import Code
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import literal, named_action, tip


class CodeButton(QPushButton):
    """The name takes as many lines as it needs; a single word too long for one is shortened."""

    codeChosen = Signal(str)
    """The GUID of the other code."""

    def __init__(self, code: Code, codes: Sequence[Code], theme: Theme) -> None:
        super().__init__()
        self._name = code.name
        self.setObjectName("codeOfCard")
        said = self.tr("{0}. Press to give it another code.").format(code.name)
        self.setToolTip(tip(said))
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dress(theme, code.color)
        menu = QMenu(self)
        for other in codes:
            action = named_action(menu, literal(other.name))
            action.setEnabled(other.guid != code.guid)
            action.triggered.connect(partial(self._choose, other.guid))
        self.setMenu(menu)
        self._wrap()

    def _choose(self, guid: str, _checked: bool = False) -> None:
        self.codeChosen.emit(guid)

    def _dress(self, theme: Theme, code_color: str) -> None:
        self.setStyleSheet(f"#codeOfCard {{ color: {theme.code_text(code_color).name()}; }}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        self.ensurePolished()
        shown = literal("\n".join(lines_within(self._name, self.fontMetrics(), self.width() - 8)))
        if shown != self.text():
            self.setText(shown)


def lines_within(name: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A name with the arrow of a menu behind it, broken between words at `room` pixels."""
    *words, last = name.split() or [""]
    lines = [""]
    for word in (*words, f"{last}\u00a0\u00a0▾"):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    # In the middle, so that the arrow stays.
    return [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in lines]
