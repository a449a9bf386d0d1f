"""What stands above every page: undo and redo, who codes, and the pages."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QToolButton

from annotator.corpus.coding import Coder
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.controllers.pages import READER, PageSpec
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import literal
from annotator.ui.window.header import Header


class WindowHeader(Header):
    """Its buttons do what their actions do; a page has one with the name of its action."""

    def __init__(self, actions: ActionSet, pages: Iterable[PageSpec], theme: Theme) -> None:
        super().__init__(theme)
        self._actions = actions
        self.undo_button = self.add_button(actions["undo"], "", icon="undo")
        self.redo_button = self.add_button(actions["redo"], "", icon="redo")
        self.add_gap()
        self.coder_button = self.add_button(actions["switch_coder"], " ", icon="coder")
        self.coder_button.setProperty("role", "coder")
        self.add_gap()
        self.page_buttons: dict[str, QToolButton] = {}
        self._add_page(READER, self.tr("Reader"))
        for page in sorted(pages, key=lambda page: page.order):
            self._add_page(page.name, page.title)

    def _add_page(self, name: str, title: str) -> None:
        action = self._actions[name]
        self.page_buttons[name] = self.add_button(action, title, icon=name, checkable=True)

    def show_coder(self, coder: Coder | None) -> None:
        """Name who codes."""
        self.coder_button.setText(literal(coder.name) if coder else self.tr("Who codes?"))

    def show_page(self, name: str) -> None:
        """Press the button of the page that is shown, and no other."""
        for page, button in self.page_buttons.items():
            button.setChecked(page == name)
