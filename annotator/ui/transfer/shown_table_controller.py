"""Saving the table that is on the screen, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.errors import UserError
from annotator.ui.actions.dialog_keys import DialogKeys
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.widgets.menu import Menu


class ShownTableController(Controller):
    """One action for every table: what the screen shows, as an Excel workbook or CSV. Tables that
    have no menu of their own offer it in one, in the window and in dialogs."""

    def __init__(self, services: Services, keys: DialogKeys) -> None:
        super().__init__(services)
        keys.add("save_table", self.save)
        keys.met.connect(lambda dialog: dialog.installEventFilter(self))

    def actions(self) -> Sequence[ActionSpec]:
        text = "The table that is &shown…"
        return (ActionSpec("save_table", text, self.save, key="Ctrl+Shift+X"),)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A menu is asked for in a dialog, and what is there has none."""
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QWidget):
            return self.offer(watched, event)
        return super().eventFilter(watched, event)

    def offer(self, window: QWidget, event: QContextMenuEvent) -> bool:
        """The menu of the table at the mouse, or of the one with the focus where the key for menus
        asked; False where there is none."""
        from annotator.ui.transfer.shown_table import table_around  # noqa: PLC0415  (start-up)

        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = QApplication.focusWidget() if by_key else window.childAt(event.pos())
        table = table_around(at)
        if table is None:
            return False
        menu = Menu(table)
        menu.addAction(self.tr("&Copy this table"), lambda: self._copy(table))
        menu.addAction(self.tr("&Save this table…"), lambda: self._save(table, window))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
        return True

    def save(self) -> None:
        """Write the table that has the focus, else the largest one, of the window or of the dialog
        over it."""
        from annotator.ui.transfer.shown_table import table_in  # noqa: PLC0415  (start-up)

        active = QApplication.activeWindow()
        window = active if isinstance(active, QDialog) else self.window
        table = table_in(window, QApplication.focusWidget())
        if table is None:
            self._complain(
                window, self.tr("No table is shown. Open the page with the table first.")
            )
        else:
            self._save(table, window)

    def _complain(self, window: QWidget, message: str) -> None:
        if window is self.window:
            self.refuse(message)
        else:
            self.ask.tell(window, self.tr("Save the table that is shown"), message)

    def _copy(self, table: QWidget) -> None:
        """Put the whole table on the clipboard, with tabs between its cells."""
        from annotator.ui.transfer.shown_table import as_text, sheet_of  # noqa: PLC0415  (start-up)

        QGuiApplication.clipboard().setText(as_text(sheet_of(table, "")))

    def _save(self, table: QWidget, window: QWidget) -> None:
        from annotator.operations.retrieval import sheet_files  # noqa: PLC0415  (start-up)
        from annotator.ui.transfer.shown_table import sheet_of  # noqa: PLC0415

        title = self.tr("Save the table that is shown")
        sheet = sheet_of(table, table.accessibleName() or self.tr("Table"))
        project = self.bridge.project
        stem = f"{project.path.stem} " if project is not None else ""
        kinds = self.tr("Excel workbook (*.xlsx);;CSV (*.csv)")
        target = self.ask.save_file(window, title, f"{stem}{sheet.title.lower()}.xlsx", kinds)
        if target is None:
            return
        if target.suffix.lower() not in sheet_files.SUFFIXES:
            target = target.with_name(f"{target.name}.xlsx")
        try:
            sheet_files.write(sheet, target, self.csv_form)
        except UserError as error:
            self._complain(window, str(error))
            return
        self.say(self.tr("Wrote {0}.").format(target.name))
