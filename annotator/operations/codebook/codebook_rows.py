"""The codebook as rows, within a running step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from annotator.corpus.codebook import Attribute, Code, RelationType, Value


def code_row(code: Code) -> dict[str, Any]:
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


def attribute_row(attribute: Attribute) -> dict[str, Any]:
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
    }


def relation_type_row(kind: RelationType) -> dict[str, Any]:
    """The columns that hold a type of relations."""
    return {
        "guid": kind.guid,
        "position": kind.position,
        "name": kind.name,
        "key": kind.key,
        "definition": kind.definition,
        "sources": _listed(kind.sources),
        "targets": _listed(kind.targets),
    }


def value_json(value: Value) -> str:
    """A value of an attribute as its column holds it."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)


def _listed(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
