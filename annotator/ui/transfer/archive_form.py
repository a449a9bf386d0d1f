"""Before a replication archive is written: what goes in, and what that means for the texts."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from annotator.errors import UserError
from annotator.operations.archive.choice import FULL, NONE, STEPS, ArchiveChoice, table_of_line
from annotator.operations.retrieval.tables import TableQuestion
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, lines_of, rows, sentence, text_field

_MOST_WORDS = 500


class ArchiveForm(Form):
    """`choice` is what was chosen."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Replication archive"))
        self.column.addWidget(sentence(self.tr("Replication archive"), "title"))
        self.column.addWidget(
            sentence(
                self.tr(
                    "One file with what a reviewer or a repository needs. Who has it can compute"
                    " every figure again, without the texts too."
                )
            )
        )
        self._make_texts()
        self._make_people()
        self._make_questions()
        self.ok.setText(self.tr("Write…"))
        self.finish(620)

    def _make_texts(self) -> None:
        self.texts = QRadioButton(self.tr("With the &texts"))
        self.without = QRadioButton(
            self.tr("With&out them: names, digests and positions, where rights forbid more")
        )
        self.texts.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.texts)
        self._group.addButton(self.without)
        self.words = QSpinBox()
        self.words.setRange(0, _MOST_WORDS)
        self.words.setEnabled(False)
        self.words.setAccessibleName(self.tr("Words quoted of each passage at most"))
        self.without.toggled.connect(self.words.setEnabled)
        quoted = QHBoxLayout()
        quoted.addSpacing(self.theme.space("xl"))
        quoted.addWidget(self.words)
        quoted.addWidget(sentence(self.tr("words quoted of each passage at most"), ""), 1)
        self.column.addWidget(self.texts)
        self.column.addWidget(self.without)
        self.column.addLayout(quoted)

    def _make_people(self) -> None:
        self.named = QCheckBox(self.tr("Coders by their &names, not as “Coder A”, “Coder B”"))
        self.memos = QCheckBox(self.tr("The &memos of coders"))
        self.history = QComboBox()
        for name, words in (
            (STEPS, self.tr("Who did what, when")),
            (FULL, self.tr("With what it was before and after")),
            (NONE, self.tr("None of it")),
        ):
            self.history.addItem(words, name)
        form = rows(self.theme)
        form.addRow(self.tr("&History"), self.history)
        self.column.addWidget(self.named)
        self.column.addWidget(self.memos)
        self.column.addLayout(form)

    def _make_questions(self) -> None:
        self.queries = text_field("", 4, self.theme)
        self.queries.setAccessibleName(self.tr("Questions, a line each"))
        self.queries.setPlaceholderText("code:claim overlaps code:prediction")
        self.tables = text_field("", 2, self.theme)
        self.tables.setAccessibleName(self.tr("Tables, a line each: rows × columns"))
        self.tables.setPlaceholderText("codes × documents")
        form = rows(self.theme)
        form.addRow(self.tr("&Questions, a line each"), self.queries)
        form.addRow(self.tr("Ta&bles, a line each"), self.tables)
        self.column.addLayout(form)
        self.column.addWidget(
            sentence(self.tr("Questions and tables that the project keeps are in it anyway."))
        )

    def fault(self) -> str | None:
        """A line that names no table."""
        try:
            self._tables()
        except UserError as error:
            return str(error)
        return None

    def _tables(self) -> tuple[TableQuestion, ...]:
        return tuple(map(table_of_line, lines_of(self.tables)))

    @property
    def choice(self) -> ArchiveChoice:
        return ArchiveChoice(
            texts=self.texts.isChecked(),
            words=self.words.value() if self.without.isChecked() else 0,
            named=self.named.isChecked(),
            history=str(self.history.currentData()),
            memos=self.memos.isChecked(),
            queries=lines_of(self.queries),
            tables=self._tables(),
        )
