"""Whose codings of a document answer questions where there is no consensus."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.corpus.changes import DESIGNATION, Changes
from annotator.corpus.identity import designation_guid
from annotator.operations.viewing import Viewer
from annotator.storage import team_queries
from annotator.storage.project_file import ProjectFile


def designate(project: ProjectFile, by: str, wanted: Mapping[str, str | None]) -> Changes:
    """Choose for documents (GUIDs) the coder (a GUID) whose codings of it answer questions; None
    takes the choice back."""
    with project.transaction("Choose whose codings answer questions", by) as step:
        rows = [
            {"guid": designation_guid(document), "document": document, "coder": coder}
            for document, coder in wanted.items()
            if coder is not None
        ]
        step.record.put(DESIGNATION, rows)
        gone = [designation_guid(one) for one, coder in wanted.items() if coder is None]
        step.record.delete(DESIGNATION, gone)
    return step.changes


def designated(viewer: Viewer) -> dict[str, str]:
    """By document (GUID) the coder (GUID) who was chosen for it."""
    with viewer.reading() as connection:
        return team_queries.designations(connection)
