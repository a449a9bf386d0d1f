"""GUIDs: made once, compared in one form."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable

_NAMESPACE = uuid.UUID("5b2f5a3e-6a0c-5c0b-9a4e-0d6a3a7c1f10")

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_guid() -> str:
    """A fresh random GUID (RFC 9562 version 4), lower case with hyphens."""
    return str(uuid.uuid4())


def is_guid(text: object) -> bool:
    """Whether a text is a GUID in the one form that is used: lower case, with hyphens."""
    return isinstance(text, str) and _GUID.fullmatch(text) is not None


def guid_from(*names: str) -> str:
    """The GUID that belongs to `names`, the same on every machine (RFC 9562 version 5)."""
    parts = "".join(f"{len(name)}:{name}" for name in names)
    return str(uuid.uuid5(_NAMESPACE, parts))


def pseudonym_guid(project: str) -> str:
    """The project with pseudonyms of a project: by it, the two know each other."""
    return guid_from("project with pseudonyms", project)


# What follows from what it is about has the same identity in every copy of a project, so two
# coders who say it apart have said one thing.


def memo_guid(subject: str, coder: str) -> str:
    """A coder's one memo on a subject."""
    return guid_from("memo", subject, coder)


def value_guid(coding: str, attribute: str) -> str:
    """What a coding says in an attribute."""
    return guid_from("value", coding, attribute)


def status_guid(document: str, coder: str) -> str:
    """How far a coder is with a document."""
    return guid_from("status", document, coder)


def document_attribute_guid(document: str, name: str) -> str:
    """The one value that a document has under a name."""
    return guid_from("document attribute", document, name)


def assignment_guid(coding_round: str, document: str, coder: str) -> str:
    """That a document is a coder's in a round."""
    return guid_from("assignment", coding_round, document, coder)


def consensus_guid(project: str) -> str:
    """The coder of a project whose codings are what adjudication came to."""
    return guid_from("consensus", project)


def decision_guid(codings: Iterable[str]) -> str:
    """What is decided about these codings, in whatever order they are named."""
    return guid_from("decision", *sorted(codings))


def outcome_guid(codings: Iterable[str]) -> str:
    """The coding of the consensus that a decision about these codings came to."""
    return guid_from("outcome", decision_guid(codings))
