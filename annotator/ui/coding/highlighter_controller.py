"""The highlighter: while it is on, every passage that is selected by mouse is coded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services

_HIGHLIGHTER = "highlighter"


class HighlighterController(Controller):
    """A mode that the key of a code begins, and Esc ends."""

    passageSelected = Signal(str, object)
    """A code (a GUID), and the passage (a Span) that is to be coded with it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.code: str | None = None
        """The code (a GUID) that passages get; None while the highlighter is off."""
        self.waits_for_code = False
        """Whether the next key of a code chooses the highlighter's."""
        services.page.reader.view.selectionMade.connect(self._select)
        services.bridge.changed.connect(self._codes_changed)
        services.bridge.opened.connect(self.stop)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "highlighter",
                "&Highlighter: code every selection, then the key of a code",
                self.toggle,
                key="H",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
        )

    def toggle(self) -> None:
        """Wait for the key of a code; once more, or Esc, ends the highlighter."""
        if self.waits_for_code or self.code is not None:
            self.stop()
            return
        self.waits_for_code = True
        wait = self.tr("Highlighter: press the key of a code")
        self.modes.show_mode(_HIGHLIGHTER, wait, self.stop)

    def start(self, code: str) -> None:
        """From now on every passage that is selected by mouse is coded with this code."""
        self.waits_for_code = False
        self.code = code
        name = self.bridge.code(code).name
        text = self.tr("Highlighter: {0}").format(name)
        self.modes.show_mode(_HIGHLIGHTER, text, self.stop)
        self.reader_view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.say(self.tr("Every passage you select is coded as {0}.").format(name))

    def stop(self) -> None:
        """End the highlighter."""
        self.waits_for_code, self.code = False, None
        self.modes.drop(_HIGHLIGHTER)
        self.reader_view.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def _select(self, span: Span) -> None:
        if self.code is not None and self.document_page.document is not None:
            self.passageSelected.emit(self.code, span)

    def _codes_changed(self, changes: Changes) -> None:
        """A code that is gone codes no more; one that has another name says so."""
        if changes.touched(kinds.CODE) and self.code is not None:
            if self.code in self.bridge.codebook.by_guid:
                self.start(self.code)
            else:
                self.stop()
