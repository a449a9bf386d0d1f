"""What is left to do on the coder's own codings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.corpus.job import finish
from annotator.operations import codebook
from annotator.operations.codings import coding_issues
from annotator.operations.retrieval import passages
from annotator.operations.viewing import Viewer
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.ui.coding_issues.window import CodingIssuesWindow, Listed
    from annotator.ui.main_window import MainWindow

ChangeDescription = Callable[[Sequence["Listed"]], None]


class CodingIssuesController(Controller):
    """One window lists it; it follows what is done meanwhile."""

    _found = Signal(object, object)
    """Whom to tell, and what: from the background."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._open: CodingIssuesWindow | None = None
        self._found.connect(self._tell)

    def show_list(self) -> None:
        """Open the list, or bring it to the front."""
        from annotator.ui.coding_issues.window import CodingIssuesWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            shown = CodingIssuesWindow(self.window, self._look, self.window.theme)
            self._open = shown
            shown.requestReveal.connect(self.window.book.reveal)
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

    def _look(self, told: ChangeDescription) -> None:
        viewer, coder = self.bridge.viewer, self.bridge.coder
        if viewer is not None and coder is not None:
            self.window.jobs.quietly(lambda: self._found.emit(told, _listed(viewer, coder.guid)))

    def _tell(self, told: ChangeDescription, found: Sequence[Listed]) -> None:
        if self._open is not None:
            told(found)


def _listed(viewer: Viewer, coder: str) -> Sequence[Listed]:
    """The open points with their words."""
    from annotator.ui.coding_issues.window import Listed  # noqa: PLC0415  (start-up)

    points = finish(coding_issues.coding_issues(viewer, coder))
    book = codebook.current(viewer.project)
    words = passages.passages(viewer, [point.coding for point in points])
    return [
        Listed(
            point,
            passage,
            book.by_guid[point.coding.code].name,
            [coding_issues.words(broken, point.coding, book) for broken in point.broken],
        )
        for point, passage in zip(points, words, strict=True)
    ]
