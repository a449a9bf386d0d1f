"""Which codings of the open document are important: shown in the margin."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.operations.codebook import importance
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer

_REST_MS = 150
_KINDS = (kinds.ATTRIBUTE_VALUE, kinds.ATTRIBUTE, kinds.CODING)


class ImportanceMarks(QObject):
    """Asks after the codings are shown and after a value was set, never within a key press."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        page.codingsReset.connect(self._soon.start)
        bridge.changed.connect(self._take)

    def _take(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _KINDS):
            self._soon.start()

    def refresh(self) -> None:
        """Mark the codings that somebody calls important."""
        bridge, document = self._bridge, self._page.document
        found: list[str] = []
        if document is not None and bridge.project is not None:
            found = importance.important(bridge.look(), document, bridge.codebook)
        self._page.reader.set_important(found)
