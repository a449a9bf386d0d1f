"""Saving the table that is on the screen, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller


class ShownTableController(Controller):
    """One action for every table: what the screen shows, as an Excel workbook or CSV."""

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("save_table", "The table that is &shown…", self.save),)

    def save(self) -> None:
        """Write the table that has the focus, else the largest one."""
        from annotator.operations.retrieval import sheet_files  # noqa: PLC0415  (start-up)
        from annotator.ui.transfer.shown_table import sheet_of_view, table_in  # noqa: PLC0415

        view = table_in(self.window, QApplication.focusWidget())
        if view is None:
            self.refuse(self.tr("No table is shown. Open the page with the table first."))
            return
        title = self.tr("Save the table that is shown")
        sheet = sheet_of_view(view, view.accessibleName() or self.tr("Table"))
        proposal = f"{self.bridge.look().project.path.stem} {sheet.title.lower()}.xlsx"
        kinds = self.tr("Excel workbook (*.xlsx);;CSV (*.csv)")
        target = self.ask.save_file(self.window, title, proposal, kinds)
        if target is None:
            return
        if target.suffix.lower() not in sheet_files.SUFFIXES:
            target = target.with_name(f"{target.name}.xlsx")
        try:
            sheet_files.write(sheet, target, self.csv_form)
        except UserError as error:
            self.refuse(str(error))
            return
        self.say(self.tr("Wrote {0}.").format(target.name))
