"""The tree of codes: shows a codebook, filters it, and asks for moves by drag and drop."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.folding import search_key
from annotator.ui.codebook.code_delegate import CODE, LAST, USED, CodeDelegate
from annotator.ui.codebook.code_order import Walk
from annotator.ui.theme import Theme
from annotator.ui.widgets.assistive_selection import follow_selection
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.renaming import rename_by_key
from annotator.ui.widgets.type_ahead import TypeAhead

CODE_MIME = "application/x-annotator-code"
_Position = QAbstractItemView.DropIndicatorPosition


class CodeTree(QTreeWidget):
    """One item a code. Nothing moves by itself: a drop asks, and the next codebook shows it."""

    requestMove = Signal(list, object, object)
    """The GUIDs of codes, of their new parent (None: the top), of the sibling before which they go
    (None: last)."""
    requestRename = Signal(str, str)
    escaped = Signal()
    """Esc was pressed in the tree."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._delegate = CodeDelegate(theme)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shape: list[tuple[int, str]] | None = None
        self._codes: dict[str, Code] = {}
        self._used: dict[str, int] = {}
        self._names: dict[str, str] = {}
        """What is searched in the name of each code."""
        self._last: dict[str, str] = {}
        self._sorted = False
        self.is_narrowed = False
        """Whether codes are out of sight because of the filter."""
        self._folded: set[str] | None = None
        self._type_ahead = TypeAhead()
        self.setItemDelegate(self._delegate)
        # The tree is filled anew by what the name changes, so the editor must be gone by then.
        self._delegate.nameEntered.connect(self.requestRename, Qt.ConnectionType.QueuedConnection)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderHidden(True)
        self.setHeaderLabels([self.tr("Code", "noun")])  # heard, not seen
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Codes"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(600)
        follow_selection(self)

    # --- what it shows

    def show_codebook(
        self, book: Codebook, counts: Mapping[str, int], walk: Walk | None = None
    ) -> None:
        """Show a codebook, in its own order or as `walk` has it; the chosen and the closed codes
        stay so, and so does the place."""
        walked = list(book.walk()) if walk is None else walk
        self._sorted = walk is not None
        shape = [(depth, code.guid) for depth, code in walked]
        if shape == self._shape:
            self._show_edits(book, counts)
            return
        self._shape, self._codes = shape, dict(book.by_guid)
        self._names = {guid: search_key(code.name) for guid, code in self._codes.items()}
        chosen, closed, selected = self.current_code(), self._closed(), self.selected()
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = {}
        parents: list[QTreeWidgetItem] = []
        roots: list[QTreeWidgetItem] = []
        for depth, code in walked:
            del parents[depth:]
            item = self._items[code.guid] = _item(code)
            (parents[-1].addChild if depth else roots.append)(item)
            self._set_count(item, counts.get(code.guid, 0))
            parents.append(item)
        self.addTopLevelItems(roots)
        self.expandAll()
        for guid in closed & self._items.keys():
            self._items[guid].setExpanded(False)
        self.setRootIsDecorated(any(root.childCount() for root in roots))
        self.verticalScrollBar().setValue(place)
        if chosen is not None:
            self.choose(chosen.guid)
        self.select_also(selected)
        self.setUpdatesEnabled(True)
        self.blockSignals(False)

    def _show_edits(self, book: Codebook, counts: Mapping[str, int]) -> None:
        """The tree is the same; codes in it may say something else."""
        edited = {guid: code for guid, code in book.by_guid.items() if self._codes[guid] != code}
        for guid, code in edited.items():
            _describe(self._items[guid], code)
            self._names[guid] = search_key(code.name)
        if any(self._codes[guid].name != code.name for guid, code in edited.items()):
            self._used.clear()  # the paths of what is below have changed too
        self._codes |= edited
        for guid in edited:
            self._set_count(self._items[guid], counts.get(guid, 0))
        self.show_counts(counts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each code is used now."""
        for guid, item in self._items.items():
            if self._used.get(guid) != counts.get(guid, 0):
                self._set_count(item, counts.get(guid, 0))

    def show_last_use(self, words: Mapping[str, str]) -> None:
        """Show when each code was used last, in short words by GUID; none where that is empty."""
        self._last = dict(words)
        for guid, item in self._items.items():
            if (item.data(0, LAST) or "") != words.get(guid, ""):
                self._set_count(item, self._used.get(guid, 0))

    def show_numbers(self, shown: bool) -> None:
        """Show the numbers of codings in the rows, or leave them to the tool tips."""
        self._delegate.shows_counts = shown
        self.viewport().update()

    def _set_count(self, item: QTreeWidgetItem, used: int) -> None:
        code: Code = item.data(0, CODE)
        self._used[code.guid] = used
        item.setData(0, USED, used)
        last = self._last.get(code.guid, "")
        item.setData(0, LAST, last or None)
        said = [
            code.name,
            self.tr("key {0}").format(code.key) if code.key else "",
            counted(used),
            self.tr("last used {0}").format(last) if last else "",
        ]
        # What the row shows in drawing, for those who hear it.
        spoken = ", ".join(part for part in said if part)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        # The name may be shortened, and what it stands below may be out of sight.
        facts = ", ".join(part for part in said[1:] if part)
        about = (" › ".join(self._path(item)), facts, code.definition)
        item.setToolTip(0, tip("\n".join(about).rstrip()))

    def _path(self, item: QTreeWidgetItem) -> list[str]:
        """The names of the codes from the top down to this one."""
        names: list[str] = []
        one: QTreeWidgetItem | None = item
        while one is not None:
            names.insert(0, one.data(0, CODE).name)
            one = one.parent()
        return names

    def _closed(self) -> set[str]:
        return {
            guid
            for guid, item in self._items.items()
            if item.childCount() and not item.isExpanded()
        }

    def current_code(self) -> Code | None:
        """The code that is chosen."""
        item = self.currentItem()
        code: Code | None = item.data(0, CODE) if item is not None else None
        return code

    def selected(self) -> list[str]:
        """The codes (GUIDs) that are selected and not filtered away, as they stand one below the
        other; without any, the chosen one."""
        chosen = [
            guid for guid, item in self._items.items() if item.isSelected() and not item.isHidden()
        ]
        current = self.current_code()
        return chosen or ([current.guid] if current is not None else [])

    def select_also(self, guids: Collection[str]) -> None:
        """Select these codes too, as far as they are there."""
        for guid in guids:
            if guid in self._items:
                self._items[guid].setSelected(True)

    def choose(self, guid: str) -> None:
        """Make a code the chosen one, in sight."""
        item = self._items.get(guid)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def rename_current(self) -> None:
        """Open the name of the chosen code for editing, in place."""
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item)
            self.editItem(item)

    def event(self, event: QEvent) -> bool:
        return rename_by_key(self, event) or super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's own knows the beginnings of names alone, in which names below one code are alike,
        and passes by what is folded away."""
        items = [item for item in self._items.values() if not item.isHidden()]
        names = [item.data(0, CODE).name for item in items]
        now = self.currentItem()
        row = next((row for row, item in enumerate(items) if item is now), -1)
        found = self._type_ahead.row(search, names, row)
        if found is not None:
            self.choose(items[found].data(0, CODE).guid)

    def first_fitting(self, words: str) -> str | None:
        """The first code (GUID) with these words in its name; None where there is none."""
        needle = search_key(words).strip()
        shown = (guid for guid, item in self._items.items() if not item.isHidden())
        return next((guid for guid in shown if needle in self._names[guid]), None)

    def filter(self, words: str, within: Collection[str] | None = None) -> int:
        """Show only the codes whose name has these words, of those `within` (GUIDs; None: all),
        with those above them; returns how many fit."""
        needle = search_key(words).strip()
        fits = {guid for guid in self._items if needle in self._names[guid]}
        if within is not None:
            fits &= set(within)
        shown = set()
        for guid in fits:
            item: QTreeWidgetItem | None = self._items[guid]
            while item is not None and (key := item.data(0, CODE).guid) not in shown:
                shown.add(key)
                item = item.parent()
        self.setUpdatesEnabled(False)
        for guid, item in self._items.items():
            if item.isHidden() == (guid in shown):
                item.setHidden(guid not in shown)
        if needle or within is not None:
            self._folded = self._closed() if self._folded is None else self._folded
            self.expandAll()
        elif self._folded is not None:
            # What was found stood open; what the coder had closed is closed again.
            for guid in self._folded & self._items.keys():
                self._items[guid].setExpanded(False)
            self._folded = None
        self.is_narrowed = bool(needle) or within is not None
        self.setUpdatesEnabled(True)
        return len(fits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        super().keyPressEvent(event)

    def restyle(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.setIndentation(theme.space("l") + theme.space("s"))
        self.scheduleDelayedItemsLayout()  # rows are as high as the letters ask for
        self.viewport().update()

    # --- drag and drop

    def mimeTypes(self) -> list[str]:
        return [CODE_MIME]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(CODE_MIME, " ".join(item.data(0, CODE).guid for item in items).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def startDrag(self, _actions: Qt.DropAction) -> None:
        # Qt's own would take the dragged row out of the tree afterwards.
        item = self.currentItem()
        if item is not None:
            drag = QDrag(self)
            drag.setMimeData(self.mimeData([self._items[guid] for guid in self.selected()]))
            drag.setPixmap(self.viewport().grab(self.visualItemRect(item)))
            drag.exec(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        if not data.hasFormat(CODE_MIME):
            event.ignore()
            return
        guids = bytes(data.data(CODE_MIME).data()).decode().split()
        parent, before = self._drop_place(self.indexAt(event.position().toPoint()))
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.acceptProposedAction()
        if all(guid in self._items for guid in guids) and guids != [before]:
            self.requestMove.emit(guids, parent, before)

    def _drop_place(self, index: QModelIndex) -> tuple[str | None, str | None]:
        """The new parent and the sibling to stand before, for a drop at this index."""
        where = self.dropIndicatorPosition()
        if not index.isValid() or where == _Position.OnViewport:
            return None, None
        target = self.itemFromIndex(index)
        if where == _Position.OnItem:
            return target.data(0, CODE).guid, None
        if self._sorted:  # a place between two rows is none in the codebook
            return _guid(target.parent()), None
        if where == _Position.BelowItem and target.isExpanded() and target.childCount():
            return target.data(0, CODE).guid, target.child(0).data(0, CODE).guid
        parent = target.parent() or self.invisibleRootItem()
        row = parent.indexOfChild(target) + (where == _Position.BelowItem)
        below = parent.child(row)
        return _guid(target.parent()), _guid(below)

    def items(self) -> Iterator[QTreeWidgetItem]:
        """Every item, parents before children."""
        yield from self._items.values()


def _guid(item: QTreeWidgetItem | None) -> str | None:
    return item.data(0, CODE).guid if item is not None else None


def _item(code: Code) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    _describe(item, code)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item


def _describe(item: QTreeWidgetItem, code: Code) -> None:
    item.setText(0, code.name)
    item.setData(0, CODE, code)
    item.setToolTip(0, tip(code.definition))
