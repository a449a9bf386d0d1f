"""The button over the list of documents by which these are put in groups and in order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.ui.documents.list_view import DocumentList
from annotator.ui.widgets.plain_text import literal, tip


class ArrangeButton(QToolButton):
    """A menu: by which attribute there are groups, and in which order documents stand."""

    def __init__(self, view: DocumentList) -> None:
        super().__init__()
        self._view = view
        self._arrangement = view.documents.arrangement
        self.setText("≡")
        words = self.tr("Group and sort the documents")
        self.setToolTip(tip(words))
        self.setAccessibleName(words)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.setMenu(menu)
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what the documents have now."""
        menu, arrangement = self.menu(), self._arrangement
        menu.clear()
        groups = menu.addMenu(self.tr("&Group by"))
        chosen = [(self.tr("Nothing"), ""), *((one, one) for one in arrangement.groupable())]
        self._offer(groups, chosen, arrangement.group_by, self.group_by)
        orders = menu.addMenu(self.tr("&Sort by"))
        known: list[tuple[str, str | None]] = [
            (self.tr("The project’s order"), None),
            (self.tr("Name"), ""),
            *((one, one) for one in arrangement.documents.attributes),
        ]
        self._offer(orders, known, arrangement.order, self.sort_by)
        backwards = menu.addAction(self.tr("&Reverse the order"))
        backwards.setCheckable(True)
        backwards.setChecked(arrangement.reverse)
        backwards.setEnabled(not arrangement.in_project_order)
        backwards.triggered.connect(self.reverse)
        menu.addSeparator()
        for words, closed in ((self.tr("&Close all groups"), True), (self.tr("&Open all"), False)):
            action = menu.addAction(words)
            action.setEnabled(bool(arrangement.group_by))
            action.triggered.connect(lambda _on, closed=closed: self._close_all(closed))

    def _offer(
        self,
        menu: QMenu,
        entries: list[tuple[str, str | None]] | list[tuple[str, str]],
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

    def group_by(self, attribute: str | None) -> None:
        """Put the documents in groups by an attribute, or in none."""
        self._arrangement.group_by = attribute or ""
        self._view.arrange()

    def sort_by(self, by: str | None) -> None:
        """Put the documents in order by an attribute, by name (an empty text), or as they were."""
        self._arrangement.order = by
        self._view.arrange()

    def reverse(self, on: bool) -> None:
        """Put the documents, and groups by what they are in order by, the other way round."""
        self._arrangement.reverse = on
        self._view.arrange()

    def _close_all(self, closed: bool) -> None:
        self._arrangement.close_all(closed=closed)
        self._view.arrange()
