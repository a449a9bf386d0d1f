"""The page for reading and coding: panels at both sides of the text."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.printed.beside import TextAndPages
from annotator.ui.theme import Theme
from annotator.ui.window.fixed_panels import FixedPanels
from annotator.ui.window.optional_panels import Area


class Workplace(QSplitter):
    """Three columns, whose widths the user chooses."""

    def __init__(self, panels: FixedPanels, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._columns = {
            Area.LEFT: _column(panels.documents, panels.codebook),
            Area.RIGHT: _column(panels.inspector, panels.codings),
        }
        self._texts = TextAndPages(panels.search, panels.printed, theme)
        left, right = self._columns[Area.LEFT], self._columns[Area.RIGHT]
        _set_up(self, left, self._texts, right)
        self.setStretchFactor(1, 1)
        left.setSizes([190, 310])
        right.setSizes([430, 300])
        self._splitters = (self, left, right, self._texts)

    def add_panel(self, panel: QWidget, area: Area) -> None:
        """Put a panel below the others of a column."""
        column = self._columns[area]
        before = column.sizes()
        column.addWidget(panel)
        column.setSizes([*before, 200])

    def share_width(self, width: int) -> None:
        """Columns of a window so wide as the size of the letters asks for; the text keeps at least
        half."""
        left = min(max(self._theme.px(250), width // 6), width // 5)
        right = min(max(self._theme.px(275), width // 6), width * 3 // 10)
        self.setSizes([left, width - left - right, right])

    def save(self) -> str:
        """How the columns are divided."""
        states = (bytes(s.saveState().toBase64().data()).decode() for s in self._splitters)
        return " ".join(states)

    def restore(self, saved: str) -> None:
        """Divide the columns as `save` said."""
        for splitter, state in zip(self._splitters, saved.split(), strict=False):
            splitter.restoreState(QByteArray.fromBase64(state.encode()))

    def restyle(self, theme: Theme) -> None:
        """Dress in another theme."""
        self._theme = theme
        self._texts.restyle(theme)


def _column(*panels: QWidget) -> QSplitter:
    column = QSplitter(Qt.Orientation.Vertical)
    _set_up(column, *panels)
    return column


def _set_up(splitter: QSplitter, *widgets: QWidget) -> None:
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in widgets:
        splitter.addWidget(widget)
