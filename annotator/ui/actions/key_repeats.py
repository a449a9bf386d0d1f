"""Whether a key that is pressed is being held down.

Qt says so with each key press, but on X11 not reliably: there a held key sends a release and a
press of the same moment, and where the press has not arrived yet when Qt looks for it, the release
is taken for a real one.
"""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

_SAME_MOMENT_MS = 5
"""Nobody lets go of a key and presses it again within that."""


class KeyRepeats:
    """Remembers when keys were let go, by the clock of the system that sends the events."""

    def __init__(self) -> None:
        self._released: dict[int, int] = {}

    def note_release(self, event: QKeyEvent) -> None:
        """A key was let go, or so it seems."""
        self._released[event.key()] = event.timestamp()

    def is_repeat(self, event: QKeyEvent) -> bool:
        """Whether a press is one of a key that is held down."""
        if event.isAutoRepeat():
            return True
        released, pressed = self._released.get(event.key(), 0), event.timestamp()
        return released > 0 and 0 <= pressed - released <= _SAME_MOMENT_MS
