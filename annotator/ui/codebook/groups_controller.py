"""Codes in groups: sets of codes, colours by palette, and the search in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.operations.codebook import code_sets, codes, many_codes
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.ui.codebook.code_sets_dialog import CodeSetsDialog
    from annotator.ui.documents.sets_dialog import AnySet


class CodeGroupsController(FormController):
    """It acts on the codes that are selected in the tree."""

    def __init__(self, services: Services, panel: CodebookPanel) -> None:
        super().__init__(services)
        self._panel = panel
        panel.sets.requestInto.connect(self._put_into)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("code_sets", "Sets of codes…", self.show_sets, writes=True),
            ActionSpec("color_codes", "Colour codes by palette…", self.color_codes, writes=True),
            ActionSpec("find_code", "Find a code", self.find_code, key="Ctrl+Shift+F"),
        )

    def find_code(self) -> None:
        """Put the cursor into the field that filters the codes."""
        self._panel.focus_filter()

    # --- sets

    def show_sets(self) -> None:
        """Ask in which sets the selected codes shall be."""
        from annotator.ui.codebook.code_sets_dialog import CodeSetsDialog  # noqa: PLC0415  (start-up)

        chosen = self._panel.tree.selected()
        named = self.bridge.code(chosen[0]).name if chosen else ""
        dialog = CodeSetsDialog(self.window, self.bridge.code_sets, chosen, named, self.theme)
        dialog.requestRename.connect(lambda one: self._rename(dialog, one))
        dialog.requestDelete.connect(lambda one: self._delete(dialog, one))
        self.bridge.opened.connect(dialog.deleteLater)  # the project is another one, or none

        def arrange() -> None:
            into, out_of = dialog.chosen()
            new = dialog.new.text()
            if into or out_of or new.strip():
                self.bridge.attempt(code_sets.arrange, chosen, into, out_of, new)

        self.open_form(dialog, arrange)

    def _put_into(self, one: str, dropped: list[str]) -> None:
        """Codes of the tree (GUIDs) were dropped on a set."""
        known = self.bridge.codebook.by_guid
        among = [guid for guid in dropped if guid in known]
        if among and self.bridge.do(code_sets.arrange, among, [one]) is not None:
            name = next(held.name for held in self.bridge.code_sets if held.guid == one)
            self.say(self.tr("Put into the set “{0}”.").format(name))

    def _rename(self, dialog: CodeSetsDialog, one: AnySet) -> None:
        title, question = self.tr("Rename a set"), self.tr("Name of the set:")
        name = self.ask.text(dialog, title, question, one.name)
        if name is not None and name.strip() != one.name:
            self.bridge.do(code_sets.rename, one.guid, name)
            dialog.show_sets(self.bridge.code_sets)

    def _delete(self, dialog: CodeSetsDialog, one: AnySet) -> None:
        question = self.tr("Delete the set “{0}”? Its codes stay.").format(one.name)
        if self.ask.confirm(dialog, self.tr("Delete a set"), question, self.tr("Delete")):
            self.bridge.do(code_sets.delete, one.guid)
            dialog.show_sets(self.bridge.code_sets)

    # --- colours

    def color_codes(self) -> None:
        """Ask for a palette and for what gets a colour of its own."""
        from annotator.ui.codebook.coloring_dialog import ColoringDialog  # noqa: PLC0415

        book = self.bridge.codebook
        if not book.codes:
            self.say(self.tr("There are no codes yet."))
            return
        selected = self._panel.tree.selected()
        among = {one for guid in selected for one in codes.with_descendants(book, guid)}
        ordered = [code.guid for _depth, code in book.walk() if code.guid in among]
        dialog = ColoringDialog(self.window, book, ordered, self.theme)
        if len(selected) > 1:
            dialog.scope.setCurrentIndex(1)
        self.open_form(dialog, lambda: self.bridge.attempt(many_codes.recolor, dialog.colors))
