"""The line above everything: which document, who codes, and the two pages."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.action_tip import action_words
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip, without_mnemonic

_LARGE = 1.5
"""The zoom from which drawings beside words are left out."""


class _Title(PlainLabel):
    """A name that is shortened where there is too little room, and whole in its tool tip."""

    def set_name(self, name: str) -> None:
        self.setText(name)
        self.setToolTip(tip(name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self.text(), middle, self.width())
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()


class Header(QFrame):
    """Quiet buttons for what is wanted all the time; everything else is in the menus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._gaps: list[QWidget] = []
        self._icons: dict[QToolButton, str] = {}
        self.title = _Title()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        # A name in Arabic too stands where names stand.
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self.title.setAlignment(left | Qt.AlignmentFlag.AlignVCenter)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title, 1)
        self._buttons = FlowLayout(0)
        self._row.addLayout(self._buttons)
        self.restyle(theme)

    def add_button(
        self, action: QAction, text: str, *, icon: str = "", checkable: bool = False
    ) -> QToolButton:
        """A button that does what the action does; `icon` is one of the theme's, and stands alone
        where there is no text."""
        button = QToolButton()
        button.setText(text)
        if icon:
            beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            alone = Qt.ToolButtonStyle.ToolButtonIconOnly
            button.setToolButtonStyle(beside if text else alone)
            self._icons[button] = icon
        self._explain(button, action)
        action.changed.connect(lambda: self._explain(button, action))
        button.setCheckable(checkable)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._buttons.addWidget(button)
        self._dress_icons()
        return button

    def _explain(self, button: QToolButton, action: QAction) -> None:
        """What it does, and with which key: both may change."""
        button.setToolTip(tip(action_words(action)))
        button.setAccessibleName(without_mnemonic(action.text()).rstrip("…"))

    def _dress_icons(self) -> None:
        for button, name in self._icons.items():
            # With large letters, words need the room.
            spared = self._theme.zoom >= _LARGE and bool(button.text())
            button.setIcon(QIcon() if spared else self._theme.icon(name))
            button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    def add_gap(self) -> None:
        gap = QWidget()
        gap.setFixedSize(self._gap)
        self._gaps.append(gap)
        self._buttons.addWidget(gap)

    def restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(
            theme.space("l"), theme.space("s"), theme.space("m"), theme.space("s")
        )
        self._row.setSpacing(theme.space("m"))
        self._theme = theme
        self._dress_icons()
        self._buttons.set_gap(theme.space("s"))
        self.title.setMinimumWidth(theme.px(90))  # short names whole; the buttons break before
        self._gap = QSize(theme.space("m"), 1)
        for gap in self._gaps:
            gap.setFixedSize(self._gap)
