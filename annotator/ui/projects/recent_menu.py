"""The projects that were opened last, in the menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from annotator.input_files import is_there
from annotator.settings import Settings
from annotator.ui.widgets.plain_text import literal, tip


class RecentMenu(QMenu):
    """Filled when it opens, with the projects that are still where they were."""

    def __init__(self, settings: Settings, open_: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._open = settings, open_
        self.setTitle(self.tr("Open re&cent"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List them by name and folder, the last one first."""
        self.clear()
        for path in map(Path, self._settings.recent):
            if is_there(path):
                words = literal(f"{path.stem} — {path.parent.name}")
                action = self.addAction(words)
                action.setToolTip(tip(str(path)))
                action.triggered.connect(lambda _on=False, path=path: self._open(path))
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)
