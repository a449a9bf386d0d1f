"""What is done to whole documents: attributes, name, place, deletion."""

from __future__ import annotations

from annotator.operations import document_attributes, documents
from annotator.operations.documents import DocumentUse
from annotator.ui.verbs.form_group import FormVerbs


class DocumentVerbs(FormVerbs):
    """Verbs of the list of documents; they act on the open document."""

    def edit_attributes(self) -> None:
        """The attributes of all documents as a table, at the row of the open one."""
        from annotator.ui.documents.attributes_dialog import AttributesDialog  # noqa: PLC0415

        bridge = self.bridge
        dialog = AttributesDialog(
            self.window,
            bridge.documents,
            bridge.said_of,
            self.window.theme,
            self.window.page.document or "",
        )
        self.open_form(dialog, lambda: (document_attributes.set_values, dialog.changes))

    # --- name and place

    def rename_document(self) -> None:
        """Edit the name of the open document in the list."""
        view = self.window.documents.view
        self.window.show_page(self.window.workplace)
        if view.isRowHidden(view.currentIndex().row()):
            self.window.documents.filter.clear()
        view.setFocus()
        view.rename_current()

    def rename(self, guid: str, name: str) -> None:
        """Give a document another name."""
        self.bridge.do(documents.rename, guid, name)

    def move(self, guid: str, before: str | None) -> None:
        """Put a document before another one, or last."""
        self.bridge.do(documents.move, guid, before)

    def move_up(self) -> None:
        self._move_by(-1)

    def move_down(self) -> None:
        self._move_by(1)

    def _move_by(self, by: int) -> None:
        """Past the next document that the list shows."""
        document, panel = self.window.page.document, self.window.documents
        row = panel.neighbour(by)
        if document is None or row is None:
            return
        guids = [one.guid for one in self.bridge.documents]
        after = row + (by > 0)
        self.move(document, guids[after] if after < len(guids) else None)

    # --- deletion

    def delete_document(self) -> None:
        """Say what goes with it, and ask."""
        guid, project, coder = self.window.page.document, self.bridge.project, self.bridge.coder
        if guid is None or project is None or coder is None:
            return
        name = next(one.name for one in self.bridge.documents if one.guid == guid)
        used = documents.use(project, guid)
        if used.codings.total() == used.codings[coder.guid]:
            question = self.tr("Delete “{0}”?").format(name) + "\n\n" + self._goes_too(used)
            title, verb = self.tr("Delete a document"), self.tr("Delete")
            if not self.ask.confirm(self.window, title, question, verb):
                return
        # Where others have coded it, the operation says so in numbers.
        if self.bridge.do(documents.delete, guid) is not None:
            self.window.say(self.tr("Deleted {0}. Undo brings it back.").format(name))

    def _goes_too(self, used: DocumentUse) -> str:
        """What goes with a document, in numbers."""
        mine = self.bridge.coder.guid if self.bridge.coder else ""
        others = used.memos.total() - used.memos[mine]
        numbers = (
            (used.codings.total(), self.tr("your codings: {0:,}")),
            (used.memos[mine], self.tr("your memos: {0:,}")),
            (others, self.tr("other coders’ memos: {0:,}")),
            (used.attributes, self.tr("attributes: {0:,}")),
            (used.assignments, self.tr("assignments in rounds: {0:,}")),
            (used.earlier_versions, self.tr("earlier versions of its text: {0:,}")),
        )
        found = [words.format(number) for number, words in numbers if number]
        if not found:
            return self.tr("Nothing is coded or written about it. Undo brings it back.")
        lines = "\n".join(f"– {line}" for line in found)
        said = self.tr("This goes with it:\n{0}\n\nUndo brings all of it back.")
        return said.format(lines)
