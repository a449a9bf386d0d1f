"""What is said of a whole document: its genre, its speaker, the case it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.corpus.changes import DOCUMENT_ATTRIBUTE, Changes
from annotator.corpus.identity import document_attribute_guid
from annotator.errors import UserError
from annotator.storage.project_file import ProjectFile


def set_value(project: ProjectFile, by: str, document: str, name: str, value: str) -> Changes:
    """Say something of a document; an empty value takes it back. UserError for an empty name."""
    return set_values(project, by, {(document, name): value})


def set_values(project: ProjectFile, by: str, values: Mapping[tuple[str, str], str]) -> Changes:
    """Say several things as one step: document (GUID) and name to value, empty to take it back.

    Raises UserError for an empty name; nothing is changed then.
    """
    by_name = {(document, checked_name(name)): value for (document, name), value in values.items()}
    names = {name for _document, name in by_name}
    label = f"Set “{next(iter(names))}” of" if len(names) == 1 else "Set attributes of"
    label += " a document" if len({document for document, _name in by_name}) == 1 else " documents"
    with project.step(label, by) as step:
        rows, gone = [], []
        for (document, name), value in by_name.items():
            guid = document_attribute_guid(document, name)
            if value:
                rows.append({"guid": guid, "document": document, "name": name, "value": value})
            else:
                gone.append(guid)
        step.record.put(DOCUMENT_ATTRIBUTE, rows)
        step.record.delete(DOCUMENT_ATTRIBUTE, gone)
    return step.changes


def checked_name(name: str) -> str:
    """The name of an attribute with single spaces. UserError where nothing is left."""
    name = " ".join(name.split())
    if not name:
        raise UserError("What is said of a document needs a name, such as “genre”.")
    return name
