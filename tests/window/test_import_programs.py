"""Projects of other programs in the window: what is in them is shown first, then one step, Undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from annotator.corpus.job import finish
from annotator.operations import transfer
from annotator.operations.projects import SUFFIX
from annotator.operations.viewing import everything
from annotator.ui.transfer.import_preview import ImportPreview
from annotator.ui.transfer.report_window import ReportWindow
from tests.exchange.programs import databases, standoff
from tests.exchange.programs.reading import coded
from tests.making import Made, content
from tests.window.conftest import Driver


def preview_of(driver: Driver) -> ImportPreview:
    driver.wait_for_jobs()
    return driver.window.findChildren(ImportPreview)[-1]


def test_a_qualcoder_folder_is_shown_then_taken_and_undone(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    before = content(made.project)
    driver.answers.files = [databases.qualcoder(tmp_path)]
    driver.window.actions_["import_folder"].trigger()
    preview = preview_of(driver)
    page = preview.page.toPlainText()
    assert "QualCoder project, written by QualCoder 4.0, v17" in page
    assert "At 5 of 6 passages the words are exactly those" in page
    assert "Left behind" in page
    assert "new here" in page
    assert content(made.project) == before
    preview.ok.click()
    driver.wait_for_jobs()
    report = driver.window.findChildren(ReportWindow)[-1]
    assert "new here" in report.page.toPlainText()
    report.close()
    assert len(coded(content(made.project))) == 5
    driver.focus_text()
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert content(made.project) == before


def test_a_taguette_file_becomes_a_project_of_its_own(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    driver = open_window()
    driver.answers.files = [databases.taguette(tmp_path)]
    driver.answers.target = tmp_path / "mine"
    driver.window.actions_["import"].trigger()
    preview = preview_of(driver)
    assert preview.new.isChecked()
    assert preview.here.isHidden()
    preview.ok.click()
    driver.wait_for_jobs()
    assert (tmp_path / f"mine{SUFFIX}").is_file()
    assert "🎈" in driver.words()
    driver.window.findChildren(ReportWindow)[-1].close()


def test_another_folder_is_refused_in_a_sentence(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    before = content(made.project)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a text")
    driver.answers.files = [tmp_path / "texts"]
    driver.window.actions_["import_folder"].trigger()
    driver.wait_for_jobs()
    assert "“texts” is no project folder" in driver.window.notice.text
    assert content(made.project) == before


def test_a_folder_that_is_dropped_is_shown_and_may_be_left(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    before = content(made.project)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(standoff.brat(tmp_path)))])
    where, keys = QPointF(QPoint(50, 50)), Qt.KeyboardModifier.NoModifier
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    driver.window.dropEvent(QDropEvent(where, action, data, button, keys))
    preview = preview_of(driver)
    assert "brat project" in preview.page.toPlainText()
    preview.reject()
    driver.wait_for_jobs()
    assert content(made.project) == before


def test_a_damaged_file_is_refused_before_anything_is_asked(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    before = content(made.project)
    folder = databases.qualcoder(tmp_path)
    databases.execute(folder / "data.qda", "UPDATE code_cat SET supercatid = 1, name = ''")
    databases.execute(folder / "data.qda", "DELETE FROM source")
    databases.execute(folder / "data.qda", "DELETE FROM code_name")
    databases.execute(folder / "data.qda", "DELETE FROM code_cat")
    driver.answers.files = [folder]
    driver.window.actions_["import_folder"].trigger()
    driver.wait_for_jobs()
    assert "is an empty project of QualCoder" in driver.window.notice.text
    assert not driver.window.findChildren(ImportPreview)
    assert content(made.project) == before


def test_a_refi_project_that_is_any_file_is_shown_too(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    finish(transfer.export_file(everything(made.project), tmp_path / "out.qdpx"))
    driver.answers.files = [tmp_path / "out.qdpx"]
    driver.window.actions_["import"].trigger()
    preview = preview_of(driver)
    assert "written by Annotator" in preview.page.toPlainText()
    preview.ok.click()
    driver.wait_for_jobs()
    report = driver.window.findChildren(ReportWindow)[-1]
    assert "Nothing was new" in " ".join(one.text() for one in report.findChildren(QLabel))
    report.close()
