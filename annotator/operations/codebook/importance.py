"""The yes/no attribute “important” of codes: which it is, and how it comes into the codebook."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from annotator.corpus.changes import ATTRIBUTE, Changes
from annotator.corpus.codebook import YES_NO_VALUES, Attribute, AttributeKind, Codebook
from annotator.corpus.folding import search_key
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.step_labels import step_label
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries
from annotator.storage.codebook_rows import attribute_row
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_json

YES: Final = YES_NO_VALUES[0]
_ENGLISH: Final = "important"


def attribute_of(codebook: Codebook, code: str) -> Attribute | None:
    """The attribute of a code (a GUID) that says whether a coding is important: a yes/no of that
    name, in English or in the language of the program."""
    names = {_ENGLISH, search_key(tr("important"))}
    for one in codebook.attributes_of(code):
        if one.kind is not AttributeKind.YES_NO:
            continue
        if one.guid == _guid(code) or search_key(one.name) in names:
            return one
    return None


def important(viewer: Viewer, document: str, codebook: Codebook) -> list[str]:
    """The codings (GUIDs) of a document that somebody calls important."""
    found = (attribute_of(codebook, code.guid) for code in codebook.codes)
    attributes = [one.guid for one in found if one is not None]
    if not attributes:
        return []
    with viewer.reading() as connection:
        return coding_queries.codings_saying(connection, document, attributes, value_json(YES))


def add(project: ProjectFile, by: str, codes: Collection[str]) -> Changes:
    """Give these codes (GUIDs) the attribute, as their last; those that have it keep theirs. It has
    the same identity wherever it is made, so that colleagues who make it apart have one."""
    name = tr("important")
    number = str(len(codes))
    label = step_label("Add the attribute {name} to {number} codes", name=name, number=number)
    with project.transaction(label, by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        rows = []
        for code in codes:
            if attribute_of(codebook, code) is not None:
                continue
            others = codebook.attributes_of(code)
            taken = {one.name for one in others}
            position = others[-1].position + 1 if others else 0
            one = Attribute(
                guid=_guid(code),
                code=code,
                name=name if name not in taken else f"{name} (★)",
                kind=AttributeKind.YES_NO,
                created=EPOCH,
                modified=EPOCH,
                position=position,
            )
            rows.append(attribute_row(one))
        step.record.put(ATTRIBUTE, rows)
    return step.changes


def _guid(code: str) -> str:
    return guid_from("attribute important", code)
