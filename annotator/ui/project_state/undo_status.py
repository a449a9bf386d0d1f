"""What Undo and Redo would do for the current coder, and why they can't."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from annotator.corpus.step_labels import label_in_words
from annotator.corpus.undo_state import UndoableStep, UndoState


class UndoStatus(QObject):
    """The steps that Undo and Redo reach are anybody's; a coder undoes their own alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.forget()

    def forget(self) -> None:
        """No project is open."""
        self.undo_label: str | None = None
        """What Undo would undo; None where there is nothing of the current coder's."""
        self.redo_label: str | None = None
        self.last_step = 0
        """The number of the last step that is shown; it grows with every step."""
        self._next_undo: UndoableStep | None = None
        self._next_redo: UndoableStep | None = None

    def take(self, state: UndoState, coder: str | None) -> None:
        """Follow the history of the file, as this coder."""
        self._next_undo, self._next_redo = state.undo, state.redo
        self.last_step = state.last_step
        self.become(coder)

    def become(self, coder: str | None) -> None:
        """Another person is the current coder."""
        undo, redo = self._next_undo, self._next_redo
        self.undo_label = label_in_words(undo.label) if undo and undo.coder == coder else None
        self.redo_label = label_in_words(redo.label) if redo and redo.coder == coder else None

    def why_not(self, *, redo: bool, labels: Mapping[str, str], sees: Callable[[str], bool]) -> str:
        """Why there is nothing to undo, or to redo. Of a step of somebody whose work is not seen,
        it says neither who nor what."""
        step = self._next_redo if redo else self._next_undo
        if step is None:
            return self.tr("There is nothing to do again.") if redo else self.tr("Nothing to undo.")
        if not sees(step.coder):
            return self.tr("The last step is another coder’s, whose work is not shown here.")
        whose = labels.get(step.coder, self.tr("another coder"))
        said = (
            self.tr("Only {0} can do the next step again ({1}).")
            if redo
            else self.tr("Only {0} can undo the last step ({1}).")
        )
        return said.format(whose, label_in_words(step.label))
