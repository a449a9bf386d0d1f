"""A faulty project in the window: offered to be read, and closed to all that writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from annotator.corpus.span import Span
from annotator.operations import codings, projects
from tests.making import content
from tests.storage.test_faulty_files import FAULTS, damaged
from tests.window.conftest import Driver


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / "faulty"
    folder.mkdir()
    where = " WHERE guid = (SELECT code FROM coding ORDER BY guid LIMIT 1)"
    return damaged(folder, FAULTS["an unknown unit"] + where)


@pytest.fixture
def reading(driver: Driver, faulty: Path) -> Driver:
    """The window with what is sound of a faulty project, which its coder may code in."""
    driver.window.controllers.projects.open_project(faulty)
    bridge = driver.window.bridge
    assert bridge.project is not None and bridge.project.path == faulty
    entries = driver.window.page.codings.entries
    driver.window.page.select_coding(entries[0].guid)
    by_guid = {coder.guid: coder for coder in bridge.coders}
    bridge.set_coder(by_guid[entries[0].coder])
    driver.focus_text()
    return driver


def test_the_refusal_offers_to_read(driver: Driver, faulty: Path) -> None:
    asked: list[tuple[object, ...]] = []

    def decide(*arguments: object) -> None:
        asked.append(arguments)

    driver.answers.decide = decide  # type: ignore[method-assign, assignment]
    before = driver.window.bridge.project
    driver.window.controllers.projects.open_project(faulty)
    ((_window, _title, question, verbs, _cancel),) = asked
    assert str(faulty) in str(question) and "its unit is not known" in str(question)
    assert verbs == ["Open read-only", "Save what can be read…"]
    assert driver.window.bridge.project is before
    assert driver.window.read_only.isHidden()


def test_it_is_said_and_goes_with_the_project(
    reading: Driver, faulty: Path, tmp_path: Path
) -> None:
    window = reading.window
    assert "Read only: p.annot" in window.read_only.text
    assert "1 code, " in window.read_only.text
    assert str(faulty) not in window.settings.recent
    window.controllers.projects.open_project(tmp_path / "p.annot")
    assert window.read_only.isHidden()
    assert window.actions_["add"].isEnabled()


def test_every_command_that_writes_is_closed_and_says_why(reading: Driver, faulty: Path) -> None:
    before = faulty.read_bytes()
    window = reading.window
    for name in (spec.name for spec in window.actions_.specs if spec.writes):
        action = window.actions_[name]
        assert not action.isEnabled(), name
        assert "read-only" in action.statusTip(), name
    window.reader.view.select(Span(0, 6))
    window.controllers.coding.code_with(window.bridge.codebook.codes[0].guid)
    assert "read-only" in window.notice.text
    assert not window.bridge.unsaved.pending
    window.statusBar().clearMessage()
    reading.key("R")
    assert "read-only" in window.statusBar().currentMessage()
    assert window.bridge.do(projects.rename, "New") is None
    window.panels.inspector.rebuild()
    assert not any(card.content.own for card in window.panels.inspector.cards)
    assert faulty.read_bytes() == before


ELSEWHERE = ("print", "export_pdf", "sample", "new", "open", "quit", "close")
"""Commands of other projects, or with dialogs of the system."""


def test_every_other_command_works(reading: Driver, faulty: Path, tmp_path: Path) -> None:
    """What is not closed does not come to the refusal of a change."""
    before = faulty.read_bytes()
    window = reading.window
    reading.answers.target = tmp_path / "out.qdpx"
    for spec in window.actions_.specs:
        if spec.writes or spec.name in ELSEWHERE:
            continue
        if window.actions_[spec.name].isEnabled():
            spec.run()
        reading.wait_for_jobs()
        assert "read-only" not in window.notice.text, spec.name
        for dialog in window.findChildren(QDialog):
            dialog.done(0)
        window.services.navigator.show_reader()
    assert faulty.read_bytes() == before


def test_a_copy_of_it_can_be_worked_on(reading: Driver, tmp_path: Path) -> None:
    window = reading.window
    assert window.bridge.project is not None
    shown = content(window.bridge.project).codings
    reading.answers.target = tmp_path / "copy.annot"
    window.controllers.projects.save_copy()
    window.controllers.projects.open_project(tmp_path / "copy.annot")
    assert window.read_only.isHidden()
    assert content(window.bridge.project).codings == shown
    by_guid = {coder.guid: coder for coder in window.bridge.coders}
    window.bridge.set_coder(by_guid[shown[0].coder])
    assert window.bridge.do(codings.delete, [shown[0].guid]) is not None
