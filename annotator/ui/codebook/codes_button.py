"""The button over the tree of codes by which these are sorted, narrowed and opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.corpus.messages import tr
from annotator.ui.codebook.code_order import ORDER_TITLES, CodeOrder
from annotator.ui.widgets.plain_text import literal, tip


class CodesButton(QToolButton):
    """A menu: what the rows show, in which order, and which set of codes. It is filled when it is
    opened, by whoever is connected to `filling`."""

    filling = Signal()
    orderChosen = Signal(str)
    setChosen = Signal(object)
    """GUID of a set, None for all codes, or an empty text for those in no set."""
    numbersToggled = Signal(bool)
    lastUseToggled = Signal(bool)
    openedAll = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setText("≡")
        words = self.tr("Sort the codes and choose what is shown")
        self.setToolTip(tip(words))
        self.setAccessibleName(words)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self.filling)

    def fill(
        self,
        *,
        order: CodeOrder,
        sets: Sequence[tuple[str, str | None]],
        chosen_set: str | None,
        numbers: bool,
        last_use: bool,
        more: Sequence[QAction],
    ) -> None:
        """Offer what there is now. `sets` are titles with what `setChosen` says of them; `more`
        are actions that come last."""
        menu = self.menu()
        menu.clear()
        if len(sets) > 1:
            shown = menu.addMenu(self.tr("S&how"))
            self._offer(shown, sets, chosen_set, self.setChosen.emit)
        orders = menu.addMenu(self.tr("&Sort by"))
        titles = [(tr(title), one.value) for one, title in ORDER_TITLES.items()]
        self._offer(orders, titles, order.value, self.orderChosen.emit)
        menu.addSeparator()
        for words, on, toggled in (
            (self.tr("&Numbers of codings"), numbers, self.numbersToggled),
            (self.tr("Day of the &last use"), last_use, self.lastUseToggled),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on)
            action.toggled.connect(toggled)
        menu.addSeparator()
        for words, opened in ((self.tr("&Open all"), True), (self.tr("&Close all"), False)):
            menu.addAction(words).triggered.connect(
                lambda _on=False, opened=opened: self.openedAll.emit(opened)
            )
        menu.addSeparator()
        menu.addActions(list(more))

    def _offer(
        self,
        menu: QMenu,
        entries: Sequence[tuple[str, str | None]],
        chosen: str | None,
        choose: Callable[[str | None], None],
    ) -> None:
        group = QActionGroup(menu)
        for words, value in entries:
            action = QAction(literal(words), menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _on, value=value: choose(value))
            group.addAction(action)
            menu.addAction(action)
