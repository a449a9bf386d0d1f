"""A way to begin, as a large button: what it is, what happens, and its key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from annotator.ui.theme import Theme
from annotator.ui.widgets.action_tip import action_words
from annotator.ui.widgets.plain_text import PlainLabel, tip

_LARGE = 1.5
"""The zoom from which the drawing is left out: words need the room."""


class Tile(QPushButton):
    """Does what an action does. `words` say in a sentence what happens."""

    def __init__(self, action: QAction, icon: str, name: str, words: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tile")
        self._icon_name, self._action = icon, action
        self._name, self._words, self._key = PlainLabel(name), PlainLabel(words), PlainLabel()
        self._icon = PlainLabel()
        self._icon.setObjectName("tileIcon")
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setProperty("role", "strong")
        self._words.setProperty("role", "muted")
        self._key.setProperty("role", "small")
        for label in (self._name, self._words):
            label.setWordWrap(True)
        labels = (self._icon, self._name, self._words, self._key)
        for one in labels:
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self._name)
        self._lines.addWidget(self._words)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._lines, 1)
        self._row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_key)
        self._show_key()
        self.restyle(theme)

    def _show_key(self) -> None:
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setToolTip(tip(action_words(self._action)))

    def sizeHint(self) -> QSize:
        return QSize(0, self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        side = theme.px(36)
        self._icon.setFixedSize(side, side)
        self._icon.setPixmap(theme.icon(self._icon_name).pixmap(theme.px(20), theme.px(20)))
        self._icon.setVisible(theme.zoom < _LARGE)
        side, above = theme.space("l"), theme.space("m")
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(side)
        self._lines.setSpacing(theme.space("xs"))
