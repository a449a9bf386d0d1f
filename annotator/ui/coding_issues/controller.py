"""What is left to do on the coder's own codings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.job import finish
from annotator.operations import codebook
from annotator.operations.viewing import Viewer
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.tasks.latest import LatestTask

if TYPE_CHECKING:
    from annotator.ui.coding_issues.window import CodingIssuesWindow, IssueRow


class CodingIssuesController(Controller):
    """One window lists it; it follows what is done meanwhile."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._open: CodingIssuesWindow | None = None
        self._finding: LatestTask[Sequence[IssueRow]] = LatestTask(self.tasks.run, self._show)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("to_complete", "To co&mplete…", self.show_list, key="Ctrl+J"),)

    def show_list(self) -> None:
        """Open the list, or bring it to the front."""
        from annotator.ui.coding_issues.window import CodingIssuesWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            shown = CodingIssuesWindow(self.window, self._look, self.theme)
            self._open = shown
            shown.requestReveal.connect(self.navigator.reveal)
            self.bridge.changed.connect(shown.project_changed)
            self.bridge.coderChanged.connect(shown.refresh)
            self.bridge.opened.connect(shown.reject)
            shown.finished.connect(self._closed)
        self._open.show()
        self._open.raise_()

    def _closed(self) -> None:
        shown, self._open = self._open, None
        if shown is not None:
            self.bridge.changed.disconnect(shown.project_changed)
            self.bridge.coderChanged.disconnect(shown.refresh)
            self.bridge.opened.disconnect(shown.reject)
            shown.deleteLater()

    def _look(self) -> None:
        viewer, coder = self.bridge.viewer, self.bridge.coder
        if viewer is not None and coder is not None:
            self._finding.ask(lambda: _listed(viewer, coder.guid))

    def _show(self, found: Sequence[IssueRow]) -> None:
        if self._open is not None:
            self._open.show_points(found)


def _listed(viewer: Viewer, coder: str) -> Sequence[IssueRow]:
    """The open points with their words."""
    from annotator.operations.codings import coding_issues  # noqa: PLC0415  (start-up)
    from annotator.operations.retrieval import passages  # noqa: PLC0415
    from annotator.ui.coding_issues.window import IssueRow  # noqa: PLC0415

    points = finish(coding_issues.coding_issues(viewer, coder))
    book = codebook.current(viewer.project)
    words = passages.passages(viewer, [point.coding for point in points])
    return [
        IssueRow(
            point,
            passage,
            book.by_guid[point.coding.code].name,
            [coding_issues.words(broken, point.coding, book) for broken in point.broken],
        )
        for point, passage in zip(points, words, strict=True)
    ]
