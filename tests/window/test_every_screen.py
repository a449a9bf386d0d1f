"""Every screen of the gallery while it stands: by keyboard, by ear, with large letters, with
markup in every name, on a small screen. Two walks, with as many checks in each as go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from annotator.ui.theme import ThemeChoice
from tests.window import looking, markup

SCREEN = (1280, 800)
"""The smallest screen on which letters of 200 % must lose nothing, in pixels."""
ROOM = (1280 - 16, 800 - 48)
"""What it leaves a window within its frame, in pixels."""


class Check(Protocol):
    """Looks at one screen, and may keep what it saw on others."""

    def faults(self, top: QWidget) -> Iterator[str]: ...


class NamesAndFocus:
    """Everything has a name, a key and a focus that can be seen."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        yield from looking.nameless(top)
        visited: list[QWidget] = []
        for widget in looking.stops(top):
            visited.append(widget)
            kind = looking.about(widget)
            if kind not in self.kinds and looking.ring(widget) < looking.needed(widget):
                yield f"no visible focus: {kind}"
            self.kinds.add(kind)
        yield from looking.out_of_reach(top, visited)


class PlainNames:
    """Names with markup, mnemonics and place holders are shown as they are."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, top: QWidget) -> Iterator[str]:
        yield from markup.faults(top, self.seen)


class DialogsFit:
    """A dialog fits the screen with its frame, and its fields have two lines."""

    def __init__(self) -> None:
        self.dialogs = 0

    def faults(self, top: QWidget) -> Iterator[str]:
        if not isinstance(top, QDialog):
            return
        self.dialogs += 1
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

    def faults(self, top: QWidget) -> Iterator[str]:
        top.resize(*SCREEN)
        QApplication.processEvents()
        layout = top.layout()
        assert layout is not None
        least = layout.totalMinimumSize().expandedTo(top.minimumSize())
        if least.width() > SCREEN[0] or least.height() > SCREEN[1]:
            yield f"{least.width()} × {least.height()} is too large"
        yield from looking.cut(top)


def walk(
    folder: Path, theme: ThemeChoice, zoom: int, checks: Mapping[str, Check], mark: str = ""
) -> str:
    """What each check finds on each screen, a line each; no line where all is well."""
    faults: dict[str, list[str]] = {name: [] for name in checks}
    with looking.every_screen(folder, theme, zoom, mark) as screens:
        for screen, top in screens:
            for name, check in checks.items():
                faults[name] += [f"{name}: {screen}: {fault}" for fault in check.faults(top)]
    return "\n".join(line for lines in faults.values() for line in lines)


def test_light_screens_with_markup_in_every_name(qapp: object, home: Path, tmp_path: Path) -> None:
    plain, fit, focus = PlainNames(), DialogsFit(), NamesAndFocus()
    checks: dict[str, Check] = {
        "names are plain": plain,
        "dialogs fit": fit,
        "names and focus": focus,
    }
    faults = walk(tmp_path, ThemeChoice.LIGHT, 100, checks, markup.MARK)
    assert not faults, faults
    assert len(focus.kinds) > 100, "the walk went everywhere"
    assert fit.dialogs > 20, "dialogs were among the screens"
    assert plain.seen >= {
        "title",
        "label",
        "page",
        "button",
        "action",
        "tip",
        "tip of an action",
        "tip of a cell",
        "tip of a heading",
    }, "the mark stood where names stand"


def test_dark_screens_with_letters_of_200_percent(qapp: object, home: Path, tmp_path: Path) -> None:
    cut, focus = NothingIsCut(), NamesAndFocus()
    checks: dict[str, Check] = {"nothing is cut": cut, "names and focus": focus}
    faults = walk(tmp_path, ThemeChoice.DARK, 200, checks)
    assert not faults, faults
    assert len(focus.kinds) > 100, "the walk went everywhere"
