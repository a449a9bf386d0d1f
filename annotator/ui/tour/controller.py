"""The tour through the sample: begun when the sample is first opened, or when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from annotator.ui.actions.key_table import shown
from annotator.ui.actions.spec import PROJECT, ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.merging.controller import MergeController
from annotator.ui.projects.controller import ProjectController
from annotator.ui.theme import Theme
from annotator.ui.window.fixed_panels import FixedPanels
from annotator.ui.window.window_header import WindowHeader

if TYPE_CHECKING:
    from annotator.ui.tour.running import RunningTour

DONE = "done"
"""What the preferences say of a tour that was gone through to its end."""


class TourController(Controller):
    """Holds the tour while it runs: everything of it is made then."""

    def __init__(
        self,
        services: Services,
        projects: ProjectController,
        merging: MergeController,
        panels: FixedPanels,
    ) -> None:
        super().__init__(services)
        self._projects, self._merging, self._panels = projects, merging, panels
        self._place: QVBoxLayout | None = None
        self._header: WindowHeader | None = None
        self._asked_for = False
        self.running: RunningTour | None = None
        projects.sampleShown.connect(self._sample_shown)
        services.bridge.opened.connect(self._project_changed)
        services.themes.changed.connect(self._restyle)

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("tour", "&Tour", self.start, needs=Needs.NOTHING),)

    def take_place(self, column: QVBoxLayout, header: WindowHeader) -> None:
        """Where the tour tells its steps: at the end of this column."""
        self._place, self._header = column, header

    def start(self) -> None:
        """Begin with the sample; where the tour runs, give its buttons the keys."""
        if self.running is not None:
            self.running.take_keys()
            return
        self._asked_for = True
        self._projects.open_sample()

    def _sample_shown(self) -> None:
        if self.running is None and (self._asked_for or not self.settings.tour):
            self.begin_here()
        self._asked_for = False

    def begin_here(self) -> None:
        """Begin with the project that is open, which is the sample or a copy of it."""
        from annotator.ui.tour.running import Parts, RunningTour  # noqa: PLC0415  (start-up)

        assert self._place is not None and self._header is not None
        assert self.bridge.project is not None
        actions = self.services.actions
        parts = Parts(
            reader=self.document_page.reader,
            codebook=self._panels.codebook,
            inspector=self._panels.inspector,
            agreement=self._header.page_buttons["agreement"],
            menu=actions.menus[PROJECT],
            undo=self._header.undo_button,
        )
        keys = {spec.name: shown(spec.key) for spec in actions.specs}
        self.running = RunningTour(self.services, self._merging, parts, keys, self)
        self.running.over.connect(self._over)
        self.running.requestColleagues.connect(self._make_colleagues)
        self.running.requestNew.connect(self._projects.new_project)
        self._place.addWidget(self.running.band)
        self.running.begin(self.bridge.project.path)

    def _make_colleagues(self, path: Path) -> None:
        """The file that the tour merges is made beside the sample when its step comes."""
        from annotator.operations import sample_project  # noqa: PLC0415  (start-up)

        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        title = self.tr("Making a colleague’s file")
        self.tasks.start(title, sample_project.write_colleagues(path), lambda _done: None)

    def _over(self, how: str) -> None:
        if self.settings.tour != DONE:
            self.settings.tour = how
        self.services.save_settings()
        self._take_away()

    def _project_changed(self) -> None:
        """Another project needs no tour; the sample has it again when it is asked for."""
        project, running = self.bridge.project, self.running
        if running is not None and (project is None or project.path != running.sample):
            self._take_away()
            self.services.save_settings()  # the folder for files is the user's again

    def _take_away(self) -> None:
        running, self.running = self.running, None
        if running is not None:
            running.take_away()

    def _restyle(self, theme: Theme) -> None:
        if self.running is not None:
            self.running.restyle(theme)
