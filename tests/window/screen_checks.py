"""What is asked of each screen of the gallery while it stands: by keyboard, by ear, with large
letters, with markup in every name, on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from tests.window import looking, markup

SCREEN = (1280, 800)
"""The smallest screen on which letters of 200 % must lose nothing, in pixels."""
ROOM = (1280 - 16, 800 - 48)
"""What it leaves a window within its frame, in pixels."""


class Check(Protocol):
    """Looks at one screen, and keeps of what kinds the things were that it saw."""

    seen: set[str]

    def faults(self, top: QWidget) -> Iterator[str]: ...


class NamesAndFocus:
    """Everything has a name, a key and a focus that can be seen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        yield from looking.nameless(top)
        visited: list[QWidget] = []
        for widget in looking.stops(top):
            visited.append(widget)
            kind = looking.about(widget)
            if kind not in self.seen and looking.ring(widget) < looking.needed(widget):
                yield f"no visible focus: {kind}"
            self.seen.add(kind)
        yield from looking.out_of_reach(top, visited)


class RingsAreSeen:
    """Of each kind of control, one shows that it has the focus."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        top.activateWindow()
        QApplication.processEvents()
        for widget in looking.controls(top):
            kind = looking.about(widget)
            if kind not in self.seen and _takes_focus(widget):
                self.seen.add(kind)
                if looking.ring(widget) < looking.needed(widget):
                    yield f"no visible focus: {kind}"


def _takes_focus(widget: QWidget) -> bool:
    """Whether Tab goes to a control that is in sight."""
    by_tab = widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and not widget.visibleRegion().isEmpty()


class PlainNames:
    """Names with markup, mnemonics and place holders are shown as they are."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        yield from markup.faults(top, self.seen)


class DialogsFit:
    """A dialog fits the screen with its frame, and its fields have two lines."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        if not isinstance(top, QDialog):
            return
        self.seen.add(type(top).__name__)
        least = top.minimumSizeHint().expandedTo(top.minimumSize())
        for size in (top.size(), least):
            if size.width() > ROOM[0] or size.height() > ROOM[1]:
                yield f"{size.width()} × {size.height()}"
        for field in top.findChildren(QPlainTextEdit):
            two = 2 * field.fontMetrics().lineSpacing()
            if field.isVisible() and field.viewport().height() < two:
                yield "a field of less than two lines"


class NothingIsCut:
    """A window loses nothing on a small screen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        if (layout := top.layout()) is None:  # a picture of another program
            return
        top.resize(*SCREEN)
        QApplication.processEvents()
        least = layout.totalMinimumSize().expandedTo(top.minimumSize())
        if least.width() > SCREEN[0] or least.height() > SCREEN[1]:
            yield f"{least.width()} × {least.height()} is too large"
        yield from looking.cut(top)
