"""Undo and Redo."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.adjudication.controller import AdjudicationController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.widgets.plain_text import literal


class UndoController(Controller):
    """Undoes the current coder's last step, and does it again."""

    def __init__(self, services: Services, adjudication: AdjudicationController) -> None:
        super().__init__(services)
        self._adjudication = adjudication

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "undo",
                "&Undo",
                self.undo,
                key="Ctrl+Z",
                needs=Needs.UNDO,
                writes=True,
                text_now=lambda: _named(self.tr("&Undo"), self.bridge.undo_label),
            ),
            ActionSpec(
                "redo",
                "&Redo",
                self.redo,
                key="Ctrl+Shift+Z",
                needs=Needs.REDO,
                writes=True,
                text_now=lambda: _named(self.tr("&Redo"), self.bridge.redo_label),
            ),
        )

    def undo(self) -> None:
        """Undo the last step, or say why there is none; decisions that came within moments are
        undone together."""
        if self._adjudication.undo_run():
            return
        label = self.bridge.undo_label
        if self.bridge.undo() is not None:
            self.say(self.tr("Undone: {0}").format(label))

    def redo(self) -> None:
        """Do the step again that was undone last."""
        label = self.bridge.redo_label
        if self.bridge.redo() is not None:
            self.say(self.tr("Done again: {0}").format(label))


def _named(verb: str, label: str | None) -> str:
    return f"{verb}: {literal(label)}" if label else verb
