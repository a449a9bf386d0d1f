"""What helps to begin, at the foot of the first page: the manual, keys, the sample study."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.ui.actions.action_set import ActionSet
from annotator.ui.theme import Theme
from annotator.ui.widgets.action_tip import follow_tip
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import without_mnemonic

LINKS = ("manual", "keys", "sample", "sample_study")


class WelcomeLinks(QWidget):
    """Each does what its action does."""

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._flow = FlowLayout(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._flow)
        for name in LINKS:
            action = actions[name]
            words = without_mnemonic(action.text())
            button = QPushButton(words)
            button.setObjectName("link")
            follow_tip(button, action)
            button.clicked.connect(action.trigger)
            self._flow.addWidget(button)
        self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self._flow.set_gap(theme.space("m"))
