"""A history with columns that the rows here do not have: of a later version, or damaged."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from annotator.corpus.trail import TrailFilter
from annotator.operations import documents
from annotator.operations.history import trail
from annotator.operations.viewing import everything
from tests.making import ANN, make


def test_it_is_told_all_the_same(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    with made.project as project:
        documents.rename(project, ANN.guid, made.document, "another.txt")
        with project.transaction("Odd", ANN.guid) as step:
            step.record.connection.execute(
                text(
                    "UPDATE change SET after = json_set(after, '$.later', 7) WHERE before NOT NULL"
                )
            )
        told = [
            trail.tell(everything(project), number)
            for number in trail.steps(everything(project), TrailFilter())
        ]
    assert any("another.txt" in str(one.changes) for one in told)
