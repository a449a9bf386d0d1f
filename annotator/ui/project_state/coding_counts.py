"""How many codings there are by document, code and coder, brought up to date after changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from annotator.operations import reading
from annotator.operations.projects import ProjectFile
from annotator.operations.viewing import Viewer
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.serial import SerialTasks, await_unwanted

_RECOUNT_MS, _FIRST_COUNT_MS = 400, 1_200
_QUICKLY_COUNTED = 4_000_000
"""Bytes of a file up to which counting its codings does not keep anybody waiting."""

Counts = Counter[tuple[str, str, str]]
"""How many codings there are by (document, code, coder), by their GUIDs."""


class CodingCounts(QObject):
    """Counts all codings once, in a large file beside the window's thread, and then follows the
    steps of the history. `look` says who looks at it."""

    changed = Signal()
    _counted_ahead = Signal()

    def __init__(self, look: Callable[[], Viewer], ahead: SerialTasks, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._ahead = look, ahead
        self._project: ProjectFile | None = None
        self._recount = Debouncer(_RECOUNT_MS, self._follow, self)
        self._future: Future[tuple[int, Counts]] | None = None
        self._is_outdated = False
        self._counted_ahead.connect(self._take_counted)
        self.forget(None)

    def forget(self, project: ProjectFile | None) -> None:
        """Count in another project from now on, or in none; nothing is counted yet. Waits for what
        is being counted."""
        self._drop()
        self._project = project
        self.by_document: dict[str, dict[str, int]] = {}
        """By document, then by coder (GUIDs)."""
        self.by_code: dict[str, int] = {}
        self._by_all: Counts = Counter()
        self._counted: int | None = None

    def begin(self) -> None:
        """Count anew: at once where that is quick, else a moment later."""
        self._drop()
        self._counted = None
        if self._is_large():
            # It grows with the project; opening does not wait for it.
            self._recount.start(_FIRST_COUNT_MS)
        else:
            self.count()

    def _is_large(self) -> bool:
        assert self._project is not None
        return self._project.path.stat().st_size >= _QUICKLY_COUNTED

    def follow_soon(self, *, anew: bool) -> None:
        """Codings changed: bring the numbers up to date a moment later; `anew` where steps came in
        that were made on other rows."""
        if anew:
            self._counted = None
            self._is_outdated = True
        self._recount.start(_RECOUNT_MS)

    def count(self) -> None:
        """Count the codings now."""
        self._drop()
        if self._project is not None:
            self._take(*reading.coding_counts_at_step(self._look()))

    def _take(self, step: int, counts: Counts) -> None:
        self._counted, self._by_all = step, counts
        self._sum_up()

    def _follow(self) -> None:
        """Bring the counts up to date by what the last steps changed."""
        if self._project is None:
            return
        if self._future is not None:  # what it counts is without these steps
            self._recount.start(_RECOUNT_MS)
            return
        change = None
        if self._counted is not None:
            change = reading.changed_counts(self._look(), self._counted)
            self._counted = self._project.last_step()
        if change is not None:
            self._by_all.update(change)
            self._sum_up()
        elif self._is_large():
            self._is_outdated = False
            self._future = self._ahead.submit(reading.coding_counts_at_step, self._look())
            self._future.add_done_callback(lambda _future: self._counted_ahead.emit())
        else:
            self.count()

    def _take_counted(self) -> None:
        future = self._future
        if future is not None and future.done():
            self._future = None
            if self._is_outdated:
                await_unwanted(future)
            else:
                self._take(*future.result())

    def _drop(self) -> None:
        """Want no count that is to come; waits for what is being counted."""
        self._recount.stop()
        future, self._future = self._future, None
        if future is not None:
            await_unwanted(future)

    def _sum_up(self) -> None:
        self.by_document, self.by_code = {}, {}
        for (document, code, coder), number in self._by_all.items():
            by_coder = self.by_document.setdefault(document, {})
            by_coder[coder] = by_coder.get(coder, 0) + number
            self.by_code[code] = self.by_code.get(code, 0) + number
        self.changed.emit()
