"""Before texts, quotations or the codebook are written as a document: of what, and how."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotator.corpus.codebook import Codebook
from annotator.errors import UserError
from annotator.exchange.coded_text import citations
from annotator.exchange.coded_text.choice import (
    BY_CODE,
    BY_DOCUMENT,
    CODEBOOK,
    COMMENTS,
    HIGHLIGHTS,
    MARGIN,
    QUOTATIONS,
    TEXT,
    WritingChoice,
)
from annotator.exchange.coded_text.writing import SUFFIXES
from annotator.operations.transfer import ExportChoice
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.form import Form, rows, sentence
from annotator.ui.widgets.swatch import swatch


class WritingForm(Form):
    """`choice` is what was chosen, `suffix` that of the format; `kept` is what stands in the
    fields, to be remembered."""

    def __init__(
        self,
        parent: QWidget,
        bridge: ProjectBridge,
        attributes: list[str],
        citation: str,
        kept: Mapping[str, str],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Write as a document"))
        self.column.addWidget(sentence(self.tr("Write as a document"), "title"))
        self._make_fields(attributes, citation)
        self._make_lists(bridge)
        for name, field in self._remembered().items():
            place = field.findData(kept.get(name))
            field.setCurrentIndex(max(0, place))
        self.what.currentIndexChanged.connect(lambda _place: self._refresh())
        self.ok.setText(self.tr("Write…"))
        self.finish(680, 620)
        self._refresh()

    def _make_fields(self, attributes: list[str], citation: str) -> None:
        self.what = _choices(
            (TEXT, self.tr("Texts with their codings")),
            (QUOTATIONS, self.tr("Quotations, each with its source")),
            (CODEBOOK, self.tr("The codebook")),
        )
        self.format = _choices(
            (".docx", self.tr("Word (.docx)")),
            (".odt", self.tr("OpenDocument (.odt)")),
            (".html", self.tr("Web page in one file (.html)")),
            (".md", self.tr("Markdown (.md)")),
            (".xlsx", self.tr("Excel table (.xlsx)")),
            (".csv", self.tr("CSV table (.csv)")),
        )
        self.show_as = _choices(
            (HIGHLIGHTS, self.tr("Highlights on the words")),
            (COMMENTS, self.tr("Comments with code, coder and memo")),
            (MARGIN, self.tr("Names in the margin")),
        )
        self.group = _choices(
            (BY_CODE, self.tr("By code")),
            (BY_DOCUMENT, self.tr("By document")),
            *((name, name) for name in attributes),
        )
        self.citation = QLineEdit(citation)
        names = ", ".join("{" + name + "}" for name in citations.PLACES)
        form = rows(self.theme)
        form.addRow(self.tr("&What"), self.what)
        form.addRow(self.tr("&Format"), self.format)
        form.addRow(self.tr("&Show codings as"), self.show_as)
        form.addRow(self.tr("&Headings"), self.group)
        form.addRow(self.tr("C&itation"), self.citation)
        self.column.addLayout(form)
        self.names = sentence(self.tr("“…” is the quotation; there are {0}.").format(names))
        self.column.addWidget(self.names)

    def _make_lists(self, bridge: ProjectBridge) -> None:
        book: Codebook = bridge.codebook
        labels = bridge.coder_labels()
        self.documents = Checklist(
            self.tr("Documents"),
            [ChecklistItem(one.guid, one.name) for one in bridge.documents],
            self.theme,
        )
        self.coders = Checklist(
            self.tr("Coders"),
            [ChecklistItem(one.guid, labels[one.guid]) for one in bridge.coders],
            self.theme,
        )
        self.codes = Checklist(
            self.tr("Codes"),
            [
                ChecklistItem(
                    one.guid, " › ".join(book.path(one.guid)), swatch(one.color, self.theme)
                )
                for _depth, one in book.walk()
            ],
            self.theme,
        )
        row = QHBoxLayout()
        row.setSpacing(self.theme.space("l"))
        for part in (self.documents, self.coders, self.codes):
            row.addWidget(part, 1)
        self.column.addLayout(row, 1)

    def _refresh(self) -> None:
        """Only what bears on what is written can be chosen."""
        what = self.what.currentData()
        self.show_as.setEnabled(what == TEXT)
        for field in (self.group, self.citation, self.names):
            field.setEnabled(what == QUOTATIONS)
        for part in (self.documents, self.coders, self.codes):
            part.setEnabled(what != CODEBOOK)

    def fault(self) -> str | None:
        if self.suffix not in SUFFIXES and self.what.currentData() != CODEBOOK:
            return self.tr("As a table there is the codebook only. Choose a document’s format.")
        try:
            citations.check(self.citation.text())
        except UserError as error:
            return str(error) if self.citation.isEnabled() else None
        return None

    @property
    def suffix(self) -> str:
        return str(self.format.currentData())

    @property
    def choice(self) -> ExportChoice:
        writing = WritingChoice(
            str(self.what.currentData()),
            str(self.show_as.currentData()),
            str(self.group.currentData()),
            self.citation.text(),
        )
        if writing.what == CODEBOOK:
            return ExportChoice(writing=writing)
        return ExportChoice(
            self.documents.chosen(), self.coders.chosen(), self.codes.chosen(), writing=writing
        )

    @property
    def kept(self) -> dict[str, str]:
        return {name: str(field.currentData()) for name, field in self._remembered().items()}

    def _remembered(self) -> dict[str, QComboBox]:
        return {
            "what": self.what,
            "format": self.format,
            "show": self.show_as,
            "group": self.group,
        }


def _choices(*named: tuple[str, str]) -> QComboBox:
    box = QComboBox()
    for data, words in named:
        box.addItem(words, data)
    return box
