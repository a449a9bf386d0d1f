"""The base of controllers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from annotator.corpus.changes import Changes
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.pages import PageSpec
from annotator.ui.controllers.services import Services
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.exchange.csv_form import CsvForm


class Controller(QObject):
    """What one feature does when its actions are triggered: between its widgets and operations."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.services = services
        self.window: QWidget = services.window
        """The parent of dialogs."""
        self.bridge, self.settings, self.ask = services.bridge, services.settings, services.ask
        self.tasks, self.pages, self.navigator = services.tasks, services.pages, services.navigator
        self.modes, self.document_page = services.modes, services.page
        messages = services.messages
        self.say, self.unsay, self.refuse = messages.say, messages.unsay, messages.refuse

    def actions(self) -> Sequence[ActionSpec]:
        """The actions of the feature."""
        return ()

    def page_specs(self) -> Sequence[PageSpec]:
        """The pages of the feature."""
        return ()

    @property
    def csv_form(self) -> CsvForm:
        """How CSV files are written: as was chosen last."""
        from annotator.exchange.csv_form import COMMA, FORMS  # noqa: PLC0415  (start-up)

        return FORMS.get(self.settings.csv_form, COMMA)

    @property
    def theme(self) -> Theme:
        """The theme of now."""
        return self.services.theme

    @property
    def reader_view(self) -> ReaderView:
        """The text of the open document on the screen."""
        return self.document_page.reader.view

    def keep_in_step(self, dialog: QDialog, refresh: Callable[[Changes], None]) -> None:
        """Tell a window what changes while it is open; it closes with the project."""
        self.bridge.changed.connect(refresh)
        self.bridge.opened.connect(dialog.accept)

        def end(_result: int) -> None:
            # A window that is closed twice before it is gone ends once.
            dialog.finished.disconnect(end)
            self.bridge.changed.disconnect(refresh)
            self.bridge.opened.disconnect(dialog.accept)
            dialog.deleteLater()

        dialog.finished.connect(end)

    def own_alone(self) -> str:
        """In a blind project, what a form says where it counts codings; else empty."""
        if not self.bridge.blind:
            return ""
        return self.tr(
            "This project is blind: only your own work is counted here. What holds for others’"
            " work is not said."
        )

    def closed_while_blind(self) -> bool:
        """Whether others' work may not be shown; the window then says so."""
        if self.bridge.blind:
            self.pages.show_page(self.pages.shown_name)  # its button stays pressed
            self.refuse(
                self.tr(
                    "This project is blind: nobody else’s work is shown in it, so this is closed."
                    " Coder › Blind ends that."
                )
            )
        return self.bridge.blind
