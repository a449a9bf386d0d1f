"""What a new project can begin with: every codebook that ships, with a look at its definitions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTreeWidget

from annotator.operations.codebook import codes
from annotator.ui.projects.new_project_form import NewProjectForm
from tests.window.conftest import Driver


def test_every_codebook_is_offered_with_its_definitions(driver: Driver) -> None:
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    names = codes.built_in_codebooks()
    assert form.list.count() == len(names) + 1, "and none"
    assert form.codebook.name == "Discourse", "the usual one comes first"
    shown = set()
    for row in range(len(names)):
        form.list.setCurrentRow(row)
        shown.add(form.codebook.name)
        for place, code in enumerate(form.codebook.children(None)):
            item = form.tree.topLevelItem(place)
            assert item is not None
            assert item.text(0) == code.name
            assert item.child(0).text(0) == code.definition
    assert shown == {codes.load(name).name for name in names}
    form.reject()


def cut_short(tree: QTreeWidget) -> list[str]:
    """The definitions that have less height than their lines need; all are of several lines."""
    found = []
    for place in range(tree.topLevelItemCount()):
        code = tree.topLevelItem(place)
        assert code is not None
        definition = code.child(0)
        room, flags = tree.visualItemRect(definition), Qt.TextFlag.TextWordWrap
        lines = tree.fontMetrics().boundingRect(0, 0, room.width(), 0, flags, definition.text(0))
        assert lines.height() > tree.fontMetrics().height()
        if room.height() < lines.height():
            found.append(definition.text(0))
    return found


def test_a_definition_can_be_read_to_its_end(driver: Driver) -> None:
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    form.tree.expandAll()
    for size in (QSize(720, 460), QSize(900, 460), QSize(720, 600)):
        form.resize(size)
        driver.qtbot.waitUntil(lambda: cut_short(form.tree) == [])
    form.reject()


@pytest.mark.parametrize("name", ["con", "Aux", "nul.second"])
def test_a_name_that_windows_keeps_is_refused_everywhere(driver: Driver, name: str) -> None:
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    form.place.name.setText(name)
    assert "Windows" in str(form.place.fault())
    form.reject()


def test_a_folder_of_nobody_is_a_folder_like_others(driver: Driver, home: Path) -> None:
    """`~` stands for the home; `~name` for that of somebody who may not be there."""
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    form.place.folder.setText("~/texts")
    assert form.place.path.parent == home / "texts"
    form.place.folder.setText("~nobody-of-this-name/texts")
    assert form.place.path.parent == Path("~nobody-of-this-name/texts")
    form.reject()
