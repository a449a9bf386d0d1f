"""Everything that a window shows of its project, as values that can be compared."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from annotator.corpus.coding import Coder
from annotator.ui.main_window import MainWindow
from annotator.ui.tasks.debouncer import Debouncer

Shown = dict[str, Any]


def settle(window: MainWindow) -> None:
    """Do at once what waits until the user rests, and close the message over the text."""
    window.notice.hide()
    for _round in range(3):
        for rest in window.findChildren(Debouncer):
            if rest.isActive():
                rest.stop()
                rest.timeout.emit()
        window.tasks.wait()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(window: MainWindow) -> Shown:
    """What reader, margin, overview, inspector, lists, hover, print and header show."""
    settle(window)
    page, view = window.page, window.reader.view
    view.clearFocus()  # or the caret's blinking would be compared
    entries = page.codings.entries
    return {
        "title": window.windowTitle(),
        "coder": window.header.coder_button.text(),
        "undo": (window.bridge.undo_label, window.bridge.redo_label),
        "text": _pixels(view.viewport()),
        "margin": _pixels(window.reader.margin),
        "overview": _pixels(window.reader.overview),
        "names": [view.coding_name(entry.guid) for entry in entries],
        "over": [[view.coding_name(g) for g in view.codings_at(e.start)] for e in entries],
        "inspector": [dataclasses.asdict(card.content) for card in window.panels.inspector.cards],
        "codings": _rows(window.panels.codings.model, _CODING_ROLES),
        "documents": _rows(window.panels.documents.model, _ROLES),
        "codes": _tree(window),
        "keys": [(a.text(), a.shortcut().toString()) for a in window.actions_.code_actions],
        "printed": _printed(window),
    }


def differences(first: Shown, second: Shown, folder: Path) -> list[str]:
    """The parts that differ, with what is there; pictures are saved in `folder` to look at."""
    said = []
    for part in first:
        if first[part] != second[part]:
            said.append(f"{part}: " + "\n".join(_apart(first[part], second[part])))
            for number, picture in enumerate((first[part], second[part])):
                if isinstance(picture, QImage):
                    picture.save(str(folder / f"{part} {number}.png"))
    return said


def _apart(first: object, second: object) -> list[str]:
    """Where two values differ, down to what can't be taken apart."""
    if isinstance(first, dict) and isinstance(second, dict) and first.keys() == second.keys():
        pairs = [(str(key), first[key], second[key]) for key in first]
    elif isinstance(first, list | tuple) and isinstance(second, list | tuple):
        if len(first) != len(second):
            return [f"{len(first)} ≠ {len(second)} entries: {first} ≠ {second}"]
        pairs = [(str(n), *both) for n, both in enumerate(zip(first, second, strict=True))]
    else:
        return [f"{first!r} ≠ {second!r}"]
    return [f"{name}/{line}" for name, one, two in pairs if one != two for line in _apart(one, two)]


def arrange_like(window: MainWindow, other: MainWindow) -> None:
    """Bring a window that has just opened the project to the place where `other` is."""
    coder = other.bridge.coder
    assert coder is not None
    window.bridge.set_coder(Coder(coder.guid, coder.name, coder.created, coder.modified))
    guids = [document.guid for document in window.bridge.documents]
    if other.page.document in guids:
        window.panels.documents.select(guids.index(other.page.document))
    settle(other)
    settle(window)
    window.page.set_focus(other.page.focus_code, other.page.focus_coder)
    view, like = window.reader.view, other.reader.view
    for one in (view, like):
        one.idle.finish()  # the scroll bar counts what is laid out
    selected = like.selected_span()
    if selected is None:
        view.set_cursor_position(like.cursor_position())
    else:
        view.select(selected)
    place = like.verticalScrollBar().value()
    for one in (view, like):  # at a whole line: a page can stand between two of them
        one.verticalScrollBar().setValue(0)
        one.verticalScrollBar().setValue(place)
    window.page.select_coding(other.page.selected.guid if other.page.selected else None)


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
_CODING_ROLES = (*_ROLES, *(Qt.ItemDataRole.UserRole + number for number in range(3)))


def _pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _rows(model: QAbstractItemModel, roles: tuple[int, ...]) -> list[list[object]]:
    none = QModelIndex()
    return [
        [model.index(row, 0).data(role) for role in roles] for row in range(model.rowCount(none))
    ]


def _tree(window: MainWindow) -> list[tuple[int, object]]:
    found: list[tuple[int, object]] = []

    def walk(item: QTreeWidgetItem, depth: int) -> None:
        found.append((depth, item.data(0, Qt.ItemDataRole.AccessibleTextRole)))
        for number in range(item.childCount()):
            walk(item.child(number), depth + 1)

    root = window.panels.codebook.tree.invisibleRootItem()
    for number in range(root.childCount()):
        walk(root.child(number), 0)
    return found


def _printed(window: MainWindow) -> object:
    """What is given to the printer: passages with the looks of code and coder."""
    if window.page.document is None:
        return None
    sheet = window.controllers.printing._sheet()
    codes = {style.guid: style for style in sheet.codes}
    coders = {style.guid: style for style in sheet.coders}
    marks = [
        (start, end, codes[sheet.marks.code_guids[code]], coders[sheet.marks.coder_guids[coder]])
        for start, end, _row, code, coder in sheet.marks.all().T.tolist()
    ]
    return marks, list(codes), list(coders), sheet.definitions
