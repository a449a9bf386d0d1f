"""Beginning: a new project, a colleague's file, and the tour, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.operations import sample_project
from annotator.operations.team import handout
from annotator.ui.main_window import MainWindow
from annotator.ui.projects.join_form import JoinForm
from annotator.ui.projects.new_project_form import NewProjectForm
from tests.gallery_windows import come_to_rest, opened, wait


def welcome_screens(window: MainWindow, project: Path) -> Iterator[tuple[str, QWidget]]:
    """The first page as somebody finds it, and with projects of which one is gone."""
    window.settings.recent = []
    window.welcome.show_recent(window.settings)
    yield "welcome-first", window
    window.settings.recent = [str(project), str(project.with_name("pilot.annot"))]
    window.welcome.show_recent(window.settings)
    yield "welcome", window
    window.controllers.projects.new_project()
    form = opened(NewProjectForm)
    first = form.tree.topLevelItem(0)
    assert first is not None
    form.tree.expandItem(first)
    yield "new-project", form
    form.place.folder.setText("/no such folder")
    form.try_accept()
    yield "new-project-refused", form
    form.done(0)


def tour_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The first step, the second after the first was done, merging, and the end."""
    assert window.bridge.project is not None
    bjarne = sample_project.sample_coders()[1]
    sent = folder / f"Ferry - {bjarne.name}.annot"
    handout.hand_out(window.bridge.project, sent, bjarne, handout.Rules(blind=True), overwrite=True)
    window.controllers.projects.look_at_colleagues(sent)
    wait(window)
    yield "join", opened(JoinForm)
    opened(JoinForm).done(0)
    window.controllers.tour.begin_here()
    tour = window.controllers.tour.running
    assert tour is not None
    yield "tour", window
    window.reader.view.select(Span(12, 30))
    come_to_rest(window, 300)
    yield "tour-coding", window
    for _ in range(4):
        tour.band.requestSkip.emit()
    wait(window)
    yield "tour-merging", window
    for _ in range(2):
        tour.band.requestSkip.emit()
    yield "tour-end", window
    tour.band.requestEnd.emit()
    window.reader.view.clear_selection()
