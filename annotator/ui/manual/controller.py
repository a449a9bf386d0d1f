"""The manual: opened at the page that tells of what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.ui.actions.dialog_keys import DialogKeys
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.open_document.structure_controller import open_in_system
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.manual.window import ManualWindow


class ManualController(Controller):
    """One window, which stays open beside the work. Its key works in dialogs too."""

    def __init__(self, services: Services, keys: DialogKeys) -> None:
        super().__init__(services)
        self._open: ManualWindow | None = None
        services.themes.changed.connect(self._restyle)
        keys.add("manual", self.show_topic)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("manual", "&Manual", self.show_topic, key="F1", needs=Needs.NOTHING),)

    def show_topic(self) -> None:
        """Open the manual at the page of what fills the window now, or of the dialog over it."""
        from annotator.ui.manual.topics import topic  # noqa: PLC0415  (start-up)

        active = QApplication.activeWindow()
        if active is not None and active is self._open:
            return  # the manual itself has no page
        classes = [] if active is None else [one.__name__ for one in type(active).__mro__]
        page, _hash, anchor = topic(self.pages.shown_name, classes).partition("#")
        self.show_page(page, anchor, beside=active)

    def show_page(self, page: str, anchor: str = "", beside: QWidget | None = None) -> None:
        """Open the manual at a page and heading. Beside a dialog that lets nothing else be used,
        the manual is a part of that."""
        from annotator.ui.manual.window import ManualWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            self._open = ManualWindow(self.window, self.theme)
            self._open.requestAddress.connect(self._follow)
            self._open.finished.connect(self._closed)
        if isinstance(beside, QDialog) and beside.isModal():
            self._stand_beside(beside)
        self._open.show()  # before it scrolls to a heading
        self._open.show_page(page, anchor)
        self._open.raise_()
        self._open.activateWindow()

    def _stand_beside(self, dialog: QDialog) -> None:
        shown = self._open
        assert shown is not None
        if shown.parentWidget() is dialog:
            return
        _move_to(shown, dialog)
        dialog.finished.connect(self._go_back)

    def _go_back(self) -> None:
        """The dialog is done with; the manual stays."""
        shown = self._open
        if shown is not None and shown.parentWidget() is not self.window:
            was_shown = shown.isVisible()
            _move_to(shown, self.window)
            shown.setVisible(was_shown)

    def _closed(self) -> None:
        shown, self._open = self._open, None
        if shown is not None:
            shown.deleteLater()

    def _follow(self, address: str) -> None:
        """Pages of the web open in the browser; the program itself fetches nothing."""
        if address.startswith(("https://", "http://")):
            open_in_system(address)

    def _restyle(self, theme: Theme) -> None:
        if self._open is not None:
            self._open.restyle(theme)


def _move_to(shown: QDialog, parent: QWidget) -> None:
    shown.setParent(parent, shown.windowFlags())
