"""Walks the gallery in the made-up language, with markup in every name, and prints what stands on
its screens untranslated or taken for markup, what keys don't reach, what has no name, and which
dialogs are too large.

Run as a program (`test_nothing_escapes.py`): the language is installed before the modules that say
something are imported, which only a process of its own can be sure of.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator import languages

os.environ[languages.VARIABLE] = languages.PSEUDO  # the gallery chooses by it as well
languages.install(languages.PSEUDO)  # before what it says is imported

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
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from annotator import app
from annotator.operations import sample_project as sample
from annotator.ui.manual.text_view import ManualText
from annotator.ui.manual.window import ManualWindow
from annotator.ui.process.bug_dialog import BugDialog
from annotator.ui.questions.start import examples
from tests import gallery
from tests.gallery_windows import come_to_rest
from tests.window import looking, markup
from tests.window.permitted_texts import Permitted
from tests.window.screen_checks import Check, DialogsFit, NamesAndFocus, PlainNames

_ROWS = 60
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def texts_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Where (the class of the widget) and what, of a window and all in it, hidden or not."""
    of_fonts = {one for box in top.findChildren(QFontComboBox) for one in _with_children(box)}
    for widget in _with_children(top):
        if widget in of_fonts or _is_manual(widget) or _is_report(widget):
            continue
        name = type(widget).__name__
        for text in _texts(widget):
            yield name, text
    for action in top.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield "QAction", text


def _outermost(widget: QWidget) -> QWidget:
    """The window that a widget, dialog or menu belongs to: all of them are among its children."""
    parent = widget.parentWidget()
    return widget if parent is None else _outermost(parent)


def _with_children(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


def _is_report(widget: QWidget) -> bool:
    """The report of a mistake, which is for those who look after the program: in English."""
    return isinstance(widget, QPlainTextEdit) and isinstance(widget.window(), BugDialog)


def _is_manual(widget: QWidget) -> bool:
    """Pages of the manual, their list, and the window that is called by the page: files in English
    so far."""
    is_page = isinstance(widget, ManualText | QListWidget | ManualWindow)
    return is_page and isinstance(widget.window(), ManualWindow)


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


def main() -> None:
    """Print each text that is neither a message nor data, with where it was met first."""
    application = app.make_application()
    permitted = Permitted()
    checks: dict[str, Check] = {
        "names are plain": PlainNames(),
        "dialogs fit": DialogsFit(),
        "names and focus": NamesAndFocus(),
    }
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "sample.annot"
        sample.build_merged(project).close()
        markup.put_into_names(project)
        coders = {f"{name}{markup.MARK}": guid for name, guid in gallery.noor().items()}
        settings = gallery.PassingSettings(coder=f"Noor{markup.MARK}", coders=coders)
        window = app.make_window(application, settings)
        window.show()
        permitted.add(str(project.parent))
        seen: dict[str, str] = {}
        for name, widget in gallery.screens(window, project):
            for _ in range(3):
                QApplication.processEvents()
            permitted.add_rows(project)
            if window.bridge.project is not None:
                permitted.add_rows(window.bridge.project.path)
                for line in examples(window.bridge.codebook):
                    permitted.add(line)
            for top in {_outermost(one) for one in (widget, *QApplication.topLevelWidgets())}:
                for where, text in texts_of(top):
                    seen.setdefault(text, f"{name}, {where}")
            if name not in looking.NO_WINDOWS:
                come_to_rest(window, 150)  # lists and cards follow what is shown
                for about, check in checks.items():
                    for fault in check.faults(widget.window()):
                        print(f"{about}: {name}: {fault}")
        window.close()
    assert checks["names are plain"].seen >= markup.PLACES, "the mark stood where names stand"
    assert len(checks["names and focus"].seen) > 100, "the walk went everywhere"
    assert len(checks["dialogs fit"].seen) > 20, "dialogs were among the screens"
    for text, parts in permitted.faults(seen):
        print(f"{seen[text]}: {text!r}: {parts}")


if __name__ == "__main__":
    main()
