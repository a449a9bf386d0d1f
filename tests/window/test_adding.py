"""Adding documents in the window: looked at, read another way, left out, told about, undone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.adding.dialog import AddDialog
from annotator.ui.adding.model import NAME, REMARKS
from annotator.ui.adding.summary import SummaryWindow
from tests.exchange.news.news_samples import nexis_word
from tests.making import ANN, Made, content
from tests.window.conftest import Driver

PAGE = "<html><head><title>Quay</title></head><body><h1>The quay</h1><p>It is closed.</p></body>"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A web page, a text, a picture."""
    page, text, picture = (tmp_path / name for name in ("page.html", "plain.txt", "scan.png"))
    page.write_text(PAGE, encoding="utf-8")
    text.write_text("Nothing was said.\n", encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return [page, text, picture]


def dialog_of(driver: Driver) -> AddDialog:
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(AddDialog)))
    return driver.window.findChildren(AddDialog)[-1]


def summary_of(driver: Driver) -> SummaryWindow:
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(SummaryWindow)))
    return driver.window.findChildren(SummaryWindow)[-1]


def shown(dialog: AddDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def names(made: Made) -> list[str]:
    return [document.name for document in content(made.project).documents]


def test_several_files_are_looked_at_and_come_in_as_one_step(
    driver: Driver, made: Made, files: list[Path]
) -> None:
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    assert shown(dialog, NAME) == ["page.html", "plain.txt", "scan.png"]
    assert "picture" in shown(dialog, REMARKS)[2]
    assert "2 documents" in dialog.summary.text()
    assert dialog.ok.text() == "&Add 2 documents"
    dialog.ok.click()
    summary = summary_of(driver)
    assert names(made) == ["talks.txt", "page.html", "plain.txt"]
    told = summary.page.toPlainText()
    assert "scan.png" in told.split("Came in:")[0]
    assert "plain.txt" in told.split("Came in:")[1]
    summary.accept()
    made.project.undo(ANN.guid)
    assert names(made) == ["talks.txt"]


def test_what_is_not_ticked_stays_out(driver: Driver, made: Made, files: list[Path]) -> None:
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    index = dialog.model.index(0, NAME)
    dialog.model.setData(index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert dialog.ok.text() == "&Add the document"
    dialog.ok.click()
    summary_of(driver).accept()
    assert names(made) == ["talks.txt", "plain.txt"]


def test_a_file_is_read_as_another_format(driver: Driver, made: Made, files: list[Path]) -> None:
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    assert "The quay\nIt is closed." in dialog.preview.text.text
    box = dialog.options.format
    box.setCurrentIndex(box.findData("text"))
    box.activated.emit(box.currentIndex())
    driver.qtbot.waitUntil(lambda: "<h1>" in dialog.preview.text.text)
    dialog.ok.click()
    summary_of(driver).accept()
    assert PAGE in {document.text for document in content(made.project).documents}


def test_an_encoding_is_chosen_by_its_words(driver: Driver, made: Made, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_bytes("“It isn’t” – so.\n".encode() + b"It isn\x92t.\n")
    (tmp_path / "other.txt").write_text("Other.", encoding="utf-8")
    driver.window.controllers.adding.add([odd, tmp_path / "other.txt"])
    dialog = dialog_of(driver)
    box = dialog.options.boxes["encoding"]
    box.setCurrentIndex(box.findData("windows-1252"))
    box.activated.emit(box.currentIndex())
    driver.qtbot.waitUntil(lambda: "It isn’t." in dialog.preview.text.text)
    dialog.ok.click()
    summary_of(driver).accept()
    found = {document.name: document for document in content(made.project).documents}
    assert found["odd.txt"].encoding == "windows-1252"
    assert found["other.txt"].encoding == "utf-8"


def test_what_is_there_already_cannot_be_ticked(
    driver: Driver, made: Made, files: list[Path]
) -> None:
    for _time in range(2):
        driver.window.controllers.adding.add(files)
        dialog = dialog_of(driver)
        if _time:
            break
        dialog.ok.click()
        summary_of(driver).accept()
    assert not dialog.ok.isEnabled()
    assert "there already" in dialog.summary.text()
    dialog.reject()
    assert len(names(made)) == 3


def test_a_folder_keeps_its_sub_folders_as_an_attribute(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    folder = tmp_path / "interviews"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "a.txt").write_text("One.", encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2026/b.txt", "Two.")
    driver.window.controllers.adding.add([folder])
    dialog_of(driver).ok.click()
    summary_of(driver).accept()
    found = content(made.project)
    by_guid = {document.guid: document.name for document in found.documents}
    said = {by_guid[one.document]: one.value for one in found.document_attributes}
    assert said == {"a.txt": "2025", "b.txt": "more.zip/2026"}


def test_a_single_file_that_cannot_be_read_is_refused_in_the_window(
    driver: Driver, made: Made, files: list[Path]
) -> None:
    driver.window.controllers.adding.add(files[2:])
    driver.wait_for_jobs()
    assert "picture" in driver.window.notice.text
    assert names(made) == ["talks.txt"]


def test_pasted_words_become_a_document(driver: Driver, made: Made) -> None:
    held = QMimeData()
    held.setText("Pasted from a page.")
    held.setHtml("<h2>Head</h2><p>Pasted from a <b>page</b>.</p>")
    QGuiApplication.clipboard().setMimeData(held)
    driver.window.actions_["paste_document"].trigger()
    dialog_of(driver).ok.click()
    driver.wait_for_jobs()
    documents = content(made.project).documents
    assert documents[-1].text == "Head\nPasted from a page."
    assert documents[-1].name == "Pasted from a page"


def test_what_is_pasted_is_named_by_its_first_words(driver: Driver, made: Made) -> None:
    held = QMimeData()
    held.setText("He/she said\nthat nothing of the kind would happen again.")
    QGuiApplication.clipboard().setMimeData(held)
    driver.window.actions_["paste_document"].trigger()
    driver.wait_for_jobs()
    assert names(made)[-1] == "He∕she said that nothing of the"
    held = QMimeData()
    held.setHtml("<p>Words</p>")  # and no plain text beside it
    name = driver.window.controllers.adding._pasted_name(held)
    assert re.fullmatch(r"Pasted text \d{4}-\d\d-\d\d \d\d\.\d\d", name)


def test_pasted_files_are_added(driver: Driver, made: Made, files: list[Path]) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in files[1:2]])
    QGuiApplication.clipboard().setMimeData(held)
    driver.window.actions_["paste_document"].trigger()
    driver.wait_for_jobs()
    assert names(made) == ["talks.txt", "plain.txt"]


def test_the_filters_name_every_format(driver: Driver) -> None:
    filters = driver.window.controllers.adding._filters().split(";;")
    assert all(suffix in filters[0] for suffix in ("*.docx", "*.pdf", "*.eml", "*.txt", "*.zip"))
    assert any(one.startswith("Word document (") for one in filters)


def test_a_file_that_comes_twice_is_not_said_to_be_in_the_project(
    driver: Driver, files: list[Path]
) -> None:
    copy = files[0].with_name("copy.html")
    copy.write_bytes(files[0].read_bytes())
    driver.window.controllers.adding.add([*files, copy])
    dialog = dialog_of(driver)
    assert shown(dialog, REMARKS)[3] == "The same file as page.html, which comes in once."
    assert "One is here twice." in dialog.summary.text()
    assert "already" not in dialog.summary.text()
    assert not dialog.is_changed()
    dialog.reject()


def test_of_a_file_given_twice_either_can_come_in(
    driver: Driver, made: Made, files: list[Path]
) -> None:
    copy = files[0].with_name("copy.html")
    copy.write_bytes(files[0].read_bytes())
    driver.window.controllers.adding.add([files[0], copy])
    dialog = dialog_of(driver)
    ticks = [dialog.model.index(row, NAME) for row in range(2)]
    unticked, checked = Qt.CheckState.Unchecked, Qt.CheckState.Checked

    def tick(row: int, state: Qt.CheckState) -> None:
        dialog.model.setData(ticks[row], state, Qt.ItemDataRole.CheckStateRole)

    tick(0, unticked)
    assert [row.ticked for row in dialog.model.rows] == [False, True]
    assert dialog.is_changed()
    tick(0, checked)
    assert [row.ticked for row in dialog.model.rows] == [True, False]
    tick(1, checked)
    assert [row.ticked for row in dialog.model.rows] == [False, True]
    dialog.ok.click()
    summary_of(driver).accept()
    assert names(made) == ["talks.txt", "copy.html"]


def test_what_is_looked_at_is_let_go_of_with_the_project(
    driver: Driver, files: list[Path], tmp_path: Path
) -> None:
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    driver.window.bridge.close()
    assert not dialog.isVisible()
    driver.qtbot.waitUntil(lambda: not driver.window.findChildren(AddDialog))


def test_tab_goes_from_the_format_through_its_options(driver: Driver, files: list[Path]) -> None:
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    dialog.table.selectRow(1)
    dialog.table.selectRow(0)
    options = dialog.options
    driver.qtbot.waitUntil(dialog.table.hasFocus)
    driver.qtbot.waitUntil(lambda: all(box.isVisible() for box in options.boxes.values()))
    options.format.setFocus()
    for box in [*options.boxes.values(), options.all]:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is box
    assert options.boxes
    dialog.reject()


def test_leaving_asks_only_where_something_was_changed(driver: Driver, files: list[Path]) -> None:
    asked: list[str] = []

    def refuse(_parent: object, _title: str, question: str, _verb: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    driver.answers.confirm = refuse  # type: ignore[method-assign, assignment]
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    dialog.table.selectRow(1)  # has another format, with other options
    dialog.reject()
    assert not dialog.isVisible() and not asked
    driver.window.controllers.adding.add(files)
    dialog = dialog_of(driver)
    dialog.model.tick_all(False)
    dialog.reject()
    assert dialog.isVisible() and len(asked) == 1
    dialog.reject()
    assert not dialog.isVisible()


def test_what_came_in_is_opened(driver: Driver, made: Made, files: list[Path]) -> None:
    for _time in range(2):  # the second time it is there already
        driver.window.panels.documents.select(0)
        driver.window.controllers.adding.add(files[:2])
        dialog = dialog_of(driver)
        if dialog.ok.isEnabled():
            dialog.ok.click()
            summary_of(driver).accept()
            assert driver.window.header.title.text() == "page.html"
        else:
            dialog.reject()
    driver.window.panels.documents.select(0)
    driver.window.controllers.adding.add([files[1]])
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: driver.window.header.title.text() == "plain.txt")
    made.project.undo(ANN.guid)


def test_files_dropped_where_no_project_is_open_are_answered(
    open_window: Callable[..., Driver], files: list[Path]
) -> None:
    driver = open_window()
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(files[0]))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    driver.window.dropEvent(QDropEvent(QPointF(300, 300), copy, held, left, none))
    assert "to a project" in driver.window.notice.text
    assert driver.window.notice.isVisible()


def test_the_fields_of_each_article_are_shown(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "export.docx"
    path.write_bytes(nexis_word())
    driver.window.controllers.adding.add([path])
    dialog = dialog_of(driver)
    assert len(dialog.model.rows) > 1
    said = dialog.facts.toPlainText()
    assert dialog.tabs.isTabVisible(1)
    text = dialog._intake.text(0, 0)
    assert dialog.tabs.tabText(1) == f"Fiel&ds ({len(text.attributes)})"
    for name, value in text.attributes.items():
        assert name in said
        assert value in said
    (lines,) = [one.values["text"] for one in text.structure.of_kind("metadata")][:1]
    assert str(lines) in said
    dialog.reject()
