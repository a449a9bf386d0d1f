"""What is being typed in forms that are open, and not accepted yet, when the program must end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

from annotator.ui.widgets.plain_text import without_mnemonic

KEPT = "keeps typing"
"""The property of a dialog in which what is typed is worth keeping; inputs of one line have it by
nature."""
PASSING = "passing"
"""The property of a field in it that only looks for something."""
EDITED = "edited"
"""The property of a table in it in which something was typed."""


@dataclass(frozen=True)
class TypedForm:
    """The title of a form, and by the name of each field in which something was typed, that."""

    title: str
    fields: tuple[tuple[str, str], ...]


def typed_forms() -> tuple[TypedForm, ...]:
    """What is typed in all forms that are open now."""
    found = []
    for dialog in QApplication.topLevelWidgets():
        keeps = dialog.property(KEPT) or isinstance(dialog, QInputDialog)
        if isinstance(dialog, QDialog) and keeps and not dialog.isHidden():
            fields = tuple(_fields(dialog))
            if fields:
                found.append(TypedForm(dialog.windowTitle(), fields))
    return tuple(found)


def _fields(form: QDialog) -> list[tuple[str, str]]:
    found = []
    for line in form.findChildren(QLineEdit):
        is_text = not (line.property(PASSING) or isinstance(line.parent(), QAbstractSpinBox))
        if is_text and line.isModified() and line.text().strip():
            found.append((_name(form, line), line.text()))
    for field in form.findChildren(QPlainTextEdit):
        if field.document().isModified() and field.toPlainText().strip():
            found.append((_name(form, field), field.toPlainText()))
    for table in form.findChildren(QTableWidget):
        if table.property(EDITED):
            found.append((_name(form, table), _cells(table)))
    return found


def _cells(table: QTableWidget) -> str:
    """The rows of a table, their cells apart by tabs."""
    rows = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        cells = [item.text() if item is not None else "" for item in items]
        if any(cells):
            rows.append("\t".join(cells))
    return "\n".join(rows)


def _name(form: QDialog, field: QWidget) -> str:
    """What a field is called: by itself, else by the label that leads to it."""
    labels = (label.text() for label in form.findChildren(QLabel) if label.buddy() is field)
    return field.accessibleName() or without_mnemonic(next(labels, ""))


def form_of(one: Mapping[str, Any]) -> TypedForm:
    """A form as the recovery file has it. ValueError (KeyError, TypeError) where it is none."""
    fields = tuple((name, text) for name, text in one["fields"])
    words = [one["title"], *(said for field in fields for said in field)]
    if not all(isinstance(said, str) for said in words):
        raise ValueError("what was typed can't be read")
    "".join(words).encode()  # half characters: a UnicodeEncodeError, which is a ValueError
    return TypedForm(one["title"], fields)
