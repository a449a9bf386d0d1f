"""One type of relations as a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.corpus.codebook import Codebook, RelationType
from annotator.ui.codebook.code_checklist import CodeChecklist
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows, sentence, text_field


class RelationDialog(Form):
    """Edits a copy; `relation_type()` is the result."""

    def __init__(
        self, parent: QWidget, kind: RelationType, codebook: Codebook, theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Type of relations"))
        self._kind = kind
        self._others: Sequence[RelationType] = [
            other for other in codebook.relation_types if other.guid != kind.guid
        ]
        self.name = QLineEdit(kind.name)
        self.key = QLineEdit(kind.key)
        self.key.setMaxLength(1)
        self.definition = text_field(kind.definition, 4, theme)
        begins, ends = self.tr("From codings with"), self.tr("To codings with")
        self.sources = CodeChecklist(codebook, theme, kind.sources, begins)
        self.targets = CodeChecklist(codebook, theme, kind.targets, ends)
        form = rows(theme)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Key"), self.key)
        form.addRow(self.tr("&Definition"), self.definition)
        self.column.addLayout(form)
        sides = QHBoxLayout()
        sides.setSpacing(theme.space("xl"))
        for label, side in ((begins, self.sources), (ends, self.targets)):
            column = QVBoxLayout()
            column.setSpacing(theme.space("s"))
            column.addWidget(sentence(label, ""))
            column.addWidget(side, 1)
            sides.addLayout(column)
        self.column.addLayout(sides, 1)
        self.column.addWidget(sentence(self.tr("Where no code is ticked, any will do."), "small"))
        self.finish(640, 580)

    def relation_type(self) -> RelationType:
        """The type as it was entered."""
        return replace(
            self._kind,
            name=self.name.text().strip(),
            key=self.key.text().strip(),
            definition=self.definition.toPlainText(),
            sources=self.sources.ticked(),
            targets=self.targets.ticked(),
        )

    def fault(self) -> str | None:
        kind = self.relation_type()
        if not kind.name:
            return self.tr("The relation needs a name.")
        for other in self._others:
            if kind.key and other.key == kind.key:
                return self.tr("The key {0} is that of “{1}”. Choose another key.").format(
                    kind.key, other.name
                )
        return None
