"""The audit trail as a section of the report."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.report_document import Table
from annotator.operations import codings
from annotator.operations.report.report_trail import trail_section
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage import queries
from tests.making import ANN, BEN, make


def test_the_history_in_numbers_and_what_changed_the_ground(tmp_path: Path) -> None:
    made = make(tmp_path / "trail.annot")
    first = made.code(ANN, "claim", (0, 6))
    made.code(ANN, "claim", (7, 14))
    made.code(BEN, "claim", (0, 6))
    codings.recode(made.project, ANN.guid, [first], made.codes["prediction"])
    codings.delete(made.project, ANN.guid, [first])
    made.project.undo(ANN.guid)
    with made.project.reading() as connection:
        labels = coders.labels(queries.coders(connection))
    words, numbers, ground = trail_section(everything(made.project), labels).blocks
    assert isinstance(words, str) and isinstance(numbers, Table) and isinstance(ground, Table)
    assert "by 2 coders" in words
    # Who, undone, made, changed (the undo of the deletion is one), deleted.
    assert [(row[0], *row[4:]) for row in numbers.rows] == [
        ("Ann", 1, 2, 2, 1),
        ("Ben", 0, 1, 0, 0),
    ]
    assert "Add talks.txt" in [row[2] for row in ground.rows]
