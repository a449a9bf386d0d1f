"""Says to a screen reader what codings, headings, notes and links the caret has come into.

Qt does not expose them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.reader.structure_words import TOLD, told
from annotator.ui.widgets.announcement import announce


class Announcer(QObject):
    """Follows the caret of one view."""

    announced = Signal(str)
    """What was said."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._inside: frozenset[str] = frozenset()
        self._around: frozenset[tuple[str, int, int]] = frozenset()
        view.cursorMoved.connect(self._moved)

    def _moved(self, position: int) -> None:
        self._say_structure(position)
        self._say_codings(position)

    def _say_structure(self, position: int) -> None:
        """What of the structure the caret has come into, the outer first."""
        view = self._view
        around = [e for e in view.elements_at(position) if e.kind in TOLD]
        # By place and kind: what an element says can't be in a set.
        entered = [e for e in around if (e.kind, e.start, e.end) not in self._around]
        self._around = frozenset((e.kind, e.start, e.end) for e in around)
        if entered:
            self._say("; ".join(told(element, view.text.text) for element in entered))

    def _say_codings(self, position: int) -> None:
        keys = self._view.codings_at(position)
        entered = [key for key in keys if key not in self._inside]
        left = self._inside.difference(keys)
        self._inside = frozenset(keys)
        if entered:
            self._say(
                self.tr("Coding: {codings}").format(
                    codings="; ".join(map(self._view.coding_name, entered))
                )
            )
        elif left and not keys:
            self._say(self.tr("End of the coding"))

    def _say(self, text: str) -> None:
        self.announced.emit(text)
        announce(self._view, text)
