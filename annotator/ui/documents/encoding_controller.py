"""How texts were read: shown where it was guessed, and read again as the user says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.job import Job, JobProgress
from annotator.operations import documents
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.form_controller import FormController

if TYPE_CHECKING:
    from annotator.operations.documents import TextFile
    from annotator.ui.documents.encoding_dialog import Doubtful


class EncodingController(FormController):
    """Asks about texts that were just added, or about the one that is open."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "encoding",
                "Enco&ding of the document…",
                self.show_current,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
        )

    def look_at(self, texts: Sequence[TextFile]) -> None:
        """Show how those of the texts read whose encoding is a guess; nothing where none is."""
        doubtful = [text for text in texts if text.guessed or text.odd]
        here = {document.guid for document in self.bridge.documents}
        found = [(documents.document_guid(text.name, text.text), text) for text in doubtful]
        self._ask([(guid, text) for guid, text in found if guid in here])

    def look_at_documents(self, guids: Sequence[str]) -> None:
        """Show how these documents read whose encoding was a guess; nothing for none."""
        from annotator.operations.documents import encodings  # noqa: PLC0415  (not needed to start)

        project = self.bridge.project
        assert project is not None
        self._ask([(guid, encodings.original(project, guid)) for guid in guids])

    def show_current(self) -> None:
        """Show how the open document reads, and in what else."""
        from annotator.operations.documents import encodings  # noqa: PLC0415  (not needed to start)

        project, document = self.bridge.project, self.document_page.document
        assert project is not None and document is not None
        self._ask([(document, encodings.original(project, document))])

    def _ask(self, texts: Sequence[tuple[str, TextFile]]) -> None:
        if texts:
            title = self.tr("Looking how the texts read")
            self.tasks.start(title, _looked_at(texts), self._open)

    def _open(self, found: list[Doubtful]) -> None:
        from annotator.ui.documents.encoding_dialog import EncodingDialog  # noqa: PLC0415

        dialog = EncodingDialog(self.window, found, self.theme)
        self.bridge.opened.connect(dialog.deleteLater)  # without asking what it holds

        def read_again() -> None:
            from annotator.operations.documents import encodings  # noqa: PLC0415

            for document, encoding in dialog.chosen().items():
                self.bridge.attempt(encodings.read_again, document, encoding)

        self.open_form(dialog, read_again)


def _looked_at(texts: Sequence[tuple[str, TextFile]]) -> Job[list[Doubtful]]:
    from annotator.operations.documents import encodings  # noqa: PLC0415
    from annotator.ui.documents.encoding_dialog import Doubtful  # noqa: PLC0415

    found = []
    for number, (guid, text) in enumerate(texts):
        yield JobProgress(number, len(texts), text.name)
        found.append(Doubtful(guid, text.name, encodings.places(text), encodings.readings(text)))
    return found
