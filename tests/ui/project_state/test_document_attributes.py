"""What is said of documents, read at once or beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.operations import reading
from annotator.operations.documents.document_attributes import set_value
from annotator.operations.viewing import everything
from annotator.ui.project_state import document_attributes
from annotator.ui.project_state.document_attributes import DocumentAttributes
from annotator.ui.tasks.serial import SerialTasks
from tests.making import ANN, Made, make

SAID = {"genre": "news"}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    set_value(made.project, ANN.guid, made.document, "genre", "news")
    yield made
    made.project.close()


@pytest.fixture
def attributes(made: Made, qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> DocumentAttributes:
    monkeypatch.setattr(document_attributes, "_MANY", 2)
    return DocumentAttributes(lambda: everything(made.project), SerialTasks("test"), qapp)


def test_of_few_documents_they_are_read_at_once(
    attributes: DocumentAttributes, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes.begin(1)
    monkeypatch.setattr(reading, "attributes_by_document", None)
    assert attributes.values == {made.document: SAID}
    assert attributes.of(made.document) == SAID


def test_of_many_documents_one_is_read_without_the_others(
    attributes: DocumentAttributes, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes.begin(2)
    with monkeypatch.context() as context:
        context.setattr(reading, "attributes_by_document", None)
        assert attributes.of(made.document) == SAID
        assert attributes.of("another") == {}
    assert attributes.values == {made.document: SAID}


def test_of_many_documents_they_are_read_beside_the_window(
    attributes: DocumentAttributes,
    made: Made,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attributes.begin(2)
    attributes._timer.start(0)
    qtbot.waitUntil(lambda: attributes._future is not None)
    monkeypatch.setattr(reading, "attributes_by_document", None)
    assert attributes.values == {made.document: SAID}


def test_what_is_read_is_waited_for_before_the_project_is_closed(
    attributes: DocumentAttributes, made: Made
) -> None:
    attributes.begin(2)
    attributes._read_ahead()
    attributes.forget()
    assert attributes.values == {} and attributes.of(made.document) == {}
    made.project.close()
    assert attributes.values == {}
