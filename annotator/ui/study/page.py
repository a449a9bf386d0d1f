"""The page on the study: tabs for its plan, its rules and cases, training, and its methods."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from annotator.corpus.messages import tr
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.study.cases_tab import CasesTab
from annotator.ui.study.methods_tab import MethodsTab
from annotator.ui.study.plan_tab import PlanTab
from annotator.ui.study.rules_tab import RulesTab
from annotator.ui.study.tab import StudyTab
from annotator.ui.study.training_tab import TrainingTab
from annotator.ui.study.versions_tab import VersionsTab
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.plain_text import PlainLabel

_AT_ONCE = 3_000
"""Codings up to which a tab is there before the eye misses it; more leave the thread."""
_PAUSE = 200


class StudyPage(Page):
    """Shows one tab at a time, which is read when it comes up and when the project changes."""

    def __init__(self, bridge: ProjectBridge, theme: Theme, run: Run) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("studyPage")
        self._bridge = bridge
        self.title = PlainLabel(tr("Study"))
        self.title.setProperty("role", "title")
        self.plan, self.rules = PlanTab(bridge, theme), RulesTab(bridge, theme)
        self.cases, self.training = CasesTab(bridge, theme), TrainingTab(bridge, theme)
        self.versions, self.methods = VersionsTab(bridge, theme), MethodsTab(bridge, theme)
        self._parts: tuple[StudyTab[Any], ...] = (
            *(self.plan, self.rules, self.cases, self.training, self.versions, self.methods),
        )
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.title.text())
        self.closed = PlainLabel(
            tr("This project is blind: nobody else’s work is shown in it, so this is closed.")
        )
        self.closed.setWordWrap(True)
        self.closed.setAlignment(Qt.AlignmentFlag.AlignTop)
        # A stack would ask for the height that its largest part prefers.
        self._holder = QVBoxLayout()
        for part in self._parts:
            self.tabs.addTab(part.title)
            self._holder.addWidget(part, 1)
        self._holder.addWidget(self.closed, 1)
        self._shown: StudyTab[Any] = self.plan
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.tabs)
        self._column.addLayout(self._holder, 1)
        self._latest = LatestTask[tuple[StudyTab[Any], object]](run, self._take)
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        self.tabs.currentChanged.connect(self._turn)
        self._bring_up(self.plan)
        self.restyle(theme)

    def _bring_up(self, part: QWidget) -> None:
        for one in (*self._parts, self.closed):
            one.setVisible(one is part)

    def show_tab(self, part: StudyTab[Any]) -> None:
        """Bring a tab up."""
        self.tabs.setCurrentIndex(self._parts.index(part))

    def _turn(self, number: int) -> None:
        self._shown.leave()
        self._shown = self._parts[number]
        self.refresh()

    def refresh_soon(self) -> None:
        """Read again once the changes pause."""
        self._soon.start()

    def refresh(self) -> None:
        """Read what the tab shows: at once, or beside the window."""
        self._soon.stop()
        viewer, part = self._bridge.viewer, self._shown
        if viewer is None:
            return
        if viewer.blind and part.rests_on_others:
            self._latest.forget()
            self._bring_up(self.closed)
            return
        self._bring_up(part)
        at_once = sum(self._bridge.code_counts.values()) <= _AT_ONCE
        self._latest.ask(lambda: (part, part.read(viewer)), at_once=at_once)

    def _take(self, answer: tuple[StudyTab[Any], object]) -> None:
        part, found = answer
        if self._bridge.project is not None and part is self._shown:
            part.take(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._bridge.project is not None:
            self._shown.leave()
        super().hideEvent(event)

    def restyle(self, theme: Theme) -> None:
        xl = theme.space("xl")
        self._column.setContentsMargins(2 * xl, xl, 2 * xl, xl)
        self._column.setSpacing(theme.space("l"))
        for part in self._parts:
            part.restyle(theme)
