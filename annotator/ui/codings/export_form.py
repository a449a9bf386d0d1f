"""Before codings go into a table file: of which documents and coders."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from annotator.corpus.changes import CODING, how_many
from annotator.operations.transfer import ExportChoice
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.transfer.checklist import Checklist, ChecklistItem
from annotator.ui.widgets.form import Form, rows, sentence


class CodingsExportForm(Form):
    """`choice` is what was chosen; `guarded` where text like formulas gets an apostrophe."""

    def __init__(
        self, parent: QWidget, bridge: ProjectBridge, theme: Theme, *, guarded: bool
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Export codings"))
        self._counts: Mapping[str, Mapping[str, int]] = bridge.counts
        self._all = [one.guid for one in bridge.documents]
        documents = [ChecklistItem(one.guid, one.name) for one in bridge.documents]
        self.documents = Checklist(self.tr("Documents"), documents, theme)
        labels = bridge.coder_labels()
        people = [ChecklistItem(one.guid, labels[one.guid]) for one in bridge.coders]
        self.coders = Checklist(self.tr("Coders"), people, theme)
        self.summary = sentence("", "")
        row = QHBoxLayout()
        row.setSpacing(theme.space("l"))
        row.addWidget(self.documents, 3)
        row.addWidget(self.coders, 2)
        self.column.addWidget(sentence(self.tr("Export codings"), "title"))
        self.column.addLayout(row, 1)
        self.column.addWidget(self.summary)
        self.csv_form: QComboBox | None = None
        if guarded:
            self.csv_form = self._forms()
            form = rows(theme)
            form.addRow(self.tr("Cells &parted by"), self.csv_form)
            self.column.addLayout(form)
            words = self.tr(
                "Text that a spreadsheet would take for a formula gets an apostrophe in front."
            )
            self.column.addWidget(sentence(words))
        for part in (self.documents, self.coders):
            part.changed.connect(self._say)
        self.ok.setText(self.tr("Export…"))
        self.finish(560, 420)
        self._say()

    def _forms(self) -> QComboBox:
        """What can part the cells, by the names of `csv_form.FORMS`."""
        box = QComboBox()
        for name, words in (
            ("comma", self.tr("a comma")),
            ("semicolon", self.tr("a semicolon")),
            ("semicolon-comma", self.tr("a semicolon, with decimal commas")),
            ("tab", self.tr("a tab")),
        ):
            box.addItem(words, name)
        return box

    @property
    def choice(self) -> ExportChoice:
        return ExportChoice(self.documents.chosen(), self.coders.chosen())

    def _say(self) -> None:
        """How many codings that comes to."""
        choice = self.choice
        documents = self._all if choice.documents is None else choice.documents
        number = sum(
            count
            for document in documents
            for coder, count in self._counts.get(document, {}).items()
            if choice.coders is None or coder in choice.coders
        )
        self.summary.setText(self.tr("In the file: {0}").format(how_many(CODING, number)))
        self.ok.setEnabled(number > 0)
