"""What the rules of rows are made of: references that must be there, JSON that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from annotator.storage.rows import Row

References: TypeAlias = Mapping[str, Mapping[str, Row]]
"""The rows that a row may refer to, by kind and GUID."""


def unknown(row: Row, references: References, *kinds: str) -> str | None:
    """That a row refers to something that is not there, or None."""
    for kind in kinds:
        if row[kind] not in references[kind]:
            return f"it refers to a {kind.replace('_', ' ')} that is not there"
    return None


def unknown_if_named(row: Row, references: References, *kinds: str) -> str | None:
    """The same of columns that may be null."""
    return unknown(row, references, *(kind for kind in kinds if row[kind] is not None))


def json_value(text: str) -> object:
    """What a JSON text says; None where it can't be read, or says what no text can hold."""
    try:
        value = json.loads(text)
        if "\\u" in text:  # half of a surrogate pair is JSON, and no Unicode text
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value


def are_strings(value: object) -> bool:
    """Whether this is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
