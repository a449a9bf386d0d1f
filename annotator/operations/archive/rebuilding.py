"""The project that an archive holds, made anew from its data in a private folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.atomic_file import private_folder
from annotator.corpus.changes import (
    ASSIGNMENT,
    ATTRIBUTE_TYPE,
    DECISION,
    DESIGNATION,
    NAMED_SET,
    ROUND,
    SET_MEMBER,
)
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.columns import Column
from annotator.corpus.job import Job
from annotator.corpus.structure import Structure
from annotator.exchange.replication.data_file import ArchivedProject
from annotator.operations import projects
from annotator.operations.projects import SUFFIX
from annotator.operations.transfer.incoming import record_content
from annotator.storage.row_values import assignment_row, decision_row, round_row
from annotator.storage.storage_errors import broken_references

_RECORDED = (NAMED_SET, SET_MEMBER, ATTRIBUTE_TYPE, DESIGNATION)
"""Further tables that questions are answered with."""
_OF_THE_ROW = ("created_at", "changed_at")
_MAKER = Coder(
    "00000000-0000-4000-8000-000000000000",
    "verification",
    datetime(2000, 1, 1, tzinfo=UTC),
    datetime(2000, 1, 1, tzinfo=UTC),
)


@contextmanager
def place_for_project() -> Iterator[Path]:
    """Where a project can be made, in a folder that goes with the block."""
    with private_folder() as folder:
        yield folder / f"archive{SUFFIX}"


def rebuild(
    path: Path,
    data: ArchivedProject,
    texts: Mapping[str, str],
    structures: Mapping[str, Structure],
) -> Job[None]:
    """Make a project of the data of an archive, and close it. UserError where rows refer to what
    is not there; what else breaks the rules is found when the project is opened."""
    path.touch()
    with (
        projects.write_new(path, Codebook(), _MAKER, "archive", is_coder=False) as project,
        broken_references(),
        project.transaction("Create the project", _MAKER.guid, large=True) as step,
    ):
        record = step.record
        record.add(ROUND, map(round_row, data.rounds))
        yield from record_content(record, replace(data.content(texts), structures=structures))
        record.add(ASSIGNMENT, map(assignment_row, data.assignments))
        record.add(DECISION, map(decision_row, data.decisions))
        for name in _RECORDED:
            rows = data.tables.get(name, ())
            record.add(name, [_columns(row) for row in rows])


def _columns(row: Mapping[str, Column]) -> dict[str, Column]:
    return {name: cell for name, cell in row.items() if name not in _OF_THE_ROW}
