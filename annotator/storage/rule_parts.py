"""What the rules of rows are made of: references that must be there, JSON that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, TypeAlias

from annotator.corpus import changes
from annotator.corpus.messages import gettext_noop, tr
from annotator.storage.rows import Row

References: TypeAlias = Mapping[str, Mapping[str, Row]]
"""The rows that a row may refer to, by kind and GUID."""

_UNKNOWN: Final = {
    changes.ATTRIBUTE: gettext_noop("it refers to an attribute that is not there"),
    changes.CODE: gettext_noop("it refers to a code that is not there"),
    changes.CODER: gettext_noop("it refers to a coder that is not there"),
    changes.CODING: gettext_noop("it refers to a coding that is not there"),
    changes.DECISION: gettext_noop("it refers to a decision that is not there"),
    changes.DOCUMENT: gettext_noop("it refers to a document that is not there"),
    changes.MEMO: gettext_noop("it refers to a memo that is not there"),
    changes.NAMED_SET: gettext_noop("it refers to a named set that is not there"),
    changes.ROUND: gettext_noop("it refers to a round that is not there"),
    changes.SPEAKER: gettext_noop("it refers to a speaker that is not there"),
}
"""What is wrong with a row that refers to what is not there, by the kind of that."""


def unknown(row: Row, references: References, *kinds: str) -> str | None:
    """That a row refers to something that is not there, or None."""
    for kind in kinds:
        if row[kind] not in references[kind]:
            return tr(_UNKNOWN[kind])
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
