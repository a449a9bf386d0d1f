"""Every key of the window in one list, each to be changed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import Code
from annotator.corpus.messages import quoted
from annotator.ui.actions.key_table import Holder, holders, normal, shown, with_keys
from annotator.ui.actions.spec import MENUS, ActionSpec, translated
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import open_at

_NAME = Qt.ItemDataRole.UserRole


class KeysDialog(QDialog):
    """Choose an action, press its new key. A key that is taken is told, and moves only when one
    says so; a code keeps its key. What is chosen holds at once."""

    keysChanged = Signal(object)
    """The keys that differ from the table, by name of the action."""

    def __init__(
        self,
        parent: QWidget,
        specs: Sequence[ActionSpec],
        changed: Mapping[str, str],
        codes: Iterable[Code],
        theme: Theme,
    ) -> None:
        super().__init__(parent)
        self._specs = specs
        self._defaults = {spec.name: spec.key for spec in specs}
        self.setWindowTitle(self.tr("Change keys"))
        self.changed = dict(changed)
        self._codes = list(codes)
        self._theme = theme
        self._wanted = ""
        self._headings: list[QTreeWidgetItem] = []
        self._by_menu: dict[str, list[QTreeWidgetItem]] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("An action or a key"))
        self.line.setAccessibleName(self.tr("An action or a key"))
        self.list = QTreeWidget()
        self._dress_list()
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        for part in (self.edit, *self.edit.findChildren(QLineEdit)):  # the line has the focus
            part.setAccessibleName(self.tr("New key"))
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self.take = QPushButton(self.tr("&Take the key"))
        self.none = QPushButton(self.tr("&No key"))
        self.own = QPushButton(self.tr("&Default"))
        self.reset = QPushButton(self.tr("&All to default"))
        self._lay_out()
        self.line.textChanged.connect(lambda _text: self._filter())
        self.list.currentItemChanged.connect(lambda _now, _before: self._choose())
        self.list.itemActivated.connect(lambda _item, _column: self.edit.setFocus())
        self.edit.keySequenceChanged.connect(self._pressed)
        self.take.clicked.connect(self._take)
        self.none.clicked.connect(lambda: self._set(""))
        self.own.clicked.connect(self._to_default)
        self.reset.clicked.connect(self._reset)
        self._fill()
        self._choose()

    def _dress_list(self) -> None:
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Key")])
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(self._theme.space("m"))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _lay_out(self) -> None:
        space = self._theme.space
        row = QHBoxLayout()
        row.setSpacing(space("m"))
        row.addWidget(PlainLabel(self.tr("New key:")))
        row.addWidget(self.edit, 1)
        for button in (self.take, self.none, self.own):
            button.setAutoDefault(False)
            row.addWidget(button)
        below = QHBoxLayout()
        self.reset.setAutoDefault(False)
        below.addWidget(self.reset)
        below.addStretch(1)
        close = QPushButton(self.tr("&Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[space("xl")] * 4)
        column.setSpacing(space("l"))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addLayout(below)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())
        open_at(self, self._theme.px(620), self._theme.px(620))

    # --- the list

    def _fill(self) -> None:
        table = with_keys(self._specs, self.changed)
        for menu in MENUS:
            heading = QTreeWidgetItem(self.list, [translated(menu).replace("&", "")])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setForeground(0, self._theme.color("muted"))
            self._headings.append(heading)
            items = self._by_menu[menu] = []
            for spec in table.values():
                if spec.top == menu:
                    name = translated(spec.whole).replace("&", "").rstrip("…")
                    item = QTreeWidgetItem(heading, [name, shown(spec.key)])
                    item.setData(0, _NAME, spec.name)
                    self._mark(item, differs=spec.key != self._defaults[spec.name])
                    items.append(item)
        self.list.expandAll()
        self.list.setCurrentItem(self.items()[0])

    def _mark(self, item: QTreeWidgetItem, *, differs: bool) -> None:
        font = self.list.font()
        font.setBold(differs)
        item.setFont(1, font)

    def items(self) -> list[QTreeWidgetItem]:
        """The actions, without the headings."""
        return [item for items in self._by_menu.values() for item in items]

    def _filter(self) -> None:
        words = self.line.text().casefold().split()
        for item in self.items():
            text = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in text for word in words))
        for heading, items in zip(self._headings, self._by_menu.values(), strict=True):
            heading.setHidden(all(item.isHidden() for item in items))

    def choose(self, name: str) -> None:
        """Make an action the one whose key is changed."""
        item = next(item for item in self.items() if item.data(0, _NAME) == name)
        self.list.setCurrentItem(item)
        self.list.scrollToItem(item)

    def spec(self) -> ActionSpec | None:
        """The chosen action, with the key that it has now."""
        item = self.list.currentItem()
        name = item.data(0, _NAME) if item is not None else None
        return with_keys(self._specs, self.changed).get(name) if name else None

    # --- changing

    def _choose(self) -> None:
        spec = self.spec()
        self._wanted = ""
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(spec.key if spec else ""))
        self.edit.blockSignals(False)
        self._tell("")
        for widget in (self.edit, self.none, self.own):
            widget.setEnabled(spec is not None)
        self.take.setEnabled(False)

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        self.told.setText(words)
        self.told.setProperty("role", "error" if wrong else "muted")
        self.told.style().polish(self.told)

    def _pressed(self, keys: QKeySequence) -> None:
        """A free key holds at once; of a taken one it is told who has it."""
        spec = self.spec()
        key = keys.toString(QKeySequence.SequenceFormat.PortableText)
        if spec is None or not key:
            return
        self._wanted = key
        others = self._holders(spec, key)
        self.take.setEnabled(bool(others) and all(other.action for other in others))
        if not others:
            self._set(key)
            return
        names = ", ".join(quoted(other.words) for other in others)
        if self.take.isEnabled():
            said = self.tr("{0} is the key of {1}. Take it, or press another one.")
        else:
            said = self.tr("{0} belongs to {1} and stays there. Press another key.")
        self._tell(said.format(shown(key), names), wrong=True)

    def _holders(self, spec: ActionSpec, key: str) -> list[Holder]:
        return holders(key, spec, with_keys(self._specs, self.changed), self._codes)

    def _take(self) -> None:
        """The key moves here; who had it has none until it gets another."""
        spec = self.spec()
        if spec is None or not self._wanted:
            return
        others = self._holders(spec, self._wanted)
        for other in others:
            self._put(other.action, "")
        self._set(self._wanted)
        names = ", ".join(quoted(other.words) for other in others)
        self._tell(self.tr("{0} has no key now.").format(names))

    def _set(self, key: str) -> None:
        spec = self.spec()
        if spec is not None:
            self._put(spec.name, key)
            self._choose()
            self.keysChanged.emit(dict(self.changed))

    def _put(self, name: str, key: str) -> None:
        own = self._defaults[name]
        self.changed.pop(name, None)
        if normal(key) != normal(own):
            self.changed[name] = key
        item = next(item for item in self.items() if item.data(0, _NAME) == name)
        item.setText(1, shown(key))
        self._mark(item, differs=name in self.changed)

    def _to_default(self) -> None:
        spec = self.spec()
        if spec is None:
            return
        own = self._defaults[spec.name]
        self.edit.setKeySequence(QKeySequence(own))
        if not own:
            self._set("")

    def _reset(self) -> None:
        for name in list(self.changed):
            self._put(name, self._defaults[name])
        self._choose()
        self.keysChanged.emit({})
