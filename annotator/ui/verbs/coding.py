"""Coding with keys and mouse: what the reader is for."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from annotator.operations import codings
from annotator.ui.document_codings import Entry
from annotator.ui.verbs.group import Verbs


class CodingVerbs(Verbs):
    """Acts on the selected passage or the selected coding; never opens a dialog."""

    _recoding = False

    @property
    def _page(self):  # type: ignore[no-untyped-def]
        return self.window.page

    def code_with(self, code: str) -> None:
        """Code the selected passage; after `start_recoding`, give the coding this code."""
        entry: Entry | None = self._page.selected
        if self._recoding and entry is not None:
            self._recoding = False
            self.bridge.do(codings.recode, [entry.guid], code)
            return
        span = self._page.reader.view.selected_span()
        if span is None or self._page.document is None:
            self.window.say(self.tr("Select a passage first, then press the key of the code."))
            return
        if self.bridge.do(codings.add, self._page.document, code, [span]) is not None:
            name = self.bridge.code(code).name
            if not self.window.value_keys.arm():
                self.window.say(self.tr("Coded as {0}.").format(name))

    def undo(self) -> None:
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
        self.window.say(self.tr("Press the key of the new code."))

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
        """The next keys set closed values of the selected coding; without such, the cursor goes
        into its first open attribute."""
        if not self.window.value_keys.arm():
            self.window.inspector.edit_first_field()

    def write_memo(self) -> None:
        self.window.inspector.edit_memo()

    def delete_coding(self) -> None:
        entry: Entry | None = self._page.selected
        if entry is not None:
            self.delete(entry.guid)

    def delete(self, guid: str) -> None:
        """Delete a coding; Undo brings it back with its memo."""
        if self.bridge.do(codings.delete, [guid]) is not None:
            self.window.say(self.tr("Deleted. Ctrl+Z brings it back."))

    def grow_selection(self) -> None:
        self._page.reader.view.grow_selection()

    def shrink_selection(self) -> None:
        self._page.reader.view.shrink_selection()

    def next_coding(self) -> None:
        self._page.step(forward=True)

    def previous_coding(self) -> None:
        self._page.step(forward=False)

    def other_coding(self) -> None:
        self._page.next_here()
