"""Coding with keys and mouse: what the reader is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.coding.highlighter_controller import HighlighterController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.cues.controller import CueController
from annotator.ui.inspector.panel import InspectorPanel
from annotator.ui.inspector.value_strip import ValueStrip
from annotator.ui.recovery.unsaved_changes import CODE
from annotator.ui.search.panel import SearchPanel

_RECODING = "recoding"


class CodingController(Controller):
    """Acts on the selected passage or the selected coding; never opens a dialog."""

    def __init__(
        self,
        services: Services,
        cues: CueController,
        highlighter: HighlighterController,
        inspector: InspectorPanel,
        value_strip: ValueStrip,
        search: SearchPanel,
        codebook: CodebookPanel,
    ) -> None:
        super().__init__(services)
        self._cues, self._highlighter, self._search = cues, highlighter, search
        self._inspector, self._value_strip = inspector, value_strip
        self._codebook = codebook
        self.last: str | None = None
        """The code that was used last."""
        self._recoding = False
        highlighter.passageSelected.connect(self._highlight)
        services.bridge.changed.connect(self._codes_changed)
        services.bridge.opened.connect(self._forget)
        inspector.requestDelete.connect(self.delete)
        value_strip.wordsTyped.connect(self._explain_words)
        codebook.requestCode.connect(self._code_from_tree)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "copy", "&Copy passage", self.copy_passage, key="Ctrl+C", needs=Needs.DOCUMENT
            ),
            ActionSpec(
                "recode",
                "Re-code: then the &key of a code",
                self.start_recoding,
                key="R",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "reshape",
                "Give the coding the &selected passage",
                self.reshape_coding,
                key="B",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "extend",
                "Add the selected passage as another &part",
                self.extend_coding,
                key="A",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "values",
                "Set &values of the coding",
                self.set_values,
                key="V",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "ask_values",
                "Ask for values &after coding",
                self.toggle_ask_values,
                needs=Needs.NOTHING,
                checked=lambda: self.settings.ask_values,
            ),
            ActionSpec(
                "memo", "Write a &memo", self.write_memo, key="M", needs=Needs.DOCUMENT, writes=True
            ),
            ActionSpec(
                "delete",
                "&Delete the coding",
                self.delete_coding,
                key="Del",
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec(
                "code_chosen",
                "Code &with the code chosen in the list",
                self.code_with_chosen,
                key=",",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "repeat",
                "Code with the &last code",
                self.repeat_code,
                key=".",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "leave",
                "&End the mode or the selection",
                self.leave,
                key="Esc",
                needs=Needs.DOCUMENT,
            ),
        )

    def set_code_keys(self) -> None:
        """Give each code its key, after the codebook has changed."""
        codes = [code for _depth, code in self.bridge.codebook.walk() if code.codable]
        self.services.actions.set_code_keys(codes, self.code_with)

    def _code_from_tree(self, code: str) -> None:
        """Code with it, and give the keys back to the text, where the next passage is selected."""
        self.code_with(code)
        self.reader_view.setFocus()

    def _explain_words(self) -> None:
        self.say(
            self.tr(
                "This was typed like words, so no value was set. V sets values, M writes a memo."
            )
        )

    def code_with(self, code: str) -> None:
        """Code the selected passage; after `start_recoding`, give the coding this code."""
        entry = self.document_page.selected
        if self._highlighter.waits_for_code:
            self._set_highlighter(code)
            return
        if self._recoding:
            self._stop_recoding()
            if entry is not None:
                self.last = code
                self.bridge.do(codings.recode, [entry.guid], code)
                return
        span = self.reader_view.selected_span()
        if self.document_page.document is None:
            return
        if span is None:
            if self._highlighter.code is not None:
                self._set_highlighter(code)
            else:
                self.say(self.tr("Select a passage first, then press the key of the code."))
            return
        self._code(code, span)

    def _set_highlighter(self, code: str) -> None:
        self.last = code
        self._highlighter.start(code)

    def _code(self, code: str, span: Span) -> None:
        from_cue = self._cues.contains_cue(code, span)
        place = [[span.start, span.end]]
        changes = self.bridge.make(CODE, self.document_page.document, code, place, from_cue)
        if changes is None:
            return
        self.last = code
        if not changes:
            self.document_page.select_same(code, span)  # coded so already, as the status line says
        else:
            self.say(self.tr("Coded as {0}.").format(self.bridge.code(code).name))
            if self.settings.ask_values:
                self._value_strip.open_strip()

    def code_with_chosen(self) -> None:
        """Code the selected passage with the code that is chosen in the list of codes: the way for
        those who have no mouse, and for codes without a key."""
        code = self._codebook.current_code()
        if code is None or not code.codable:
            self.say(self.tr("Choose a code in the list of codes first."))
        else:
            self.code_with(code.guid)

    def repeat_code(self) -> None:
        """Code the selected passage with the code that was used last."""
        if self.last is None:
            self.say(self.tr("Nothing has been coded yet that could be repeated."))
        else:
            self.code_with(self.last)

    def _highlight(self, code: str, span: Span) -> None:
        if not self._recoding:
            self._code(code, span)

    def _codes_changed(self, changes: Changes) -> None:
        """A code that is gone can't be repeated."""
        if changes.touched(kinds.CODE) and self.last not in self.bridge.codebook.by_guid:
            self.last = None

    def _forget(self) -> None:
        self.last = None
        self._stop_recoding()

    # --- going back

    def leave(self) -> None:
        """End the mode that was entered last, else the search, else give up the selection."""
        if self.modes.leave_last():
            return
        if self._search.is_open:
            self._search.close_search()
        else:
            self.reader_view.clear_selection()

    def copy_passage(self) -> None:
        view = self.reader_view
        if view.selected_span() is not None:
            QGuiApplication.clipboard().setText(view.selected_text())

    def start_recoding(self) -> None:
        """The next key of a code is the new code of the selected coding."""
        self._recoding = True
        wait = self.tr("Re-code: press the key of the new code")
        self.modes.show_mode(_RECODING, wait, self._stop_recoding)

    def recode_with(self, guid: str, code: str) -> None:
        """Give a coding another code."""
        if self.bridge.do(codings.recode, [guid], code) is not None:
            self.last = code

    def _stop_recoding(self) -> None:
        self._recoding = False
        self.modes.drop(_RECODING)

    def reshape_coding(self) -> None:
        """Give the selected coding the passage that is selected in the text."""
        self._with_selection(extend=False)

    def extend_coding(self) -> None:
        """Add the selected passage to the selected coding, as a part of it."""
        self._with_selection(extend=True)

    def _with_selection(self, *, extend: bool) -> None:
        entry = self.document_page.selected
        span = self.reader_view.selected_span()
        if entry is None or span is None:
            self.say(
                self.tr("Choose a coding with a click, then select the passage it should have.")
            )
            return
        spans = [*entry.spans, span] if extend else [span]
        if self.bridge.do(codings.reshape, entry.guid, spans) is not None:
            self.document_page.select_coding(entry.guid)

    def set_values(self) -> None:
        """Offer the values of the selected coding where it stands, with their keys; without such,
        the cursor goes into its first open attribute."""
        if self._value_strip.open_strip() or self._inspector.edit_first_field():
            return
        entry = self.document_page.selected
        me = self.bridge.coder
        if entry is not None and me is not None and entry.coder != me.guid:
            whose = self.bridge.coder_labels().get(entry.coder, "")
            self.say(self.tr("This coding is {0}’s; its values are too.").format(whose))
        elif entry is not None:
            name = self.bridge.code(entry.code).name
            self.say(self.tr("“{0}” has no attributes.").format(name))

    def toggle_ask_values(self) -> None:
        """Offer the values after each coding, or only when they are asked for."""
        self.settings.ask_values = not self.settings.ask_values
        self.services.save_settings()

    def write_memo(self) -> None:
        """Put the cursor into the memo of the selected coding, else into the document's."""
        self._inspector.edit_memo()

    def delete_coding(self) -> None:
        """Delete the selected coding; one that is out of sight is shown first."""
        entry = self.document_page.selected
        if entry is None:
            return
        if self.document_page.is_here(entry):
            self.delete(entry.guid)
        else:
            self.document_page.reveal(entry.guid)
            self.say(self.tr("This is the coding. Press the key once more to delete it."))

    def delete(self, guid: str) -> None:
        """Delete a coding; Undo brings it back with its memo."""
        if self.bridge.do(codings.delete, [guid]) is not None:
            self.say(self.tr("Deleted. Ctrl+Z brings it back."))
