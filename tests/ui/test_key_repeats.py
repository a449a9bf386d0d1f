"""A key that is held down is known as such, whatever the system says of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.actions.key_repeats import KeyRepeats


def key(kind: QEvent.Type, at: int, *, repeat: bool = False, code: int = Qt.Key.Key_A) -> QKeyEvent:
    event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, "a", repeat)
    event.setTimestamp(at)
    return event


PRESS, RELEASE = QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease


def test_a_press_in_the_moment_of_the_release_is_a_repeat() -> None:
    keys = KeyRepeats()
    assert not keys.is_repeat(key(PRESS, 1_000))
    keys.note_release(key(RELEASE, 1_660))
    assert keys.is_repeat(key(PRESS, 1_660))
    assert not keys.is_repeat(key(PRESS, 1_660, code=Qt.Key.Key_B))
    assert not keys.is_repeat(key(PRESS, 1_720)), "pressed again by a quick hand"
    assert keys.is_repeat(key(PRESS, 1_720, repeat=True))


def test_events_without_a_time_are_taken_as_they_are() -> None:
    keys = KeyRepeats()
    keys.note_release(key(RELEASE, 0))
    assert not keys.is_repeat(key(PRESS, 0))
