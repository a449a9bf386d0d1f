"""How many codings there are by document, code and coder, brought up to date after changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.operations import reading
from annotator.operations.projects import ProjectFile
from annotator.operations.viewing import Viewer
from annotator.ui.tasks.debouncer import Debouncer

_RECOUNT_MS, _FIRST_COUNT_MS = 400, 1_200
_QUICKLY_COUNTED = 4_000_000
"""Bytes of a file up to which counting its codings does not keep anybody waiting."""


class CodingCounts(QObject):
    """Counts all codings once, and then follows the steps of the history. `look` says
    who looks at it."""

    changed = Signal()

    def __init__(self, look: Callable[[], Viewer], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._project: ProjectFile | None = None
        self._recount = Debouncer(_RECOUNT_MS, self._follow, self)
        self.forget(None)

    def forget(self, project: ProjectFile | None) -> None:
        """Count in another project from now on, or in none; nothing is counted yet."""
        self._recount.stop()
        self._project = project
        self.by_document: dict[str, dict[str, int]] = {}
        """By document, then by coder (GUIDs)."""
        self.by_code: dict[str, int] = {}
        self._by_all: Counter[tuple[str, str, str]] = Counter()
        self._counted: int | None = None

    def begin(self) -> None:
        """Count anew: at once where that is quick, else a moment later."""
        assert self._project is not None
        self._counted = None
        if self._project.path.stat().st_size < _QUICKLY_COUNTED:
            self.count()
        else:
            # It grows with the project; opening does not wait for it.
            self._recount.start(_FIRST_COUNT_MS)

    def follow_soon(self, *, anew: bool) -> None:
        """Codings changed: bring the numbers up to date a moment later; `anew` where steps came in
        that were made on other rows."""
        if anew:
            self._counted = None
        self._recount.start(_RECOUNT_MS)

    def count(self) -> None:
        """Count the codings now."""
        if self._project is not None:
            self._counted = self._project.last_step()
            self._by_all = reading.coding_counts(self._look())
            self._sum_up()

    def _follow(self) -> None:
        """Bring the counts up to date by what the last steps changed."""
        if self._project is None:
            return
        change = None
        if self._counted is not None:
            change = reading.changed_counts(self._look(), self._counted)
            self._counted = self._project.last_step()
        if change is None:
            self.count()
            return
        self._by_all.update(change)
        self._sum_up()

    def _sum_up(self) -> None:
        self.by_document, self.by_code = {}, {}
        for (document, code, coder), number in self._by_all.items():
            by_coder = self.by_document.setdefault(document, {})
            by_coder[coder] = by_coder.get(coder, 0) + number
            self.by_code[code] = self.by_code.get(code, 0) + number
        self.changed.emit()
