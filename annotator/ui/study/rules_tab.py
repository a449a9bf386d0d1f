"""Rules that came of settled cases: rules and drafts on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from annotator.corpus.messages import fill, number_of, tr
from annotator.errors import UserError
from annotator.operations.rules import causes, keeping
from annotator.operations.rules.cases import CaseBook, SettledCase, settled
from annotator.operations.rules.drafting import RuleDraft
from annotator.operations.rules.keeping import ACCEPTED, DECLINED, DRAFT, Rule
from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.cause_table import CauseTable
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.two_lines import add_row, two_line_list

_DATA = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class RuleFacts:
    """What the tab shows: cases, the rules that are kept, and drafts for the other cases."""

    book: CaseBook
    rules: Sequence[Rule]
    drafts: Sequence[RuleDraft]


class RulesTab(StudyTab[RuleFacts]):
    """Accepting takes the words that stand in the field, with the cases below it."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._found: RuleFacts | None = None
        self.about = sentence("")
        self.causes = CauseTable()
        self.list = two_line_list(theme, tr("Rules and drafts"))
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.heading, self.problem = PlainLabel(), PlainLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("The rule"))
        self.accept = QPushButton(tr("&Accept into the codebook"))
        self.keep = QPushButton(tr("&Keep to discuss"))
        self.decline = QPushButton(tr("&Decline"))
        for button, act in (
            (self.accept, self._accept),
            (self.keep, self._keep),
            (self.decline, self._decline),
        ):
            button.clicked.connect(act)
        self._cases_heading = PlainLabel(tr("Its cases"))
        self._cases_heading.setProperty("role", "heading")
        self.cases = two_line_list(theme, tr("Its cases"))
        self._lay_out()
        self.restyle(theme)

    def _lay_out(self) -> None:
        self._verbs = FlowLayout(0)
        for button in (self.accept, self.keep, self.decline):
            self._verbs.addWidget(button)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.causes)
        self._left.addWidget(self.list, 3)
        self._right.addWidget(self.heading)
        self._right.addWidget(self.text, 1)
        self._right.addWidget(self.problem)
        self._right.addLayout(self._verbs)
        self._right.addWidget(self._cases_heading)
        self._right.addWidget(self.cases, 3)
        self._row = QHBoxLayout()
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.about)
        self._column.addLayout(self._row, 1)

    @property
    def title(self) -> str:
        return tr("Rules")

    def read(self, viewer: Viewer) -> RuleFacts:
        book, known = settled(viewer), keeping.rules(viewer)
        return RuleFacts(book, known, keeping.open_drafts(book, known))

    def take(self, found: RuleFacts) -> None:
        chosen = self._cases_of_chosen()
        self._found = found
        self.about.setText(_summary(found))
        self.causes.show_counts(found.book)
        self.list.blockSignals(True)
        self.list.clear()
        listed: list[Rule | RuleDraft] = [*found.drafts, *found.rules]
        for one in listed:
            detail = tr("{0} · {1} · {2} · {3}").format(
                _state(one),
                found.book.code_name(one.code),
                tr(causes.TITLES[one.cause]),
                number_of(len(one.cases), "case"),
            )
            item = add_row(self.list, one.text, detail)
            item.setToolTip(tip(one.text))
            item.setData(_DATA, one)
        rows = [
            row for row in range(self.list.count()) if self._at(self.list.item(row)).cases == chosen
        ]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        self._show()

    def _at(self, item: QListWidgetItem) -> Rule | RuleDraft:
        found: Rule | RuleDraft = item.data(_DATA)
        return found

    @property
    def chosen(self) -> Rule | RuleDraft | None:
        """The rule or draft in hand."""
        item = self.list.currentItem()
        return self._at(item) if item is not None else None

    def _cases_of_chosen(self) -> tuple[str, ...]:
        one = self.chosen
        return one.cases if one is not None else ()

    def _show(self) -> None:
        one, found = self.chosen, self._found
        self.problem.hide()
        for part in (
            self.heading,
            self.text,
            self.cases,
            self._cases_heading,
            self.accept,
            self.keep,
            self.decline,
        ):
            part.setVisible(one is not None)
        if one is None or found is None:
            return
        self.heading.setText(
            tr("{0}: “{1}”, {2}").format(
                _state(one), found.book.code_name(one.code), tr(causes.TITLES[one.cause])
            )
        )
        self.text.setPlainText(one.text)
        open_ = isinstance(one, RuleDraft) or one.state == DRAFT
        self.text.setReadOnly(not open_)
        self.keep.setText(
            tr("&Keep to discuss") if isinstance(one, RuleDraft) else tr("&Keep the words")
        )
        for button in (self.accept, self.keep, self.decline):
            button.setEnabled(open_)
        self.cases.clear()
        for case in found.book.of(one.cases):
            item = add_row(self.cases, case.shown.bracketed, case_words(found.book, case))
            item.setToolTip(tip(f"{case.shown.bracketed}\n{case_words(found.book, case)}"))

    # --- verbs

    def _accept(self) -> None:
        one, found = self.chosen, self._found
        if one is None or found is None:
            return
        cases = found.book.of(one.cases)
        self._try(lambda: self.bridge.attempt(keeping.accept, one, self.text.toPlainText(), cases))

    def _keep(self) -> None:
        one, words = self.chosen, self.text.toPlainText()
        if isinstance(one, RuleDraft):
            draft = one
            self._try(lambda: self.bridge.attempt(keeping.keep, draft, words))
        elif one is not None:
            rule = one
            self._try(lambda: self.bridge.attempt(keeping.reword, rule, words))

    def _decline(self) -> None:
        one = self.chosen
        if one is not None:
            self._try(lambda: self.bridge.attempt(keeping.decline, one))

    def _try(self, act: object) -> None:
        assert callable(act)
        try:
            act()
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._verbs.set_gap(theme.space("m"))
        self._row.setSpacing(theme.space("xl"))
        self._column.setSpacing(theme.space("m"))
        for layout in (self._left, self._right):
            layout.setSpacing(theme.space("m"))
        self.causes.restyle(theme)


def _state(one: Rule | RuleDraft) -> str:
    if isinstance(one, RuleDraft):
        return tr("Proposed")
    return {DRAFT: tr("Draft"), ACCEPTED: tr("In the codebook"), DECLINED: tr("Declined")}[
        one.state
    ]


def _summary(found: RuleFacts) -> str:
    if not found.book.cases:
        return tr(
            "No disagreement is settled yet. On the page of adjudication, settle cases and say by"
            " one key more why the coders differed; rules are drafted here."
        )
    unsaid = sum(case.decision.cause.value == "" for case in found.book.cases)
    said = fill(
        tr("{0} settled, {1} proposed from them."),
        number_of(len(found.book.cases), "case"),
        number_of(len(found.drafts), "rule"),
    )
    if unsaid:
        said += " " + fill(
            tr("Of {0} it is not said why the coders differed."), number_of(unsaid, "case")
        )
    return said


def case_words(book: CaseBook, case: SettledCase) -> str:
    """“A: claim; B: prediction → prediction (still to come)”."""
    sides = "; ".join(f"{side.coder}: {book.code_name(side.code)}" for side in case.sides)
    outcome = tr("not coded") if case.answer is None else book.code_name(case.answer)
    reason = f" ({case.decision.reason})" if case.decision.reason else ""
    return f"{sides} → {outcome}{reason} · {case.document}"
