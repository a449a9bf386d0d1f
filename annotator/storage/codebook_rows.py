"""Codes, attributes and types of relations to rows and back (see `row_values`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Level,
    RelationType,
    Unit,
)
from annotator.corpus.columns import Columns
from annotator.storage.visibility import FoundRow, times


def code_row(code: Code) -> Columns:
    """The columns that hold a code."""
    return {
        "guid": code.guid,
        "parent": code.parent,
        "position": code.position,
        "name": code.name,
        "color": code.color,
        "key": code.key,
        "definition": code.definition,
        "when_to_use": code.when_to_use,
        "when_not_to_use": code.when_not_to_use,
        "examples": _listed(code.examples),
        "counter_examples": _listed(code.counter_examples),
        "codable": int(code.codable),
        "unit": code.unit.value,
        "may_nest": int(code.may_nest),
        "may_overlap": int(code.may_overlap),
        "cues": _listed(code.cues),
    }


def attribute_row(attribute: Attribute) -> Columns:
    """The columns that hold an attribute."""
    choices = [[choice.name, choice.key, choice.definition] for choice in attribute.choices]
    return {
        "guid": attribute.guid,
        "code": attribute.code,
        "position": attribute.position,
        "name": attribute.name,
        "kind": attribute.kind.value,
        "definition": attribute.definition,
        "choices": json.dumps(choices, ensure_ascii=False),
        "required": int(attribute.required),
        "default": attribute.default,
        "level": attribute.level.value,
    }


def relation_type_row(kind: RelationType) -> Columns:
    """The columns that hold a type of relations."""
    return {
        "guid": kind.guid,
        "position": kind.position,
        "name": kind.name,
        "key": kind.key,
        "definition": kind.definition,
        **relation_ends(kind),
    }


def relation_ends(kind: RelationType) -> Columns:
    """The columns that say at which codes relations of a type may begin and end."""
    return {"sources": _listed(kind.sources), "targets": _listed(kind.targets)}


def _listed(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def attribute_of(row: FoundRow) -> Attribute:
    """An attribute from its row."""
    created, modified = times(row)
    return Attribute(
        guid=row.guid,
        code=row.code,
        name=row.name,
        kind=AttributeKind(row.kind),
        created=created,
        modified=modified,
        position=row.position,
        definition=row.definition,
        choices=tuple(Choice(*choice) for choice in json.loads(row.choices)),
        required=bool(row.required),
        default=row.default,
        level=Level(row.level),
    )


def relation_type_of(row: FoundRow) -> RelationType:
    """A type of relations from its row."""
    created, modified = times(row)
    return RelationType(
        guid=row.guid,
        name=row.name,
        created=created,
        modified=modified,
        position=row.position,
        key=row.key,
        definition=row.definition,
        sources=tuple(json.loads(row.sources)),
        targets=tuple(json.loads(row.targets)),
    )


def code_of(row: FoundRow) -> Code:
    """A code from its row."""
    created, modified = times(row)
    return Code(
        guid=row.guid,
        name=row.name,
        color=row.color,
        created=created,
        modified=modified,
        parent=row.parent,
        position=row.position,
        key=row.key,
        definition=row.definition,
        when_to_use=row.when_to_use,
        when_not_to_use=row.when_not_to_use,
        examples=tuple(json.loads(row.examples)),
        counter_examples=tuple(json.loads(row.counter_examples)),
        codable=bool(row.codable),
        unit=Unit(row.unit),
        may_nest=bool(row.may_nest),
        may_overlap=bool(row.may_overlap),
        cues=tuple(json.loads(row.cues)),
    )
