"""What is done with several coders at once: further versions, what agrees, and who was followed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import fill, gettext_noop
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.adjudication.controller import AdjudicationController
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.operations.adjudication import CaseQueue
    from annotator.operations.adjudication.agreeing import AgreedCases
    from annotator.operations.adjudication.following import FollowedTable
    from annotator.operations.viewing import Viewer

_FURTHER = (
    ("take_third", gettext_noop("Take the &third version"), "C"),
    ("take_fourth", gettext_noop("Take the f&ourth version"), "D"),
    ("take_fifth", gettext_noop("Take the f&ifth version"), "G"),
    ("take_sixth", gettext_noop("Take the si&xth version"), "H"),
    ("take_seventh", gettext_noop("Take the se&venth version"), "I"),
    ("take_eighth", gettext_noop("Take the &eighth version"), "J"),
    ("take_ninth", gettext_noop("Take the &ninth version"), "K"),
)
"""Name, text and key, from the third version on: E settles on another coding, and F belongs to the
whole window."""


class SeveralController(FormController):
    """Its keys work on the page of adjudication."""

    def __init__(self, services: Services, adjudication: AdjudicationController) -> None:
        super().__init__(services)
        self._adjudication = adjudication

    def actions(self) -> Sequence[ActionSpec]:
        return (
            *(
                ActionSpec(
                    name,
                    text,
                    partial(self._adjudication.take, number),
                    key=key,
                    needs=Needs.CASE,
                    where=Where.PAGE,
                    writes=True,
                )
                for number, (name, text, key) in enumerate(_FURTHER, 2)
            ),
            ActionSpec(
                "settle_agreed", "Take over what is coded al&ike", self.take_agreed, writes=True
            ),
            ActionSpec("followed", "&Who was followed…", self.show_followed),
        )

    def take_agreed(self) -> None:
        """Take over what both coders have coded alike; of several, after a look at what that is."""
        from annotator.operations import adjudication  # noqa: PLC0415  (start-up)

        page = self._adjudication.page
        docket = page.docket
        if isinstance(docket, adjudication.AdjudicationQueue):
            self.bridge.do(adjudication.take_agreed, docket)
            page.refresh()
        elif docket is not None:
            self._look_first(docket)

    def _look_first(self, docket: CaseQueue) -> None:
        from annotator.operations.adjudication import agreeing  # noqa: PLC0415  (start-up)
        from annotator.ui.adjudication.take_over_dialog import TakeOverDialog  # noqa: PLC0415

        look = self.bridge.look()
        dialog = TakeOverDialog(
            self.window,
            self.theme,
            len(docket.data.coders),
            lambda least: agreeing.agreed(look, docket, least),
            self._adjudication.page.text,
        )
        self.open_form(dialog, lambda: self._take_over(dialog.found, dialog.wanted()))

    def _take_over(self, found: AgreedCases, rows: list[int]) -> None:
        from annotator.operations.adjudication import agreeing  # noqa: PLC0415  (start-up)

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None

        def done(changes: Changes) -> None:
            self.bridge.tell(changes)
            self._adjudication.page.refresh()  # which takes back what was said before
            self.say(fill(self.tr("Taken over: {0:,}. Undo takes all of it back."), len(rows)))

        self.bridge.register_coder()
        title = self.tr("Taking over what agrees")
        self.tasks.start(title, agreeing.take_over(project, coder.guid, found, rows), done)

    def show_followed(self) -> None:
        """How often what was settled is what a coder had, by code."""
        if self.closed_while_blind():
            return
        page = self._adjudication.page
        page.case_filter.offer(self.bridge)
        coders = page.case_filter.coders()
        if not coders:
            self.say(self.tr("Two people must have coded the same document."))
            return
        chosen = (coders, page.case_filter.documents(), page.case_filter.codes())
        title = self.tr("Counting who was followed")
        self.tasks.start(title, _counted(self.bridge.look(), title, *chosen), self._show_followed)

    def _show_followed(self, found: FollowedTable) -> None:
        from annotator.ui.adjudication.followed_window import FollowedWindow  # noqa: PLC0415

        window = FollowedWindow(self.window, self.theme, found, self._adjudication.page.names)
        window.finished.connect(window.deleteLater)
        window.open()


def _counted(
    viewer: Viewer,
    title: str,
    coders: Sequence[str],
    documents: Sequence[str] | None,
    codes: Sequence[str] | None,
) -> Job[FollowedTable]:
    """Find the cases of these coders and count who was followed in them."""
    from annotator.operations.adjudication import cases, following  # noqa: PLC0415  (start-up)

    yield JobProgress(0, 0, title)
    queue = cases(viewer, coders, documents, codes)
    yield JobProgress(0, 0, title)
    return following.followed(viewer, queue)
