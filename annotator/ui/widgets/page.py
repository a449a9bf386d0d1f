"""What can fill the window: a page that follows the theme."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Theme


class Themed(Protocol):
    """A part of the window that follows the theme."""

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""


class Page(QWidget):
    """A whole page of the window, made when it is first asked for."""

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        raise NotImplementedError
