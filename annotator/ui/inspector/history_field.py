"""What became of a coding, step by step; read when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.corpus.messages import fill
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_MOST = 30


@dataclass(frozen=True)
class HistoryLine:
    """One step: when and who, and what was done, in words."""

    when: str
    what: str


class HistoryField(QWidget):
    """A heading that opens and closes; the lines stand below it, the last step first."""

    toggled = Signal(bool)

    def __init__(
        self, tell: Callable[[], Sequence[HistoryLine]], theme: Theme, *, is_open: bool
    ) -> None:
        super().__init__()
        self._tell = tell
        self._theme = theme
        self._lines: QLabel | None = None
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setProperty("role", "disclosure")
        self.button.setText(self.tr("History"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s"))
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(is_open)
        self.button.setChecked(is_open)
        self.button.toggled.connect(self._toggle)

    def texts(self) -> str:
        """What is shown now."""
        return self._lines.text() if self._lines is not None else ""

    def _toggle(self, is_open: bool) -> None:
        self._show(is_open)
        self.toggled.emit(is_open)

    def _show(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        said = self.tr("Hide the history") if is_open else self.tr("Show the history")
        self.button.setAccessibleName(said)
        if is_open and self._lines is None:
            lines = list(self._tell())
            shown = [f"{line.when}\n{line.what}" for line in lines[:_MOST]]
            if len(lines) > _MOST:
                shown.append(fill(self.tr("… and {0:,} steps before"), len(lines) - _MOST))
            self._lines = PlainLabel("\n".join(shown))
            self._lines.setWordWrap(True)
            self._lines.setProperty("role", "small")
            flags = Qt.TextInteractionFlag
            self._lines.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
            self._column.addWidget(self._lines)
        if self._lines is not None:
            self._lines.setVisible(is_open)
