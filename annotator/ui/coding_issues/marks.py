"""A gentle mark beside the codings on the screen on which something is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer

if TYPE_CHECKING:
    from annotator.operations.codings.coding_issues import CodingIssue

_REST_MS = 250
"""Scrolling and coding come first; the marks follow."""
_MOST = 400
_SHOWN_KINDS = (kinds.CODING, kinds.ATTRIBUTE_VALUE, *kinds.CODEBOOK_KINDS)


class OpenMarks(QObject):
    """Looks at the current coder's codings that can be seen, whatever their number elsewhere."""

    changed = Signal()
    """Something else is left to do on the codings that can be seen."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        self._points: dict[str, CodingIssue] = {}
        self._seen: tuple[str, ...] = ()
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        page.documentChanged.connect(self._look_again)
        page.reader.view.pageMoved.connect(self._soon.start)
        page.reader.view.marksChanged.connect(self._soon.start)
        bridge.coderChanged.connect(self._look_again)
        bridge.changed.connect(self._take)

    def _take(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _SHOWN_KINDS):
            self._look_again()

    def _look_again(self) -> None:
        self._seen = ()
        self._soon.start()

    def up_to_date(self) -> None:
        """Look now if that is waited for."""
        if self._soon.isActive():
            self.refresh()

    def words(self, guid: str) -> list[str]:
        """The rules that a coding breaks, a sentence each."""
        point = self._points.get(guid)
        if point is None:
            return []
        from annotator.operations.codings import coding_issues  # noqa: PLC0415  (start-up)

        book = self._bridge.codebook
        return [coding_issues.words(broken, point.coding, book) for broken in point.broken]

    def refresh(self) -> None:
        """Look at what can be seen, unless that is what was looked at last."""
        self._soon.stop()
        seen = self._visible()
        if seen and seen == self._seen:
            return
        self._seen = seen
        viewer = self._bridge.viewer
        found: list[CodingIssue] = []
        if viewer is not None and seen:
            from annotator.operations.codings import coding_issues  # noqa: PLC0415  (start-up)

            book, text = self._bridge.codebook, self._page.reader.view.text
            found = coding_issues.among(viewer, book, seen, text)
        points = {point.coding.guid: point for point in found}
        if points != self._points:
            self._points = points
            self._page.reader.margin.set_open(frozenset(points))
            self.changed.emit()

    def _visible(self) -> tuple[str, ...]:
        view, coder = self._page.reader.view, self._bridge.coder
        if self._page.document is None or coder is None:
            return ()
        first, last = view.first_visible_position(), view.last_visible_position()
        marks = view.painter_of_marks.shown(first, max(first + 1, last))
        coders = view.marks.coder_guids
        mine = [mark.row for mark in marks if coders[mark.coder] == coder.guid]
        return tuple(dict.fromkeys(view.marks.key(row) for row in mine))[:_MOST]
