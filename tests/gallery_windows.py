"""Which windows are open, and when what they do is done: for the gallery."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.main_window import MainWindow

Opened = TypeVar("Opened", bound=QWidget)


def opened(kind: type[Opened]) -> Opened:
    """The window of this kind that is open."""
    return next(widget for widget in shown() if isinstance(widget, kind))


def shown() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def wait(window: MainWindow) -> None:
    """Until what runs beside the window has ended."""
    while window.tasks.busy:
        QApplication.processEvents()
