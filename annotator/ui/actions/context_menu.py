"""The menu at the mouse: everything that can be done with what is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.corpus.messages import tr
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.coding.passage_controller import PASSAGE_ACTIONS
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.plain_text import literal, named_action

_CODING = ("values", "important", "memo", "quote_in_memo")
_RELATIONS = ("relate", "memo_on_relation")
_LOOKING = ("focus_code", "focus_coder", "codings_of_code")
_SELECTING = ("grow", "shrink", "select_clause", "select_sentence", "select_paragraph")
_GOING = (
    *("next_coding", "previous_coding", "next_same", "previous_same"),
    *("next_uncoded", "previous_uncoded"),
    *("next_hit", "previous_hit", "next_cue", "previous_cue"),
    *("next_difference", "previous_difference", "next_document", "previous_document"),
    *("next_heading", "previous_heading", "go_to_page", "follow"),
)
_DOCUMENT = (
    "mark_done",
    "mark_open",
    "mark_unread",
    "comfort",
    "margin",
    "numbering",
    "plain",
    "changes",
    "outline",
)


class ContextMenu(Menu):
    """Offers the actions of the menu bar that fit what the mouse is at. `recode` gives a coding
    another code (two GUIDs)."""

    def __init__(
        self,
        window: QWidget,
        actions: ActionSet,
        bridge: ProjectBridge,
        page: DocumentPage,
        recode: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._actions, self._bridge, self._page, self._recode = actions, bridge, page, recode
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if page.reader.view.selected_span() is not None:
            self._add_codes()
        if page.selected is not None:
            self._add_coding()
        self._add_place()

    def open_at(self, point: QPoint) -> None:
        """Open at a point of the screen."""
        self.popup(point)

    def _add(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """What of these there is; what can't be done now is shown as such."""
        for name in names:
            menu.addAction(self._actions[name])

    def _head(self, words: str) -> None:
        """What the entries below are about; a style sheet leaves the text of a section out."""
        self.addSeparator()
        heading = named_action(self, literal(words))
        heading.setEnabled(False)

    def _add_codes(self) -> None:
        self._head(tr("Code the passage as"))
        for action in self._actions.code_actions:
            self.addAction(action)
        self._add(self, ("in_vivo", "repeat", "highlighter"))

    def _add_coding(self) -> None:
        bridge, page, coder = self._bridge, self._page, self._bridge.coder
        entry = page.selected
        assert entry is not None
        labels = bridge.coder_labels()
        self._head(f"{page.code(entry).name} — {labels.get(entry.coder, '')}")
        own = coder is not None and entry.coder == coder.guid and not bridge.read_only
        recode = self.addMenu(tr("Re-&code as"))
        for action in self._actions.code_actions:
            guid = str(action.data())
            other = named_action(recode, action.text())
            other.setEnabled(guid != entry.code)
            other.triggered.connect(lambda _on=False, guid=guid: self._recode(entry.guid, guid))
        bounds = self.addMenu(tr("&Passage"))
        self._add(bounds, PASSAGE_ACTIONS)
        for menu in (recode, bounds):
            menu.setEnabled(own)
        self._add(self, _CODING)
        self._add(self.addMenu(tr("Relations")), _RELATIONS)
        self._add(self, ("of_coding",))
        if len(page.codings_here()) > 1:
            self._add(self, ("other_coding",))
        self._add(self.addMenu(tr("Show")), _LOOKING)
        self._add(self, ("delete",))

    def _add_place(self) -> None:
        self.addSeparator()
        self._add(self, ("copy",))
        if self._page.reader.view.selected_span() is not None:
            alone = self._page.selected is None  # else it stands with the coding
            self._add(self, (("quote_in_memo", "find") if alone else ("find",)))
        for title, names in (
            (tr("&Select"), _SELECTING),
            (tr("&Go to"), _GOING),
            (tr("This &text"), _DOCUMENT),
        ):
            self._add(self.addMenu(title), names)
        self.addSeparator()
        self._add(self, ("undo", "redo"))
