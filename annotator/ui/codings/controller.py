"""The codings of all texts, as a table below the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from annotator.ui.actions.spec import ActionSpec
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.codings.table_panel import CodingTablePanel
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import READER
from annotator.ui.controllers.services import Services
from annotator.ui.transfer.controller import TransferController


class CodingTableController(Controller):
    """Opens the table, and goes from its rows to passages."""

    def __init__(
        self,
        services: Services,
        table: CodingTablePanel,
        codebook: CodebookPanel,
        transfer: TransferController,
    ) -> None:
        super().__init__(services)
        self._table, self._codebook = table, codebook
        table.requestPassage.connect(self._show_passage)
        table.closed.connect(self.reader_view.setFocus)
        table.requestExport.connect(transfer.export_table)
        table.said.connect(self.say)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("codings", "Codings of all te&xts", self.toggle_table, key="F4"),
            ActionSpec(
                "codings_of_code", "All co&dings with this code", self.table_of_code, key="Shift+F4"
            ),
        )

    def toggle_table(self) -> None:
        """Open the codings of the project below the text, or close them."""
        if self._table.is_open and self.pages.shown_name == READER:
            self._table.close_table()
            return
        self.pages.show_page(READER)
        self._table.open_table()

    def table_of_code(self) -> None:
        """The codings of the project with the code of the selected coding, or the list's."""
        selected, current = self.document_page.selected, self._codebook.current_code()
        code = selected.code if selected else current.guid if current else ""
        self.pages.show_page(READER)
        self._table.open_table()
        self._table.bar.choose(code=code)

    def _show_passage(self, document: str, coding: str, read: bool) -> None:
        """The keys stay in the table unless one wants to read."""
        focus = QApplication.focusWidget()
        self.navigator.show_passage(document, coding)
        if focus is not None and not read:
            focus.setFocus()
