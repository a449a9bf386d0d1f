"""Texts, quotations and the codebook as documents; a quotation with its source to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from annotator.corpus.span import Span, passage
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.operations import reading
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.ui.transfer.writing_form import WritingForm


class WritingController(Controller):
    """What was chosen last is proposed again; the pattern of citations is a preference."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("write_document", "Texts or &quotations as a document…", self.write),
            ActionSpec(
                "copy_quotation",
                "Copy with its s&ource",
                self.copy_quotation,
                key="Ctrl+Shift+C",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec("citation", "How quotatio&ns are cited…", self.choose, needs=Needs.NOTHING),
        )

    def write(self) -> None:
        """What is to be written and how, then where to."""
        from annotator.ui.transfer.writing_form import WritingForm  # noqa: PLC0415  (start-up)

        said = reading.document_attributes(self.bridge.look())
        names = sorted({one.name for one in said}, key=str.casefold)
        form = WritingForm(
            self.window,
            self.bridge,
            names,
            self.settings.citation,
            self.settings.writing,
            self.theme,
        )
        form.accepted.connect(lambda: self._write(form))
        form.finished.connect(form.deleteLater)
        form.open()

    def _write(self, form: WritingForm) -> None:
        from annotator.operations import transfer  # noqa: PLC0415

        choice, suffix = form.choice, form.suffix
        self.settings.writing, self.settings.citation = form.kept, choice.writing.citation
        self.services.save_settings()
        viewer, title = self.bridge.look(), self.tr("Write as a document")
        proposal = viewer.project.path.stem + suffix
        target = self.ask.save_file(self.window, title, proposal, f"(*{suffix})")
        if target is None:
            return
        target = target if target.suffix.lower() == suffix else target.with_suffix(suffix)
        job = transfer.export_file(viewer, target, overwrite=True, choice=choice)
        said = self.tr("Wrote {0}.").format(target.name)
        self.tasks.start(title, job, lambda _report: self.say(said))

    def copy_quotation(self) -> None:
        """The selected passage, or the chosen coding's, with its source."""
        from annotator.exchange.coded_text.citations import cite, source_of  # noqa: PLC0415

        page = self.document_page
        spans = self._spans()
        if spans is None or page.document is None:
            self.say(self.tr("Select a passage or a coding first."))
            return
        text = DocumentText(page.text, page.structure)
        name = next(one.name for one in self.bridge.documents if one.guid == page.document)
        words = " ".join(passage(page.text, spans).split())
        cited = cite(self.settings.citation, words, source_of(name, text, spans[0].start))
        QGuiApplication.clipboard().setText(cited)
        self.say(self.tr("Copied: {0}").format(cited if len(cited) < 90 else f"{cited[:88]}…"))

    def _spans(self) -> tuple[Span, ...] | None:
        selected = self.reader_view.selected_span()
        if selected is not None:
            return (selected,)
        entry = self.document_page.selected
        return None if entry is None else tuple(entry.spans)

    def choose(self) -> None:
        """The pattern of citations."""
        from annotator.exchange.coded_text import citations  # noqa: PLC0415

        names = ", ".join("{" + one + "}" for one in citations.PLACES)
        question = self.tr(
            "“…” is the quotation; there are {0}. What a document does not say is left out."
        ).format(names)
        title = self.tr("How quotations are cited")
        pattern = self.ask.text(self.window, title, question, self.settings.citation)
        if pattern is None:
            return
        try:
            citations.check(pattern)
        except UserError as error:
            self.refuse(str(error))
            return
        self.settings.citation = pattern
        self.services.save_settings()
