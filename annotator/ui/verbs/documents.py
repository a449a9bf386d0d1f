"""What is said of whole documents."""

from __future__ import annotations

from annotator.operations import document_attributes
from annotator.ui.verbs.form_group import FormVerbs


class DocumentVerbs(FormVerbs):
    """Verbs of the list of documents."""

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
