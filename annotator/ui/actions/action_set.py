"""The table of actions as Qt's actions, in menus, with the keys where they belong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.corpus.codebook import Code
from annotator.ui.actions.key_table import with_keys
from annotator.ui.actions.read_only import why_not
from annotator.ui.actions.table import (
    ACTIONS,
    MENUS,
    SEPARATOR,
    SUBMENUS,
    ActionSpec,
    specs,
    translated,
)
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.plain_text import explain_action, literal, name_action

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


_ADDED_THERE = ("tree", "list", "page")
"""Places of keys (see `ActionSpec.place`) that add their actions themselves."""


class ActionSet(QObject):
    """Makes the actions, fills the menus, and says which can be used now."""

    def __init__(self, window: MainWindow, reader: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._specs = {spec.name: spec for spec in specs()}
        self.by_name = {name: self._make(spec) for name, spec in self._specs.items()}
        self._code_actions: dict[str, QAction] = {}
        self._code_keys: dict[str, str] = {}
        self._taken: set[str] = set()
        self.menus = {menu: self._fill(menu) for menu in MENUS}

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(translated(spec.text), self)
        action.setObjectName(spec.name)
        action.setAutoRepeat(spec.repeats)
        action.triggered.connect(lambda _checked=False: self._run(spec))
        if spec.place in _ADDED_THERE:
            # Where it works is where the tree of codes, the list of documents or a page adds it.
            action.setShortcut(QKeySequence(spec.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            self._set_key(action, spec.key, in_reader=spec.in_reader)
        if spec.name == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        return action

    @property
    def specs(self) -> list[ActionSpec]:
        """The actions with the keys that they have now."""
        return list(self._specs.values())

    def set_keys(self, changed: Mapping[str, str]) -> None:
        """Give the actions the keys that the user chose; the others have those of the table."""
        table = with_keys(changed)
        for name, spec in table.items():
            action, before = self.by_name[name], self._specs[name]
            if spec.key == before.key:
                continue
            if spec.place in _ADDED_THERE:
                action.setShortcut(QKeySequence(spec.key))
                continue
            for widget in (self._reader, self._window):
                widget.removeAction(action)
            context = Qt.ShortcutContext.WindowShortcut
            action.setShortcutContext(context)
            self._set_key(action, spec.key, in_reader=spec.in_reader)
        self._specs = table
        self._leave_to_codes()

    def _set_key(self, action: QAction, key: str, *, in_reader: bool) -> None:
        action.setShortcut(QKeySequence(key))
        if in_reader:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._reader.addAction(action)
        else:
            self._window.addAction(action)

    def _fill(self, name: str) -> QMenu:
        menu = Menu(translated(name), self._window.menuBar())
        self._window.menuBar().addMenu(menu)
        return self._fill_menu(menu, name)

    def _fill_menu(self, menu: QMenu, name: str) -> QMenu:
        below = {name + inner: inner for inner, outer in SUBMENUS.items() if outer == name}
        for entry in ACTIONS:
            if entry == name + SEPARATOR:
                menu.addSeparator()
            elif isinstance(entry, str) and entry in below:
                inner = Menu(translated(below[entry]), menu)
                menu.addMenu(inner)
                self._fill_menu(inner, below[entry])
            elif isinstance(entry, ActionSpec) and entry.menu == name:
                menu.addAction(self.by_name[entry.name])
        return menu

    def set_code_keys(self, codes: list[Code], use: Callable[[str], None]) -> None:
        """Give each codable code its key in the reader. Where the user chose a key that an action
        has, the code gets it: coding comes first, and the action stays in the menu."""
        known = self._code_actions
        self._code_actions = {
            code.guid: known.get(code.guid) or self._code_action(code.guid, use) for code in codes
        }
        for code in codes:
            action = self._code_actions[code.guid]
            if action.text() != literal(code.name):
                name_action(action, literal(code.name))
            if self._code_keys.get(code.guid, "") != code.key:
                self._reader.removeAction(action)
                self._set_key(action, code.key, in_reader=True)
        for guid in known.keys() - self._code_actions.keys():
            self._reader.removeAction(known[guid])
            known[guid].deleteLater()
        self._code_keys = {code.guid: code.key for code in codes}
        self._taken = {code.key.upper() for code in codes if code.key}
        self._leave_to_codes()

    def _code_action(self, guid: str, use: Callable[[str], None]) -> QAction:
        action = QAction(self)
        action.setData(guid)
        action.setAutoRepeat(False)  # holding the key down codes once
        action.triggered.connect(lambda _checked=False: self._use(use, guid))
        return action

    def _run(self, spec: ActionSpec) -> None:
        """Do what an action does; a key that is held down does what writes only once."""
        if spec.repeats or not self._window.key_is_held:
            attrgetter(spec.slot)(self._window)()

    def _use(self, use: Callable[[str], None], code: str) -> None:
        if not self._window.key_is_held:
            use(code)

    @property
    def code_actions(self) -> list[QAction]:
        """The actions that code, in the order of the codebook."""
        return list(self._code_actions.values())

    def _leave_to_codes(self) -> None:
        for name, spec in self._specs.items():
            if spec.in_reader:
                free = spec.key.upper() not in self._taken
                self.by_name[name].setShortcut(QKeySequence(spec.key if free else ""))

    def unavailable(self, key: str) -> ActionSpec | None:
        """The command that this key (Qt's portable form) has in the window or the reader, where
        there is nothing for it to act on now."""
        return next(
            (
                spec
                for spec in self._specs.values()
                if spec.key == key
                and spec.place in ("", "reader")
                and not self.by_name[spec.name].isEnabled()
            ),
            None,
        )

    def enable(self, there: set[str], closed: Collection[str] = ()) -> None:
        """Enable what acts on something that is there: project, document, coding, undo … `closed`
        are the names of actions that can't act in this project at all, and say why."""
        for name, spec in self._specs.items():
            action = self.by_name[name]
            explain_action(action, why_not() if name in closed else "")
            action.setEnabled(name not in closed and (not spec.needs or spec.needs in there))
