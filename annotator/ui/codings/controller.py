"""The codings of all texts, as a table below the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.ui.actions.spec import ActionSpec
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.pages import READER
from annotator.ui.controllers.services import Services
from annotator.ui.search.panel import SearchPanel
from annotator.ui.theme import Theme
from annotator.ui.transfer.controller import TransferController

if TYPE_CHECKING:
    from annotator.ui.codings.table_panel import CodingTablePanel


class CodingTableController(Controller):
    """Opens the table, and goes from its rows to passages."""

    def __init__(
        self,
        services: Services,
        search: SearchPanel,
        codebook: CodebookPanel,
        transfer: TransferController,
    ) -> None:
        super().__init__(services)
        self._search, self._codebook, self._transfer = search, codebook, transfer

    @cached_property
    def table(self) -> CodingTablePanel:
        """The table. It is made when it is first asked for: the start does without it."""
        from annotator.ui.codings.table_panel import CodingTablePanel  # noqa: PLC0415

        table = CodingTablePanel(self.bridge, self.document_page, self.tasks.run, self.theme)
        table.requestPassage.connect(self._show_passage)
        table.closed.connect(self.reader_view.setFocus)
        table.requestExport.connect(self._transfer.export_table)
        table.said.connect(self.say)
        self._search.add_below(table)
        return table

    def restyle(self, theme: Theme) -> None:
        """Dress the table in another theme, where there is one."""
        if "table" in vars(self):
            self.table.restyle(theme)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("codings", "Codings of all te&xts", self.toggle_table, key="F4"),
            ActionSpec(
                "codings_of_code", "All co&dings with this code", self.table_of_code, key="Shift+F4"
            ),
        )

    def toggle_table(self) -> None:
        """Open the codings of the project below the text, or close them."""
        if "table" in vars(self) and self.table.is_open and self.pages.shown_name == READER:
            self.table.close_table()
            return
        self.pages.show_page(READER)
        self.table.open_table()

    def table_of_code(self) -> None:
        """The codings of the project with the code of the selected coding, or the list's."""
        selected, current = self.document_page.selected, self._codebook.current_code()
        code = selected.code if selected else current.guid if current else ""
        self.pages.show_page(READER)
        self.table.open_table()
        self.table.bar.choose(code=code)

    def _show_passage(self, document: str, coding: str, read: bool) -> None:
        """The keys stay in the table unless one wants to read."""
        focus = QApplication.focusWidget()
        self.navigator.show_passage(document, coding)
        if focus is not None and not read:
            focus.setFocus()
