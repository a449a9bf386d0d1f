"""Where one was, one is again: documents, folders of dialogs, recent projects, forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QStyle, QStyleOptionViewItem, QWidget

from annotator.operations import documents
from annotator.ui.ask import Ask
from annotator.ui.documents.attributes_dialog import AttributesDialog
from tests.making import ANN, BEN, Made, make, text_file
from tests.window.conftest import Driver

LONG = "\n".join(f"{number}. Nobody expects the talks to fail." for number in range(400))


def test_reopening_a_project_shows_the_document_that_was_read_where_it_was_left(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    made = make(tmp_path / "one.annot")
    documents.add(made.project, ANN.guid, [text_file("long.txt", LONG)])
    made.project.close()
    make(tmp_path / "two.annot").project.close()
    driver = open_window(tmp_path / "one.annot")
    window = driver.window
    window.panels.documents.select(1)
    driver.view.scroll_to(6_000)
    place = driver.view.first_visible_position()
    assert place > 1_000
    window.controllers.projects.open_project(tmp_path / "two.annot")
    window.controllers.projects.open_project(tmp_path / "one.annot")
    assert window.header.title.text() == "long.txt"
    assert driver.view.first_visible_position() == place
    window.controllers.projects.close_project()
    window.controllers.projects.open_project(tmp_path / "one.annot")
    assert driver.view.first_visible_position() == place


def test_a_file_that_another_program_changed_is_shown_where_one_was(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    made: Made = make(tmp_path / "one.annot")
    documents.add(made.project, ANN.guid, [text_file("long.txt", LONG)])
    driver = open_window(tmp_path / "one.annot")
    driver.window.panels.documents.select(1)
    driver.view.scroll_to(6_000)
    place = driver.view.first_visible_position()
    made.code(BEN, "claim", (0, 6))
    made.project.close()
    driver.window.bridge.reload_if_changed()
    assert driver.window.header.title.text() == "long.txt"
    assert driver.view.first_visible_position() == place


def test_file_dialogs_begin_where_one_was_by_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    chosen = tmp_path / "texts" / "a.txt"
    chosen.parent.mkdir()

    def choose(_parent: QWidget, _title: str, start: str, _filters: str) -> tuple[str, str]:
        begun.append(start)
        return str(chosen), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    folders: dict[str, str] = {}
    ask = Ask(folders)
    ask.start = tmp_path
    for filters in ("Texts (*.txt)", "Texts (*.txt)", "Projects (*.annot)"):
        ask.open_file(None, "Open", filters)  # type: ignore[arg-type]
    assert begun == [str(tmp_path), str(chosen.parent), str(tmp_path)]
    assert folders[".txt" if ".txt" in folders else "*.txt"] == str(chosen.parent)


def test_a_proposed_name_is_one_that_every_system_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def dialog(*arguments: object) -> tuple[str, str]:
        proposed.append(str(arguments[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    ask = Ask()
    ask.start = tmp_path
    for name in ("study Ann/Ben: both.xlsx", "con.csv"):
        ask.save_file(None, "", name, "CSV (*.csv)")  # type: ignore[arg-type]
    assert proposed == [str(tmp_path / "study Ann_Ben_ both.xlsx"), str(tmp_path / "_con.csv")]


def test_recent_projects_are_in_the_menu(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        make(tmp_path / f"{name}.annot").project.close()
    driver = open_window(tmp_path / "one.annot")
    driver.window.controllers.projects.open_project(tmp_path / "two.annot")
    menu = driver.window.recent_menu
    menu.fill()
    assert [action.text().split(" — ")[0] for action in menu.actions()] == ["two", "one"]
    menu.actions()[1].trigger()
    assert driver.window.bridge.project is not None
    assert driver.window.bridge.project.path.name == "one.annot"


def test_typed_values_are_thrown_away_only_when_one_says_so(driver: Driver) -> None:
    driver.window.controllers.documents.edit_attributes()
    form = driver.window.findChild(AttributesDialog)
    assert form is not None
    form.name.setText("genre")
    form.add_attribute()
    asked: list[str] = []
    form.ask.confirm = lambda _p, _t, question, _v: bool(asked.append(question))  # type: ignore
    form.reject()  # as Esc does
    assert form.isVisible()
    assert asked
    form.ask.confirm = lambda *_asked: True  # type: ignore[method-assign]
    form.reject()
    assert not form.isVisible()


def test_the_focus_does_not_blank_a_code_with_a_key(driver: Driver, made: Made) -> None:
    tree = driver.window.panels.codebook.tree
    tree.choose(made.codes["claim"])
    index = tree.currentIndex()
    pictures = []
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_HasFocus):
        option = QStyleOptionViewItem()
        option.rect.setRect(0, 0, 200, 28)
        option.state = state
        picture = QImage(200, 28, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        tree.itemDelegate().paint(painter, option, index)
        painter.end()
        pictures.append(picture.copy(2, 2, 196, 24))
    assert pictures[0] == pictures[1], "only the frame differs"
