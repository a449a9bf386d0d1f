"""Training on settled cases: a passage is shown, the coder says its code, and is compared."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from annotator.corpus.messages import fill, quoted, tr
from annotator.operations import codebook
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules import training
from annotator.operations.rules.cases import CaseBook, SettledCase, settled
from annotator.operations.rules.training import Answer, Score
from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel, field_label
from annotator.ui.widgets.wide_combo import WideCombo

_NOT_CODED = "not coded"


@dataclass(frozen=True)
class TrainingFacts:
    """What the tab shows: the cases in the coder's order, what was answered under this version."""

    book: CaseBook
    cases: list[SettledCase]
    answered: dict[str, Answer]
    score: Score


class TrainingTab(StudyTab[TrainingFacts]):
    """One case at a time, those that are not answered under this version of the codebook first."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._found: TrainingFacts | None = None
        self._case: SettledCase | None = None
        self._answered = False
        self.about = sentence("")
        self.passage, self.verdict = PlainLabel(), PlainLabel()
        for label in (self.passage, self.verdict):
            label.setWordWrap(True)
        self.passage.setObjectName("casePassage")
        self.code = WideCombo()
        self.code.setAccessibleName(tr("The code of the passage in brackets"))
        self.answer = QPushButton(tr("&Answer"))
        self.next = QPushButton(tr("&Next case"))
        self.answer.clicked.connect(self._answer)
        self.next.clicked.connect(self._go_on)
        self._verbs = FlowLayout(0)
        self._label = field_label(tr("Its code"), self.code)
        for widget in (self._label, self.code, self.answer, self.next):
            self._verbs.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.about)
        self._column.addWidget(self.passage)
        self._column.addLayout(self._verbs)
        self._column.addWidget(self.verdict)
        self._column.addStretch(1)
        self.restyle(theme)

    @property
    def title(self) -> str:
        return tr("Training")

    def read(self, viewer: Viewer) -> TrainingFacts:
        book = settled(viewer)
        me = self.bridge.coder.guid if self.bridge.coder is not None else ""
        digest = codebook_digest(codebook.current(viewer.project))
        given = training.answers(viewer)
        mine = {one.decision: one for one in given if one.coder == me and one.codebook == digest}
        cases = training.order(book.cases, me)
        return TrainingFacts(book, cases, mine, training.score(cases, given, me, digest))

    def take(self, found: TrainingFacts) -> None:
        self._found = found
        self.about.setText(self._summary(found))
        self._offer_codes(found.book)
        if not self._answered:
            there = {case.decision.guid for case in found.cases}
            if self._case is None or self._case.decision.guid not in there:
                self._case = self._next_open(found)
        self._show()

    def _summary(self, found: TrainingFacts) -> str:
        if not found.cases:
            return tr("No disagreement is settled yet: coders are trained on settled cases.")
        return fill(
            tr("{0} of {1} answered under this version of the codebook, {2} as they were settled."),
            found.score.answered,
            len(found.cases),
            found.score.as_settled,
        )

    def _offer_codes(self, book: CaseBook) -> None:
        codes = [(code.name, code.guid) for _depth, code in book.codebook.walk() if code.codable]
        wanted = [(tr("Choose …"), ""), *codes, (tr("not to be coded"), _NOT_CODED)]
        if [
            (self.code.itemText(n), self.code.itemData(n)) for n in range(self.code.count())
        ] != wanted:
            self.code.clear()
            for name, guid in wanted:
                self.code.addItem(name, guid)

    @staticmethod
    def _next_open(found: TrainingFacts, after: SettledCase | None = None) -> SettledCase | None:
        cases = list(found.cases)
        if after is not None:
            here = [n for n, one in enumerate(cases) if one.decision.guid == after.decision.guid]
            begin = here[0] + 1 if here else 0
            cases = cases[begin:] + cases[:begin]
        left = [one for one in cases if one.decision.guid not in found.answered]
        return next(iter([*left, *cases]), None)

    def _show(self) -> None:
        case = self._case
        for widget in (self.passage, self._label, self.code, self.answer, self.next):
            widget.setVisible(case is not None)
        self.verdict.setVisible(case is not None and self._answered)
        if case is None:
            return
        # What was settled on shows its own limits: the coder sees the passage, and no more.
        self.passage.setText(case.shown.bracketed)
        self.code.setEnabled(not self._answered)
        self.answer.setEnabled(not self._answered)

    def _answer(self) -> None:
        case, found = self._case, self._found
        chosen = self.code.currentData()
        if case is None or found is None or not chosen:
            return
        code = None if chosen == _NOT_CODED else str(chosen)
        self._answered = True
        if self.bridge.do(training.answer, case, code) is None:
            self._answered = False
            return
        said = tr("not to be coded") if case.answer is None else found.book.code_name(case.answer)
        right = code == case.answer
        words = tr("As it was settled: {0}.") if right else tr("It was settled as: {0}.")
        reason = f" {quoted(case.decision.reason)}" if case.decision.reason else ""
        self.verdict.setText(words.format(said) + reason)
        self.verdict.setProperty("role", "success" if right else "error")
        self.verdict.style().polish(self.verdict)
        self._show()
        self.next.setFocus()

    def _go_on(self) -> None:
        if self._found is not None:
            self._answered = False
            self._case = self._next_open(self._found, self._case)
            self.code.setCurrentIndex(0)
            self._show()
            self.code.setFocus()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._column.setSpacing(theme.space("l"))
        self._verbs.set_gap(theme.space("m"))
