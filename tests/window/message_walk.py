"""Walks the gallery in the made-up language and prints what stands on its screens untranslated.

Run as a program (`test_nothing_escapes.py`): the language is installed before the modules that say
something are imported, which only a process of its own can be sure of.
"""

from __future__ import annotations

import ast
import html
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

os.environ["ANNOTATOR_LANGUAGE"] = "en-XA"
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFontComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests import gallery

_ROWS = 60
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile("[aeiouAEIOU]")
_SEPARATOR = re.compile(r"[\n,:;.·—–→←…“”‘’()\[\]=/|&%*▾\"\\]+|  +")
_NO_WORDS = re.compile(r"#[0-9a-f]{6}|\d+ [A-Z][a-z]{2} \d{4}|\S*[âÃ√‚]\S*")
"""Colours, dates as the system writes them, and words read in a wrong encoding."""
_LABELLED = {"step", "change"}
NAMES = (
    *("Annotator", "alpha", "cuα", "γ-cat"),  # the program and coefficients have one name
    *("mac-roman", "windows-1252", "utf-8"),
    "another name of claim",  # made up in the gallery of an f-string
    "QuarrelDispute Between",  # what was deleted, and what was inserted
    *("Esc", "QualCoder"),  # a key, a program
)
_TESTS = Path(gallery.__file__).parent


def texts_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Where (the class of the widget) and what, of a window and all in it, hidden or not."""
    for widget in (top, *top.findChildren(QWidget)):
        if _lists_fonts(widget):
            continue
        name = type(widget).__name__
        for text in _texts(widget):
            yield name, text
    for action in top.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield "QAction", text


def _lists_fonts(widget: QWidget | None) -> bool:
    return widget is not None and (
        isinstance(widget, QFontComboBox) or _lists_fonts(widget.parentWidget())
    )


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield from (widget.tabText(tab), widget.tabToolTip(tab))
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.placeholderText()
        if widget.isReadOnly():
            yield widget.toPlainText()
    elif isinstance(widget, QHeaderView):
        pass  # its model is that of its table
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    flat = isinstance(model, QAbstractListModel)
    columns = range(1 if flat else model.columnCount(QModelIndex()))
    for column in columns:
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    pending = [QModelIndex()]
    while pending:
        parent = pending.pop()
        for row in range(min(model.rowCount(parent), _ROWS)):
            pending.append(model.index(row, 0, parent))
            for column in columns:
                index = model.index(row, column, parent)
                for role in _ROLES:
                    said = index.data(role)
                    if isinstance(said, str):
                        yield said


class Permitted:
    """What may stand on the screen as it is, since it is data: every text in the project's rows
    (not the labels of its steps), the literals of the gallery, and the names in `NAMES`."""

    def __init__(self) -> None:
        self._texts: set[str] = {*NAMES}
        for path in sorted(_TESTS.glob("gallery*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    self._texts.add(node.value)

    def add(self, text: str) -> None:
        """Permit one more."""
        self._texts.add(text)

    def add_rows(self, project: Path) -> None:
        """Whatever texts the file has now: documents, names, definitions, values, memos."""
        with closing(sqlite3.connect(project)) as connection:
            tables = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
            for (table,) in connection.execute(tables).fetchall():
                if table not in _LABELLED:
                    for row in connection.execute(f'SELECT * FROM "{table}"'):
                        self._texts.update(value for value in row if isinstance(value, str))

    def faults(self, texts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Texts with what in them is neither a message nor data.

        Between messages every piece must be data, perhaps cut off at its end. Within them, words
        without an accent must be; those with one vowel are let be, since it may be the mnemonic.
        """
        rows = "\n".join(self._texts)
        data = f" {_normal(rows)} {_normal(' '.join(rows.split()))}"
        words = set(_WORD.findall(data))
        for text in texts:
            outside, inside = _parted(_NO_WORDS.sub(" ", html.unescape(_TAG.sub("", text))))
            found = [piece for piece in _pieces(outside) if f" {piece}" not in data]
            for word in _WORD.findall(inside):
                if word.isascii() and len(_VOWEL.findall(word)) > 1 and word not in words:
                    found.append(word)
            if found:
                yield text, found


def _normal(text: str) -> str:
    return " ".join(_SEPARATOR.sub(" | ", text).split())


def _pieces(text: str) -> Iterator[str]:
    for piece in _SEPARATOR.split(text):
        if any(len(word) > 2 for word in _WORD.findall(piece)):
            yield " ".join(piece.split())


def _parted(text: str) -> tuple[str, str]:
    """What stands between the marked messages, and what stands in them."""
    parts = ["", ""]
    depth = 0
    for part in re.split("([⟦⟧])", text):
        if part in ("⟦", "⟧"):
            depth += 1 if part == "⟦" else -1
            parts = [f"{one} | " for one in parts]
        else:
            parts[depth > 0] += part
    return parts[0], parts[1]


def main() -> None:
    application = gallery.app.make_application()
    permitted = Permitted()
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "sample.annot"
        gallery.sample.build_merged(project).close()
        settings = gallery.PassingSettings(coder="Noor", coders=gallery.noor())
        window = gallery.app.make_window(application, settings)
        window.show()
        permitted.add(str(project.parent))
        seen: dict[str, str] = {}
        for name, widget in gallery.screens(window, project):
            for _ in range(3):
                QApplication.processEvents()
            permitted.add_rows(project)
            for top in {widget, *QApplication.topLevelWidgets()}:
                for where, text in texts_of(top):
                    seen.setdefault(text, f"{name}, {where}")
        window.close()
    for text, parts in permitted.faults(seen):
        print(f"{seen[text]}: {text!r}: {parts}")


if __name__ == "__main__":
    main()
