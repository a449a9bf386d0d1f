"""The codebook beside the text: the tree of codes, and a filter where there are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTreeWidgetItem

from annotator.corpus.codebook import Code
from annotator.exchange.palette import COLORS
from annotator.ui.codebook.code_delegate import CODE
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.color_menu import ColorMenu
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.filter_line import FilterLine
from annotator.ui.widgets.panel import Panel

TREE_ACTIONS = (
    *("edit_code", "rename_code", "color_code", "add_below", "-"),
    *("code_up", "code_down", "code_in", "code_out", "-"),
    *("merge_codes", "split_code", "delete_code"),
)
"""The actions in the menu of a code, by name; a dash separates."""

_MANY = 15


class CodebookPanel(Panel):
    """The codes; a double click or Enter asks to code the selected passage."""

    requestCode = Signal(str)
    """GUID of the code to use for what is selected in the reader."""
    currentCodeChanged = Signal()
    codeChosen = Signal(str)
    """GUID of the code that the user went to."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        self.tree = CodeTree(theme)
        self._filter = FilterLine(self.tr("Filter the codes by name"))
        super().__init__(self.tr("CODES"), theme)
        self._bridge = bridge
        self.filter = self._filter.line
        self._filter.wordsChanged.connect(self.tree.filter)
        self._filter.requestList.connect(self.tree.setFocus)
        self._filter.requestFirst.connect(self._choose_first)
        self._column.addWidget(self._filter)
        self.set_body(self.tree)
        self.tree.itemActivated.connect(self._request)
        self.tree.currentItemChanged.connect(self._choose)
        self.tree.itemClicked.connect(self._choose)
        self.restyle(theme)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer the actions of a code at the tree, by menu and key."""
        for name in TREE_ACTIONS:
            if name in actions:
                self.tree.addAction(actions[name])
            elif name == "-":
                separator = QAction(self)
                separator.setSeparator(True)
                self.tree.addAction(separator)

    def refresh(self) -> None:
        """Show the codebook as it is now; the chosen and the closed codes stay so."""
        book = self._bridge.codebook
        self._filter.show_if(len(book.codes) > _MANY)
        self.tree.show_codebook(book, self._bridge.code_counts)
        if self.filter.text():
            self.tree.filter(self.filter.text())
        self.currentCodeChanged.emit()

    def refresh_counts(self) -> None:
        """Show how often each code is used now."""
        self.tree.show_counts(self._bridge.code_counts)

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
