"""The agreement page as a person uses it: read, sort, choose, explain, follow, save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from annotator.corpus.document import Progress
from annotator.corpus.team import Purpose
from annotator.corpus.turns import TurnChoice
from annotator.operations import codings, documents, sealing
from annotator.operations.documents import document_attributes
from annotator.operations.team import rounds
from annotator.ui.agreement import page as page_module
from annotator.ui.agreement.page import (
    BY_ROUND,
    BY_VERSION,
    KINDS,
    LEVELS,
    OVER_TIME,
    REMARKS,
    AgreementPage,
)
from annotator.ui.theme import ThemeChoice
from tests.making import make
from tests.spoken import spoken
from tests.window.conftest import Driver, cell


@pytest.fixture
def merged(open_window: Callable[..., Driver], sample_file: Path) -> Driver:
    driver = open_window(sample_file)
    driver.window.actions_["agreement"].trigger()
    return driver


def names(page: AgreementPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_a_figure_explains_itself(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    page.view.setCurrentIndex(page.model.index(0, page.model.first_figure))
    words = page.explanation.text()
    for part in (
        "Krippendorff",
        "characters 2,130",
        "95 % interval",
        "11 paragraphs",
        "1 − Do / De",
    ):
        assert part in words


def test_rows_sort_and_all_codes_stay_last(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    before = names(page)
    alpha = page.model.first_figure
    page.view.sortByColumn(alpha, Qt.SortOrder.DescendingOrder)
    values = [float(page.model.index(row, alpha).data()) for row in range(4)]
    assert values == sorted(values, reverse=True)
    assert names(page)[-1] == before[-1]
    page.model.sort(-1)
    assert names(page) == before


def test_a_double_click_lists_and_a_click_leads_to_the_passage(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    page.list_disagreements(page.model.index(0, page.model.first_figure))
    table = page.list.table
    assert page.list.isVisible()
    assert table.rowCount() == 7
    assert "Different boundaries" in {cell(table, row, 0).text() for row in range(5)}
    quote = cell(table, 0, 2).text()
    table.cellClicked.emit(0, 2)
    window = merged.window
    assert window.pages.shown is window.workplace
    assert window.page.selected is not None
    assert window.page.passage(window.page.selected) in quote


def test_units_and_choices_change_the_figures(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    alpha = page.model.first_figure
    before = page.model.index(0, alpha).data()
    page.choices.unit.setCurrentIndex(3)
    # Claims in most of 9 and 6 of 16 sentences, 3 by one coder only: 1 − 31 · 6 / (2 · 15 · 17).
    assert page.model.index(0, alpha).data() == "0.635" != before
    assert "sentences" in str(page.model.headerData(alpha + 3, Qt.Orientation.Horizontal))
    codes = page.choices.codes.menu().actions()
    codes[-1].trigger()
    assert len(names(page)) == 4
    for action in page.choices.coders.menu().actions()[2:]:
        action.trigger()
    assert page.choices.coders.selection() is None, "two coders stay"
    page.choices.codes.choose_all()
    assert len(names(page)) == 5


def test_it_follows_the_coding(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    alpha = page.model.first_figure
    before = page.model.index(0, alpha).data()
    window = merged.window
    claim = next(c for c in merged.codings() if window.bridge.code(c.code).name == "claim")
    coder = next(coder for coder in window.bridge.coders if coder.guid == claim.coder)
    window.bridge.set_coder(coder)
    window.bridge.do(codings.delete, [claim.guid])
    merged.qtbot.waitUntil(lambda: page.model.index(0, alpha).data() != before)


def test_large_projects_are_computed_beside_the_window(
    merged: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = merged.window.controllers.agreement.page
    monkeypatch.setattr(page_module, "_AT_ONCE", 0)
    page.choices.unit.setCurrentIndex(2)
    assert page.model.unit == "characters"
    merged.qtbot.waitUntil(lambda: page.model.unit == "sentences")
    merged.window.tasks.wait()


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_pictures_are_saved(merged: Driver, tmp_path: Path, theme: ThemeChoice) -> None:
    page = merged.window.controllers.agreement.page
    merged.window.themes.choose(theme)
    for tab, kind in KINDS.items():
        page.tabs.setCurrentIndex(tab)
        assert page.pictures.view.picture is not None
        merged.answers.target = tmp_path / f"{kind}.svg"
        page.pictures.export.click()
        assert "<svg" in (tmp_path / f"{kind}.svg").read_text(encoding="utf-8")
        merged.answers.target = tmp_path / f"{kind}.png"
        page.pictures.export.click()
        image = QImage(str(tmp_path / f"{kind}.png"))
        shades = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 7)
            for y in range(0, image.height(), 7)
        }
        assert merged.window.theme.color("page").name() in shades
        assert len(shades) > 5
    merged.answers.target = tmp_path / "x.bmp"
    page.pictures.export.click()
    assert ".bmp" in merged.window.notice.text


def test_remarks_name_the_convention_and_its_source(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    page.tabs.setCurrentIndex(REMARKS)
    words = page.remarks.toPlainText()
    assert "Krippendorff (2019)" in words and ".667" in words
    assert "evaluative term" in words


def test_the_menu_writes_the_report(merged: Driver, tmp_path: Path) -> None:
    for name in ("r.html", "r.pdf", "r"):
        merged.answers.target = tmp_path / name
        merged.window.actions_["report"].trigger()
        merged.wait_for_jobs()
        written = tmp_path / (name if "." in name else "r.html")
        merged.qtbot.waitUntil(written.is_file)
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "harbour.txt" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_round_is_chosen_and_rounds_are_drawn(merged: Driver) -> None:
    window, page = merged.window, merged.window.controllers.agreement.page
    assert not page.tabs.isTabVisible(BY_ROUND)
    window.bridge.do(rounds.add, "Pilot", Purpose.RELIABILITY)
    project = window.bridge.project
    assert project is not None
    document = window.bridge.documents[0].guid
    given = {(document, guid) for guid in window.bridge.people}
    window.bridge.do(rounds.assign, rounds.find(project, "Pilot").guid, given)
    merged.qtbot.waitUntil(lambda: page.tabs.isTabVisible(BY_ROUND))
    page.tabs.setCurrentIndex(BY_ROUND)
    picture = page.pictures.view.picture
    assert picture is not None
    assert [row[0] for row in picture.rows] == ["Pilot"]
    page.tabs.setCurrentIndex(0)
    page.choices.round.setCurrentIndex(page.choices.round.findText("Pilot"))
    page.choices.round.activated.emit(1)
    assert page.choices.selection().documents == [document]
    comparison = page.model.comparison
    assert comparison is not None
    assert [one.guid for one in comparison.documents] == [document]


def first_is_not_done(page: AgreementPage, driver: Driver) -> None:
    """One of the two has not marked the text as done any more."""
    project, comparison = driver.window.bridge.project, page.model.comparison
    assert project is not None and comparison is not None
    who, where = comparison.coders[0].guid, comparison.documents[0].guid
    documents.set_progress(project, who, where, Progress.IN_PROGRESS)
    page.refresh()


def test_what_was_coded_is_marked_as_done_by_one_click(merged: Driver) -> None:
    window, page = merged.window, merged.window.controllers.agreement.page
    assert page.missing.isHidden(), "both marked it"
    first_is_not_done(page, merged)
    merged.qtbot.waitUntil(page.missing.isVisible)
    merged.qtbot.mouseClick(page.missing.coded, Qt.MouseButton.LeftButton)
    merged.qtbot.waitUntil(lambda: not page.missing.isVisible())
    comparison = page.model.comparison
    assert comparison is not None and comparison.data.by_marks and comparison.compared
    window.bridge.undo()
    merged.qtbot.waitUntil(page.missing.isVisible)


def test_unfinished_work_is_counted_where_that_is_chosen(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    first_is_not_done(page, merged)
    merged.qtbot.waitUntil(lambda: "Left out" in page.missing.words.text())
    assert page.model.comparison is not None and not page.model.comparison.compared
    merged.qtbot.mouseClick(page.missing.unfinished, Qt.MouseButton.LeftButton)
    assert page.choices.selection().touched and page.choices.unfinished.isChecked()
    assert page.model.comparison is not None and page.model.comparison.compared


def test_documents_are_chosen_by_an_attribute(merged: Driver) -> None:
    window, page = merged.window, merged.window.controllers.agreement.page
    assert page.choices.said.isHidden()
    document = window.bridge.documents[0].guid
    window.bridge.do(document_attributes.set_value, document, "genre", "news")
    merged.qtbot.waitUntil(lambda: not page.choices.said.isHidden())
    page.choices.said.setCurrentIndex(page.choices.said.findText("genre = news"))
    page.choices.said.activated.emit(1)
    assert page.choices.selection().documents == [document]
    window.bridge.undo()
    merged.qtbot.waitUntil(page.choices.said.isHidden)
    assert page.choices.selection().documents is None


def test_the_report_is_on_what_the_page_compares(merged: Driver, tmp_path: Path) -> None:
    window, choices = merged.window, merged.window.controllers.agreement.page.choices
    choices.unit.setCurrentIndex(1)
    choices.unfinished.setChecked(True)

    def settings() -> str:
        target = merged.answers.target = tmp_path / "report.html"
        window.controllers.agreement.write_report()
        merged.wait_for_jobs()
        words = target.read_text(encoding="utf-8")
        return words[words.index("<h2>Unit and settings") :].split("<h2>")[1]

    of_page = settings()
    window.services.navigator.show_reader()
    assert of_page != settings(), "all of the project, by character"
    assert choices.settings().unit in of_page


def test_speakers_and_turns_are_offered_where_somebody_speaks(
    tmp_path: Path, open_window: Callable[..., Driver]
) -> None:
    text, structure = spoken()
    made = make(tmp_path / "spoken.annot", text=text, structure=structure)
    driver = open_window(made.project.path)
    driver.window.controllers.agreement.show_page()
    choices = driver.window.controllers.agreement.page.choices
    assert [choices.speakers.itemText(row) for row in range(choices.speakers.count())] == [
        *("Whole documents", "Without the interviewers")
    ]
    choices.speakers.setCurrentIndex(1)
    choices.speakers.activated.emit(1)
    choices.unit.setCurrentIndex(choices.unit.count() - 1)
    assert choices.selection().turns == TurnChoice(without_roles=("interviewer",))
    assert choices.settings().unit == "turn"
    driver.window.bridge.do(documents.delete, [made.document])
    driver.window.controllers.agreement.page.refresh()
    assert choices.speakers.isHidden()
    assert choices.settings().unit != "turn"
    made.project.close()


def test_where_which_and_value_are_answered_on_a_page_of_their_own(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    page.tabs.setCurrentIndex(LEVELS)
    merged.wait_for_jobs()
    merged.qtbot.waitUntil(lambda: "Which code" in page.levels.toPlainText(), timeout=20_000)
    words = page.levels.toPlainText()
    assert words.index("Where:") < words.index("Which code:") < words.index("Which value:")
    assert "|uα" in words and "γ-cat" in words and "decided by both" in words
    assert "Confusion on aligned codings" in words
    page.tabs.setCurrentIndex(REMARKS)
    merged.wait_for_jobs()
    merged.qtbot.waitUntil(lambda: "P(α < .667)" in page.remarks.toPlainText(), timeout=20_000)
    assert "proposed for coded units" in page.remarks.toPlainText()


def test_versions_of_the_codebook_stand_beside_each_other(merged: Driver) -> None:
    window, page = merged.window, merged.window.controllers.agreement.page
    assert not page.tabs.isTabVisible(BY_VERSION) and not page.tabs.isTabVisible(OVER_TIME)
    project, comparison = window.bridge.project, page.model.comparison
    assert project is not None and comparison is not None
    by, document = comparison.coders[0].guid, comparison.documents[0].guid
    rounds.add(project, by, "Pilot", Purpose.RELIABILITY)
    pilot = rounds.find(project, "Pilot").guid
    rounds.assign(project, by, pilot, {(document, coder.guid) for coder in comparison.coders})
    sealing.seal(project, by, pilot)
    page.refresh()
    assert page.tabs.isTabVisible(BY_VERSION)
    page.tabs.setCurrentIndex(BY_VERSION)
    picture = page.pictures.view.picture
    assert picture is not None and "v1" in picture.rows[0][0]
    page.choices.round.setCurrentIndex(page.choices.round.findText("Pilot"))
    page.choices.round.activated.emit(1)
    assert "Sealed on" in page.about.text()
    assert "no coding of it was changed; the codebook is the same" in page.about.text()


def test_rounds_of_different_purposes_are_chosen_apart(merged: Driver) -> None:
    window, page = merged.window, merged.window.controllers.agreement.page
    project, comparison = window.bridge.project, page.model.comparison
    assert project is not None and comparison is not None
    by, document = comparison.coders[0].guid, comparison.documents[0].guid
    for name, purpose in (("Pilot", Purpose.RELIABILITY), ("Course", Purpose.TRAINING)):
        rounds.add(project, by, name, purpose)
        guid = rounds.find(project, name).guid
        rounds.assign(project, by, guid, {(document, one.guid) for one in comparison.coders})
    page.refresh()
    box = page.choices.round
    assert [box.itemText(row) for row in range(box.count())] == [
        *("Rounds for reliability", "Rounds for training", "Pilot", "Course")
    ]
    assert page.choices.selection().purpose is Purpose.RELIABILITY
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert page.choices.selection().purpose is Purpose.TRAINING
