"""A guess of an encoding is shown, and made anew as long as nothing is coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.errors import UserError
from annotator.operations import documents, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.documents import document_attributes, encodings
from annotator.operations.projects import integrity
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, content, make

DATA = "Le café est à côté.\nIl a été très gêné.\n".encode("mac_roman")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    project = projects.create(tmp_path / "p.annot", codes.load(), ANN)
    text = documents.text_of(DATA, "café.txt", "windows-1252")
    documents.add(project, ANN.guid, [text])
    yield project
    assert integrity.check(project) == []
    project.close()


def test_the_readings_of_a_text_show_what_tells_them_apart(project: ProjectFile) -> None:
    (document,) = content(project).documents
    found = encodings.readings(encodings.original(project, document.guid))
    assert found[0].encoding == "windows-1252"
    by_name = {reading.encoding: reading for reading in found}
    assert any("café" in words for words in by_name["mac-roman"].words)
    assert not any("café" in words for words in found[0].words)
    assert by_name["utf-8"].odd == 9


def test_a_text_is_read_again_with_what_is_said_of_it(project: ProjectFile) -> None:
    (document,) = content(project).documents
    memos.write(project, ANN.guid, document.guid, "On it.")
    documents.set_progress(project, ANN.guid, document.guid, Progress.IN_PROGRESS)
    document_attributes.set_value(project, ANN.guid, document.guid, "genre", "tale")
    encodings.read_again(project, ANN.guid, document.guid, "mac-roman")
    (again,) = content(project).documents
    assert again.text == "Le café est à côté.\nIl a été très gêné.\n"
    assert (again.name, again.encoding, again.source) == ("café.txt", "mac-roman", DATA)
    now = content(project)
    assert [(memo.subject, memo.text) for memo in now.memos] == [(again.guid, "On it.")]
    assert [status.document for status in now.statuses] == [again.guid]
    assert [one.document for one in now.document_attributes] == [again.guid]
    project.undo(ANN.guid)
    (before,) = content(project).documents
    assert (before.guid, before.text) == (document.guid, document.text)


def test_a_coded_text_stays_as_it_is(tmp_path: Path) -> None:
    made = make(tmp_path / "c.annot")
    made.code(ANN, "claim", (0, 6))
    with pytest.raises(UserError, match="coded"):
        encodings.read_again(made.project, ANN.guid, made.document, "windows-1252")
    made.project.close()


def test_places_are_told_by_line() -> None:
    text = documents.text_of("é é é\nok\n".encode() + b"isn\x92t \xff", "x")
    assert encodings.places(text) == ("2 places are no character, shown as \ufffd (line 3)")
    assert encodings.odd_words(text)[0] == "isn\ufffdt \ufffd"


def test_one_text_under_several_names_is_said(tmp_path: Path) -> None:
    made = make(tmp_path / "c.annot")
    again = [documents.text_of(made.text.encode(), name) for name in ("a.txt", "b.txt")]
    added = documents.add(made.project, ANN.guid, again)
    assert added.same_text == {"a.txt": ["talks.txt"], "b.txt": ["talks.txt", "a.txt"]}
    made.project.close()
