"""A colleague's file, looked at and copied: it stays as it is, and blind files tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects, reading
from annotator.operations.team import joining
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, make


def test_it_says_what_is_there_and_leaves_the_file_alone(tmp_path: Path) -> None:
    made = make(tmp_path / "theirs.annot")
    made.code_words(ANN, "claim", "expects")
    made.project.close()
    before = made.project.path.read_bytes()
    found = finish(joining.look_at(made.project.path))
    assert [one.name for one in found.documents]
    assert "claim" in {code.name for code in found.codebook.codes}
    assert found.codings is not None
    assert found.codings[ANN.guid] == 1
    assert (found.blind, found.faults) == (False, "")
    mine = tmp_path / "mine.annot"
    finish(joining.write_copy(made.project.path, mine))
    assert made.project.path.read_bytes() == before
    with projects.open_(mine) as copy:
        assert len(reading.all_codings(everything(copy))) == 1
    with pytest.raises(UserError, match="exists already"):
        finish(joining.write_copy(made.project.path, mine))


def test_of_a_blind_file_nobodys_work_is_told(tmp_path: Path) -> None:
    made = make(tmp_path / "blind.annot")
    made.code_words(ANN, "claim", "expects")
    projects.set_blind(made.project, BEN.guid, True)
    made.project.close()
    found = finish(joining.look_at(made.project.path))
    assert found.blind
    assert found.codings is None


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.annot"
    other.write_text("no project")
    with pytest.raises(UserError):
        finish(joining.look_at(other))
