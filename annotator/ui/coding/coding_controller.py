"""Coding with keys and mouse: what the reader is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.ui.controllers.controller import Controller
from annotator.ui.open_document.codings import Entry
from annotator.ui.recovery.unsaved_changes import CODE

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_RECODING, _HIGHLIGHTER = "recoding", "highlighter"


class CodingController(Controller):
    """Acts on the selected passage or the selected coding; never opens a dialog."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.last: str | None = None
        """The code that was used last."""
        self.armed: str | None = None
        """The code of the highlighter: what is selected by mouse gets it at once."""
        self._recoding = False
        self._arming = False
        window.reader.view.selectionMade.connect(self._highlight)
        window.bridge.changed.connect(self._codes_changed)
        window.bridge.opened.connect(self._forget)

    @property
    def _page(self):  # type: ignore[no-untyped-def]
        return self.window.page

    def code_with(self, code: str) -> None:
        """Code the selected passage; after `start_recoding`, give the coding this code."""
        entry: Entry | None = self._page.selected
        if self._arming:
            self.arm(code)
            return
        if self._recoding:
            self._stop_recoding()
            if entry is not None:
                self.last = code
                self.bridge.do(codings.recode, [entry.guid], code)
                return
        span = self._page.reader.view.selected_span()
        if self._page.document is None:
            return
        if span is None:
            if self.armed is not None:
                self.arm(code)
            else:
                self.window.say(self.tr("Select a passage first, then press the key of the code."))
            return
        self._code(code, span)

    def _code(self, code: str, span: Span) -> None:
        from_cue = self.window.cues.led_to(code, span)
        place = [[span.start, span.end]]
        changes = self.bridge.make(CODE, self._page.document, code, place, from_cue)
        if changes is None:
            return
        self.last = code
        if not changes:
            self._page.select_same(code, span)  # coded so already, as the status line says
        else:
            self.window.say(self.tr("Coded as {0}.").format(self.bridge.code(code).name))
            if self.settings.ask_values:
                self.window.value_strip.open_strip()

    def repeat_code(self) -> None:
        """Code the selected passage with the code that was used last."""
        if self.last is None:
            self.window.say(self.tr("Nothing has been coded yet that could be repeated."))
        else:
            self.code_with(self.last)

    # --- the highlighter

    def start_highlighter(self) -> None:
        """The next key of a code arms it; once more, or Esc, ends the highlighter."""
        if self._arming or self.armed is not None:
            self.disarm()
            return
        self._arming = True
        wait = self.tr("Highlighter: press the key of a code")
        self.window.modes.show_mode(_HIGHLIGHTER, wait, self.disarm)

    def arm(self, code: str) -> None:
        """From now on every passage that is selected by mouse is coded with this code."""
        self._arming = False
        self.armed = self.last = code
        name = self.bridge.code(code).name
        text = self.tr("Highlighter: {0}").format(name)
        self.window.modes.show_mode(_HIGHLIGHTER, text, self.disarm)
        self._page.reader.view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.window.say(self.tr("Every passage you select is coded as {0}.").format(name))

    def disarm(self) -> None:
        """End the highlighter."""
        self._arming, self.armed = False, None
        self.window.modes.drop(_HIGHLIGHTER)
        self._page.reader.view.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def _highlight(self, span: Span) -> None:
        if self.armed is not None and not self._recoding and self._page.document is not None:
            self._code(self.armed, span)

    def _codes_changed(self, changes: Changes) -> None:
        """A code that is gone can be neither repeated nor armed."""
        if changes.touched(kinds.CODE):
            there = self.bridge.codebook.by_guid
            self.last = self.last if self.last in there else None
            if self.armed is not None:
                self.arm(self.armed) if self.armed in there else self.disarm()

    def _forget(self) -> None:
        self.last = None
        self._stop_recoding()
        self.disarm()

    # --- going back

    def leave(self) -> None:
        """End the mode that was entered last, else the search, else give up the selection."""
        if self.window.modes.leave_last():
            return
        if self.window.search.is_open:
            self.window.search.close_search()
        else:
            self._page.reader.view.clear_selection()

    def undo(self) -> None:
        """Undo the last step, or say why there is none; decisions that came within moments are
        undone together."""
        if self.window.settling.undo_run():
            return
        label = self.bridge.undo_label
        if self.bridge.undo() is not None:
            self.window.say(self.tr("Undone: {0}").format(label))

    def redo(self) -> None:
        label = self.bridge.redo_label
        if self.bridge.redo() is not None:
            self.window.say(self.tr("Done again: {0}").format(label))

    def copy_passage(self) -> None:
        view = self._page.reader.view
        if view.selected_span() is not None:
            QGuiApplication.clipboard().setText(view.selected_text())

    def start_recoding(self) -> None:
        """The next key of a code is the new code of the selected coding."""
        self._recoding = True
        wait = self.tr("Re-code: press the key of the new code")
        self.window.modes.show_mode(_RECODING, wait, self._stop_recoding)

    def recode_with(self, guid: str, code: str) -> None:
        """Give a coding another code."""
        if self.bridge.do(codings.recode, [guid], code) is not None:
            self.last = code

    def _stop_recoding(self) -> None:
        self._recoding = False
        self.window.modes.drop(_RECODING)

    def reshape_coding(self) -> None:
        """Give the selected coding the passage that is selected in the text."""
        self._with_selection(extend=False)

    def extend_coding(self) -> None:
        """Add the selected passage to the selected coding, as a part of it."""
        self._with_selection(extend=True)

    def _with_selection(self, *, extend: bool) -> None:
        entry: Entry | None = self._page.selected
        span = self._page.reader.view.selected_span()
        if entry is None or span is None:
            self.window.say(
                self.tr("Choose a coding with a click, then select the passage it should have.")
            )
            return
        spans = [*entry.spans, span] if extend else [span]
        if self.bridge.do(codings.reshape, entry.guid, spans) is not None:
            self._page.select_coding(entry.guid)

    def set_values(self) -> None:
        """Offer the values of the selected coding where it stands, with their keys; without such,
        the cursor goes into its first open attribute."""
        if self.window.value_strip.open_strip() or self.window.inspector.edit_first_field():
            return
        entry: Entry | None = self._page.selected
        me = self.bridge.coder
        if entry is not None and me is not None and entry.coder != me.guid:
            whose = self.bridge.coder_labels().get(entry.coder, "")
            self.window.say(self.tr("This coding is {0}’s; its values are too.").format(whose))
        elif entry is not None:
            name = self.bridge.code(entry.code).name
            self.window.say(self.tr("“{0}” has no attributes.").format(name))

    def toggle_ask_values(self) -> None:
        """Offer the values after each coding, or only when they are asked for."""
        self.settings.ask_values = not self.settings.ask_values
        self.window.actions_["ask_values"].setChecked(self.settings.ask_values)
        self.window.save_settings()

    def write_memo(self) -> None:
        """Put the cursor into the memo of the selected coding, else into the document's."""
        self.window.inspector.edit_memo()

    def delete_coding(self) -> None:
        """Delete the selected coding; one that is out of sight is shown first."""
        entry: Entry | None = self._page.selected
        if entry is None:
            return
        if self._page.is_here(entry):
            self.delete(entry.guid)
        else:
            self._page.reveal(entry.guid)
            self.window.say(self.tr("This is the coding. Press the key once more to delete it."))

    def delete(self, guid: str) -> None:
        """Delete a coding; Undo brings it back with its memo."""
        if self.bridge.do(codings.delete, [guid]) is not None:
            self.window.say(self.tr("Deleted. Ctrl+Z brings it back."))
