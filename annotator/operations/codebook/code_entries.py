"""A code as its entry in the codebook says it: the code with its attributes, saved as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.corpus.changes import CODE, Changes
from annotator.corpus.codebook import Attribute, Code
from annotator.corpus.step_labels import step_label
from annotator.operations.codebook.attributes import record_all
from annotator.operations.codebook.codes import check
from annotator.storage import codebook_queries
from annotator.storage.codebook_rows import code_row
from annotator.storage.project_file import ProjectFile


def save(
    project: ProjectFile,
    by: str,
    code: Code,
    attributes: Sequence[Attribute],
    mappings: Mapping[str, Mapping[str, str | None]] = MappingProxyType({}),
) -> Changes:
    """Add a code or set every field of it, and make these its attributes, in this order.

    A code that is new or gets another parent comes last among its siblings. `mappings` says by
    attribute (GUID) what becomes of values that its closed list no longer has: another value, or
    None to take them back. Raises UserError for an unfit code or attribute, and where a value in
    use would be left without a place.
    """
    with project.transaction("", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        check(codebook, code)
        was = codebook.by_guid.get(code.guid)
        position = was.position if was is not None else 0
        if was is None or was.parent != code.parent:
            siblings = codebook.children(code.parent)
            position = siblings[-1].position + 1 if siblings else 0
        row = code_row(replace(code, position=position))
        if was is None:
            record.label = step_label("Add the code {name}", name=code.name)
            record.add(CODE, [row])
        else:
            record.label = step_label("Edit the code {name}", name=code.name)
            record.change(CODE, {code.guid: row})
        record_all(record, code.guid, attributes, mappings)
    return step.changes
