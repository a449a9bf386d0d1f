"""The tour while it runs: which step it is at, what is framed, and what leads on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from annotator.operations import sample_project
from annotator.operations.projects import SUFFIX
from annotator.ui.controllers.services import Services
from annotator.ui.merging.controller import MergeController
from annotator.ui.theme import Theme
from annotator.ui.tour.band import TourBand
from annotator.ui.tour.spotlight import Spotlight
from annotator.ui.tour.steps import (
    CODE,
    COMPARE,
    MEMO,
    MERGE,
    SEE,
    SELECT,
    STEPS,
    UNDO,
    Named,
    words_of,
)
from annotator.ui.tour.watcher import TourWatcher

DONE, DISMISSED = "done", "dismissed"
"""How the preferences know that a tour is over; it never begins by itself again."""
_FOLDER = f"*{SUFFIX}"
"""How the folder in which projects are looked for is kept (see `Ask`)."""


@dataclass(frozen=True)
class Parts:
    """What the steps are about."""

    reader: QWidget
    codebook: QWidget
    inspector: QWidget
    agreement: QWidget
    menu: QMenu
    undo: QWidget


class RunningTour(QObject):
    """One step after another: each is done by the user, and then the next is shown."""

    over = Signal(str)
    """The tour is over: done or dismissed."""
    requestColleagues = Signal(object)
    """The colleague's file is wanted at this path."""
    requestNew = Signal()
    """A project of one's own is to be made."""

    def __init__(
        self,
        services: Services,
        merging: MergeController,
        parts: Parts,
        keys: Mapping[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._parts, self._keys = services, parts, keys
        self.sample = Path()
        self._number = 0
        self._folder_before: str | None = None
        whole = services.window.layout()
        others = whole.totalMinimumSize().height() if whole is not None else 0
        self.band = TourBand(services.theme, others)
        self.spotlight = Spotlight(services.window, services.theme)
        self._watcher = TourWatcher(services, merging, self)
        self._watcher.done.connect(self._take)
        self.band.requestBack.connect(lambda: self._go_to(self._number - 1))
        self.band.requestSkip.connect(lambda: self._go_to(self._number + 1))
        self.band.requestEnd.connect(self._end)
        self.band.requestNew.connect(self._end_with_new)

    @property
    def step(self) -> str:
        """The step that is shown; empty at the end."""
        return STEPS[self._number] if self._number < len(STEPS) else ""

    @property
    def file(self) -> Path:
        """Where the colleague's file lies."""
        name = sample_project.colleague().name
        return self.sample.parent / "from a colleague" / f"{self.sample.stem} - {name}{SUFFIX}"

    def begin(self, sample: Path) -> None:
        """Show the first step, in the sample that is open."""
        self.sample = sample
        self._services.navigator.show_reader()
        self._go_to(0)

    def take_keys(self) -> None:
        """Give the keys to the buttons of the tour."""
        first = self.band.skip if self.step else self.band.end
        first.setFocus()

    def _take(self, step: str) -> None:
        """What was done leads on where it is what the step asks for."""
        if step == self.step:
            self._go_to(self._number + 1, words_of(step, self._named()).done)

    def _go_to(self, number: int, done: str = "") -> None:
        self._look_for_colleagues(STEPS[number : number + 1] == (MERGE,))
        self._number = number
        if self.step:
            words = words_of(self.step, self._named())
            self.band.show_step(number, len(STEPS), words, done)
        else:
            self.band.show_end(len(STEPS), done)
        self._frame()

    def _look_for_colleagues(self, wanted: bool) -> None:
        """While a colleague's file is to be chosen, the dialog for files begins where it lies."""
        folders = self._services.settings.folders
        if wanted:
            self.requestColleagues.emit(self.file)
            self._folder_before = folders.get(_FOLDER, "")
            folders[_FOLDER] = str(self.file.parent)
        elif self._folder_before is not None:
            folders[_FOLDER] = self._folder_before
            self._folder_before = None

    def _named(self) -> Named:
        codes = [one for one in self._services.bridge.codebook.codes if one.codable and one.key]
        code = codes[0] if codes else None
        return Named(
            key=lambda action: self._keys.get(action, ""),
            code=code.name if code else "",
            code_key=code.key if code else "",
            colleague=sample_project.colleague().name,
            file=self.file.name,
        )

    def _frame(self) -> None:
        parts, window = self._parts, self._services.window
        target: QWidget | None = {
            SELECT: parts.reader,
            CODE: parts.codebook,
            SEE: parts.inspector,
            MEMO: parts.inspector,
            COMPARE: parts.agreement,
            UNDO: parts.undo,
        }.get(self.step)
        if self.step == MERGE and isinstance(window, QMainWindow):
            bar = window.menuBar()
            self.spotlight.point_at(bar, lambda: bar.actionGeometry(parts.menu.menuAction()))
        else:
            self.spotlight.point_at(target)

    def _end(self) -> None:
        self.over.emit(DISMISSED if self.step else DONE)

    def _end_with_new(self) -> None:
        self._end()
        self.requestNew.emit()

    def take_away(self) -> None:
        """Remove everything of it from the window."""
        self._look_for_colleagues(False)
        self.spotlight.point_at(None)
        for widget in (self.band, self.spotlight):
            widget.setParent(None)
            widget.deleteLater()
        self.deleteLater()

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self.band.restyle(theme)
        self.spotlight.restyle(theme)
