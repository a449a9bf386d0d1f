"""The widgets around and below the text that are there from the start."""

from __future__ import annotations

from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.codings.panel import CodingsPanel
from annotator.ui.controllers.services import Services
from annotator.ui.documents.panel import DocumentsPanel
from annotator.ui.inspector.panel import InspectorPanel
from annotator.ui.inspector.value_strip import ValueStrip
from annotator.ui.printed.panel import PrintedPanel
from annotator.ui.search.panel import SearchPanel
from annotator.ui.theme import Theme


class FixedPanels:
    """Makes the panels that are always there. Controllers take those that they work with."""

    def __init__(self, services: Services) -> None:
        bridge, page, theme = services.bridge, services.page, services.theme
        run = services.tasks.run
        self.documents = DocumentsPanel(bridge, theme)
        self.codebook = CodebookPanel(services)
        self.inspector = InspectorPanel(bridge, page, theme, run)
        self.inspector.requestReveal.connect(page.reveal)
        self.value_strip = ValueStrip(bridge, page, theme)
        self.codings = CodingsPanel(bridge, page, theme)
        self.codings.requestReveal.connect(page.reveal)
        self.search = SearchPanel(bridge, page, run, theme)
        self.printed = PrintedPanel(theme, run)
        self.printed.hide()

    def restyle(self, theme: Theme) -> None:
        """Dress them in another theme."""
        for panel in (self.documents, self.codebook, self.inspector, self.codings):
            panel.restyle(theme)
        for part in (self.search, self.value_strip, self.printed):
            part.restyle(theme)
