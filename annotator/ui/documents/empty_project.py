"""What stands in the middle while a project has no texts: what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.action_tip import follow_tip
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel


class EmptyProject(QWidget):
    """Lies over `place`, as large as it, with a button for each action and its words. The keys that
    `view` would have are the first button's meanwhile: Enter begins."""

    def __init__(
        self, place: QWidget, view: QWidget, actions: Sequence[tuple[QAction, str]], theme: Theme
    ) -> None:
        super().__init__(place)
        self._place, self._view = place, view
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("emptyProject")
        title = PlainLabel(self.tr("This project has no texts yet"))
        title.setProperty("role", "title")
        words = PlainLabel(
            self.tr(
                "Add the texts that you want to code, or drop their files on this window. Then"
                " select a passage and press the key of a code."
            )
        )
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setMaximumWidth(theme.px(520))
        self.buttons: list[QPushButton] = []
        row = FlowLayout(theme.space("m"))
        for number, (action, said) in enumerate(actions):
            button = QPushButton(said)
            button.setProperty("role", "" if number else "primary")
            button.clicked.connect(action.trigger)
            follow_tip(button, action)
            self.buttons.append(button)
            row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(title)
        self._column.addWidget(words)
        self._column.addLayout(row)
        self._column.addStretch(3)
        place.installEventFilter(self)
        self.restyle(theme)
        self.hide()

    def show_if(self, empty: bool) -> None:
        """Show it where a project is empty."""
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.isVisible() and self.isAncestorOf(focus)
        self.setVisible(empty)
        proxy = self.buttons[0] if empty else None
        self._view.setFocusProxy(proxy)  # type: ignore[arg-type]  # Qt takes None for none
        if empty:
            self.setGeometry(self._place.rect())
            self.raise_()
        if empty or had_keys:
            self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._place and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._place.rect())
        return super().eventFilter(watched, event)

    def restyle(self, theme: Theme) -> None:
        side = theme.px(48)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme.space("l"))
