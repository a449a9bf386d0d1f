"""Documents that are nearly the same are looked at and left out; a project is written with
pseudonyms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.operations import documents, projects
from annotator.ui.duplicates.dialog import DuplicatesDialog
from annotator.ui.pseudonyms.dialog import PseudonymsDialog
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests.making import ANN, Made, content, text_file
from tests.window.conftest import Driver

AGENCY = (
    "The council decided on Tuesday to keep the quay open until the end of the year, and Mayor"
    " Lind said that Mayor Lind would come, by telephone +49 30 1234567."
)


@pytest.fixture
def agency(made: Made, open_window: Callable[..., Driver]) -> Driver:
    texts = [
        text_file("one", AGENCY),
        text_file("two", AGENCY + " Or not."),
        text_file("three", AGENCY + " "),
    ]
    documents.add(made.project, ANN.guid, texts)
    return open_window(made.project.path)


def names(made: Made) -> list[str]:
    return [one.name for one in content(made.project).documents]


def duplicates(driver: Driver) -> DuplicatesDialog:
    driver.window.controllers.duplicates.find()
    driver.wait_for_jobs()
    return driver.window.findChildren(DuplicatesDialog)[-1]


def test_what_is_ticked_is_left_out_and_comes_back(agency: Driver, made: Made) -> None:
    dialog = duplicates(agency)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows == ["one", "two", "three"]
    agency.qtbot.waitUntil(lambda: "Or not." in dialog.page.toPlainText())
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.ok.click()
    assert "Keep one of them" in dialog.problem.text()
    dialog.none.click()
    assert not dialog.ok.isEnabled()
    dialog.all.click()
    assert dialog.ok.text() == "&Leave out 2 documents"
    dialog.ok.click()
    assert names(made) == ["talks.txt", "one"]
    agency.window.bridge.undo()
    assert names(made) == ["talks.txt", "one", "two", "three"]


def test_what_is_coded_stays(agency: Driver, made: Made) -> None:
    from annotator.corpus.span import Span  # noqa: PLC0415
    from annotator.operations import codings  # noqa: PLC0415

    two = content(made.project).documents[2].guid
    agency.window.bridge.do(codings.add, two, made.codes["claim"], [Span(0, 5)])
    duplicates(agency).ok.click()
    assert names(made) == ["talks.txt", "one", "two"]
    assert "What is coded stays: two" in agency.window.statusBar().currentMessage()


def test_nothing_alike_is_told(driver: Driver) -> None:
    driver.window.controllers.duplicates.find()
    driver.wait_for_jobs()
    assert "No two documents" in driver.window.statusBar().currentMessage()


def test_names_are_filled_in_and_a_new_project_is_written(
    agency: Driver, made: Made, tmp_path: Path
) -> None:
    agency.window.controllers.pseudonyms.find()
    agency.wait_for_jobs()
    dialog = agency.window.findChildren(PseudonymsDialog)[-1]
    dialog.ok.click()
    assert "Enter a pseudonym" in dialog.problem.text()
    row = next(n for n, one in enumerate(dialog.model.names) if one.name == "Mayor Lind")
    assert dialog.model.setData(dialog.model.index(row, 1), "Mayor Lind")
    dialog.ok.click()
    assert "holds one of the names" in dialog.problem.text()
    dialog.model.setData(dialog.model.index(row, 1), "the mayor")
    dialog.name.setText("quay")
    dialog.add_name()
    assert dialog.table.currentIndex().siblingAtColumn(0).data() == "quay"
    agency.qtbot.waitUntil(lambda: "the quay open" in dialog.page.toPlainText())
    dialog.model.setData(dialog.model.index(0, 1), "pier")
    agency.answers.target = tmp_path / "names.csv"
    dialog.save.click()
    assert "quay,pier,own" in (tmp_path / "names.csv").read_text("utf-8")
    agency.answers.target = tmp_path / "new.annot"
    dialog.ok.click()
    agency.wait_for_jobs()
    told = agency.window.findChildren(LinesDialog)[-1]
    assert "quay: 3" in told.page.toPlainText()
    with projects.open_(tmp_path / "new.annot") as new:
        text = content(new).documents[1].text
    assert "keep the pier open" in text
    assert "Lind" not in text
    agency.answers.files = [tmp_path / "names.csv"]
    agency.window.controllers.pseudonyms.find()
    agency.wait_for_jobs()
    again = agency.window.findChildren(PseudonymsDialog)[-1]
    again.load.click()
    assert again.model.chosen() == {"quay": "pier", "Mayor Lind": "the mayor"}
    again.done(0)
