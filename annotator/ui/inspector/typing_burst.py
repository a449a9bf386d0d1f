"""Whether keys that come within moments of each other are commands or words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.tasks.debouncer import Debouncer

PAUSE_MS = 220
"""Who types words rarely waits longer between two letters."""
_WORDS = 3
"""So many different letters right behind each other are no commands."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class TypingBurst(QObject):
    """Listens from a key that may be a command or the beginning of a word until there is a pause.

    What follows at once decides: a space or several other letters make it words, of which the rest
    does nothing.
    """

    ended = Signal(bool)
    """The pause has come, or another kind of key; True at once where words are typed."""

    def __init__(self, is_command: Callable[[str], bool], parent: QObject) -> None:
        """`is_command` tells of a letter whether it is one of those that are waited on."""
        super().__init__(parent)
        self._is_command = is_command
        self._others: set[str] = set()
        self._listening = self._words = False
        self._at: QWidget | None = None
        self._pause = Debouncer(PAUSE_MS, self.finish, self)

    def go_on(self) -> None:
        """A key was pressed that may be a command: wait for what follows it."""
        self._pause.start()
        if not self._listening:
            self._listening, self._words = True, False
            self._others.clear()
            self._at = QApplication.focusWidget()
            self._application().installEventFilter(self)

    def finish(self) -> None:
        """It was commands, as far as one can tell now; or the words have ended."""
        if self._listening:
            self._listening = False
            self._pause.stop()
            self._application().removeEventFilter(self)
            if not self._words:
                self.ended.emit(False)

    @staticmethod
    def _application() -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Each key is announced once to who has the focus, before it does anything."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.finish()
        elif isinstance(event, QKeyEvent) and watched is QApplication.focusWidget():
            if event.type() == QEvent.Type.KeyPress:
                return self._words and self._is_letter(event)
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._announced(watched, event)
        return False

    def _announced(self, watched: QObject, event: QKeyEvent) -> bool:
        """Judge a key that is about to be pressed; True where it shall be no shortcut."""
        if event.key() in _MODIFIERS:
            return False
        if watched is not self._at or not self._is_letter(event):
            self.finish()  # another kind of key, or one in a field that a command led to
            return False
        self._pause.start()
        self._note(event)
        if self._words:
            event.accept()
        return self._words

    def _note(self, event: QKeyEvent) -> None:
        text = event.text()
        if self._words or event.isAutoRepeat():
            return
        if not self._is_command(text):
            self._others.add(text.casefold())
        if text == " " or len(self._others) >= _WORDS:
            self._words = True
            self.ended.emit(True)

    @staticmethod
    def _is_letter(event: QKeyEvent) -> bool:
        text = event.text()
        return event.modifiers() in _PLAIN and bool(text) and text.isprintable()
