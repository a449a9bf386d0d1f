"""Merging in the window: preview, merge, report, and the other version of a conflict."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.merging.merge_words import MergePart
from annotator.operations.retrieval.saved_questions import TABLE, QuestionView
from annotator.ui.merging.window import MergeWindow
from annotator.ui.widgets.two_lines import DETAIL
from tests.making import ANN, BEN, Made, content, made_of
from tests.window.conftest import Driver


@pytest.fixture
def ben(made: Made, tmp_path: Path) -> Made:
    """Ben's copy, in which he codes, changes a coding of Ann's, deletes one and makes a code;
    meanwhile Ann changes the same coding, and makes a code of that name."""
    changed = made.code_words(ANN, "claim", "the US-hosted round")
    gone = made.code_words(ANN, "prediction", "It may last")
    shutil.copy(made.project.path, tmp_path / "ben.annot")
    copy = made_of(projects.open_(tmp_path / "ben.annot"))
    irony(made, ANN.guid)
    codings.reshape(made.project, ANN.guid, changed, [Span(0, 6)])
    copy.code_words(BEN, "claim", "Nobody expects")
    codings.reshape(copy.project, ANN.guid, changed, [Span(0, 14)])
    codings.delete(copy.project, ANN.guid, [gone])
    irony(copy, BEN.guid)
    memos.write(copy.project, BEN.guid, made.document, "A memo")
    copy.project.close()
    return copy


def irony(made: Made, by: str) -> None:
    code = replace(content(made.project).codebook.codes[0], guid=new_guid(), name="Irony", key="")
    codes.add(made.project, by, code)


def shown(driver: Driver) -> MergeWindow:
    driver.wait_for_jobs()
    return driver.window.findChildren(MergeWindow)[-1]


def preview(driver: Driver, ben: Made) -> MergeWindow:
    driver.answers.files = [ben.project.path]
    driver.key("m", Qt.KeyboardModifier.ControlModifier)
    return shown(driver)


def parts(window: MergeWindow) -> list[str]:
    return [window.parts.item(row).text() for row in range(window.parts.count())]


def test_the_preview_says_what_would_come_in_and_changes_nothing(
    made: Made, ben: Made, driver: Driver
) -> None:
    before = made.project.path.read_bytes()
    window = preview(driver, ben)
    assert parts(window) == [
        "What would come in",
        "Changed on both sides (1)",
        "Deleted by colleagues (1)",
        "Codes of one name (1)",
    ]
    table = window.counts.model()
    cells = {
        table.index(row, 1).data(): [table.index(row, c).data() for c in range(2, 6)]
        for row in range(table.rowCount())
    }
    assert cells["Codings"][0] == "1"
    assert cells["Codings"][2] == "1"
    assert window.counts.isColumnHidden(0), "the one file is in the title"
    window.show_part(MergePart.CONFLICTS)
    page = window.detail.toPlainText()
    assert "“Nobody expects”" in page and "“Nobody”" in page, "both versions, quoted"
    assert not window.other.isVisible(), "there is nothing to take yet"
    assert "coded by Ann" in page
    year = datetime.now().astimezone().strftime("%Y-")
    assert page.count(f"Ann, {year}") == 2, "who made each version, and when"
    assert str(window.list.model().index(0, 0).data(DETAIL)).startswith("Ann · ")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert made.project.path.read_bytes() == before


def test_merging_reports_and_the_other_version_is_a_click_away(
    made: Made, ben: Made, driver: Driver
) -> None:
    window = preview(driver, ben)
    window.show_part(MergePart.CODES)
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Space)
    assert [pair.name for pair in window.joined] == ["Irony"]
    QTest.mouseClick(window.main_button, Qt.MouseButton.LeftButton)
    report = shown(driver)
    assert report.windowTitle() == "Merged ben.annot"
    assert driver.window.statusBar().currentMessage() == "1 coding came in. 2 codings changed."
    assert sorted(driver.words()) == ["Nobody expects", "Nobody expects"]
    names = [code.name for code in content(made.project).codebook.codes]
    assert names.count("Irony") == 1
    report.show_part(MergePart.CONFLICTS)
    QTest.mouseClick(report.other, Qt.MouseButton.LeftButton)
    assert sorted(driver.words()) == ["Nobody", "Nobody expects"]
    assert not report.other.isEnabled()
    driver.window.controllers.undo.undo()
    assert sorted(driver.words()) == ["Nobody expects", "Nobody expects"]
    assert report.other.isEnabled(), "Undo has put the kept version back"
    driver.window.controllers.undo.undo()
    assert "It may last" in driver.words(), "the whole merge is one step"


def test_the_report_can_be_copied_and_kept(ben: Made, driver: Driver, tmp_path: Path) -> None:
    preview(driver, ben).accept()
    report = shown(driver)
    report.copy_button.click()
    assert "Changed on both sides" in QGuiApplication.clipboard().text()
    driver.answers.target = tmp_path / "report"
    report.save_button.click()
    assert "ben.annot: added" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    driver.answers.target = tmp_path / "nowhere" / "report.txt"
    report.save_button.click()
    assert "can’t be written" in driver.window.notice.text


def test_project_files_dropped_on_a_project_are_merged_or_opened(
    made: Made, ben: Made, driver: Driver
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ben.project.path))])
    here = QPointF(driver.window.rect().center())
    drop = QDropEvent(
        here,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    driver.window.dropEvent(drop)
    shown(driver).reject()
    driver.answers.words = "Open"
    driver.window.dropEvent(drop)
    assert driver.window.bridge.project is not None
    assert driver.window.bridge.project.path == ben.project.path


def test_a_file_that_is_none_is_refused_with_a_sentence(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "notes.annot").write_bytes(b"notes")
    driver.window.controllers.merging.look_at([tmp_path / "notes.annot"])
    driver.wait_for_jobs()
    assert "notes.annot is no Annotator project" in driver.window.notice.text
    assert not driver.window.findChildren(MergeWindow)


def test_a_blind_project_takes_in_without_showing(made: Made, ben: Made, driver: Driver) -> None:
    projects.set_blind(made.project, ANN.guid, True)
    driver.window.bridge.reload_if_changed()
    preview(driver, ben).accept()
    report = shown(driver)
    assert parts(report) == ["What came in", "Codes of one name (1)"]
    assert "is blind" in driver.window.controllers.team._blind_words()
    assert len(driver.words()) == 2, "both are in the file"
    assert [entry.coder for entry in driver.window.page.codings.entries] == [ANN.guid]
    driver.window.bridge.count()
    assert sum(driver.window.bridge.counts[made.document].values()) == 1
    assert driver.window.bridge.memos([made.document]) == []
    for action in ("agreement", "adjudication"):
        driver.window.notice.hide()
        driver.window.actions_[action].trigger()
        assert "is blind" in driver.window.notice.text
        assert driver.window.pages.shown is driver.window.workplace
    driver.window.actions_["blind"].trigger()
    driver.window.bridge.count()
    assert len(driver.window.page.codings) == 2
    driver.window.actions_["agreement"].trigger()
    assert driver.window.pages.shown is driver.window.controllers.agreement.page
    driver.window.controllers.undo.undo()
    workplace: QWidget = driver.window.workplace
    assert driver.window.pages.shown is workplace, "blind again"


def test_an_open_table_of_figures_follows_a_merge_and_its_undo(ben: Made, driver: Driver) -> None:
    driver.window.actions_["questions"].trigger()
    page = driver.window.controllers.questions.page
    pane = page.open_question("", replace(QuestionView(), shown=TABLE, columns=("coders",)))

    def coders() -> tuple[str, ...]:
        table = pane.views.table.figures.table
        return () if table is None else table.columns.labels

    driver.qtbot.waitUntil(lambda: coders() == ("Ann",))
    preview(driver, ben).accept()
    shown(driver).close()
    driver.qtbot.waitUntil(lambda: coders() == ("Ann", "Ben"))
    driver.window.controllers.undo.undo()
    driver.qtbot.waitUntil(lambda: coders() == ("Ann",))
