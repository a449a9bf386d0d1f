"""REFI-QDA in the window: into the open project or a new one, the report, choices of an export."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.operations import projects, transfer
from annotator.operations.viewing import everything
from annotator.storage.project_file import SUFFIX
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.ui.transfer.report_window import ReportWindow
from annotator.ui.transfer.words import ALL_FINDINGS
from tests.making import ANN, BEN, Made, content, make
from tests.refi_editing import edited, replaced
from tests.window.conftest import Driver


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """What Ben coded in the same text, as another program would hand it over."""
    made = make(tmp_path / "ben.annot", BEN)
    made.code_words(BEN, "claim", "the US-hosted round")
    made.code_words(BEN, "prediction", "It may last")
    finish(transfer.export_file(everything(made.project), tmp_path / "Interviews.qdpx"))
    made.project.close()
    return tmp_path / "Interviews.qdpx"


def report_of(driver: Driver) -> ReportWindow:
    driver.wait_for_jobs()
    return driver.window.findChildren(ReportWindow)[-1]


def test_into_the_open_project(driver: Driver, theirs: Path) -> None:
    driver.answers.files = [theirs]
    driver.window.actions_["import_project"].trigger()
    report = report_of(driver)
    assert driver.words() == ["the US-hosted round", "It may last"]
    page = report.page.toPlainText()
    assert "written by Annotator" in page
    assert "every character counts one. At 2 of 2 passages the words are exactly" in page
    assert driver.window.statusBar().currentMessage() == "2 codings came in."
    assert [line for line in page.splitlines() if line in ("Codings", "Documents")]
    report.copy_button.click()
    assert "Codings" in QGuiApplication.clipboard().text()
    report.close()
    driver.focus_text()
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert driver.words() == []


def test_a_second_import_says_that_nothing_was_new(driver: Driver, theirs: Path) -> None:
    for words in ("Everything came in", "Nothing was new: all that can come in is here already"):
        driver.answers.files = [theirs]
        driver.window.actions_["import_project"].trigger()
        report = report_of(driver)
        said = [label.text() for label in report.findChildren(QLabel)]
        assert any(text.startswith(words) for text in said), said
        report.close()
        QTest.qWait(0)
    assert driver.window.statusBar().currentMessage() == "Nothing was new."


def test_what_was_changed_elsewhere_is_shown_side_by_side_and_taken(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    made.code_words(ANN, "claim", "talks")
    finish(transfer.export_file(everything(made.project), tmp_path / "out.qdpx"))
    start = made.text.index("talks")
    moved = replaced(f'endPosition="{start + 5}"', f'endPosition="{start + 13}"')
    back = edited(tmp_path / "out.qdpx", tmp_path / "back.qdpx", moved)
    driver.window.controllers.transfer.take_in([back])
    report = report_of(driver)
    view = report.differences
    assert view is not None
    assert driver.words() == ["talks"]
    page = view.detail.toPlainText()
    assert "“talks”" in page
    assert "“talks to fail”" in page
    assert "Here" in page
    assert "In the file" in page
    report.copy_button.click()
    assert "“talks to fail”" in QGuiApplication.clipboard().text()
    view.take.click()
    assert driver.words() == ["talks to fail"]
    assert not view.take.isEnabled()
    driver.window.controllers.undo.undo()
    assert driver.words() == ["talks"]
    assert view.take.isEnabled()
    report.close()


def test_a_blind_project_shows_nothing_of_what_others_changed(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    made.code_words(BEN, "claim", "talks")
    finish(transfer.export_file(everything(made.project), tmp_path / "out.qdpx"))
    back = edited(
        tmp_path / "out.qdpx", tmp_path / "back.qdpx", replaced('name="claim"', 'name="assertion"')
    )
    driver.window.bridge.do(projects.set_blind, True)
    driver.window.controllers.transfer.take_in([back])
    report = report_of(driver)
    assert report.differences is None
    report.close()


def test_many_findings_of_one_kind_are_folded_until_they_are_asked_for(
    driver: Driver, theirs: Path, tmp_path: Path
) -> None:
    def broken(words: str) -> str:
        empty = '<PlainTextSelection guid="{0}" startPosition="{1}" endPosition="{1}"/>'
        lost = "".join(empty.format(guid_from("lost", str(n)), n) for n in range(30))
        return replaced("</TextSource>", f"{lost}</TextSource>")(words)

    driver.window.controllers.transfer.take_in([edited(theirs, tmp_path / "broken.qdpx", broken)])
    report = report_of(driver)
    page = report.page.toPlainText()
    assert "Left behind (30)" in page
    assert page.count("The passage is empty") == 1
    assert page.count("selection at") == 3
    assert "… and 27 more like these" in page
    report.copy_button.click()
    assert QGuiApplication.clipboard().text().count("The passage is empty") == 30
    report.page.anchorClicked.emit(QUrl(ALL_FINDINGS))
    assert report.page.toPlainText().count("selection at") == 30
    report.close()


def test_the_report_is_kept_as_text_or_json(driver: Driver, theirs: Path, tmp_path: Path) -> None:
    driver.window.controllers.transfer.take_in([theirs])
    report = report_of(driver)
    driver.answers.target = tmp_path / "report"
    report.save_button.click()
    assert "At 2 of 2 passages" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    driver.answers.target = tmp_path / "report.json"
    report.save_button.click()
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert found["reports"]["Interviews.qdpx"]["added"]["codings"] == 2
    driver.answers.target = tmp_path / "nowhere" / "report.txt"
    report.save_button.click()
    assert "can’t be written" in driver.window.notice.text


def test_into_a_new_project_from_the_welcome_page(
    open_window: Callable[..., Driver], theirs: Path, tmp_path: Path
) -> None:
    driver = open_window()
    assert driver.window.actions_["import_project"].isEnabled()
    driver.answers.files = [theirs]
    driver.answers.target = tmp_path / "mine"
    driver.window.actions_["import_project"].trigger()
    report = report_of(driver)
    assert driver.window.bridge.name == "mine"
    assert (tmp_path / f"mine{SUFFIX}").is_file()
    assert driver.words() == ["the US-hosted round", "It may last"]
    report.close()


def test_into_a_new_project_beside_the_open_one(
    driver: Driver, made: Made, theirs: Path, tmp_path: Path
) -> None:
    driver.answers.words = "Into a new project…"
    driver.answers.target = made.project.path
    driver.window.controllers.transfer.take_in([theirs])
    assert "open project" in driver.window.notice.text
    driver.answers.target = tmp_path / "other.annot"
    driver.window.controllers.transfer.take_in([theirs])
    report_of(driver).close()
    assert driver.window.bridge.name == "other"
    assert content(made.project).codings == ()


def test_a_broken_file_is_refused_in_a_sentence(driver: Driver, theirs: Path) -> None:
    theirs.write_bytes(theirs.read_bytes()[:300])
    driver.window.controllers.transfer.take_in([theirs])
    driver.wait_for_jobs()
    assert "Interviews.qdpx" in driver.window.notice.text
    assert not driver.window.findChildren(ReportWindow)


def test_a_file_that_is_dropped_is_imported(driver: Driver, theirs: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(theirs))])
    where, keys = QPointF(QPoint(50, 50)), Qt.KeyboardModifier.NoModifier
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    driver.window.dropEvent(QDropEvent(where, action, data, button, keys))
    report_of(driver).close()
    assert len(driver.codings()) == 2


def test_the_choices_of_an_export(driver: Driver, made: Made, tmp_path: Path) -> None:
    made.code_words(ANN, "claim", "the US-hosted round")
    made.code_words(BEN, "prediction", "It may last")
    driver.window.actions_["export_project"].trigger()
    driver.wait_for_jobs()
    (dialog,) = driver.window.findChildren(ExportDialog)
    assert dialog.summary.text().endswith("Codings 2")
    assert dialog.nvivo.isEnabled(), "there are emoji in the text"
    assert "NVivo" in dialog.page.toPlainText()
    dialog.nvivo.click()
    assert "programs that go by the standard" in dialog.page.toPlainText()
    ben = next(item for item in dialog.coders._items() if item.text() == "Ben")
    ben.setCheckState(Qt.CheckState.Unchecked)
    driver.qtbot.waitUntil(lambda: dialog.summary.text().endswith("Codings 1"))
    assert dialog.coders.all.checkState() == Qt.CheckState.PartiallyChecked
    driver.answers.target = tmp_path / "out"
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    driver.wait_for_jobs()
    with zipfile.ZipFile(tmp_path / "out.qdpx") as packed:
        xml = packed.read("project.qde").decode()
    assert xml.count("<PlainTextSelection") == 1
    assert 'origin="Annotator (UTF-16 positions)' in xml
    start = made.text.encode("utf-16-le").index("the US-hosted round".encode("utf-16-le")) // 2
    assert f'startPosition="{start}"' in xml


def test_a_list_is_ticked_by_its_heading_and_what_its_filter_shows(
    driver: Driver, made: Made
) -> None:
    driver.window.actions_["export_project"].trigger()
    driver.wait_for_jobs()
    (dialog,) = driver.window.findChildren(ExportDialog)
    codes = dialog.codes
    assert codes.chosen() is None
    codes.filter.setText("pred")
    codes.all.click()
    chosen = codes.chosen()
    assert chosen is not None
    assert made.codes["prediction"] not in chosen
    assert len(chosen) == len(made.codes) - 1
    codes.filter.setText("")
    codes.all.click()
    assert codes.chosen() is None
    codes.all.click()
    assert codes.chosen() == []
    dialog.documents.all.click()
    driver.qtbot.waitUntil(lambda: not dialog.ok.isEnabled())
    dialog.close()


def test_what_a_corpus_lacks_is_told_before_it_is_written(
    driver: Driver, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.code(ANN, "claim", (0, 6), (10, 13))
    driver.answers.target = tmp_path / "out.spacy.jsonl"
    asked: list[str] = []

    def confirm(_parent: object, _title: str, question: str, _verb: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(driver.answers, "confirm", confirm)
    driver.window.actions_["export_other"].trigger()
    driver.wait_for_jobs()
    assert "discontinuous" in asked[0] and not driver.answers.target.exists()
    driver.window.actions_["export_other"].trigger()
    driver.wait_for_jobs()
    assert len(json.loads(driver.answers.target.read_text("utf-8"))["spans"]) == 2
