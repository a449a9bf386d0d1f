"""The codebook's test set: which settled cases a version decides, and how."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from annotator.corpus.messages import fill, number_of, tr
from annotator.corpus.step_labels import label_in_words
from annotator.operations import codebook
from annotator.operations.rules import test_set
from annotator.operations.rules.test_set import CaseResult, CodebookTest
from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.tab import StudyTab
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import field_label, tip
from annotator.ui.widgets.two_lines import add_row, two_line_list


@dataclass(frozen=True)
class TestFacts:
    """What the tab shows: titles of versions, one version on the cases, and the one before."""

    versions: list[str]
    material: test_set.CaseMaterial
    result: CodebookTest
    before: CodebookTest | None


class CasesTab(StudyTab[TestFacts]):
    """One version at a time; each case with what it was settled to be and what the version says."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._number: int | None = None
        self.version = QComboBox()
        self.version.setAccessibleName(tr("Version of the codebook"))
        self.version.activated.connect(self._choose)
        self.about = sentence("")
        self.cases = two_line_list(theme, tr("Settled cases"))
        self.faults = two_line_list(theme, tr("Examples that can’t be coded as they say"))
        self._row = QHBoxLayout()
        self._row.addWidget(field_label(tr("Version of the codebook"), self.version))
        self._row.addWidget(self.version)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.about)
        self._column.addWidget(self.cases, 3)
        self._column.addWidget(self.faults, 1)
        self.restyle(theme)

    @property
    def title(self) -> str:
        return tr("Test set")

    def read(self, viewer: Viewer) -> TestFacts:
        known = codebook.versions(viewer.project)
        number = self._number if self._number and self._number <= len(known) else None
        found = test_set.material(viewer)
        result = test_set.on_version(viewer, found, number)
        before = (
            test_set.on_version(viewer, found, result.number - 1) if result.number > 1 else None
        )
        titles = [f"{one.number}. {label_in_words(one.label)}" for one in known]
        return TestFacts(titles, found, result, before)

    def take(self, found: TestFacts) -> None:
        self.version.clear()
        for number in range(len(found.versions), 0, -1):
            self.version.addItem(found.versions[number - 1], number)
        self.version.setCurrentIndex(self.version.findData(found.result.number))
        self.about.setText(_summary(found))
        self.cases.clear()
        for one in found.result.results:
            detail = _detail(found, one)
            item = add_row(self.cases, f"{_sign(one)}  {one.case.shown.bracketed}", detail)
            item.setToolTip(tip(f"{one.case.shown.bracketed}\n{detail}"))
        self.faults.clear()
        for fault in found.result.faults:
            add_row(self.faults, fault, tr("can’t be coded as it says")).setToolTip(tip(fault))
        self.faults.setVisible(bool(found.result.faults))

    def _choose(self, _index: int) -> None:
        viewer = self.bridge.viewer
        self._number = self.version.currentData()
        if viewer is not None:
            self.take(self.read(viewer))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._column.setSpacing(theme.space("m"))
        self._row.setSpacing(theme.space("m"))


def _sign(one: CaseResult) -> str:
    if not one.is_decided:
        return "○"
    return "●" if one.is_as_settled else "✕"


def _detail(found: TestFacts, one: CaseResult) -> str:
    book = found.material.cases

    def name(code: str | None) -> str:
        return tr("not coded") if code is None else book.code_name(code)

    parts = [tr("settled as: {0}").format(name(one.case.answer)), tr(test_set.BY[one.by])]
    if one.is_decided:
        parts.append(tr("says: {0}").format(name(one.code)))
    if one.answers:
        right = sum(said.code == one.case.answer for said in one.answers.values())
        parts.append(fill(tr("{0} of {1} coders answered so"), right, len(one.answers)))
    return " · ".join(parts)


def _summary(found: TestFacts) -> str:
    result, before = found.result, found.before
    if not result.results:
        return tr("No disagreement is settled yet: settled cases are what a codebook is tested on.")
    words = fill(
        tr("Version {0} decides {1} of {2}, {3} as they were settled."),
        result.number,
        result.decided,
        number_of(len(result.results), "case"),
        result.as_settled,
    )
    if before is not None:
        words += " " + fill(tr("Version {0} decided {1}."), before.number, before.decided)
    return words
