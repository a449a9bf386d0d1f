"""The page on the study, which is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import PageSpec
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.ui.study.page import StudyPage


class StudyController(Controller):
    """Shows the plan, the rules, the cases, training and methods."""

    _page: StudyPage | None = None

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.bridge.changed.connect(self._follow)
        self.bridge.opened.connect(self._follow)
        self.bridge.coderChanged.connect(self._follow)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("study", "St&udy: plan, rules, methods", self.show_page, key="Shift+F5"),
            ActionSpec("rules", "R&ules from settled cases", self.show_rules),
        )

    def page_specs(self) -> Sequence[PageSpec]:
        return (PageSpec("study", self.tr("Study"), self._make_page, order=4),)

    @property
    def page(self) -> StudyPage:
        """The page; made at the first call."""
        self.pages.get("study")
        assert self._page is not None
        return self._page

    def _make_page(self) -> StudyPage:
        from annotator.ui.study.page import StudyPage  # noqa: PLC0415

        self._page = StudyPage(self.bridge, self.theme, self.tasks.run)
        return self._page

    def show_page(self) -> None:
        """Show the study."""
        page = self.page
        self.pages.show_page("study")
        page.refresh()
        self.pages.give_focus(page.tabs)

    def show_rules(self) -> None:
        """Show the rules that settled cases ask for."""
        if self.closed_while_blind():
            return
        page = self.page
        page.show_tab(page.rules)
        self.show_page()

    def _follow(self, *_changes: object) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.refresh_soon()
