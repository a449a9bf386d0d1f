"""Before an export: what goes out, how positions count, and what the format cannot carry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from annotator.corpus.messages import fill
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import RefiReport
from annotator.operations.team import coders
from annotator.operations.transfer import ExportChoice
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.transfer.report_window import page_of_findings
from annotator.ui.transfer.words import findings_html, kind_name
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.swatch import swatch

_PAUSE = 120
"""Milliseconds without a change of the choices after which the list is made again."""


class ExportDialog(Form):
    """`choice` is what was chosen; `preview` tells what would become of it, at every tick."""

    def __init__(
        self,
        parent: QWidget,
        content: ProjectContent,
        preview: Callable[[ExportChoice], RefiReport],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Export a REFI-QDA Project"))
        self._content, self._preview = content, preview
        self._astral = {
            one.guid
            for one in content.documents
            if not one.text.isascii() and max(one.text) > "\uffff"
        }
        """Documents with characters that NVivo counts as two."""
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        self._make_choices()
        self.nvivo = QCheckBox(self.tr("For NVivo: count positions in UTF-16 units"))
        self.why_nvivo = sentence("")
        self.summary = sentence("", "")
        self.losses = PlainLabel()
        self.losses.setProperty("role", "heading")
        self.page = page_of_findings(self.tr("What the format cannot carry"))
        self._lay_out()
        for part in (self.documents, self.coders, self.codes):
            part.changed.connect(self._soon.start)
        self.nvivo.toggled.connect(lambda _on: self.refresh())
        self.ok.setText(self.tr("Export…"))
        self.finish(760, 640)
        self.refresh()

    # --- parts

    def _make_choices(self) -> None:
        content, theme = self._content, self.theme
        book, labels = content.codebook, coders.labels(content.coders)
        self.documents = Checklist(
            self.tr("Documents"),
            [ChecklistItem(one.guid, one.name) for one in content.documents],
            theme,
        )
        self.coders = Checklist(
            self.tr("Coders"),
            [ChecklistItem(one.guid, labels[one.guid]) for one in content.coders],
            theme,
        )
        self.codes = Checklist(
            self.tr("Codes"),
            [
                ChecklistItem(
                    code.guid, " › ".join(book.path(code.guid)), swatch(code.color, theme)
                )
                for _depth, code in book.walk()
            ],
            theme,
        )

    def _lay_out(self) -> None:
        self.column.addWidget(sentence(self.tr("Export a REFI-QDA Project"), "title"))
        row = QHBoxLayout()
        row.setSpacing(self.theme.space("l"))
        for part in (self.documents, self.coders, self.codes):
            row.addWidget(part, 1)
        self.column.addLayout(row, 3)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.nvivo)
        self.column.addWidget(self.why_nvivo)
        self.column.addWidget(self.losses)
        self.column.addWidget(self.page, 2)

    # --- what it says

    @property
    def choice(self) -> ExportChoice:
        return ExportChoice(
            self.documents.chosen(),
            self.coders.chosen(),
            self.codes.chosen(),
            self.nvivo.isEnabled() and self.nvivo.isChecked(),
        )

    def refresh(self) -> None:
        """Say anew what goes out and what does not."""
        self._soon.stop()
        chosen = self.choice.documents
        going = {one.guid for one in self._content.documents}
        going = going if chosen is None else going & set(chosen)
        self._say_nvivo(len(going & self._astral), len(going))
        self._say(self._preview(self.choice))

    def _say_nvivo(self, astral: int, documents: int) -> None:
        self.nvivo.setEnabled(bool(astral))
        if astral:
            self.why_nvivo.setText(
                fill(
                    self.tr(
                        "{0:,} of {1:,} texts have characters, such as emoji, that NVivo counts as"
                        " two and the standard as one. NVivo needs this to find the passages;"
                        " other programs need it off."
                    ),
                    astral,
                    documents,
                )
            )
        else:
            self.why_nvivo.setText(
                self.tr(
                    "Not needed: no text has characters, such as emoji, that NVivo counts as two."
                )
            )

    def _say(self, report: RefiReport) -> None:
        counts = report.counts
        kinds = ("documents", "coders", "codes", "codings")
        going = " · ".join(f"{kind_name(kind)} {counts[kind]:,}" for kind in kinds)
        self.summary.setText(self.tr("In the file: {0}").format(going))
        self.ok.setEnabled(bool(counts["documents"] or counts["codes"]))
        number = len(report.findings)
        none = self.tr("THE FORMAT CARRIES ALL OF IT")
        self.losses.setText(
            fill(self.tr("WHAT THE FORMAT CANNOT CARRY ({0:,})"), number) if number else none
        )
        self.page.setHtml(findings_html(report.findings, self.theme.color("muted").name()))
        self.page.setVisible(bool(number))
