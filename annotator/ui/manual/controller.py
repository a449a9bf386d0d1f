"""The manual: opened at the page that tells of what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.open_document.structure_controller import open_in_system
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.manual.window import ManualWindow


class ManualController(Controller):
    """One window, which stays open beside the work."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._open: ManualWindow | None = None
        services.themes.changed.connect(self._restyle)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("manual", "&Manual", self.show_topic, key="F1", needs=Needs.NOTHING),)

    def show_topic(self) -> None:
        """Open the manual at the page of what fills the window now."""
        from annotator.ui.manual.topics import topic  # noqa: PLC0415  (start-up)

        active = QApplication.activeWindow()
        self._show(topic(self.pages.shown_name, type(active).__name__))

    def _show(self, page: str) -> None:
        from annotator.ui.manual.window import ManualWindow  # noqa: PLC0415  (start-up)

        if self._open is None:
            self._open = ManualWindow(self.window, self.theme)
            self._open.requestAddress.connect(self._follow)
            self._open.finished.connect(self._closed)
        self._open.show_page(page)
        self._open.show()
        self._open.raise_()
        self._open.activateWindow()

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
