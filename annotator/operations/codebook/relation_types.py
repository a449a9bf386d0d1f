"""Types of relations between codings."""

from __future__ import annotations

from annotator.corpus.changes import RELATION_TYPE, Changes
from annotator.corpus.codebook import RelationType
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries
from annotator.storage.codebook_rows import relation_type_row
from annotator.storage.project_file import ProjectFile


def declare(project: ProjectFile, by: str, kind: RelationType) -> Changes:
    """Add a type of relations, or set every field of one that is there."""
    label = step_label("Declare the relation {name}", name=kind.name)
    with project.transaction(label, by) as step:
        record = step.record
        others = codebook_queries.codebook(record.connection).relation_types
        if any(k.name == kind.name and k.guid != kind.guid for k in others):
            raise UserError(
                tr("There is a relation “{kind}” already. Choose another name.", kind=kind.name)
            )
        row = relation_type_row(kind)
        if any(k.guid == kind.guid for k in others):
            record.change(RELATION_TYPE, {kind.guid: row})
        else:
            record.add(RELATION_TYPE, [row | {"position": len(others)}])
    return step.changes


def usage(viewer: Viewer, guid: str) -> int:
    """How many relations are of a type."""
    with viewer.reading() as connection:
        return sum(relation.kind == guid for relation in coding_queries.relations(connection))


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a type; its relations go out of sight with it, and come back with Undo."""
    with project.transaction("Delete a type of relations", by) as step:
        step.record.delete(RELATION_TYPE, [guid])
    return step.changes
