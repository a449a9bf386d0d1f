"""All versions of a case side by side; where there are many, they are scrolled through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.adjudication.focus_area import FocusArea
from annotator.ui.adjudication.side_card import CardContent, SideCard
from annotator.ui.theme import Theme


class VersionCards(FocusArea):
    """A card a version, in their order; `actions` take the first ones."""

    requestTake = Signal(int)
    """Take a version for which there is no action."""

    def __init__(self, actions: Sequence[QAction], theme: Theme) -> None:
        super().__init__()
        self._actions, self._theme = actions, theme
        self._cards: list[SideCard] = []
        self._shown = 0
        self.setObjectName("versionCards")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content = QWidget()
        content.setObjectName("versionCards")
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setWidget(content)
        self.show_contents([])

    @property
    def cards(self) -> list[SideCard]:
        """Those that are shown."""
        return self._cards[: self._shown]

    def show_contents(self, contents: Sequence[CardContent]) -> None:
        """Show these, a card each."""
        while len(self._cards) < max(2, len(contents)):
            self._add()
        self._shown = len(contents)
        for card, content in zip(self._cards, contents, strict=False):
            card.show_content(content)
        for number, card in enumerate(self._cards):
            card.setVisible(number < self._shown)
        self.horizontalScrollBar().setValue(0)
        self.updateGeometry()

    def _add(self) -> None:
        number = len(self._cards)
        action = self._actions[number] if number < len(self._actions) else None
        card = SideCard(action, self._theme)
        card.taken.connect(lambda: self.requestTake.emit(number))
        self._row.addWidget(card, 1)
        self._cards.append(card)

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setSpacing(theme.space("l"))
        for card in self._cards:
            card.restyle(theme)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As high as the cards need to be, with the bar: the buttons below them stay in sight."""
        content = self._content.minimumSizeHint()
        is_wide = content.width() > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        return QSize(self._theme.px(220), content.height() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
