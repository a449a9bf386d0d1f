"""The team page and copies for coders, by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.team import Purpose
from annotator.operations import documents, projects, sealing, team_training
from annotator.operations.team import coders, current_round, handout, rounds
from annotator.operations.viewing import everything
from annotator.settings import Settings
from annotator.ui.team.handout_dialog import HandOutDialog
from annotator.ui.team.page import TeamPage
from annotator.ui.team.round_form import RoundForm
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests.making import ANN, BEN, Made, content, text_file
from tests.window.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(made: Made, driver: Driver) -> TeamPage:
    """The team page of a project of three texts, two coders and one round."""
    texts = [text_file(f"{n}.txt", f"Text {n}.") for n in (1, 2)]
    documents.add(made.project, ANN.guid, texts)
    coders.ensure(made.project, BEN)
    made.code_words(BEN, "claim", "Nobody expects")
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    driver.window.bridge.reload_if_changed()
    driver.window.bridge.count()
    driver.focus_text()
    driver.key(Qt.Key.Key_F11)
    return driver.window.controllers.team.page


def cell(view: QTableView, row: int, column: int) -> QPoint:
    return view.visualRect(view.model().index(row, column)).center()


def click(page: TeamPage, row: int, column: int) -> None:
    QTest.mouseClick(
        page.view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, cell(page.view, row, column)
    )


def given(made: Made, name: str = "Pilot") -> set[tuple[str, str]]:
    found = {one.name: pairs for one, pairs in rounds.listed(everything(made.project))}
    return {(pair.document, pair.coder) for pair in found[name]}


def heads(page: TeamPage) -> list[str]:
    model = page.model
    return [
        str(model.headerData(column, Qt.Orientation.Horizontal))
        for column in range(model.columnCount())
    ]


def test_progress_of_everybody_is_seen_and_follows(made: Made, page: TeamPage) -> None:
    assert heads(page) == ["Ann\n0 of 3 done", "Ben\n0 of 3 done", "Done"]
    model = page.model
    words = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "talks.txt, Ben: in progress, 1 codings"
    bridge = page._bridge
    bridge.do(documents.set_progress, bridge.documents[1].guid, Progress.DONE)
    page.refresh()
    assert heads(page)[0] == "Ann\n1 of 3 done"
    assert model.index(1, 2).data() == "1 of 2"


def test_a_click_opens_the_document(page: TeamPage, driver: Driver) -> None:
    click(page, 2, 0)
    assert driver.window.pages.shown is driver.window.workplace
    assert driver.window.page.document == driver.window.bridge.documents[2].guid


def test_documents_are_assigned_by_mouse_and_keys(made: Made, page: TeamPage) -> None:
    page.choose("Pilot")
    page.tabs.setCurrentIndex(1)
    click(page, 0, 1)
    assert given(made) == {(made.document, BEN.guid)}
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert given(made) == {(made.document, BEN.guid), (made.document, ANN.guid)}
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert given(made) == {(made.document, BEN.guid)}
    header = page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 8, 8)
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert len(given(made)) == 4, "the whole column"
    page.everything.click()
    assert len(given(made)) == 6
    page.nothing.click()
    assert not given(made)
    page._bridge.undo()
    assert len(given(made)) == 6
    assert heads(page)[0] == "Ann\n3 assigned", "Undo is seen at once"


def test_documents_are_shared_out_evenly(made: Made, page: TeamPage, driver: Driver) -> None:
    page.choose("Pilot")
    page.tabs.setCurrentIndex(1)
    driver.answers.words = "1"
    page.evenly.click()
    pairs = given(made)
    assert sorted(sum(who == c.guid for _d, who in pairs) for c in (ANN, BEN)) == [1, 2]
    caption = driver.window.panels.documents.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    mine = (made.document, ANN.guid) in pairs
    assert ("yours in Pilot" in caption) == mine
    page.tabs.setCurrentIndex(0)
    assert "0 of 3 done" in page.about.text()


def test_rounds_are_added_edited_ordered_and_deleted(
    made: Made, page: TeamPage, driver: Driver
) -> None:
    page.add.click()
    form = driver.window.findChildren(RoundForm)[-1]
    QTest.keyClicks(form.name, "Pilot")
    form.ok.click()
    assert "already" in form.problem.text(), "the form stays and says why"
    QTest.keyClicks(form.name, " 2")
    form.blind.setChecked(False)
    form.ok.click()
    assert [one.name for one, _pairs in rounds.listed(everything(made.project))] == [
        "Pilot",
        "Pilot 2",
    ]
    assert page.round is not None and page.round.name == "Pilot 2"
    page.up.click()
    assert [one.name for one, _pairs in rounds.listed(everything(made.project))] == [
        "Pilot 2",
        "Pilot",
    ]
    page.edit.click()
    form = driver.window.findChildren(RoundForm)[-1]
    form.purpose.setCurrentIndex(2)
    form.cues.setChecked(True)
    form.ok.click()
    changed = rounds.find(made.project, "Pilot 2")
    assert (changed.purpose, changed.blind, changed.cues_locked) == (
        Purpose.PRODUCTION,
        False,
        True,
    )
    page.delete.click()
    assert [one.name for one, _pairs in rounds.listed(everything(made.project))] == ["Pilot"]


def test_somebody_new_can_be_given_work(made: Made, page: TeamPage, driver: Driver) -> None:
    page.choose("Pilot")
    page.tabs.setCurrentIndex(1)
    driver.answers.words = "Cleo"
    page.coder.click()
    assert heads(page)[2] == "Cleo\n0 assigned"
    page.coder.click()
    assert "Cleo already" in driver.window.notice.text


def test_a_copy_of_a_round_follows_its_rules(
    made: Made, page: TeamPage, driver: Driver, tmp_path: Path
) -> None:
    one = rounds.find(made.project, "Pilot")
    rounds.assign(made.project, ANN.guid, one.guid, {(made.document, BEN.guid)})
    page.refresh()
    page.choose("Pilot")
    page.copy.click()
    dialog = driver.window.findChildren(HandOutDialog)[-1]
    assert dialog.blind.isChecked() and not dialog.blind.isEnabled()
    dialog.coder.setCurrentIndex(0)
    dialog.ok.click()
    assert "No document is assigned to Ann" in dialog.problem.text()
    dialog.coder.setCurrentIndex(1)
    driver.answers.target = tmp_path / "for ben"
    dialog.ok.click()
    driver.wait_for_jobs()
    with projects.open_(tmp_path / "for ben.annot") as copy:
        now = content(copy)
        assert [document.guid for document in now.documents] == [made.document]
        assert [coder.name for coder in now.coders] == ["Ben"]
        assert len(now.codings) == 1
    assert b"Ann" not in (tmp_path / "for ben.annot").read_bytes()


def test_a_copy_for_somebody_new_of_chosen_documents(
    made: Made, page: TeamPage, driver: Driver, tmp_path: Path
) -> None:
    driver.window.actions_["hand_out"].trigger()
    dialog = driver.window.findChildren(HandOutDialog)[-1]
    dialog.coder.setCurrentText("Cleo")
    dialog.which.setCurrentIndex(1)
    dialog.documents.all.click()
    dialog.ok.click()
    assert "Tick a document" in dialog.problem.text()
    dialog.documents.list.item(1).setCheckState(Qt.CheckState.Checked)
    driver.answers.target = tmp_path / "cleo.annot"
    dialog.ok.click()
    driver.wait_for_jobs()
    assert "for Cleo" in driver.window.statusBar().currentMessage()
    with projects.open_(tmp_path / "cleo.annot") as copy:
        assert [document.name for document in content(copy).documents] == ["1.txt"]
        assert content(copy).codings == ()


def test_a_blind_project_shows_only_ones_own_progress(
    made: Made, page: TeamPage, driver: Driver
) -> None:
    driver.window.actions_["blind"].trigger()
    assert driver.window.pages.shown is driver.window.workplace
    driver.window.actions_["team"].trigger()
    assert [head.split("\n")[0] for head in heads(page)] == ["Ann", "Done"]
    assert "is blind" in page.about.text()


def test_who_opens_their_copy_is_asked_whether_they_are_meant(
    made: Made, open_window: Callable[..., Driver], tmp_path: Path, qtbot: QtBot
) -> None:
    made.code_words(BEN, "claim", "Nobody expects")
    handout.hand_out(made.project, tmp_path / "ben.annot", BEN, handout.Rules(blind=True))
    settings = Settings(coder="ben", coders={"ben": new_guid()})
    driver = open_window(tmp_path / "ben.annot", settings)
    qtbot.waitUntil(lambda: driver.coder().guid == BEN.guid)
    assert settings.coders["Ben"] == BEN.guid
    assert [entry.coder for entry in driver.window.page.codings.entries] == [BEN.guid]


def test_somebody_who_says_no_stays_somebody_else(
    made: Made,
    open_window: Callable[..., Driver],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = new_guid()
    driver = open_window(None, Settings(coder="Ann", coders={"Ann": mine}))
    asked: list[str] = []

    def decide(
        _parent: QWidget, _title: str, question: str, verbs: Sequence[str], _cancel: str = ""
    ) -> str:
        asked.append(question)
        return verbs[1]

    monkeypatch.setattr(driver.answers, "decide", decide)
    driver.window.controllers.projects.open_project(made.project.path)
    qtbot.waitUntil(lambda: bool(asked))
    assert "Who are you?" in asked[0]
    assert driver.window.bridge.coder is not None
    assert driver.window.bridge.coder.guid == mine


def test_a_round_is_sealed_and_chosen_to_code_in(
    made: Made, page: TeamPage, driver: Driver
) -> None:
    assert page.bar.isHidden(), "the whole project is no round"
    page.choose("Pilot")
    page.tabs.setCurrentIndex(1)
    click(page, 0, 0)
    assert "assigned to 1 document" in page.bar.words.text()
    click(page, 0, 1)
    assert "What you code now is of this round." in page.bar.words.text()
    assert page.bar.work.isHidden()
    pilot = rounds.find(made.project, "Pilot").guid
    made.code_words(ANN, "claim", "Nobody expects")
    rounds.add(made.project, ANN.guid, "Main", Purpose.PRODUCTION)
    driver.window.bridge.reload_if_changed()
    driver.window.actions_["team"].trigger()
    page.choose("Main")
    driver.qtbot.mouseClick(page.bar.work, LEFT)
    chosen = current_round.current(everything(made.project), ANN.guid)
    assert chosen is not None and chosen.name == "Main"
    driver.qtbot.waitUntil(page.bar.work.isHidden)
    page.choose("Pilot")
    driver.qtbot.mouseClick(page.bar.seal, LEFT)
    assert sealing.find(everything(made.project), pilot) is not None
    driver.qtbot.waitUntil(lambda: page.bar.words.text().startswith("Sealed"))
    assert page.bar.seal.isHidden() and page.bar.work.isHidden()


def test_results_of_a_training_are_told_by_coder(
    made: Made, page: TeamPage, driver: Driver
) -> None:
    one = rounds.find(made.project, "Pilot")
    pairs = {(made.document, who.guid) for who in (ANN, BEN)}
    rounds.assign(made.project, ANN.guid, one.guid, pairs)
    made.code_words(ANN, "claim", "Nobody expects")
    driver.window.bridge.reload_if_changed()
    driver.window.actions_["team"].trigger()
    page.choose("Pilot")
    assert page.bar.results.isHidden(), "there is nothing to measure it against"
    team_training.set_gold(made.project, ANN.guid, one, ANN.guid, 0.8)
    driver.window.bridge.reload_if_changed()
    driver.window.actions_["team"].trigger()
    page.choose("Pilot")
    driver.qtbot.mouseClick(page.bar.results, LEFT)
    dialog = next(one for one in driver.window.findChildren(LinesDialog) if one.isVisible())
    assert dialog.page.toPlainText().splitlines()[0] == "Ben has passed (0.800)."
    assert "claim: α 1.000" in dialog.page.toPlainText()
    dialog.accept()
