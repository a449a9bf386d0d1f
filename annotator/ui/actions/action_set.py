"""The actions as Qt's: in menus, with keys where they belong, enabled where they can act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from annotator.corpus.codebook import Code
from annotator.ui.actions.conditions import Condition
from annotator.ui.actions.key_repeats import KeyRepeats
from annotator.ui.actions.key_table import sequence, with_keys
from annotator.ui.actions.menus import arranged, entries
from annotator.ui.actions.read_only import why_not
from annotator.ui.actions.spec import MENUS, SUBMENUS, ActionSpec, Needs, Where, translated
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.plain_text import explain_action, literal, name_action


class ActionSet(QObject):
    """Makes Qt's actions of the specs, fills the menus, and says which can be used now. Keys of
    one character work while `reader` has the focus, so that they can be typed elsewhere."""

    def __init__(self, window: QMainWindow, reader: QWidget, repeats: KeyRepeats) -> None:
        super().__init__(window)
        self._window, self._reader, self._repeats = window, reader, repeats
        self.defaults: list[ActionSpec] = []
        """The actions with the keys that come with the program, in the order of the menus."""
        self._specs: dict[str, ActionSpec] = {}
        self.by_name: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._conditions: Mapping[Needs, Condition] = {}
        self._is_read_only: Callable[[], bool] = lambda: False
        self._code_actions: dict[str, QAction] = {}
        self._code_keys: dict[str, str] = {}
        self._taken: set[str] = set()
        self._enabled_for: tuple[frozenset[str], bool] | None = None
        """What was there, and whether the project was read-only, when actions were enabled."""

    def install(
        self,
        specs: Iterable[ActionSpec],
        conditions: Mapping[Needs, Condition],
        is_read_only: Callable[[], bool],
    ) -> None:
        """Take in the actions of all controllers, once these are there."""
        self.defaults = arranged(specs)
        self._conditions, self._is_read_only = conditions, is_read_only
        self._specs = {spec.name: spec for spec in self.defaults}
        self.by_name = {name: self._make(spec) for name, spec in self._specs.items()}
        self.menus = {menu: self._fill(menu) for menu in MENUS}
        self._enabled_for = None
        self.update()

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(translated(spec.text), self)
        action.setObjectName(spec.name)
        action.setAutoRepeat(spec.repeats)
        action.setCheckable(spec.checked is not None)
        action.triggered.connect(lambda _checked=False: self._run(spec))
        if spec.where is not Where.WINDOW:
            # Where it works is where the tree of codes, the list of documents or a page adds it.
            action.setShortcut(sequence(spec.key))
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
        """Give the actions the keys that the user chose; the others have their default keys."""
        table = with_keys(self.defaults, changed)
        for name, spec in table.items():
            action, before = self.by_name[name], self._specs[name]
            if spec.key == before.key:
                continue
            if spec.where is not Where.WINDOW:
                action.setShortcut(sequence(spec.key))
                continue
            for widget in (self._reader, self._window):
                widget.removeAction(action)
            context = Qt.ShortcutContext.WindowShortcut
            action.setShortcutContext(context)
            self._set_key(action, spec.key, in_reader=spec.in_reader)
        self._specs = table
        self._leave_to_codes()

    def _set_key(self, action: QAction, key: str, *, in_reader: bool) -> None:
        action.setShortcut(sequence(key))
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
        for number, group in enumerate(entries(name, self.defaults)):
            if number:
                menu.addSeparator()
            for entry in group:
                if entry in SUBMENUS:
                    inner = Menu(translated(entry), menu)
                    menu.addMenu(inner)
                    self._fill_menu(inner, entry)
                else:
                    menu.addAction(self.by_name[entry])
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
        taken = {code.key.upper() for code in codes if code.key}
        if taken != self._taken:
            self._taken = taken
            self._leave_to_codes()

    def _code_action(self, guid: str, use: Callable[[str], None]) -> QAction:
        action = QAction(self)
        action.setData(guid)
        action.setAutoRepeat(False)  # holding the key down codes once
        action.triggered.connect(lambda _checked=False: self._use(use, guid))
        return action

    def _run(self, spec: ActionSpec) -> None:
        """Do what an action does; a key that is held down does what writes only once."""
        if spec.repeats or not self._repeats.key_is_held:
            spec.run()
        self._show_state(spec)

    def _use(self, use: Callable[[str], None], code: str) -> None:
        if not self._repeats.key_is_held:
            use(code)

    @property
    def code_actions(self) -> list[QAction]:
        """The actions that code, in the order of the codebook."""
        return list(self._code_actions.values())

    def _leave_to_codes(self) -> None:
        for name, spec in self._specs.items():
            if spec.in_reader:
                free = spec.key.upper() not in self._taken
                self.by_name[name].setShortcut(sequence(spec.key if free else ""))

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

    def why_unavailable(self, key: str) -> str:
        """Why the command of a key (Qt's portable form) can't act now; empty where it can, or where
        the key has none."""
        spec = self.unavailable(key)
        if spec is None:
            return ""
        if spec.writes and self._is_read_only():
            return why_not()
        return self._conditions[spec.needs].why_not()

    def update(self) -> None:
        """Enable what can act now."""
        met = [needs for needs, condition in self._conditions.items() if condition.is_met()]
        self.enable(met, read_only=self._is_read_only())

    def enable(self, there: Iterable[str], *, read_only: bool = False) -> None:
        """Enable what acts on something that is `there` (see `Needs`). In a project that is open
        read-only, what writes is disabled and says why."""
        state = frozenset({Needs.NOTHING, *there}), read_only
        if state != self._enabled_for:  # asked at each step of the cursor
            self._enabled_for = state
            self._enable(*state)
        self.refresh()

    def _enable(self, met: Set[str], read_only: bool) -> None:
        for name, spec in self._specs.items():
            action = self.by_name[name]
            closed = read_only and spec.writes
            explain_action(action, why_not() if closed else "")
            action.setEnabled(not closed and spec.needs in met)

    def refresh(self) -> None:
        """Show texts and marks as they are now."""
        for spec in self._specs.values():
            if spec.checked is not None or spec.text_now is not None:
                self._show_state(spec)

    def _show_state(self, spec: ActionSpec) -> None:
        action = self.by_name[spec.name]
        if spec.checked is not None:
            action.setChecked(spec.checked())
        if spec.text_now is not None and action.text() != (text := spec.text_now()):
            name_action(action, text)
