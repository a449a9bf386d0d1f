"""The file that a document was read from, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.operations.documents import adding, file_reading
from tests.making import ANN, Made, content
from tests.window.conftest import Driver

PAGE = b"<html><body><h1>The quay</h1><p>It is closed.</p></body>"


@pytest.fixture
def page(driver: Driver, made: Made) -> Driver:
    """The document of a web page is open."""
    with finish(adding.read(made.project, [adding.File("a/b?.html", data=PAGE)])) as intake:
        summary = finish(adding.add(made.project, ANN.guid, intake))
    driver.window.bridge.tell(summary.changes)
    driver.window.controllers.document_selection.next_document()
    return driver


def test_it_is_saved_byte_for_byte(page: Driver, tmp_path: Path) -> None:
    page.answers.target = tmp_path / "saved.html"
    page.window.actions_["save_original"].trigger()
    assert (tmp_path / "saved.html").read_bytes() == PAGE


def test_a_copy_is_opened_and_removed_with_the_window(
    page: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_file(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(page.window.controllers.originals, "open_file", open_file)
    page.window.actions_["open_original"].trigger()
    (copy,) = opened
    assert copy.read_bytes() == PAGE
    assert copy.name == "b_.html"
    assert copy.parent.stat().st_mode & 0o077 == 0
    page.window.close()
    assert not copy.exists()


def test_a_newer_reader_gives_a_new_version(
    page: Driver, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = page.window.page.document
    assert document is not None
    Made(made.project, document, made.codes).code(ANN, "claim", (9, 14))
    page.window.actions_["read_again"].trigger()
    page.wait_for_jobs()
    assert "reads the same" in page.window.statusBar().currentMessage()
    assert not page.window.notice.isVisible()
    reading = file_reading.read

    def newer(*arguments: object) -> object:
        return reading(PAGE.replace(b"<p>", b"<p>Now: "), "b.html")

    monkeypatch.setattr(file_reading, "read", newer)
    monkeypatch.setattr(file_reading, "version_of", lambda _reader: 2)
    page.window.actions_["read_again"].trigger()
    page.wait_for_jobs()
    found = content(made.project)
    (text,) = [one.text for one in found.documents if one.text.startswith("The quay")]
    assert text == "The quay\nNow: It is closed."
    (coding,) = [one for one in found.codings if one.document != made.document]
    assert text[coding.start : coding.end] == "It is"
