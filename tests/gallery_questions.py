"""Screens of the gallery: the page of questions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.ui.main_window import MainWindow
from annotator.ui.questions.designation_form import DesignationForm
from annotator.ui.questions.passages_window import PassagesWindow
from tests.gallery_windows import come_to_rest, opened, wait


def question_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Nothing asked, passages, a mistake, a concordance, a table, two of its cells, a picture."""
    controller = window.controllers.questions
    controller.show_page()
    page = controller.page
    _rest(window)
    yield "questions-start", window
    page.pane.ask("code:claim overlaps code:prediction or code:attribution")
    _rest(window)
    yield "questions-passages", window
    page.pane.ask("code:claim overlap code:prediction")
    _rest(window)
    yield "questions-mistake", window
    plain = QuestionView()
    page.open_question("code:claim", replace(plain, shown=CONCORDANCE, sort=(1, 2, 3)))
    _rest(window)
    yield "questions-concordance", window
    page.open_question("", replace(plain, shown=CONCORDANCE, sort=(-1, -2, -3), words="that"))
    _rest(window)
    yield "questions-words", window
    page.open_question("", replace(plain, shown=TABLE, columns=("codes",)))
    _rest(window)
    yield "questions-table", window
    pane = page.pane
    pane.options.agreement.click()
    _rest(window)
    wait(window)
    yield "questions-table-agreement", window
    page.open_question("code:prediction", replace(plain, shown=KEYWORDS))
    _rest(window)
    yield "questions-key-words", window
    page.close_tab(page.tabs.currentIndex())
    window.controllers.designation.designate()
    yield "designation", opened(DesignationForm)
    opened(DesignationForm).close()
    page.tabs.setCurrentIndex(page.stack.indexOf(pane))
    _rest(window)
    for row, column in ((0, 3), (3, 0)):
        index = pane.views.table.figures.index(row, column)
        pane.views.table.selectionModel().select(
            index, pane.views.table.selectionModel().SelectionFlag.Select
        )
    pane.beside.click()
    yield "questions-side-by-side", opened(PassagesWindow)
    opened(PassagesWindow).close()
    page.open_question("", replace(plain, shown=PICTURE, picture="portrait"))
    _rest(window)
    yield "questions-portrait", window
    page.open_question("", replace(plain, shown=PICTURE, picture="heat-map", columns=("codes",)))
    _rest(window)
    yield "questions-heat-map", window
    window.services.navigator.show_reader()


def _rest(window: MainWindow) -> None:
    """Until the open question is answered and the answer is shown."""
    pane = window.controllers.questions.page.pane
    until = time.monotonic() + 5
    while time.monotonic() < until:
        come_to_rest(window, 300)
        wait(window)
        is_asked = bool(pane.line or pane.view.words) or pane.view.shown in (TABLE, PICTURE)
        found = pane.found
        if not is_asked or (found is not None and found.view.shown == pane.view.shown):
            break
    come_to_rest(window, 300)
