"""Another program has locked the file: the window says so, goes on, and shows it afterwards."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import app
from annotator.operations import documents
from tests.making import ANN, Made, make, text_file
from tests.window.conftest import Driver

SQLITE_WAITS_S = 5


@pytest.fixture
def two(driver: Driver, made: Made) -> Driver:
    documents.add(made.project, ANN.guid, [text_file("second.txt", "Another text altogether.")])
    driver.window.bridge.reload_if_changed()
    return driver


@pytest.fixture
def locked(
    two: Driver, made: Made, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """Another program has locked the project, so that it can't even be read."""
    monkeypatch.setattr(sys, "excepthook", app._tell_bug)
    other = sqlite3.connect(made.project.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_what_can_not_be_read_is_told_at_once_and_shown_later(
    two: Driver, locked: sqlite3.Connection
) -> None:
    window = two.window
    before = window.page.text
    began = time.monotonic()
    window.controllers.document_selection.next_document()
    window.controllers.document_selection.previous_document()
    window.controllers.document_selection.next_document()
    assert time.monotonic() - began < SQLITE_WAITS_S / 2
    assert "another program is writing it" in window.notice.text
    assert "as soon as" in window.notice.text
    assert window.page.text == before
    shown = window.page.document
    assert [one.name for one in window.bridge.documents if one.guid == shown] == ["talks.txt"]
    locked.execute("ROLLBACK")
    two.qtbot.waitUntil(lambda: not window.bridge.locked.waits, timeout=8_000)
    assert not window.notice.text
    window.controllers.document_selection.next_document()
    assert {window.page.text} < {"Another text altogether.", before}
    window.controllers.document_selection.previous_document()


def test_what_is_coded_meanwhile_waits_and_is_written(
    two: Driver, locked: sqlite3.Connection
) -> None:
    window = two.window
    window.controllers.document_selection.next_document()
    two.drag(0, 6)
    two.key("1")
    assert len(window.bridge.unsaved.pending) == 1
    locked.execute("ROLLBACK")
    window.bridge.unsaved.try_again()
    two.qtbot.waitUntil(lambda: not window.bridge.unsaved.pending, timeout=8_000)
    two.qtbot.waitUntil(lambda: not window.bridge.locked.waits, timeout=8_000)
    assert two.words() == ["Nobody"]


def test_a_locked_project_is_refused_at_once(
    two: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make(tmp_path / "other.annot")
    other.project.close()
    lock = sqlite3.connect(other.project.path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    before = two.window.bridge.project
    began = time.monotonic()
    two.window.controllers.projects.open_project(other.project.path)
    assert time.monotonic() - began < SQLITE_WAITS_S / 2
    assert "another program is writing it" in two.window.notice.text
    assert two.window.bridge.project is before
    lock.close()
    two.window.controllers.projects.open_project(other.project.path)
    assert two.window.bridge.project is not before


def test_a_project_that_is_closed_is_waited_for_no_more(
    two: Driver, locked: sqlite3.Connection
) -> None:
    window = two.window
    window.controllers.document_selection.next_document()
    assert window.bridge.locked.waits
    window.controllers.projects.close_project()
    assert not window.bridge.locked.waits
    locked.execute("ROLLBACK")
    assert window.bridge.project is None
