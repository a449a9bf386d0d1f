"""What is done to whole documents: attributes, name, place, deletion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.attribute_types import AttributeType
from annotator.corpus.messages import fill
from annotator.operations import documents
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.pages import READER
from annotator.ui.controllers.services import Services
from annotator.ui.documents.panel import DocumentsPanel

if TYPE_CHECKING:
    from annotator.operations.documents import DocumentUse
    from annotator.ui.documents.attributes_dialog import AttributesDialog

_MOST_NAMED = 8
"""Names of documents in a question."""


class DocumentController(FormController):
    """What is done in the list of documents. It acts on the open document, deletion on all that are
    selected."""

    def __init__(self, services: Services, panel: DocumentsPanel) -> None:
        super().__init__(services)
        self._panel = panel
        panel.view.requestMove.connect(self.move)
        panel.view.requestRename.connect(self.rename)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "attributes", "&Attributes of documents…", self.edit_attributes, writes=True
            ),
            ActionSpec(
                "rename_document",
                "&Rename the document",
                self.rename_document,
                key="Ctrl+F2",
                needs=Needs.DOCUMENT,
                where=Where.LIST,
                writes=True,
            ),
            ActionSpec(
                "document_up",
                "Move the document &up",
                self.move_up,
                key="Alt+Up",
                needs=Needs.DOCUMENT,
                where=Where.LIST,
                writes=True,
            ),
            ActionSpec(
                "document_down",
                "Move the document do&wn",
                self.move_down,
                key="Alt+Down",
                needs=Needs.DOCUMENT,
                where=Where.LIST,
                writes=True,
            ),
            ActionSpec(
                "delete_document",
                "&Delete the document…",
                self.delete_document,
                key="Del",
                needs=Needs.DOCUMENT,
                where=Where.LIST,
                writes=True,
            ),
        )

    def edit_attributes(self) -> None:
        """The attributes of all documents as a table, at the row of the open one."""
        from annotator.operations.documents import (  # noqa: PLC0415  (start-up)
            attribute_types,
            document_attributes,
        )
        from annotator.ui.documents.attributes_dialog import AttributesDialog  # noqa: PLC0415

        bridge = self.bridge
        dialog = AttributesDialog(
            self.window,
            bridge.documents,
            bridge.said_of,
            self.theme,
            self.document_page.document or "",
            attribute_types.declared(bridge.look().project),
        )
        dialog.requestType.connect(lambda name: self._choose_type(dialog, name))
        dialog.requestSave.connect(self._save_attributes)
        dialog.requestLoad.connect(lambda: self._load_attributes(dialog))
        self.open_form(
            dialog, lambda: self.bridge.attempt(document_attributes.set_values, dialog.changes)
        )

    def _choose_type(self, dialog: AttributesDialog, name: str) -> None:
        """Choose what the values of an attribute are; the values that are there must fit."""
        from annotator.operations.documents import attribute_types  # noqa: PLC0415  (start-up)
        from annotator.ui.documents.type_form import AttributeTypeForm  # noqa: PLC0415  (start-up)

        model = dialog.model
        declared = model.types.get(name) or AttributeType(name)
        form = AttributeTypeForm(dialog, self.theme, declared, model.choices(name))

        def declare() -> None:
            self.bridge.attempt(attribute_types.declare, form.wanted)
            model.set_type(form.wanted)

        self.open_form(form, declare)

    def _save_attributes(self) -> None:
        """Write the attributes, as they stand in the project, for a spreadsheet."""
        from annotator.operations.transfer import attribute_table  # noqa: PLC0415  (start-up)

        kinds = self.tr("Tables (*.xlsx *.csv)")
        title = self.tr("Save the attributes")
        target = self.ask.save_file(self.window, title, self.tr("attributes.xlsx"), kinds)
        if target is not None:
            viewer = self.bridge.look()
            job = attribute_table.write(
                viewer, target, overwrite=True, guard_formulas=True, form=self.csv_form
            )
            said = self.tr("Saved the attributes as {0}.").format(target.name)
            self.tasks.start(title, job, lambda _rows: self.say(said))

    def _load_attributes(self, dialog: AttributesDialog) -> None:
        """Take over what a table says, and show it."""
        from annotator.operations.transfer import attribute_table  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        kinds = self.tr("Tables (*.xlsx *.xls *.ods *.csv *.tsv)")
        title = self.tr("Take over attributes")
        path = self.ask.open_file(self.window, title, kinds)
        if path is None:
            return
        dialog.reject()
        if dialog.isVisible():  # what was entered is to be kept
            return
        self.bridge.register_coder()

        def done(found: attribute_table.Imported) -> None:
            self.bridge.tell(found.changes)
            self.edit_attributes()
            said = [fill(self.tr("Values taken over: {0:,}."), found.values)]
            self.say(" ".join([*said, attribute_table.unknown_words(found)]).strip())

        self.tasks.start(title, attribute_table.read(project, coder.guid, path), done)

    # --- name and place

    def rename_document(self) -> None:
        """Edit the name of the open document in the list."""
        view = self._panel.view
        self.pages.show_page(READER)
        if view.current_number() < 0:
            self._panel.filter.clear()
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
        document, panel = self.document_page.document, self._panel
        row = panel.neighbour(by)
        if document is None or row is None:
            return
        guids = [one.guid for one in self.bridge.documents]
        after = row + (by > 0)
        self.move(document, guids[after] if after < len(guids) else None)

    # --- deletion

    def delete_document(self) -> None:
        """Say what goes with the selected documents, and ask."""
        project, coder = self.bridge.project, self.bridge.coder
        guids = self._panel.selected() or [self.document_page.document or ""]
        names = [one.name for one in self.bridge.documents if one.guid in guids]
        if project is None or coder is None or not names:
            return
        used, view = documents.use(self.bridge.look(), guids), self._panel.view
        in_list = view.hasFocus()
        if used.codings.total() == used.codings[coder.guid]:
            question = f"{self._delete_question(names)}\n\n{self._goes_too(used, len(names))}"
            many = len(names) > 1
            title = self.tr("Delete documents") if many else self.tr("Delete a document")
            if not self.ask.confirm(self.window, title, question, self.tr("Delete")):
                return
        # Where others have coded in one, the operation says so in numbers.
        if self.bridge.do(documents.delete, guids) is not None:
            if len(names) == 1:
                said = self.tr("Deleted {0}. Undo brings it back.").format(names[0])
            else:
                said = self.tr("Deleted {0:,} documents. Undo brings them back.")
                said = said.format(len(names))
            self.say(said)
        if in_list:  # the question and the next document took the keys
            view.setFocus()

    def _delete_question(self, names: Sequence[str]) -> str:
        """The question, with the names of those that are meant."""
        if len(names) == 1:
            return self.tr("Delete “{0}”?").format(names[0])
        shown = names if len(names) <= _MOST_NAMED else names[: _MOST_NAMED - 1]
        lines = [f"– {name}" for name in shown]
        if len(shown) < len(names):
            lines.append(fill(self.tr("– and {0:,} more"), len(names) - len(shown)))
        return "\n".join([fill(self.tr("Delete {0:,} documents?"), len(names)), *lines])

    def _goes_too(self, used: DocumentUse, number: int) -> str:
        """What goes with so many documents, in numbers."""
        mine = self.bridge.coder.guid if self.bridge.coder else ""
        others = used.memos.total() - used.memos[mine]
        numbers = (
            (used.codings.total(), self.tr("your codings: {0:,}")),
            (used.memos[mine], self.tr("your memos: {0:,}")),
            (others, self.tr("other coders’ memos: {0:,}")),
            (used.attributes, self.tr("attributes: {0:,}")),
            (used.assignments, self.tr("assignments in rounds: {0:,}")),
            (used.earlier_versions, self.tr("earlier versions of the text: {0:,}")),
        )
        found = [words.format(number) for number, words in numbers if number]
        one = number == 1
        if not found and self.bridge.blind:
            return self.own_alone()
        if not found and one:
            return self.tr("Nothing is coded or written about it. Undo brings it back.")
        if not found:
            return self.tr("Nothing is coded or written about them. Undo brings them back.")
        lines = "\n".join(f"– {line}" for line in found)
        said = (
            self.tr("This goes with it:\n{0}\n\nUndo brings all of it back.")
            if one
            else self.tr("This goes with them:\n{0}\n\nUndo brings all of it back.")
        )
        return said.format(lines)
