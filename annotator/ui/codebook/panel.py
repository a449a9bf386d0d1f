"""The codebook beside the text: the tree of codes, and a filter where there are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from annotator.corpus.codebook import Code
from annotator.exchange.palette import COLORS
from annotator.ui.codebook.code_delegate import CODE
from annotator.ui.codebook.code_tree import CodeTree
from annotator.ui.codebook.color_menu import ColorMenu
from annotator.ui.panel import Panel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

TREE_VERBS = (
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
        self.filter = QLineEdit()
        self._filter_row = QWidget()
        super().__init__(self.tr("CODES"), theme)
        self._bridge = bridge
        self._set_up_filter()
        self.set_body(self.tree)
        self.tree.itemActivated.connect(self._request)
        self.tree.currentItemChanged.connect(self._choose)
        self.tree.itemClicked.connect(self._choose)
        self.restyle(theme)

    def _set_up_filter(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the codes by name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.tree.filter)
        self.filter.installEventFilter(self)
        QVBoxLayout(self._filter_row).addWidget(self.filter)
        self._column.addWidget(self._filter_row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter, Down goes to the codes and Esc shows all of them again."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def set_verbs(self, actions: Mapping[str, QAction]) -> None:
        """Offer the verbs of a code at the tree, by menu and key."""
        for name in TREE_VERBS:
            if name in actions:
                self.tree.addAction(actions[name])
            elif name == "-":
                separator = QAction(self)
                separator.setSeparator(True)
                self.tree.addAction(separator)

    def refresh(self) -> None:
        """Show the codebook as it is now; the chosen and the closed codes stay so."""
        book = self._bridge.codebook
        many = len(book.codes) > _MANY
        if not many:
            self.filter.clear()
        self._filter_row.setVisible(many)
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

    def _choose(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        self.currentCodeChanged.emit()
        if item is not None:
            self.codeChosen.emit(item.data(0, CODE).guid)

    def _request(self, item: QTreeWidgetItem, _column: int) -> None:
        self.requestCode.emit(item.data(0, CODE).guid)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.tree.restyle(theme)
        row = self._filter_row.layout()
        if row is not None:
            m = theme.space("m")
            row.setContentsMargins(m, 0, m, theme.space("s"))
