"""Colleagues' projects taken in: looked at, merged, reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.corpus.changes import CODING, how_many
from annotator.operations.projects import SUFFIX
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.projects.controller import ProjectController

if TYPE_CHECKING:
    from annotator.corpus.merge_report import Conflict, MergeReport, NameConflict, TextDifference
    from annotator.operations.merging.merges import Merged
    from annotator.ui.merging.window import MergeWindow


class MergeController(Controller):
    """Both the looking and the merging are jobs, with progress and Cancel."""

    merged = Signal()
    """Colleagues' work was taken in."""

    def __init__(self, services: Services, projects: ProjectController) -> None:
        super().__init__(services)
        self._projects = projects

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "merge", "&Merge colleagues’ projects…", self.choose, key="Ctrl+M", writes=True
            ),
        )

    def choose(self) -> None:
        """Ask for the files of one or many colleagues."""
        title = self.tr("Merge colleagues’ projects")
        kinds = self.tr("Annotator projects (*{0})").format(SUFFIX)
        files = self.ask.open_files(self.window, title, kinds)
        if files:
            self.look_at(files)

    def take_dropped(self, files: list[Path]) -> None:
        """Project files dropped on an open project: merge them into it, or open the first."""
        merge, open_ = self.tr("Merge into “{0}”").format(self.bridge.name), self.tr("Open")
        names = ", ".join(path.name for path in files)
        question = self.tr("Merge {0} into the open project, or open it instead?").format(names)
        chosen = self.ask.decide(self.window, self.tr("Project files"), question, [merge, open_])
        if chosen == merge:
            self.look_at(files)
        elif chosen == open_:
            self._projects.open_project(files[0])

    def look_at(self, files: list[Path]) -> None:
        """Compute what the files would bring, then show it."""
        from annotator.operations.merging import merges  # noqa: PLC0415  (not needed to start)

        if self.bridge.project is None or self.bridge.coder is None:
            return
        job = merges.preview(self.bridge.project, files)
        title = self.tr("Looking at what would come in")
        self.tasks.start(title, job, lambda reports: self._preview(files, reports))

    def _preview(self, files: list[Path], reports: list[MergeReport]) -> None:
        window = self._window(files, reports, done=False)
        window.accepted.connect(lambda: self._merge(files, window.joined, window.versions))
        window.open()

    def _merge(
        self, files: list[Path], joined: list[NameConflict], versions: list[TextDifference]
    ) -> None:
        from annotator.operations.merging import merges  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        self.bridge.register_coder()
        job = merges.merge(project, coder.guid, files, joined, versions)
        title = self.tr("Merging")
        self.tasks.start(title, job, lambda merged: self._merged(files, merged))

    def _merged(self, files: list[Path], merged: Merged) -> None:
        self.bridge.tell(merged.changes)
        added = sum(report.added["coding"] for report in merged.reports)
        changed = sum(r.updated["coding"] + r.deleted["coding"] for r in merged.reports)
        said = [self.tr("{0} came in.").format(how_many(CODING, added))] if added else []
        said += [self.tr("{0} changed.").format(how_many(CODING, changed))] if changed else []
        self.say(" ".join(said) or self.tr("No coding was new."))
        window = self._window(files, merged.reports, done=True)
        window.requestOther.connect(self._take_other)
        self.bridge.changed.connect(window.refresh)
        window.show()
        self.merged.emit()

    def _take_other(self, conflict: Conflict) -> None:
        from annotator.operations.merging import merges  # noqa: PLC0415

        self.bridge.do(merges.take_other, conflict)

    def _window(self, files: list[Path], reports: list[MergeReport], *, done: bool) -> MergeWindow:
        from annotator.operations.merging.merge_words import MergeWords  # noqa: PLC0415
        from annotator.ui.merging.window import MergeWindow  # noqa: PLC0415

        assert self.bridge.project is not None
        window = MergeWindow(
            self.window,
            [path.name for path in files],
            reports,
            MergeWords(self.bridge.project, reports),
            self.theme,
            done=done,
            blind=self.bridge.blind,
            ask=self.ask,
        )
        window.refused.connect(self.refuse)
        window.finished.connect(window.deleteLater)
        self.bridge.opened.connect(window.close)
        return window
