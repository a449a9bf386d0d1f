"""What is said of a whole document: its genre, its speaker, the case it belongs to."""

from __future__ import annotations

from annotator.corpus.changes import DOCUMENT_ATTRIBUTE, Changes
from annotator.corpus.identity import document_attribute_guid
from annotator.errors import UserError
from annotator.storage.project_file import ProjectFile


def set_value(project: ProjectFile, by: str, document: str, name: str, value: str) -> Changes:
    """Say something of a document; an empty value takes it back. UserError for an empty name."""
    name = " ".join(name.split())
    if not name:
        raise UserError("What is said of a document needs a name, such as “genre”.")
    guid = document_attribute_guid(document, name)
    with project.step(f"Set “{name}” of a document", by) as step:
        if value:
            row = {"guid": guid, "document": document, "name": name, "value": value}
            step.record.put(DOCUMENT_ATTRIBUTE, [row])
        else:
            step.record.delete(DOCUMENT_ATTRIBUTE, [guid])
    return step.changes
