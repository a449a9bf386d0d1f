"""What `check` finds: also in the versions of a text that others replaced."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.documents import document_versions
from annotator.operations.projects import integrity
from tests.making import ANN, make, text_file


def test_a_changed_text_of_an_earlier_version_is_found(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text="An early draft.")
    later = text_file(text="A later draft.")
    finish(document_versions.replace(made.project, ANN.guid, made.document, later))
    assert integrity.check(made.project) == []
    made.project.close()
    connection = sqlite3.connect(made.project.path)
    connection.execute("UPDATE document_text SET text = 'An early drift.' WHERE text LIKE 'An %'")
    connection.commit()
    connection.close()
    with projects.open_(made.project.path) as project:
        (found,) = integrity.check(project)
    assert "its text is not the one that was added" in found
