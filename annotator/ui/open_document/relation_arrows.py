"""The relations of the selected coding as arrows in the reader."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Relation
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.reader.links import Link
from annotator.ui.tasks.debouncer import Debouncer


class RelationArrows(QObject):
    """Asks for the relations after the key press that selected a coding, not within it."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._soon = Debouncer(0, self.refresh, self)
        page.selectedCodingChanged.connect(self._soon.start)
        page.documentChanged.connect(self._soon.start)
        bridge.changed.connect(self._take)

    def _take(self, changes: Changes) -> None:
        if changes.touched(kinds.RELATION) or changes.touched(kinds.RELATION_TYPE):
            self._soon.start()

    def refresh(self) -> None:
        """Draw what the selected coding is joined to in this document."""
        selected, types = self._page.selected, self._bridge.codebook.relation_types
        found: list[Relation] = []
        if selected is not None and types and self._bridge.project is not None:
            found = self._bridge.relations([selected.guid])
        links = []
        for relation in found:
            source = self._page.codings.get(relation.source)
            target = self._page.codings.get(relation.target)
            if source is not None and target is not None:
                links.append(Link(source.spans[0], target.spans[0]))
        self._page.reader.view.set_links(links)
