"""The help sheet: every key, from the table of actions and the codebook."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.ui.actions import translated
from annotator.ui.theme import Theme

Keys = list[tuple[str, str]]


class HelpSheet(QDialog):
    """Keys in columns: the codes first, then the actions by menu. Esc closes it."""

    def __init__(
        self, parent: QWidget, codes: Keys, groups: list[tuple[str, Keys]], theme: Theme
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(self.tr("Keys"))
        columns = [QVBoxLayout(), QVBoxLayout()]
        lengths = [0, 0]
        for name, keys in [(self.tr("Code the selected passage"), codes), *groups]:
            if keys:
                shorter = lengths.index(min(lengths))
                columns[shorter].addWidget(self._group(name.replace("&", ""), keys))
                lengths[shorter] += len(keys) + 2
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.space("xl")] * 4)
        row.setSpacing(2 * theme.space("xl"))
        for column in columns:
            column.setSpacing(theme.space("l"))
            column.addStretch(1)
            row.addLayout(column)

    def _group(self, name: str, keys: Keys) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(self.theme.space("s"))
        grid.setHorizontalSpacing(self.theme.space("xl"))
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (text, key) in enumerate(keys, 1):
            grid.addWidget(QLabel(translated(text).replace("&", "").rstrip("…")), row, 0)
            cap = QLabel(key.replace("+", " + ").replace(" +  + ", " + +"))
            cap.setProperty("role", "muted")
            grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return box
