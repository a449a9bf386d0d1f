"""Whether a key that is pressed is being held down.

Qt says so with each key press, but on X11 not reliably: there a held key sends a release and a
press of the same moment, and where the press has not arrived yet when Qt looks for it, the release
is taken for a real one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent

_SAME_MOMENT_MS = 5
"""Nobody lets go of a key and presses it again within that."""


class KeyRepeats(QObject):
    """Remembers when keys were let go, by the clock of the system that sends the events."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._released: dict[int, int] = {}
        self.key_is_held = False
        """While a key that is held down asks for its command once more."""

    def follow(self, event: QKeyEvent) -> None:
        """Take note of an event of the window: a key that nothing took on its way up."""
        if event.type() == QEvent.Type.KeyRelease:
            self.note_release(event)
        elif event.type() == QEvent.Type.ShortcutOverride:
            self.key_is_held = self.is_repeat(event)
            if self.key_is_held:  # the command of the key is asked for before this
                QTimer.singleShot(0, self, self._forget_held_key)

    def _forget_held_key(self) -> None:
        self.key_is_held = False

    def note_release(self, event: QKeyEvent) -> None:
        """A key was let go, or so it seems."""
        self._released[event.key()] = event.timestamp()

    def is_repeat(self, event: QKeyEvent) -> bool:
        """Whether a press is one of a key that is held down."""
        if event.isAutoRepeat():
            return True
        released, pressed = self._released.get(event.key(), 0), event.timestamp()
        return released > 0 and 0 <= pressed - released <= _SAME_MOMENT_MS
