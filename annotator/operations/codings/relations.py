"""Relations between codings."""

from __future__ import annotations

from annotator.corpus.changes import RELATION, Changes
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.storage import codebook_queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import relation_row
from annotator.storage.rows import CodingRow, RelationRow


def relate(project: ProjectFile, by: str, kind: str, source: str, target: str) -> Changes:
    """Join two codings (GUIDs) by a relation of a declared type, as the coder `by`.

    Raises UserError where the type does not join codings of these codes.
    """
    with project.transaction("Relate codings", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        declared = next(k for k in codebook.relation_types if k.guid == kind)
        record.label = step_label("Relate codings: {name}", name=declared.name)
        if source == target:
            raise UserError(tr("A coding can't be related to itself. Choose another one."))
        rows = record.read(CodingRow, [source, target])
        first, second = (codebook.by_guid[rows[end].code] for end in (source, target))
        if not declared.joins(first.guid, second.guid):
            raise UserError(
                tr(
                    "“{declared}” does not lead from {first} to {second}.",
                    declared=declared.name,
                    first=first.name,
                    second=second.name,
                )
            )
        guid = guid_from("relation", kind, source, target, by)
        record.add_missing(RELATION, [relation_row(guid, kind, source, target, by)])
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Take back a relation of the coder's own."""
    with project.transaction("Delete a relation", by) as step:
        if step.record.read(RelationRow, [guid])[guid].coder != by:
            raise UserError(tr("This relation is another coder's, and stays as they made it."))
        step.record.delete(RELATION, [guid])
    return step.changes
