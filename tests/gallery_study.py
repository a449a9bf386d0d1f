"""The screens of a study: settling with cause, plan, rules, the test set, training, methods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.operations import sample_study
from annotator.operations.codebook import codes
from annotator.ui.codebook.shipped_dialog import ShippedDialog
from annotator.ui.main_window import MainWindow
from tests.gallery_windows import opened, wait


def study_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The sample study as a team would go through it; it is the last project that is open."""
    path = folder / "study.annot"
    sample_study.build(path).close()
    window.controllers.projects.open_project(path)
    noor = next(one for one in window.bridge.coders if one.name.startswith("Noor"))
    window.bridge.set_coder(noor)
    window.controllers.adjudication.show_page()
    page = window.controllers.adjudication.page
    page.step(1, to_open=True)
    yield "settle-cause", window
    window.controllers.adjudication.take_first()
    yield "settle-cause-asked", window
    window.bridge.undo()
    study = window.controllers.study
    study.show_page()
    wait(window)
    yield "study-plan", window
    for name, tab in (
        ("rules", study.page.rules),
        ("test-set", study.page.cases),
        ("training", study.page.training),
        ("versions", study.page.versions),
        ("methods", study.page.methods),
    ):
        study.page.show_tab(tab)
        wait(window)
        yield f"study-{name}", window
    training = study.page.training
    study.page.show_tab(training)
    training.code.setCurrentIndex(2)
    training.answer.click()
    wait(window)
    yield "study-training-answered", window
    claim = window.bridge.codebook.codes[0]
    window.bridge.do(codes.edit, replace(claim, definition="What it said before."))
    window.controllers.codebook.show_newer_texts()
    dialog = opened(ShippedDialog)
    assert dialog.offer.title == "Discourse"
    yield "newer-texts", dialog
    dialog.done(0)
    study.page.show_tab(study.page.plan)
    window.services.navigator.show_reader()
