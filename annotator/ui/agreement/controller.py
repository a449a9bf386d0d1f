"""The page of agreement, and the report on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotator.corpus.changes import Changes
from annotator.corpus.messages import number_of
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.adjudication.controller import AdjudicationController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import PageSpec
from annotator.ui.controllers.services import Services
from annotator.ui.team.controller import TeamController

if TYPE_CHECKING:
    from annotator.operations.reliability import AgreementSettings, Selection
    from annotator.ui.agreement.page import AgreementPage


class AgreementController(Controller):
    """Shows the figures, and writes them into files."""

    _page: AgreementPage | None = None

    def __init__(
        self, services: Services, adjudication: AdjudicationController, team: TeamController
    ) -> None:
        super().__init__(services)
        self._adjudication, self._team = adjudication, team
        self.bridge.changed.connect(self._follow)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("report", "Write the agreement repor&t…", self.write_report),
            ActionSpec("agreement", "&Agreement", self.show_page, key="F3"),
        )

    def page_specs(self) -> Sequence[PageSpec]:
        return (PageSpec("agreement", self.tr("Agreement"), self._make_page, order=1),)

    @property
    def page(self) -> AgreementPage:
        """The page; made at the first call: no start waits for statistics."""
        self.pages.get("agreement")
        assert self._page is not None
        return self._page

    def _make_page(self) -> AgreementPage:
        from annotator.ui.agreement.page import AgreementPage  # noqa: PLC0415

        page = AgreementPage(self.bridge, self.theme, self.ask, self.tasks.run)
        page.requestPassage.connect(self.navigator.show_passage)
        page.refused.connect(self.refuse)
        page.requestSettling.connect(self._adjudication.show_disagreement)
        page.requestDocument.connect(self.navigator.open_in_reader)
        page.requestTeam.connect(self._team.show_page)
        self._page = page
        return page

    def _follow(self, _changes: Changes) -> None:
        if self._page is not None and self.pages.shown is self._page:
            self._page.refresh_soon()

    def show_page(self) -> None:
        """Show how far coders agree."""
        if self.closed_while_blind():
            return
        self.page.refresh()
        self.pages.show_page("agreement")
        self.pages.give_focus(self.page.view)

    def write_report(self) -> None:
        """The report on agreement: of what is chosen on the page of agreement where that is shown,
        else of all coders, documents and codes."""
        if self.closed_while_blind():
            return
        from annotator.operations import report  # noqa: PLC0415  (not needed to start)
        from annotator.ui.printing.pdf import write_pdf  # noqa: PLC0415

        assert self.bridge.project is not None
        title = self.tr("Write the agreement report")
        kinds = self.tr(
            "Web page (*.html);;PDF (*.pdf);;Excel workbook (*.xlsx)"
            ";;CSV tables, an apostrophe before text like formulas (*.zip)"
        )
        proposal = f"{self.bridge.project.path.stem} agreement.html"
        chosen = self.ask.save_file(self.window, title, proposal, kinds)
        if chosen is None:
            return
        known = chosen.suffix.lower() in report.SUFFIXES
        target = chosen if known else chosen.with_name(f"{chosen.name}.html")

        viewer, form = self.bridge.look(), self.csv_form

        def save(found: Any) -> None:
            report.save(found, target, write_pdf, overwrite=True, csv_form=form)
            self.say(self.tr("Wrote {0}.").format(target.name))

        def compute() -> None:
            report.check_target(target, overwrite=True)
            job = report.build(viewer, *self._compared())
            if self._wants_questions():
                job = report.with_questions(viewer, job)
            self.tasks.start(title, job, lambda found: self._try(lambda: save(found)))

        self._try(compute)

    def _wants_questions(self) -> bool:
        """Whether the questions that the project keeps go into the report; asked where it keeps
        any."""
        from annotator.operations.retrieval import saved_questions  # noqa: PLC0415

        known = saved_questions.listed(self.bridge.look())
        if not known:
            return False
        without, included = self.tr("Without them"), self.tr("With the kept questions")
        words = self.tr(
            "The project keeps {0}. Should the report say how each was asked and what it found?"
        ).format(number_of(len(known), "question"))
        title = self.tr("Write the agreement report")
        return self.ask.decide(self.window, title, words, [included, without]) == included

    def _compared(self) -> tuple[Selection | None, AgreementSettings | None]:
        if self._page is not None and self.pages.shown is self._page:
            return self._page.choices.selection(), self._page.choices.settings()
        return None, None

    def _try(self, action: Callable[[], Any]) -> None:
        try:
            action()
        except UserError as error:
            self.refuse(str(error))
