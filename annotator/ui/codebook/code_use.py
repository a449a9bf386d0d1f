"""When codes were used last, read beside the window where that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Signal

from annotator.corpus.messages import tr
from annotator.operations import reading
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.latest import LatestTask, Run


class LastUse(QObject):
    """`days` are the latest moments by code (GUID), as far as who looks may see codings."""

    changed = Signal()

    def __init__(self, bridge: ProjectBridge, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.days: Mapping[str, datetime] = {}
        self._read = LatestTask[dict[str, datetime]](run, self._take)

    def follow(self, wanted: bool) -> None:
        """Read it anew where it is wanted; else forget it."""
        if not wanted or self._bridge.project is None:
            self.days = {}
            return
        viewer = self._bridge.look()
        self._read.ask(lambda: reading.last_used(viewer))

    def _take(self, days: dict[str, datetime]) -> None:
        self.days = days
        self.changed.emit()

    def words(self) -> dict[str, str]:
        """The days in short words."""
        return {code: _day(when) for code, when in self.days.items()}


def _day(when: datetime) -> str:
    """The day, as short as can be: of this year without the year, of another the month alone."""
    day = QDateTime.fromSecsSinceEpoch(int(when.timestamp())).date()
    today = QDate.currentDate()
    if day == today:
        return tr("today")
    return QLocale().toString(day, "d MMM" if day.year() == today.year() else "MMM yyyy")
