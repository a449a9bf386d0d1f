"""The screens of adjudication with several coders: three, five, letters, taking over, who was
followed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.corpus.coding import Coder, Coding
from annotator.corpus.document import Progress
from annotator.corpus.span import Span
from annotator.operations import codings, documents
from annotator.operations import sample_project as sample
from annotator.operations.adjudication import Case, CaseQueue, take_version
from annotator.operations.codings import NewCoding, coding_values
from annotator.operations.team import coders
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile
from annotator.ui.adjudication.followed_window import FollowedWindow
from annotator.ui.adjudication.take_over_dialog import TakeOverDialog
from annotator.ui.main_window import MainWindow
from tests.gallery_windows import opened, wait
from tests.making import person

FURTHER = ("Ilse Varga", "Jonas Okafor", "Lena Marchetti-Østergaard")


def several_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """A project of its own is opened, and stays."""
    path = folder / "five.annot"
    build_five(path)
    window.controllers.projects.open_project(path)
    noor = next(one for one in window.bridge.coders if one.name.startswith("Noor"))
    window.bridge.set_coder(noor)
    adjudication, several = window.controllers.adjudication, window.controllers.several
    adjudication.show_page()
    page = adjudication.page
    page.case_filter.letters.setChecked(False)
    added = [one.guid for one in window.bridge.coders if one.name in FURTHER]
    page.case_filter.others.choose(added[:1])
    page.refresh()
    page.step(1)
    yield "adjudication-three", window
    page.case_filter.others.choose_all()
    page.view.setCurrentIndex(page.model.index(_most_versions(window), 0))
    yield "adjudication-five", window
    page.view.setCurrentIndex(page.model.index(_with_values(window), 0))
    yield "adjudication-values", window
    page.case_filter.letters.setChecked(True)
    yield "adjudication-letters", window
    several.take_agreed()
    dialog = opened(TakeOverDialog)
    dialog.least.setCurrentIndex(1)
    yield "adjudication-take-over", dialog
    dialog.done(0)
    page.case_filter.letters.setChecked(False)
    for case in _listed(window)[2:24]:
        version = case.majority or case.versions[0]
        values = {guid: said[0].value for guid, said in version.apart.items()}
        window.bridge.do(take_version, case, version, values)
    several.show_followed()
    wait(window)
    followed = opened(FollowedWindow)
    yield "adjudication-followed", followed
    followed.done(0)
    page.case_filter.others.choose(())
    window.services.navigator.show_reader()


def _listed(window: MainWindow) -> list[Case]:
    docket = window.controllers.adjudication.page.docket
    assert isinstance(docket, CaseQueue)
    return list(docket.contested)


def _most_versions(window: MainWindow) -> int:
    """Where the case with most versions is in the list."""
    numbers = [len(one.versions) for one in _listed(window)]
    return numbers.index(max(numbers))


def _with_values(window: MainWindow) -> int:
    """Where the first case is in which those who have the same say different values."""
    listed = _listed(window)
    return next(n for n, one in enumerate(listed) if any(v.apart for v in one.versions))


def build_five(path: Path) -> None:
    """The sample, with three people more, who code nearly what the two have coded."""
    project = sample.build_merged(path)
    drawn = random.Random(4)
    with project.reading() as connection:
        there = queries.content(connection).codings
        document = queries.documents(connection)[0].guid
        text = queries.document_text(connection, document)
    for name in FURTHER:
        who = person(name)
        coders.ensure(project, who)
        taken: set[tuple[str, Span]] = set()
        for one in there:
            if drawn.random() < 0.6:
                _copy(project, who, one, text, drawn, taken)
        documents.set_progress(project, who.guid, document, Progress.DONE)
    project.close()


def _copy(
    project: ProjectFile,
    who: Coder,
    one: Coding,
    text: str,
    drawn: random.Random,
    taken: set[tuple[str, Span]],
) -> None:
    """Code what somebody else has coded, now and then with another end."""
    span = Span(one.spans[0].start, one.spans[-1].end)
    if drawn.random() < 0.3:
        begin = text.find(" ", span.start) + 1
        if span.start < begin < span.end:
            span = Span(begin, span.end)
    if (one.code, span) in taken:
        return
    taken.add((one.code, span))
    new = NewCoding(one.document, one.code, [span])
    (guid,) = codings.add_many(project, who.guid, [new]).added["coding"]
    for attribute, value in one.attributes.items():
        if drawn.random() < 0.95:
            coding_values.set_value(project, who.guid, guid, attribute, value)
