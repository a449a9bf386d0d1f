"""Where the keys go: into a page that is shown, and out of a field that is being edited."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


def focus_in_page(page: QWidget, wanted: QWidget) -> None:
    """Give the keys to a part of a page, or to the first part that takes them where that one is
    hidden."""
    if wanted.isVisible():
        wanted.setFocus()
        return
    part = page.nextInFocusChain()
    while part is not None and part is not page:
        takes_keys = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()
        if takes_keys and part.isVisible() and page.isAncestorOf(part):
            part.setFocus()
            return
        part = part.nextInFocusChain()


def finish_editing(window: QWidget, text: QWidget) -> None:
    """Have a field of the window that is edited in place write what is in it, as it does when the
    focus leaves it; the focus goes to `text`."""
    focus = QApplication.focusWidget()
    is_field = isinstance(focus, QLineEdit | QPlainTextEdit) and focus is not text
    if focus is not None and is_field and window.isAncestorOf(focus):
        focus.clearFocus()
        text.setFocus()
        # A name in the tree of codes is told a moment later.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
