"""Projects of other programs in a project: one step, Undo, and nothing comes twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects, transfer
from annotator.operations.viewing import Viewer, everything, looking
from tests.exchange.programs import databases
from tests.exchange.programs.reading import coded
from tests.making import ANN, Made, content, make


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project with codings of its own."""
    found = make(tmp_path / "study.annot", ANN)
    found.code_words(ANN, "claim", "talks")
    return found


def test_a_folder_is_one_step_that_undo_takes_back(made: Made, tmp_path: Path) -> None:
    before = content(made.project)
    folder = databases.qualcoder(tmp_path)
    done = finish(transfer.import_files(made.project, ANN.guid, [folder]))
    assert len(coded(content(made.project))) == 6
    assert done.reports["study.qda"].format == "QualCoder project"
    again = finish(transfer.import_files(made.project, ANN.guid, [folder]))
    assert not again.changes
    made.project.undo(ANN.guid)
    assert content(made.project) == before
    once_more = finish(transfer.import_files(made.project, ANN.guid, [folder]))
    assert len(once_more.changes.added["coding"]) == 5


def test_a_later_state_of_the_same_project_adds_what_is_new(made: Made, tmp_path: Path) -> None:
    finish(transfer.import_files(made.project, ANN.guid, [databases.qualcoder(tmp_path / "a")]))
    later = databases.qualcoder(tmp_path / "b")
    databases.execute(
        later / "data.qda",
        "INSERT INTO code_text VALUES (9, 2, 1, 'Zeile', 22, 27, 'Ben', '2026-03-01', '', 0, 0)",
    )
    done = finish(transfer.import_files(made.project, ANN.guid, [later]))
    assert len(done.changes.added["coding"]) == 1
    assert "code" not in done.changes.added


def test_several_programs_make_a_new_project(tmp_path: Path) -> None:
    files = [databases.taguette(tmp_path), databases.rqda(tmp_path)]
    path = tmp_path / "new.annot"
    finish(transfer.import_as_project(path, ANN, files))
    with projects.open_(path) as project:
        assert {one[0] for one in coded(content(project))} == {"talk", "talk (2)"}


def test_nothing_is_half_in_where_one_file_is_damaged(made: Made, tmp_path: Path) -> None:
    before = content(made.project)
    damaged = databases.rqda(tmp_path)
    data = damaged.read_bytes()
    damaged.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError):
        finish(
            transfer.import_files(made.project, ANN.guid, [databases.qualcoder(tmp_path), damaged])
        )
    assert content(made.project) == before


def test_what_would_be_new_tells_a_blind_coder_nothing_of_others(
    made: Made, tmp_path: Path
) -> None:
    folder = databases.qualcoder(tmp_path)
    finish(transfer.import_files(made.project, ANN.guid, [folder]))
    incoming = finish(transfer.read_incoming([folder], made.project))
    assert new_codings(everything(made.project), incoming) == 0
    projects.set_blind(made.project, ANN.guid, True)
    assert new_codings(looking(made.project, ANN.guid), incoming) == 5


def new_codings(viewer: Viewer, incoming: list[transfer.Incoming]) -> int:
    (found,) = finish(transfer.foreseen(viewer, incoming))
    assert found.reading is not None
    return found.reading.report.added["codings"]
