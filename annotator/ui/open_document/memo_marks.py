"""Which codings of the open document have a memo: shown in the margin and in the overview."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer

_REST_MS = 120


class MemoMarks(QObject):
    """Asks after the codings are shown and after a memo was written, never within a key press."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        page.codingsReset.connect(self._soon.start)
        bridge.changed.connect(self._take)

    def _take(self, changes: Changes) -> None:
        if changes.touched(kinds.MEMO) or changes.touched(kinds.CODING):
            self._soon.start()

    def refresh(self) -> None:
        """Mark the codings that have a memo of anybody's."""
        page = self._page
        with_memo: list[str] = []
        if page.document is not None and self._bridge.project is not None:
            with_memo = self._bridge.codings_with_memo(page.document)
        entries = [entry for guid in with_memo if (entry := page.codings.get(guid)) is not None]
        page.reader.set_with_memo({entry.guid: entry.spans[0] for entry in entries})
