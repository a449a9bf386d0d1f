"""What a tab of the page on the study does: read in any thread, show in the window's."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from annotator.operations.viewing import Viewer
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

T = TypeVar("T")


class StudyTab(QWidget, Generic[T]):
    """One tab. `read` is a plain function of the viewer; `take` shows what it returned."""

    rests_on_others = True
    """Whether it is closed in a blind project."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__()
        self.bridge, self.theme = bridge, theme

    @property
    @abstractmethod
    def title(self) -> str:
        """What the tab is called."""

    @abstractmethod
    def read(self, viewer: Viewer) -> T:
        """What it shows, read beside the window's thread."""

    @abstractmethod
    def take(self, found: T) -> None:
        """Show what was read."""

    def leave(self) -> None:
        """Keep what has been entered; another tab or page comes up."""

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self.theme = theme
