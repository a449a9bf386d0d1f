"""Putting documents into sets with a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.messages import listing, number_of, tr
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services
from annotator.ui.documents.panel import DocumentsPanel

if TYPE_CHECKING:
    from annotator.corpus.document import DocumentSet
    from annotator.ui.documents.sets_dialog import SetsDialog


class SetsController(FormController):
    """It acts on the documents that are selected in the list, else on the open one."""

    def __init__(self, services: Services, panel: DocumentsPanel) -> None:
        super().__init__(services)
        self._panel = panel
        panel.view.requestPutIntoSets.connect(self.put)

    def put(self, documents: Sequence[str], sets: Sequence[str]) -> None:
        """Put documents into sets (GUIDs), where they are not in them."""
        from annotator.operations.documents import named_sets  # noqa: PLC0415  (start-up)

        known = {one.guid: one for one in named_sets.listed(self.bridge.look())}
        names = [known[one].name for one in sets if one in known]
        if self.bridge.do(named_sets.arrange, documents, sets) is not None:
            said = number_of(len(documents), "document")
            self.say(tr("{documents} put into {sets}.", documents=said, sets=listing(names)))

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "document_sets",
                "Sets of documents…",
                self.show_sets,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
        )

    def show_sets(self) -> None:
        """Ask in which sets the documents shall be."""
        from annotator.operations.documents import named_sets  # noqa: PLC0415  (start-up)
        from annotator.ui.documents.sets_dialog import SetsDialog  # noqa: PLC0415

        documents = self._panel.selected() or [self.document_page.document or ""]
        names = [one.name for one in self.bridge.documents if one.guid in documents]
        if not names:
            return
        sets = named_sets.listed(self.bridge.look())
        dialog = SetsDialog(self.window, sets, documents, names[0], self.theme)
        dialog.requestRename.connect(lambda one: self._rename(dialog, one))
        dialog.requestDelete.connect(lambda one: self._delete(dialog, one))
        self.bridge.opened.connect(dialog.deleteLater)  # the project is another one, or none

        def arrange() -> None:
            into, out_of = dialog.chosen()
            self.bridge.attempt(named_sets.arrange, documents, into, out_of, dialog.new.text())

        self.open_form(dialog, arrange)

    def _rename(self, dialog: SetsDialog, one: DocumentSet) -> None:
        from annotator.operations.documents import named_sets  # noqa: PLC0415

        title, question = self.tr("Rename a set"), self.tr("Name of the set:")
        name = self.ask.text(dialog, title, question, one.name)
        if name is not None and name.strip() != one.name:
            self.bridge.do(named_sets.rename, one.guid, name)
            dialog.show_sets(named_sets.listed(self.bridge.look()))

    def _delete(self, dialog: SetsDialog, one: DocumentSet) -> None:
        from annotator.operations.documents import named_sets  # noqa: PLC0415

        question = self.tr("Delete the set “{0}”? Its documents stay.").format(one.name)
        title = self.tr("Delete a set")
        if self.ask.confirm(dialog, title, question, self.tr("Delete")):
            self.bridge.do(named_sets.delete, one.guid)
            dialog.show_sets(named_sets.listed(self.bridge.look()))
