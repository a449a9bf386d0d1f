"""A side panel: a quiet heading with small buttons, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.theme import Theme
from annotator.ui.widgets.action_tip import follow_tip
from annotator.ui.widgets.plain_text import PlainLabel, without_mnemonic


class Panel(QWidget):
    """A heading over a widget. `restyle` is called with each new theme."""

    def __init__(self, heading: str, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel")
        self.setAccessibleName(heading)
        self.theme = theme
        self._body: QWidget | None = None
        self._heading = PlainLabel(heading)
        self._heading.setProperty("role", "heading")
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._heading)
        self._bar.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._bar)
        self.restyle(theme)

    def set_body(self, body: QWidget) -> None:
        """What the panel holds. A list asks for no more than a row: three panels stand above each
        other on a small screen with large letters."""
        self._column.addWidget(body, 1)
        self._body = body
        self._limit_body()

    def _limit_body(self) -> None:
        if isinstance(self._body, QListView | QTreeView):
            self._body.setMinimumHeight(self.theme.space("row"))

    def add_button(self, action: QAction, text: str) -> None:
        """A small button in the heading that does what the action does."""
        button = QToolButton()
        button.setText(text)
        follow_tip(button, action)
        button.setAccessibleName(without_mnemonic(action.text()).replace("…", ""))
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        self._bar.addWidget(button)

    def take_focus(self) -> None:
        """Give the keyboard focus to what the panel holds."""
        if self._body is not None:
            self._body.setFocus()

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        m, s = theme.space("m"), theme.space("s")
        self._bar.setContentsMargins(m, s, s, s)
        # With or without buttons, headings stand at one height.
        self._heading.setMinimumHeight(theme.px(18) + 2 * s + 4)
        self._bar.setSpacing(s)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._limit_body()


class OptionalPanel(Panel):
    """A panel that can be shown and closed."""

    def set_wanted(self, wanted: bool) -> None:
        """Show it from now on, or no longer."""
        self.setVisible(wanted)

    def toggle(self) -> bool:
        """Show it, or close it where it is shown; whether it is wanted now."""
        wanted = self.isHidden()
        self.set_wanted(wanted)
        return wanted
