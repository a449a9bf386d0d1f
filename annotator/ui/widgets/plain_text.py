"""Names and texts of a project are shown as they are: never as markup, mnemonics or place holders.

Qt takes a text that looks like HTML for rich text in tool tips, labels and message boxes, "&" in
buttons, menus and tabs for the sign of a mnemonic, and "[*]" in a window's title for the place of
its mark of changes. What can hold a name goes through this module; `tests/ui/test_plain_text.py`
finds what does not.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import QInputDialog, QLabel, QMenu, QMessageBox, QProgressDialog, QWidget

from annotator.corpus.messages import tr


def tip(text: str) -> str:
    """The text of a tool tip, which Qt shows letter by letter.

    A tool tip has no format to set: what Qt would take for markup is escaped, everything else is
    left alone.
    """
    if not Qt.mightBeRichText(text):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<p style="white-space: pre-wrap">{escaped}</p>'


def literal(text: str) -> str:
    """The text of a button, menu, tab or label of a field: no letter of it is a mnemonic."""
    return text.replace("&", "&&")


def without_mnemonic(text: str) -> str:
    """What a button or menu shows of such a text: "R&&D" is "R&D", "&Undo" is "Undo"."""
    return re.sub("&(.)", r"\1", text)


def title(text: str) -> str:
    """A window's title, with "[*]" left in it."""
    return text.replace("[*]", "[*][*]")


def set_markdown(document: QTextDocument, markdown: str) -> None:
    """Fill a document from Markdown; HTML in it is shown letter by letter."""
    features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    document.setMarkdown(markdown, features | QTextDocument.MarkdownFeature.MarkdownNoHTML)


def name_action(action: QAction, text: str) -> None:
    """Give an action a text with a name in it, made `literal`; its buttons have it as a tip."""
    action.setText(text)
    action.setToolTip(tip(without_mnemonic(text)))


def explain_action(action: QAction, words: str) -> None:
    """What the status line says at an action in a menu; it is drawn there letter by letter."""
    action.setStatusTip(words)


def named_action(menu: QMenu, text: str) -> QAction:
    """A new entry at the end of a menu, named so."""
    action = QAction(menu)
    name_action(action, text)
    menu.addAction(action)
    return action


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def field_label(text: str, field: QWidget) -> PlainLabel:
    """The label of a field in a form, with a name in it."""
    label = PlainLabel(literal(text))
    label.setBuddy(field)
    return label


class RichLabel(QLabel):
    """A label for markup made by the program; names and texts in it are escaped by its maker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)


def message_box(
    icon: QMessageBox.Icon, heading: str, text: str, parent: QWidget | None = None
) -> QMessageBox:
    """A message box that shows its text as it is."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle(title(heading))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def input_dialog(parent: QWidget, heading: str, question: str) -> QInputDialog:
    """A dialog for one line or one of some choices that shows its question as it is."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title(heading))
    dialog.setLabelText(question)
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return dialog


def progress_dialog(parent: QWidget, words: str) -> QProgressDialog:
    """A dialog on how far something is that shows what is being done as it is."""
    cancel = tr("Cancel")
    dialog = QProgressDialog("", cancel, 0, 0, parent)
    dialog.setWindowTitle(title(words))
    dialog.setLabel(PlainLabel(words))
    # Desktops cut the title of a window that is as narrow as a bar and a button.
    dialog.setMinimumWidth(50 * dialog.fontMetrics().averageCharWidth())
    return dialog
