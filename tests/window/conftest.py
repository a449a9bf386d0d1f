"""The real window, offscreen, with answers instead of dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.corpus.coding import Coder, Coding
from annotator.corpus.span import Span
from annotator.settings import Settings
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.main_window import MainWindow
from annotator.ui.process.garbage_collection import WindowThreadGarbageCollector
from annotator.ui.theme import ThemeChoice, ThemeKeeper, apply_theme, set_ground
from tests.making import ANN, Made, content, make


@dataclass
class Answers:
    """Stands in for the dialogs: what the user would choose, and what they were told."""

    files: list[Path] = field(default_factory=list)
    target: Path | None = None
    words: str | None = None
    told: list[str] = field(default_factory=list)

    def open_files(self, _parent: QWidget, _title: str, _filters: str) -> list[Path]:
        return self.files

    def open_file(self, _parent: QWidget, _title: str, _filters: str) -> Path | None:
        return self.files[0] if self.files else None

    def open_folder(self, _parent: QWidget, _title: str) -> Path | None:
        return self.files[0] if self.files else None

    def save_file(self, _parent: QWidget, _title: str, _name: str, _filters: str) -> Path | None:
        return self.target

    def text(self, _parent: QWidget, _title: str, _question: str, _words: str = "") -> str | None:
        return self.words

    def choice(
        self, _parent: QWidget, _title: str, _question: str, choices: Sequence[str]
    ) -> str | None:
        return self.words if self.words in choices else choices[-1]

    def confirm(self, _parent: QWidget, _title: str, _question: str, _verb: str) -> bool:
        return True

    def decide(
        self, _parent: QWidget, _title: str, _question: str, verbs: Sequence[str], _cancel: str = ""
    ) -> str | None:
        return self.words if self.words in verbs else verbs[0]

    def tell(self, _parent: QWidget, _title: str, message: str, details: str = "") -> None:
        self.told.append(f"{message}\n{details}")


class PromptQtBot(QtBot):
    """Asks again each millisecond what is waited for, before it lets ten pass each time; and has
    patience with a slow machine."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = 30_000
    ) -> None:
        for _ in range(20):
            with suppress(AssertionError):
                if callback() in (None, True):
                    return
            QTest.qWait(1)
        super().waitUntil(callback, timeout=timeout)


class Driver:
    """Drives one window with mouse and keys as a person would."""

    def __init__(self, qtbot: QtBot, window: MainWindow, answers: Answers) -> None:
        self.qtbot = qtbot
        self.window = window
        self.answers = answers

    @property
    def view(self):  # type: ignore[no-untyped-def]
        return self.window.reader.view

    def focus_text(self) -> None:
        self.window.activateWindow()
        self.view.setFocus()
        self.qtbot.waitUntil(self.view.hasFocus)

    def key(
        self,
        key: str | Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        self.qtbot.keyClick(widget or self.view, key, modifier)

    def point(self, position: int) -> QPoint:
        """A third into a character, in the viewport: the middle of a joined emoji is as near
        to its end as to its beginning."""
        here = self.view.textCursor()
        here.setPosition(self.view.positions.to_widget(position))
        left = self.view.cursorRect(here)
        here.setPosition(self.view.positions.to_widget(position + 1))
        right = self.view.cursorRect(here)
        x = (2 * left.left() + right.left()) // 3 if right.top() == left.top() else left.left() + 2
        return QPoint(x, left.center().y())

    def drag(self, start: int, end: int, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Drag the mouse from the character at `start` over the last one before `end`."""
        self.view.reveal(Span(min(start, end), max(start, end)))
        self.window.repaint()  # a person sees the page before they aim at it
        QApplication.processEvents()
        viewport, first, last = self.view.viewport(), self.point(start), self.point(end - 1)
        keys = modifier or Qt.KeyboardModifier.NoModifier
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, keys, first)
        QTest.mouseMove(viewport, QRect(first, last).center())
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, keys, last)

    def click(self, position: int) -> None:
        self.qtbot.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(position)
        )

    def coder(self) -> Coder:
        """Who codes."""
        coder = self.window.bridge.coder
        assert coder is not None
        return coder

    def codings(self) -> list[Coding]:
        """What is in the file now."""
        project = self.window.bridge.project
        assert project is not None
        return list(content(project).codings)

    def words(self) -> list[str]:
        return [self.window.page.text[c.start : c.end] for c in self.codings()]

    def wait_for_jobs(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.tasks.busy)


def cell(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """What stands in a cell of a table."""
    item = table.item(row, column)
    assert item is not None, f"nothing in row {row}, column {column}"
    return item


def top_item(tree: QTreeWidget, row: int = 0) -> QTreeWidgetItem:
    """An item at the top of a tree."""
    item = tree.topLevelItem(row)
    assert item is not None, f"no row {row}"
    return item


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """As pytest-qt has it, and prompter."""
    return PromptQtBot(request)


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> WindowThreadGarbageCollector:
    """As in the application, no thread but this one destroys what lies in rings."""
    return WindowThreadGarbageCollector(qapp)


@pytest.fixture(scope="session")
def specs(
    qapp: QApplication, collector: WindowThreadGarbageCollector
) -> Iterator[Sequence[ActionSpec]]:
    """The actions of the window with the keys that come with the program."""
    themes = ThemeKeeper(qapp)
    window = MainWindow(Settings(coder="Ann", coders={"Ann": ANN.guid}), themes)
    yield window.actions_.defaults
    window.deleteLater()
    themes.deleteLater()


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, home: Path, collector: WindowThreadGarbageCollector
) -> Iterator[Callable[..., Driver]]:
    """Opens windows, and closes them with the test. A window that is `alone` is made without a
    style sheet, as the program makes it, which takes half the time; it may be a pixel wider."""
    windows: list[MainWindow] = []

    def open_(
        path: Path | None = None, settings: Settings | None = None, *, alone: bool = True
    ) -> Driver:
        themes = ThemeKeeper(qapp)
        themes.choose(ThemeChoice.LIGHT)
        answers = Answers()
        settings = settings or Settings(coder="Ann", coders={"Ann": ANN.guid})
        if windows or not alone:
            apply_theme(qapp, themes.theme)
        else:
            qapp.setStyleSheet("")
            set_ground(qapp, themes.theme)
        window = MainWindow(settings, themes, answers)  # type: ignore[arg-type]
        windows.append(window)
        apply_theme(qapp, themes.theme)
        window.resize(1280, 800)  # the screen of these tests is smaller
        window.show()
        qtbot.waitExposed(window)
        if path is not None:
            window.controllers.projects.open_project(path)
        return Driver(qtbot, window, answers)

    yield open_
    for window in windows:
        window.close()
        window.themes.deleteLater()
        window.deleteLater()
    # Windows that linger are dressed again with every later one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    collector.look()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


@pytest.fixture
def driver(made: Made, open_window: Callable[..., Driver]) -> Driver:
    """A window with one short document open and the focus in its text."""
    driver = open_window(made.project.path)
    driver.focus_text()
    return driver
