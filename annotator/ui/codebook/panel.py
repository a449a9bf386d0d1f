"""The codebook beside the text: the tree of codes, and a filter where there are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTreeWidgetItem

from annotator.corpus.codebook import Code
from annotator.exchange.palette import COLORS
from annotator.ui.codebook.code_delegate import CODE
from annotator.ui.codebook.code_order import CodeOrder, CodeUse, ordered
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.code_use import LastUse
from annotator.ui.codebook.codes_button import CodesButton
from annotator.ui.codebook.color_menu import ColorMenu
from annotator.ui.codebook.set_line import SetLine
from annotator.ui.codebook.set_shelf import SetShelf
from annotator.ui.controllers.services import Services
from annotator.ui.theme import Theme
from annotator.ui.widgets.filter_line import FilterLine
from annotator.ui.widgets.panel import Panel

TREE_ACTIONS = (
    *("edit_code", "rename_code", "color_code", "memo_on_code", "add_below", "-"),
    *("code_up", "code_down", "code_in", "code_out", "code_below", "code_sets", "-"),
    *("merge_codes", "split_code", "delete_code"),
)
"""The actions in the menu of a code, by name; a dash separates."""
MENU_ACTIONS = ("code_sets", "color_codes", "find_code")
"""Actions that the button above the tree offers last."""

_MANY = 15
IN_NO_SET = ""
"""Stands for the codes that are in no set, where a set can be chosen."""


class CodebookPanel(Panel):
    """The codes; a double click or Enter asks to code the selected passage."""

    requestCode = Signal(str)
    """GUID of the code to use for what is selected in the reader."""
    currentCodeChanged = Signal()
    codeChosen = Signal(str)
    """GUID of the code that the user went to."""

    def __init__(self, services: Services) -> None:
        theme = services.theme
        self.tree = CodeTree(theme)
        self._filter = FilterLine(self.tr("Filter the codes by name"))
        self.arrange = CodesButton()
        self.set_line = SetLine()
        self.sets = SetShelf(theme)
        super().__init__(self.tr("CODES"), theme)
        self._bridge, self._services = services.bridge, services
        self._more: list[QAction] = []
        self.shown_set: str | None = None
        """GUID of the set whose codes are shown alone; None shows all, `IN_NO_SET` those in none.
        """
        self.last_use = LastUse(services.bridge, services.tasks.run, self)
        self.last_use.changed.connect(self._show_last_use)
        self._bar.addWidget(self.arrange)
        self.filter = self._filter.line
        self._filter.wordsChanged.connect(lambda _words: self._narrow())
        self._filter.requestList.connect(self.tree.setFocus)
        self._filter.requestFirst.connect(self._choose_first)
        self._column.addWidget(self.set_line)
        self._column.addWidget(self._filter)
        self.set_body(self.tree)
        self._column.addWidget(self.sets)
        self.sets.setChosen.connect(self.show_set)
        self.tree.itemActivated.connect(self._request)
        self.tree.currentItemChanged.connect(self._choose)
        self.tree.itemClicked.connect(self._choose)
        self.tree.itemSelectionChanged.connect(self.currentCodeChanged)
        self.tree.escaped.connect(self.filter.clear)
        self.set_line.left.connect(lambda: self.show_set(None))
        self._connect_button()
        self.tree.show_numbers(services.settings.code_numbers)
        self.restyle(theme)

    def _connect_button(self) -> None:
        button = self.arrange
        button.filling.connect(self._fill_button)
        button.orderChosen.connect(lambda order: self.sort_by(CodeOrder(order)))
        button.setChosen.connect(self.show_set)
        button.numbersToggled.connect(self._show_numbers)
        button.lastUseToggled.connect(self._want_last_use)
        button.openedAll.connect(
            lambda opened: self.tree.expandAll() if opened else self.tree.collapseAll()
        )

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer the actions of a code at the tree, by menu and key."""
        for name in TREE_ACTIONS:
            if name in actions:
                self.tree.addAction(actions[name])
            elif name == "-":
                separator = QAction(self)
                separator.setSeparator(True)
                self.tree.addAction(separator)
        self._more = [actions[name] for name in MENU_ACTIONS if name in actions]

    # --- what it shows

    @property
    def order(self) -> CodeOrder:
        """How the codes are sorted."""
        kept = self._services.settings.code_order
        return CodeOrder(kept) if kept in list(CodeOrder) else CodeOrder.CODEBOOK

    def sort_by(self, order: CodeOrder) -> None:
        """Sort the codes as they are shown; the codebook keeps its order."""
        self._services.settings.code_order = order.value
        self._services.save_settings()
        self.refresh()

    def refresh(self) -> None:
        """Show the codebook as it is now; the chosen and the closed codes stay so."""
        book = self._bridge.codebook
        self._filter.show_if(len(book.codes) > _MANY)
        self.last_use.follow(self._wants_last_use())
        self._show_codes()
        self._narrow()
        self.currentCodeChanged.emit()

    def _show_codes(self) -> None:
        book, counts, order = self._bridge.codebook, self._bridge.code_counts, self.order
        walk = None
        if order is not CodeOrder.CODEBOOK:
            walk = ordered(book, order, CodeUse(counts, self.last_use.days))
        self.tree.show_codebook(book, counts, walk)

    def refresh_counts(self) -> None:
        """Show how often each code is used now."""
        if self.order is CodeOrder.NUMBER:
            self._show_codes()
            self._narrow()
        self.tree.show_counts(self._bridge.code_counts)
        self.last_use.follow(self._wants_last_use())

    def _wants_last_use(self) -> bool:
        return self._services.settings.code_last_use or self.order is CodeOrder.LAST_USED

    def _show_last_use(self) -> None:
        if self.order is CodeOrder.LAST_USED:
            self._show_codes()
            self._narrow()
        shown = self._services.settings.code_last_use
        self.tree.show_last_use(self.last_use.words() if shown else {})

    def _show_numbers(self, shown: bool) -> None:
        self._services.settings.code_numbers = shown
        self._services.save_settings()
        self.tree.show_numbers(shown)

    def _want_last_use(self, wanted: bool) -> None:
        self._services.settings.code_last_use = wanted
        self._services.save_settings()
        self.last_use.follow(self._wants_last_use())
        self._show_last_use()

    # --- sets and the filter

    def show_set(self, guid: str | None) -> None:
        """Show the codes of a set alone; None shows all, `IN_NO_SET` those in none."""
        self.shown_set = guid
        self._narrow()

    def _narrow(self) -> None:
        """Show what fits the words and the set."""
        words, within = self.filter.text(), self._within()
        self.sets.show_sets(self._bridge.code_sets, self.shown_set)
        self.set_line.setVisible(within is not None)
        if words or within is not None or self.tree.is_narrowed:
            self.tree.filter(words, within)

    def _within(self) -> set[str] | None:
        sets = {one.guid: one for one in self._bridge.code_sets}
        if self.shown_set == IN_NO_SET and sets:
            held = {code for one in sets.values() for code in one.codes}
            self.set_line.words.setText(self.tr("In no set"))
            return set(self._bridge.codebook.by_guid) - held
        one = sets.get(self.shown_set or "")
        if one is None:
            self.shown_set = None
            return None
        self.set_line.words.setText(self.tr("Set: {0}").format(one.name))
        return set(one.codes)

    def _fill_button(self) -> None:
        sets: list[tuple[str, str | None]] = [(self.tr("All codes"), None)]
        for one in self._bridge.code_sets:
            sets.append((f"{one.name}  ({len(one.codes):,})", one.guid))
        if len(sets) > 1:
            sets.append((self.tr("In no set"), IN_NO_SET))
        settings = self._services.settings
        self.arrange.fill(
            order=self.order,
            sets=sets,
            chosen_set=self.shown_set,
            numbers=settings.code_numbers,
            last_use=settings.code_last_use,
            more=self._more,
        )

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter.show()
        self.filter.setFocus()
        self.filter.selectAll()

    # --- the chosen code

    def current_code(self) -> Code | None:
        """The code that is chosen in the tree."""
        return self.tree.current_code()

    def open_color_menu(self, choose: Callable[[str], None]) -> None:
        """A small menu of colours at the chosen code; `choose` gets the one that is chosen."""
        item = self.tree.currentItem()
        if item is None:
            return
        own = [code.color for code in self._bridge.codebook.codes]
        colors = list(dict.fromkeys((*COLORS, *own)))[: 3 * len(COLORS)]
        menu = ColorMenu(self, colors, item.data(0, CODE).color, self.theme)
        menu.colorChosen.connect(choose)
        rect = self.tree.visualItemRect(item)
        menu.popup(self.tree.viewport().mapToGlobal(rect.bottomLeft()))

    def _choose_first(self) -> None:
        """Go to the first code whose name has the words of the filter, with the keys in the
        tree."""
        found = self.tree.first_fitting(self.filter.text())
        if found is not None:
            self.tree.setFocus()
            self.tree.choose(found)

    def _choose(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        self.currentCodeChanged.emit()
        if item is not None:
            self.codeChosen.emit(item.data(0, CODE).guid)

    def _request(self, item: QTreeWidgetItem, _column: int) -> None:
        self.requestCode.emit(item.data(0, CODE).guid)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.tree.restyle(theme)
        self._filter.restyle(theme)
        self.set_line.restyle(theme)
        self.sets.restyle(theme)
