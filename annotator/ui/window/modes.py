"""What is going on that changes what keys and clicks mean, as chips in the status line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import literal


class ModeChips(QWidget):
    """A chip for each mode that is on; a click on it, like Esc, ends the mode."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chips: dict[str, tuple[QToolButton, Callable[[], None]]] = {}
        self._row = QHBoxLayout(self)
        self._row.addWidget(_room_for_a_chip())
        self.restyle(theme)

    def show_mode(self, mode: str, text: str, leave: Callable[[], None]) -> None:
        """Show that a mode is on, or that it means something else now."""
        self.drop(mode)
        chip = QToolButton()
        chip.setProperty("role", "chip")
        chip.setText(literal(f"{text}   ✕"))
        chip.setToolTip(self.tr("End this (Esc)"))
        chip.setAccessibleName(self.tr("{0}. Press to end it.").format(text))
        chip.setCheckable(True)
        chip.setChecked(True)
        # Checked chips are bold, which Qt does not count in.
        bold = QFont(self._theme.interface_font())
        bold.setBold(True)
        room = 2 * self._theme.space("l")
        chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(chip.text()) + room)
        chip.clicked.connect(lambda _checked=False: leave())
        self._row.addWidget(chip)
        self._chips[mode] = (chip, leave)

    def drop(self, mode: str) -> None:
        """A mode has ended."""
        chip, _leave = self._chips.pop(mode, (None, None))
        if chip is not None:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()  # not at once: its click may be what ended the mode

    def texts(self) -> dict[str, str]:
        """What the chips say, by mode."""
        return {mode: chip.text() for mode, (chip, _leave) in self._chips.items()}

    def leave_last(self) -> bool:
        """End the mode that was entered last; False where none is on."""
        if not self._chips:
            return False
        _chip, leave = self._chips[next(reversed(self._chips))]
        leave()
        return True

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(0, 0, theme.space("m"), 0)
        self._row.setSpacing(theme.space("m"))


def _room_for_a_chip() -> QToolButton:
    """As high as a chip and not to be seen, so that the text does not move when a mode begins."""
    room = QToolButton()
    room.setProperty("role", "chip")
    room.setText("✕")
    room.setFixedWidth(0)
    policy = room.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    room.setSizePolicy(policy)
    room.hide()
    return room
