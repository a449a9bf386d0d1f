"""Markup, mnemonics and place holders in every name, and where a window falls for them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QGroupBox,
    QLabel,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

MARK = ' <b>x</b> <img src="file:///etc/hostname"> & %s %1 {0} {coder} [*]'
"""Stands behind every name: what Qt, Python or a page of HTML would make something else of."""

ESCAPED = '<p style="white-space: pre-wrap">'
_COLUMNS = {
    "project": ("name",),
    "coder": ("name",),
    "document": ("name",),
    "code": ("name", "definition", "when_to_use", "when_not_to_use"),
    "relation_type": ("name", "definition"),
    "attribute": ("name", "definition"),
    "memo": ("text",),
    "step": ("label",),
}
PLACES = {
    *("title", "label", "page", "button", "action"),
    *("tip", "tip of an action", "tip of a cell", "tip of a heading"),
}
"""Kinds of places of a window in which the gallery shows names."""
_MOST_ROWS = 60


def put_into_names(path: Path) -> None:
    """Add the mark to the names, definitions, values and memos of a project file."""
    connection = sqlite3.connect(path)
    with connection:
        for table, columns in _COLUMNS.items():
            for column in columns:
                connection.execute(f'UPDATE {table} SET "{column}" = "{column}" || ?', (MARK,))
        for guid, choices in connection.execute("SELECT guid, choices FROM attribute").fetchall():
            marked = [[name + MARK, key, said + MARK] for name, key, said in json.loads(choices)]
            connection.execute(
                "UPDATE attribute SET choices = ? WHERE guid = ?", (json.dumps(marked), guid)
            )
        for guid, value in connection.execute("SELECT guid, value FROM attribute_value").fetchall():
            said = json.loads(value)
            more = said + MARK if isinstance(said, str) else [one + MARK for one in said]
            connection.execute(
                "UPDATE attribute_value SET value = ? WHERE guid = ?", (json.dumps(more), guid)
            )
    connection.close()


def faults(top: QWidget, seen: set[str]) -> Iterator[str]:
    """Where a text is taken for more than text; `seen` collects the kinds of places of marks."""
    if "<b>x" in top.windowTitle():
        seen.add("title")
    if "[*]" in top.windowTitle().replace("[*][*]", ""):
        yield f"title: {top.windowTitle()}"
    for widget in (top, *top.findChildren(QWidget)):
        for kind, fault in (
            *_of_tip("tip", widget.toolTip(), seen),
            *_of_text(widget, seen),
        ):
            yield f"{kind} of {type(widget).__name__} {widget.objectName()}: {fault}"
    for action in (*top.actions(), *top.findChildren(QAction)):
        yield from (
            f"{kind} of an action: {fault}"
            for kind, fault in (
                *_of_tip("tip of an action", action.toolTip(), seen),
                *_of_mnemonics("action", action.text(), seen),
            )
        )


def _of_text(widget: QWidget, seen: set[str]) -> Iterator[tuple[str, str]]:
    match widget:
        case QLabel():
            yield from _of_label(widget, seen)
        case QAbstractButton():
            yield from _of_mnemonics("button", widget.text(), seen)
        case QMenu() | QGroupBox():
            yield from _of_mnemonics("heading", widget.title(), seen)
        case QTabBar():
            for number in range(widget.count()):
                yield from _of_mnemonics("tab", widget.tabText(number), seen)
                yield from _of_tip("tip of a tab", widget.tabToolTip(number), seen)
        case QTextEdit():
            if "<b>x" in widget.toPlainText():
                seen.add("page")
            if re.search(r"<img (?!src=\"pictures/)", widget.toHtml()):  # those of the manual are
                yield "page", "shows a picture"
        case QAbstractItemView() if widget.model() is not None:
            yield from _of_model(widget.model(), seen)


def _of_label(label: QLabel, seen: set[str]) -> Iterator[tuple[str, str]]:
    text = label.text()
    if "<b>x" in text and label.textFormat() == Qt.TextFormat.PlainText:
        seen.add("label")
    elif "&lt;b&gt;x" in text and label.textFormat() == Qt.TextFormat.RichText:
        seen.add("page in a label")
    elif "<b>x" in text or "<img" in text:
        yield "label", text
    if label.buddy() is not None:
        yield from _of_mnemonics("label of a field", text, seen)


def _of_model(model: QAbstractItemModel, seen: set[str]) -> Iterator[tuple[str, str]]:
    role = Qt.ItemDataRole.ToolTipRole
    nowhere = QModelIndex()
    is_list = isinstance(model, QAbstractListModel)
    rows = min(model.rowCount(nowhere), _MOST_ROWS)
    columns = 1 if is_list else model.columnCount(nowhere)
    for row in range(rows):
        for column in range(columns):
            said = model.index(row, column, nowhere).data(role)
            yield from _of_tip("tip of a cell", said, seen)
    for across, number in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows)):
        for section in range(number):
            said = model.headerData(section, across, role)
            yield from _of_tip("tip of a heading", said, seen)


def _of_tip(kind: str, text: object, seen: set[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(text, str) or not Qt.mightBeRichText(text):
        return
    if text.startswith(ESCAPED) and "<" not in text[len(ESCAPED) : -len("</p>")]:
        seen.add(kind)
    else:
        yield kind, text


def _of_mnemonics(kind: str, text: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """An "&" before a space is never meant as the sign of a mnemonic."""
    if " && %s" in text:
        seen.add(kind)
    if re.search("(?<!&)&(&&)* ", text):
        yield kind, text
