"""What is said of a whole document: its genre, its speaker, the case it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.corpus.changes import DOCUMENT_ATTRIBUTE, Changes
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import document_attribute_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.exchange.codings_csv import document_attribute_names
from annotator.operations.documents import attribute_types
from annotator.storage import queries, set_queries
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.row_values import document_attribute_row

SET: Final = "set"
"""In conditions, what asks for the documents of a set."""


def set_value(project: ProjectFile, by: str, document: str, name: str, value: str) -> Changes:
    """Say something of a document; an empty value takes it back. UserError for an empty name."""
    return set_values(project, by, {(document, name): value})


def set_values(project: ProjectFile, by: str, values: Mapping[tuple[str, str], str]) -> Changes:
    """Say several things as one step: document (GUID) and name to value, empty to take it back.

    Raises UserError for an empty name, and for a value that does not fit the attribute's type;
    nothing is changed then.
    """
    by_name = {(document, checked_name(name)): value for (document, name), value in values.items()}
    names = {name for _document, name in by_name}
    given = {name: {v for (_, n), v in by_name.items() if n == name} for name in names}
    attribute_types.refuse_unfit(attribute_types.declared(project), given)
    is_one = len({document for document, _name in by_name}) == 1
    label = "Set attributes of a document" if is_one else "Set attributes of documents"
    if len(names) == 1:
        message = "Set “{name}” of a document" if is_one else "Set “{name}” of documents"
        label = step_label(message, name=next(iter(names)))
    with project.transaction(label, by) as step:
        said = [DocumentAttribute(*key, value) for key, value in by_name.items() if value]
        gone = [document_attribute_guid(*key) for key, value in by_name.items() if not value]
        step.record.put(DOCUMENT_ATTRIBUTE, map(document_attribute_row, said))
        step.record.delete(DOCUMENT_ATTRIBUTE, gone)
    return step.changes


def by_document(project: Readable) -> dict[str, dict[str, str]]:
    """What is said of the documents: values by name, by document (a GUID)."""
    found: dict[str, dict[str, str]] = {}
    with project.reading() as connection:
        for one in queries.document_attributes(connection):
            found.setdefault(one.document, {})[one.name] = one.value
    return found


def names(project: Readable) -> list[str]:
    """The names under which something is said of documents, as columns stand in order."""
    with project.reading() as connection:
        return document_attribute_names(queries.document_attributes(connection))


def documents_where(project: Readable, conditions: Sequence[str]) -> list[str]:
    """The documents (GUIDs) of which all these are said, each like ``genre=news``, in their order;
    ``set=NAME`` is of those in a set, where no attribute is called so.

    Raises UserError for a condition of another form, and where they hold for no document.
    """
    said = by_document(project)
    with project.reading() as connection:
        guids = [document.guid for document in queries.documents(connection)]
        sets = {one.name: one.documents for one in set_queries.document_sets(connection)}
    is_attribute = any(SET in own for own in said.values())
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise UserError(
                tr(
                    "“{condition}” should be like genre=news: a name and its value.",
                    condition=condition,
                )
            )
        if name.strip() == SET and not is_attribute:
            guids = [guid for guid in guids if guid in sets.get(value.strip(), ())]
            continue
        guids = [g for g in guids if said.get(g, {}).get(name.strip()) == value.strip()]
    if not guids:
        raise UserError(tr("There is no document with {names}.", names=" and ".join(conditions)))
    return guids


def checked_name(name: str) -> str:
    """The name of an attribute with single spaces. UserError where nothing is left."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("What is said of a document needs a name, such as “genre”."))
    return name
