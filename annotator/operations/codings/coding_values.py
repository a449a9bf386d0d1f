"""What codings say in the attributes of their codes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from annotator.corpus.changes import ATTRIBUTE_VALUE, Changes
from annotator.corpus.codebook import ENTITY_VALUES, Attribute, Value
from annotator.corpus.coding import Coding
from annotator.corpus.identity import value_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.codings.editing import own_rows
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_json, value_row


def value_counts(viewer: Viewer, attribute: str) -> Counter[str]:
    """How many codings say each value of an attribute (GUID); of several values, each counts."""
    counts: Counter[str] = Counter()
    with viewer.reading() as connection:
        for _coding, text in coding_queries.values_of(connection, attribute):
            said = json.loads(text)
            counts.update(said if isinstance(said, list) else [str(said)])
    return counts


def set_value(
    project: ProjectFile, by: str, coding: str, attribute: str, value: Value | None
) -> Changes:
    """Say something about one of the coder's own codings; None, "" or () takes it back."""
    with project.transaction("Set an attribute", by) as step:
        record = step.record
        own_rows(record, by, [coding])
        declared = _declared(record, attribute)
        guid = value_guid(coding, attribute)
        if not value:
            record.label = step_label("Take back {name}", name=declared.name)
            record.delete(ATTRIBUTE_VALUE, [guid])
        else:
            fault = declared.fault(value)
            if fault:
                raise UserError(tr("“{name}”: {reason}.", name=declared.name, reason=fault))
            said = value if isinstance(value, str) else ", ".join(value)
            record.label = step_label("Set {name} to {value}", name=declared.name, value=said)
            record.put(ATTRIBUTE_VALUE, [value_row(coding, attribute, value_json(value))])
    return step.changes


def _declared(record: Recorder, guid: str) -> Attribute:
    found = codebook_queries.attribute(record.connection, guid)
    if found is None:
        raise UserError(
            tr("The attribute is not in the codebook any more, so nothing can be said in it.")
        )
    return found


def entities(viewer: Viewer, attribute: str) -> list[str]:
    """What can be said in an attribute of the kind entity: the fixed values, then the names used
    in the project before, the most frequent first."""
    with viewer.reading() as connection:
        used = coding_queries.used_values(connection, attribute)
    return [*ENTITY_VALUES, *(name for name in used if name not in ENTITY_VALUES)]


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A coding that lacks required values: the coding, and the names of the attributes."""

    coding: Coding
    missing: list[str]


def incomplete(viewer: Viewer, coder: str | None = None) -> list[Incomplete]:
    """The codings that lack a required value, of one coder or of all, in order of the texts."""
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        found = coding_queries.codings(connection)
    needed = {
        code.guid: [a for a in codebook.attributes_of(code.guid) if a.required and not a.default]
        for code in codebook.codes
    }
    result = []
    for coding in found:
        missing = [a.name for a in needed.get(coding.code, ()) if a.guid not in coding.attributes]
        if missing and coder in (None, coding.coder):
            result.append(Incomplete(coding, missing))
    return result
