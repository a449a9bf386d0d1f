"""Sets of documents go out in REFI-QDA and come back, into the same project and another one."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.job import finish
from annotator.operations import documents, projects, reading, transfer
from annotator.operations.documents import named_sets
from annotator.operations.viewing import everything
from tests.making import ANN, make, text_file


def test_sets_of_documents_round_trip(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("two", "Two."), text_file("three", "3.")])
    viewer = everything(made.project)
    guids = [one.guid for one in reading.documents(viewer)]
    named_sets.create(made.project, ANN.guid, "Pilot", guids[:2])
    named_sets.create(made.project, ANN.guid, "Rest & more", guids[2:])
    before = named_sets.listed(viewer)
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(viewer, target))
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        assert named_sets.listed(everything(project)) == before
    # Into the same project: what is in a set meanwhile stays in it.
    named_sets.arrange(made.project, ANN.guid, [guids[0]], [], [before[0].guid])
    named_sets.arrange(made.project, ANN.guid, [guids[2]], [before[0].guid])
    finish(transfer.import_files(made.project, ANN.guid, [target]))
    assert named_sets.listed(viewer)[0].documents == tuple(guids)
    made.project.close()
