"""A sample is drawn in a form, seen at once, and becomes a round."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.operations import documents
from annotator.operations.documents import document_attributes
from annotator.operations.team import rounds, sampling
from annotator.operations.viewing import everything
from annotator.ui.team.sample_form import SampleForm
from tests.making import ANN, Made, content, text_file
from tests.window.conftest import Driver


@pytest.fixture
def form(made: Made, open_window: Callable[..., Driver]) -> tuple[Driver, SampleForm]:
    texts = [text_file(f"t{n}", f"{n} words here") for n in range(5)]
    documents.add(made.project, ANN.guid, texts)
    values = {
        (one.guid, "outlet"): "Daily" if n % 2 else "Post"
        for n, one in enumerate(content(made.project).documents)
    }
    document_attributes.set_values(made.project, ANN.guid, values)
    driver = open_window(made.project.path)
    driver.window.controllers.sampling.draw()
    return driver, driver.window.findChildren(SampleForm)[-1]


def test_a_stratified_sample_becomes_a_round(form: tuple[Driver, SampleForm], made: Made) -> None:
    driver, dialog = form
    driver.qtbot.waitUntil(lambda: "nobody knows how rare" in dialog.need.text())
    dialog.number.setValue(4)
    dialog.seed.setValue(7)
    dialog.strata.tick(["outlet"])
    driver.qtbot.waitUntil(lambda: "Stratified by outlet" in dialog.words.text())
    assert "4 documents" in dialog.words.text()
    assert len(dialog.list.toPlainText().splitlines()) == 4
    dialog.ok.click()
    assert dialog.problem.text() == "Name the round."
    dialog.name.setText("Pilot")
    dialog.ok.click()
    ((one, given),) = rounds.listed(everything(made.project))
    assert one.name == "Pilot"
    assert len(given) == 4
    assert "seed 7" in sampling.draw_words(one.design)


def test_more_than_there_is_is_a_sentence(form: tuple[Driver, SampleForm]) -> None:
    driver, dialog = form
    driver.qtbot.waitUntil(lambda: dialog.drawn is not None)
    dialog.number.setValue(7)
    driver.qtbot.waitUntil(lambda: "less to draw from" in dialog.problem.text())
    dialog.name.setText("Pilot")
    dialog.ok.click()
    assert dialog.isVisible()
    dialog.number.setValue(6)
    driver.qtbot.waitUntil(dialog.problem.isHidden)
