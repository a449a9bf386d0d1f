"""The screens of agreement over time: versions of the codebook, drift, a sealed round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.corpus.span import Span
from annotator.operations import documents, sample_study
from annotator.operations.codings import NewCoding, add_many
from annotator.operations.team import coders
from annotator.storage import queries
from annotator.ui.agreement.page import BY_VERSION, LEVELS, OVER_TIME
from annotator.ui.main_window import MainWindow
from tests.gallery_windows import wait
from tests.making import ANN, BEN, make, text_file


def agreement_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Projects of their own are opened; the last one stays."""
    path = folder / "sealed.annot"
    sample_study.build(path).close()
    wanted = (("agreement-versions", BY_VERSION), ("agreement-levels", LEVELS))
    yield from _tabs(window, path, wanted)
    window.controllers.team.show_page()
    page = window.controllers.team.page
    page.rounds.setCurrentRow(1)
    yield "team-sealed", window
    path = folder / "drift.annot"
    _drifting(path)
    yield from _tabs(window, path, (("agreement-drift", OVER_TIME),))


def _tabs(
    window: MainWindow, path: Path, tabs: tuple[tuple[str, int], ...]
) -> Iterator[tuple[str, QWidget]]:
    window.controllers.projects.open_project(path)
    window.controllers.agreement.show_page()
    wait(window)
    page = window.controllers.agreement.page
    for name, tab in tabs:
        page.tabs.setCurrentIndex(tab)
        wait(window)
        while tab == LEVELS and not page.levels.is_ready:
            QTest.qWait(50)
        yield name, window
    page.tabs.setCurrentIndex(0)


def _drifting(path: Path) -> None:
    """Sixteen texts; from the ninth on the second coder takes other sentences for claims."""
    made = make(path)
    coders.ensure(made.project, BEN)
    texts = [
        text_file(f"{n:02}.txt", "".join(f"Sentence {n:02} {m:02} here. "[:20] for m in range(20)))
        for n in range(16)
    ]
    documents.add(made.project, ANN.guid, texts)
    with made.project.reading() as connection:
        guids = [one.guid for one in queries.documents(connection)][1:]
    for who in (ANN, BEN):
        for number, document in enumerate(guids):
            new = []
            for place, name in enumerate(("claim", "prediction")):
                for n in range(20):
                    moved = who is BEN and name == "claim" and number >= 8 and n % 2
                    slip = who is BEN and n == (3 * number + 5 * place) % 20
                    if ((n + number + moved) % 5 == 2 * place) != slip:
                        span = Span(n * 20, n * 20 + 20)
                        new.append(NewCoding(document, made.codes[name], [span]))
            add_many(made.project, who.guid, new)
    made.project.close()
