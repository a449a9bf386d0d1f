"""What the methods section reports: the form, the paragraph with its gaps, the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.messages import fill, tr
from annotator.corpus.number_words import typeset
from annotator.errors import UserError
from annotator.operations.study import facts, figures, methods
from annotator.operations.study.checklist import ChecklistItem, checklist
from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.entry_form import EntryForm
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.screen_fit import ScrollContainer
from annotator.ui.widgets.two_lines import add_row, two_line_list


@dataclass(frozen=True)
class MethodsFacts:
    """The entries, the paragraph made of them, and the checklist."""

    said: Mapping[str, str]
    paragraph: str
    items: list[ChecklistItem]


class MethodsTab(StudyTab[MethodsFacts]):
    """Entries on the left; on the right what is to be copied."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.form = EntryForm(methods.FIELDS, theme)
        self.form.entered.connect(self._keep)
        self.problem = PlainLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.paragraph = QPlainTextEdit()
        self.paragraph.setReadOnly(True)
        self.paragraph.setTabChangesFocus(True)
        self.paragraph.setAccessibleName(tr("Methods paragraph"))
        self.copy = QPushButton(tr("&Copy the paragraph"))
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.paragraph.toPlainText())
        )
        self.summary = PlainLabel()
        self.summary.setProperty("role", "heading")
        self.summary.setWordWrap(True)
        self.items = two_line_list(theme, tr("Reporting checklist"))
        self.copy_items = QPushButton(tr("Copy the c&hecklist"))
        self.copy_items.clicked.connect(self._copy_items)
        self._found: MethodsFacts | None = None
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, theme.space("m"), 0)
        left_column.addWidget(self.form)
        self._right = QVBoxLayout()
        self._right.addWidget(self.problem)
        self._right.addWidget(self.paragraph, 2)
        self._right.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignLeft)
        self._right.addWidget(self.summary)
        self._right.addWidget(self.items, 3)
        self._right.addWidget(self.copy_items, alignment=Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(ScrollContainer(left), 1)
        self._row.addLayout(self._right, 1)
        self.restyle(theme)

    @property
    def title(self) -> str:
        return tr("Methods")

    def read(self, viewer: Viewer) -> MethodsFacts:
        said, found = methods.read(viewer), facts.facts(viewer)
        reported = figures.reported(viewer)
        words = methods.paragraph(found, said, reported)
        return MethodsFacts(said, words, checklist(found, said, reported))

    def take(self, found: MethodsFacts) -> None:
        self._found = found
        self.form.show_values(found.said)
        self.paragraph.setPlainText(typeset(found.paragraph))
        gaps = sum(one.answer is None for one in found.items)
        self.summary.setText(
            fill(
                tr("{0} of {1} points of the checklist are recorded"),
                len(found.items) - gaps,
                len(found.items),
            )
        )
        row = self.items.currentRow()
        self.items.clear()
        for one in found.items:
            sign = "○" if one.answer is None else "●"
            detail = f"{one.words} ({'; '.join(one.sources)})"
            item = add_row(self.items, f"{sign}  {one.question}", detail)
            item.setToolTip(tip(detail))
        self.items.setCurrentRow(row)

    def leave(self) -> None:
        self.form.commit()

    def _copy_items(self) -> None:
        if self._found is not None:
            lines = [f"{one.question}: {one.words}" for one in self._found.items]
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _keep(self, values: dict[str, str]) -> None:
        self.problem.hide()
        try:
            self.bridge.attempt(methods.write, values)
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.form.restyle(theme)
        self._row.setSpacing(theme.space("xl"))
        self._right.setSpacing(theme.space("m"))
