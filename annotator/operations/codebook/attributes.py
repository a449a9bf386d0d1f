"""The attributes of codes: what codings can say in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.corpus.changes import ATTRIBUTE, ATTRIBUTE_VALUE, Changes
from annotator.corpus.codebook import Attribute, AttributeKind, Value
from annotator.corpus.identity import value_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import may_tell
from annotator.storage import codebook_queries, coding_queries
from annotator.storage.codebook_rows import attribute_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_json
from annotator.storage.rows import CodingRow


def declare(project: ProjectFile, by: str, attribute: Attribute) -> Changes:
    """Add an attribute to a code, last among its attributes."""
    label = step_label("Add the attribute {name}", name=attribute.name)
    with project.transaction(label, by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        others = codebook.attributes_of(attribute.code)
        _check(attribute, others)
        position = others[-1].position + 1 if others else 0
        step.record.add(ATTRIBUTE, [attribute_row(attribute) | {"position": position}])
    return step.changes


def edit(
    project: ProjectFile,
    by: str,
    attribute: Attribute,
    mapping: Mapping[str, str | None] = MappingProxyType({}),
) -> Changes:
    """Set every field of an attribute; `mapping` says what becomes of values that its closed list
    no longer has: another of its values, or None to take them back.

    Raises UserError where a value in use would be left without a place.
    """
    label = step_label("Edit the attribute {name}", name=attribute.name)
    with project.transaction(label, by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        others = codebook.attributes_of(attribute.code)
        _check(attribute, [a for a in others if a.guid != attribute.guid])
        record.change(ATTRIBUTE, {attribute.guid: attribute_row(attribute)})
        _map_values(record, attribute, mapping)
    return step.changes


def record_all(
    record: Recorder,
    code: str,
    wanted: Sequence[Attribute],
    mappings: Mapping[str, Mapping[str, str | None]],
) -> None:
    """Make `wanted` the attributes of a code, in this order, within a running step; `mappings`
    are those of `edit` by attribute (GUID)."""
    known = {a.guid: a for a in codebook_queries.codebook(record.connection).attributes_of(code)}
    placed = [replace(a, code=code, position=n) for n, a in enumerate(wanted)]
    for number, attribute in enumerate(placed):
        _check(attribute, placed[:number])
    rows = {attribute.guid: attribute_row(attribute) for attribute in placed}
    record.add(ATTRIBUTE, [row for guid, row in rows.items() if guid not in known])
    record.change(ATTRIBUTE, {guid: row for guid, row in rows.items() if guid in known})
    record.delete(ATTRIBUTE, known.keys() - rows.keys())
    for attribute in placed:
        if attribute.guid in known:
            _map_values(record, attribute, mappings.get(attribute.guid, {}))


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete an attribute; its values go out of sight with it, and come back with Undo."""
    with project.transaction("Delete an attribute", by) as step:
        step.record.delete(ATTRIBUTE, [guid])
    return step.changes


def _check(attribute: Attribute, others: list[Attribute]) -> None:
    if not attribute.name.strip():
        raise UserError(tr("An attribute needs a name."))
    if attribute.name in {other.name for other in others}:
        raise UserError(
            tr("The code has an attribute “{attribute}” already.", attribute=attribute.name)
        )
    closed = attribute.kind in (AttributeKind.CHOICE, AttributeKind.CHOICES)
    if closed and not attribute.choices:
        raise UserError(
            tr("“{attribute}” is a closed choice and needs values.", attribute=attribute.name)
        )
    names = [choice.name for choice in attribute.choices]
    if len(set(names)) < len(names):
        raise UserError(tr("“{attribute}” has a value twice.", attribute=attribute.name))


def _map_values(record: Recorder, attribute: Attribute, mapping: Mapping[str, str | None]) -> None:
    changed: dict[str, dict[str, str]] = {}
    dropped: list[str] = []
    for coding, text in coding_queries.values_of(record.connection, attribute.guid):
        old = json.loads(text)
        new = _mapped(old, mapping, attribute.kind)
        guid = value_guid(coding, attribute.guid)
        if new is None:
            dropped.append(guid)
            continue
        fault = attribute.fault(new)
        if fault:
            said = ", ".join(old) if isinstance(old, list) else old
            _refuse_withheld(record, attribute, coding)
            raise UserError(
                tr(
                    "Codings say “{said}” in “{attribute}”, and {fault}. Say what these become.",
                    said=said,
                    attribute=attribute.name,
                    fault=fault,
                )
            )
        if value_json(new) != text:
            changed[guid] = {"value": value_json(new)}
    record.change(ATTRIBUTE_VALUE, changed)
    record.delete(ATTRIBUTE_VALUE, dropped)


def _refuse_withheld(record: Recorder, attribute: Attribute, coding: str) -> None:
    """In a blind project, refuse what does not fit another coder's value without telling it."""
    if not may_tell(record, record.read(CodingRow, [coding])[coding].coder):
        raise UserError(
            tr(
                "What other coders say in “{attribute}” does not fit this. The project "
                "is blind, so it is not shown: end that (annotator blind PROJECT --off;"
                " in the window Coder, Blind) to say what it becomes.",
                attribute=attribute.name,
            )
        )


def check_values(record: Recorder, attribute: Attribute) -> None:
    """Raise UserError where codings say what the attribute, as declared here, can't hold."""
    for coding, text in coding_queries.values_of(record.connection, attribute.guid):
        old = json.loads(text)
        fault = attribute.fault(tuple(old) if isinstance(old, list) else old)
        if fault:
            _refuse_withheld(record, attribute, coding)
            raise UserError(
                tr(
                    "Codings say “{old}” in “{attribute}”, and {fault}. Edit the attribute "
                    "in the panel of codes, where old values can be mapped to new ones.",
                    old=old,
                    attribute=attribute.name,
                    fault=fault,
                )
            )


def _mapped(old: object, mapping: Mapping[str, str | None], kind: AttributeKind) -> Value | None:
    """What an old value becomes. One name and a list of one name are the same in another kind."""
    names = [str(name) for name in old] if isinstance(old, list) else [str(old)]
    kept = [mapping.get(name, name) for name in names]
    new = tuple(dict.fromkeys(name for name in kept if name is not None))
    if kind is AttributeKind.CHOICES or len(new) > 1:
        return new or None
    return new[0] if new else None
