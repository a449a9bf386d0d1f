"""What controllers and panels are given: parts of a window that are there before them."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from annotator.settings import Settings
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.ask import Ask
from annotator.ui.controllers.messages import Messages
from annotator.ui.controllers.navigator import Navigator
from annotator.ui.controllers.pages import Pages
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.service import TaskService
from annotator.ui.theme import Theme, ThemeKeeper
from annotator.ui.window.modes import ModeChips

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one window. Whoever needs another controller or a panel takes it as an
    argument of its own."""

    window: QWidget
    """The parent of dialogs, and nothing more."""
    settings: Settings
    themes: ThemeKeeper
    ask: Ask
    bridge: ProjectBridge
    tasks: TaskService
    page: DocumentPage
    """The open document."""
    pages: Pages
    navigator: Navigator
    messages: Messages
    actions: ActionSet
    modes: ModeChips

    @property
    def theme(self) -> Theme:
        """The theme of now."""
        return self.themes.theme

    def save_settings(self) -> None:
        """Write the preferences; where the disk refuses, the work goes on and the log says so."""
        try:
            self.settings.save()
        except OSError as error:
            _log.warning("the settings can't be saved: %s", error)
