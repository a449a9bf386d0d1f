"""Widgets that are made anew have the focus again where those before them had it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget


@contextmanager
def preserve_focus(inside: QWidget) -> Iterator[None]:
    """Whoever works by keys stays at the field that they changed: what has its accessible name
    afterwards gets the focus, or else `inside` itself."""
    before = QApplication.focusWidget()
    had_it = before is not None and inside.isAncestorOf(before)
    name = before.accessibleName() if before is not None else ""
    yield
    if had_it:
        named = [w for w in inside.findChildren(QWidget) if name and w.accessibleName() == name]
        (named[-1] if named else inside).setFocus()  # the last one is the new one
